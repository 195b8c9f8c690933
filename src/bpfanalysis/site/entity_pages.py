"""A page for each agreement, norm and case: everything that the record holds of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bpfanalysis.cases.labels import CASE_NAMES, CONDITION_NAMES, case_name
from bpfanalysis.site.codings import Codings, Row, carriers, host, web_address
from bpfanalysis.site.dossiers import MARKS, norm_dossier, shown, wsis_dossier
from bpfanalysis.site.records import Inputs
from bpfanalysis.vocabularies import CONDITION, OUTCOME, PRESENT, STAGE, label

STAGE_NAMES = {stage: stage.capitalize() for stage in STAGE}
VARYING = ("strength", "direction", "addressee")


def entity_pages(inputs: Inputs, codings: Codings) -> dict[str, str]:
    """All pages of agreements, norms and cases."""
    pages = {}
    for agreement in codings.agreements:
        pages[f"agreements/{agreement}.html"] = agreement_page(inputs, codings, agreement)
    for norm in codings.norms:
        pages[f"norms/{norm}.html"] = norm_page(inputs, codings, norm)
    for case in case_ids(codings):
        pages[f"cases/{case}.html"] = case_page(inputs, codings, case)
    return pages


def _render(template: str, inputs: Inputs, title: str, **context: Any) -> str:
    from bpfanalysis.site.pages import render

    return render(
        template, inputs, root="../", active="coverage.html", title=title, kind="coded", **context
    )


def agreement_page(inputs: Inputs, codings: Codings, agreement: str) -> str:
    """An agreement: what it is, and the coding of every norm and criterion."""
    row = codings.agreements[agreement]
    found = [norm_dossier(codings, agreement, norm, inputs.version) for norm in codings.norms]
    criteria = [
        wsis_dossier(codings, agreement, criterion, inputs.version)
        for criterion in codings.tables["wsis_criteria"]
        if (agreement, criterion["criterion"]) in codings.wsis
    ]
    block = next((r for r in codings.tables["lineage"] if r["agreement_id"] == agreement), None)
    kin = [
        codings.agreements[other]["short_title"]
        for other in (block["restates"].split(";") if block else [])
        if other in codings.agreements
    ]
    return _render(
        "agreement.html",
        inputs,
        row["short_title"],
        description=f"How the norms of {row['short_title']} were coded.",
        agreement=row,
        kind_of=label(row["adopter_type"]),
        restates=kin,
        lineage=block,
        address=web_address(row["source_url"]),
        host=host(row["source_url"]),
        present=[d for d in found if d.is_present],
        absent=[d for d in found if not d.is_present],
        criteria=criteria,
    )


def norm_page(inputs: Inputs, codings: Codings, norm: str) -> str:
    """A norm: its text in own words, who holds it, how its meaning varies."""
    cells = carriers(codings, norm)
    held = [
        {
            "agreement": codings.agreements[cell["agreement_id"]],
            "mark": MARKS[cell["presence"]],
            "cell": cell,
            "shown": {c: shown(c, cell[c]) for c in ("presence", *VARYING, "basis")},
        }
        for cell in cells
    ]
    absent = [
        (row, bool(codings.cells[agreement, norm]["source_url"]))
        for agreement, row in codings.agreements.items()
        if codings.cells[agreement, norm]["presence"] == "absent"
    ]
    lessons = [
        {"case": row["case_id"], "name": case_name(row["case_id"]), **row}
        for row in codings.tables["case_lessons"]
        if norm in row["cyber_norm_ids"].split(";")
    ]
    return _render(
        "norm.html",
        inputs,
        codings.norms[norm]["short_label"],
        description=codings.norms[norm]["definition"],
        norm=codings.norms[norm],
        held=held,
        levels=[(label(p), sum(c["presence"] == p for c in cells)) for p in PRESENT[::-1]],
        n_unverified=sum(cell["basis"] == "unverified" for cell in cells),
        varies=[(c, spread(cells, c)) for c in VARYING],
        distances=[
            row
            for row in codings.tables["norm_divergence"]
            if row["norm_id"] == norm and row["divergence"]
        ],
        absent=absent,
        ties=strongest(codings, norm),
        lessons=lessons,
    )


def spread(cells: Iterable[Row], attribute: str) -> list[tuple[str, int]]:
    """How often each value of an attribute occurs, the most frequent first.

    Examples
    --------
    >>> cells = [{"addressee": "states;private"}, {"addressee": "states"}]
    >>> spread(cells, "addressee")
    [('states', 2), ('private', 1)]
    """
    seen = Counter(part for cell in cells for part in cell[attribute].split(";") if part)
    return sorted(seen.items(), key=lambda item: (-item[1], item[0]))


def strongest(codings: Codings, norm: str, most: int = 6) -> list[dict[str, Any]]:
    """The norms that stand most often in the same agreements, as the stored view counts."""
    ties: list[dict[str, Any]] = []
    for row in codings.tables["norm_network"]:
        ends = (row["source"], row["target"])
        if norm in ends and int(row["count"]):
            other = ends[1] if ends[0] == norm else ends[0]
            if other not in codings.norms:
                continue
            ties.append(
                {
                    "other": other,
                    "name": codings.norms[other]["short_label"],
                    "count": int(row["count"]),
                    "beyond": int(row["sign"]) == 1,
                    "address": f"../network.html#tie={ends[0]},{ends[1]}",
                }
            )
    return sorted(ties, key=lambda tie: (-tie["count"], tie["other"]))[:most]


def case_ids(codings: Codings) -> list[str]:
    """The cases of other fields, then those of cybersecurity."""
    cyber = dict.fromkeys(row["case_id"] for row in codings.tables["cyber_assessment"])
    return [*(row["case_id"] for row in codings.tables["case_studies"]), *cyber]


def mechanisms(codings: Codings, case: str, stage: str) -> list[dict[str, Any]]:
    """What is recorded of a case at a stage."""
    rows = [*codings.tables["case_assessment"], *codings.tables["cyber_assessment"]]
    return [
        {**row, "address": web_address(row["source_url"]), "host": host(row["source_url"])}
        for row in rows
        if row["case_id"] == case and row["stage"] == stage
    ]


def levels(codings: Codings) -> dict[tuple[str, str], Row]:
    """The rung that each case reaches at each stage, where it has been computed."""
    return {(row["case_id"], row["stage"]): row for row in codings.tables["assessment_stages"]}


def case_page(inputs: Inputs, codings: Codings, case: str) -> str:
    """A case: its story, its assessment stage by stage, its conditions by coder, its lessons."""
    reached = levels(codings)
    study = next((row for row in codings.tables["case_studies"] if row["case_id"] == case), None)
    stages = [
        {
            "id": stage,
            "name": STAGE_NAMES[stage],
            "level": reached.get((case, stage), {}).get("level", ""),
            "mechanisms": mechanisms(codings, case, stage),
            "report": _case_report(case, stage, inputs.version),
        }
        for stage in STAGE
    ]
    coders = {
        "Coder A": ("case_conditions",),
        "Coder A, again": ("case_conditions_pass2",),
        "Coder B": ("case_conditions_coder_b", "cyber_conditions_coder_b"),
    }
    coded = [
        (name, row)
        for name, tables in coders.items()
        for table in tables
        for row in codings.tables[table]
        if row["case_id"] == case
    ]
    anchors = {row["condition"]: row for row in codings.tables["case_calibration"]}
    conditions = [
        {
            "name": CONDITION_NAMES.get(condition, label(condition)),
            "values": [row[condition] or "–" for _, row in coded],
            "differs": len({row[condition] for _, row in coded}) > 1,
            "anchors": anchors.get(condition),
            "outcome": condition in OUTCOME,
        }
        for condition in (*CONDITION, *OUTCOME)
    ]
    lessons = [
        {**row, "norms": [n for n in row["cyber_norm_ids"].split(";") if n in codings.norms]}
        for row in codings.tables["case_lessons"]
        if row["case_id"] == case
    ]
    return _render(
        "case.html",
        inputs,
        case_name(case) if case in CASE_NAMES or not study else study["norm"],
        description=f"How the norm is assessed: {case_name(case)}.",
        case=study,
        case_id=case,
        address=web_address(study["source_url"]) if study else "",
        host=host(study["source_url"]) if study else "",
        stages=stages,
        coded=coded,
        conditions=conditions,
        lessons=lessons,
        norm_names={norm: row["short_label"] for norm, row in codings.norms.items()},
    )


def _case_report(case: str, stage: str, version: str) -> str:
    return "\n".join(
        [
            f"Error in the coded record of bpfanalysis {version}".strip(),
            f"Cell: {case_name(case)} ({case}) x {stage}",
            "What is wrong:",
            "What the source says, and where in it:",
            "Where it can be read (address, or title and date):",
        ]
    )
