"""The coverage page and the search: grids whose every cell opens its coding, and all provisions.

Both work without a script: a cell is a link to its dossier, and the search page lists every
provision. The script adds moving by arrow keys, and finding.
"""

from __future__ import annotations

from typing import Any

from bpfanalysis.cases.labels import case_name
from bpfanalysis.site.codings import Codings
from bpfanalysis.site.dossiers import MARKS, VALUE_MARKS, shown
from bpfanalysis.site.entity_pages import STAGE_NAMES, case_ids, levels, mechanisms
from bpfanalysis.site.pages_policy import SCRIPT_POLICY
from bpfanalysis.site.records import Inputs
from bpfanalysis.vocabularies import ADOPTER_TYPE, BASIS, PRESENT, STAGE, label

LEVEL_MARKS = {
    "not known": "·",
    "none": "0",
    "stated": "1",
    "self-report": "2",
    "peer review": "3",
    "independent monitoring": "4",
    "consequence": "5",
}


def coverage_page(inputs: Inputs, codings: Codings) -> str:
    """The three grids: agreements by norms, cases by stages, agreements by WSIS criteria."""
    from bpfanalysis.site.pages import render

    cells = codings.cells.values()
    present = [cell for cell in cells if cell["presence"] != "absent"]
    absent = [cell for cell in cells if cell["presence"] == "absent"]
    return render(
        "coverage.html",
        inputs,
        title="Coverage: every cell and its coding",
        description="Agreements by norms, cases by stages, agreements by WSIS criteria.",
        kind="coded wide-grid",
        policy=SCRIPT_POLICY,
        heads=[
            (row["short_label"].partition(" (")[0].partition("; ")[0], f"norms/{norm}.html")
            for norm, row in codings.norms.items()
        ],
        rows=[norm_row(codings, agreement) for agreement in codings.agreements],
        stages=[(STAGE_NAMES[stage], "") for stage in STAGE],
        case_rows=[case_row(codings, case) for case in case_ids(codings)],
        criteria=[(row["label"], "") for row in codings.tables["wsis_criteria"]],
        wsis_rows=[wsis_row(codings, agreement) for agreement in codings.agreements],
        n_present=len(present),
        n_unverified=sum(cell["basis"] == "unverified" for cell in present),
        n_absent=len(absent),
        n_without=sum(not cell["source_url"] for cell in absent),
        level_marks=LEVEL_MARKS,
    )


def norm_row(codings: Codings, agreement: str) -> dict[str, Any]:
    """A row of the first grid."""
    cells = []
    for norm, row in codings.norms.items():
        cell = codings.cells[agreement, norm]
        value = cell["presence"]
        said = shown("presence", value)
        if value != "absent":
            said += f", {shown('basis', cell['basis'])}"
        elif not cell["source_url"]:
            said += ", no address"
        cells.append(
            {
                "href": f"agreements/{agreement}.html#{norm}",
                "mark": MARKS[value],
                "kind": value,
                "basis": cell["basis"] if value != "absent" else "",
                "name": f"{row['short_label']}: {said}",
            }
        )
    return _row(codings, agreement, cells)


def wsis_row(codings: Codings, agreement: str) -> dict[str, Any]:
    """A row of the grid of WSIS criteria."""
    cells: list[dict[str, str] | None] = []
    for criterion in codings.tables["wsis_criteria"]:
        cell = codings.wsis.get((agreement, criterion["criterion"]))
        if cell is None:
            cells.append(None)
            continue
        cells.append(
            {
                "href": f"agreements/{agreement}.html#wsis-{criterion['criterion']}",
                "mark": VALUE_MARKS.get(cell["value"], "·"),
                "kind": {"yes": "explicit", "partial": "implicit"}.get(cell["value"], "absent"),
                "basis": cell["basis"] if cell["value"] != "no" else "",
                "name": f"{criterion['label']}: {cell['value']}, {shown('basis', cell['basis'])}",
            }
        )
    return _row(codings, agreement, cells)


def _row(codings: Codings, agreement: str, cells: list[Any]) -> dict[str, Any]:
    row = codings.agreements[agreement]
    year = row["adopted_on"][:4]
    return {
        "name": row["short_title"],
        "size": "" if row["short_title"].endswith(year) else year,
        "href": f"agreements/{agreement}.html",
        "cells": cells,
    }


def case_row(codings: Codings, case: str) -> dict[str, Any]:
    """A row of the grid of cases: the rung at each stage, or how many mechanisms are recorded."""
    reached = levels(codings)
    cells = []
    for stage in STAGE:
        found = mechanisms(codings, case, stage)
        row = reached.get((case, stage))
        level = row["level"] if row else ("stated" if found else "not known")
        basis = row["basis"] if row else ""
        n = len(found)
        said = f"{level}, {n} mechanism{'' if n == 1 else 's'}" if found else "not known"
        if basis == "unverified":
            said += ", not verified"
        cells.append(
            {
                "href": f"cases/{case}.html#{stage}",
                "mark": LEVEL_MARKS.get(level, "·") if row or not found else str(n),
                "kind": "rung" if found else "absent",
                "basis": basis,
                "name": f"{STAGE_NAMES[stage]}: {said}",
            }
        )
    return {"name": case_name(case), "size": "", "href": f"cases/{case}.html", "cells": cells}


def search_page(inputs: Inputs, codings: Codings) -> str:
    """Every provision, in the order of adoption, to be searched."""
    from bpfanalysis.site.pages import render

    entries = [
        {
            "href": f"agreements/{agreement}.html#{norm}",
            "agreement": codings.agreements[agreement],
            "norm": row,
            "cell": cell,
            "presence": shown("presence", cell["presence"]),
            "addressee": shown("addressee", cell["addressee"]),
        }
        for agreement in codings.agreements
        for norm, row in codings.norms.items()
        if (cell := codings.cells[agreement, norm])["presence"] != "absent"
    ]
    return render(
        "search.html",
        inputs,
        title="Search the provisions",
        description="Every coded provision, in own words, to be searched.",
        kind="coded",
        policy=SCRIPT_POLICY,
        entries=entries,
        presences=[(value, label(value)) for value in PRESENT[::-1]],
        grades=[(value, label(value)) for value in BASIS[::-1]],
        adopters=[(value, label(value)) for value in ADOPTER_TYPE],
    )
