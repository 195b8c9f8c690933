"""Rules between columns and tables that no single column can show.

Each rule takes the raw tables as text and gives one sentence per break. They hold for the
tables as corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from bpfanalysis.tables.breaks import first_break
from bpfanalysis.tables.coding_rules import (
    agreed,
    bare_or_full,
    present_sourced,
    reasoned,
    sourced,
    verified,
)
from bpfanalysis.tables.definitions import definition

Frames = Mapping[str, pd.DataFrame]

SCOPE_LAST_DAY = "2020-12-31"
CODINGS = ("coder_a", "coder_b", "adjudicated", "verification")
SOUTHERN = ("Africa", "Asia-Pacific", "Latin America and Caribbean")
NOT_SOUTHERN = ("JPN", "KOR")  # in the Asia-Pacific group, not counted as Global South


def problems(frames: Frames) -> list[str]:
    """Every break of a rule, one sentence each: file, row, found, expected.

    Parameters
    ----------
    frames
        Raw table name -> its text, indexed by row in the file. Rules whose tables are not given
        are skipped.
    """
    found: list[str] = []
    for needed, rule in RULES:
        if all(name in frames for name in needed):
            found += rule(*(frames[name] for name in needed))
    return found


def _scope(agreements: pd.DataFrame) -> list[str]:
    # A year or month alone is taken as its last day: 2020 and 2020-12 are in, 2021 is out.
    adopted = agreements["adopted_on"].str.slice(0, 10)
    in_time = adopted <= SCOPE_LAST_DAY
    rule = (agreements["binding"] == "voluntary") & (agreements["norms_focused"] == "yes") & in_time
    return first_break(
        "agreements",
        agreements,
        rule != (agreements["in_scope_2020"] == "yes"),
        "in_scope_2020 is {in_scope_2020}, but binding is {binding}, norms_focused {norms_focused} "
        f"and adopted_on {{adopted_on}}; in scope is voluntary, norms-focused, by {SCOPE_LAST_DAY}",
    )


def _adherents(agreements: pd.DataFrame) -> list[str]:
    broken = agreements["n_adherents"].isna() != agreements["n_adherents_as_of"].isna()
    return first_break(
        "agreements",
        agreements,
        broken,
        "n_adherents is {n_adherents} and n_adherents_as_of {n_adherents_as_of}; "
        "a number and its date stand together",
    )


def _paragraph(norms: pd.DataFrame) -> list[str]:
    broken = (norms["family"] == "gge") != norms["paragraph"].notna()
    return first_break(
        "norms",
        norms,
        broken,
        "family is {family} and paragraph {paragraph}; exactly the norms of the UN GGE report "
        "have a paragraph",
    )


def _aliases(aliases: pd.DataFrame, agreements: pd.DataFrame, norms: pd.DataFrame) -> list[str]:
    known = {"agreement": set(agreements["agreement_id"]), "norm": set(norms["norm_id"])}
    unknown = pd.Series(
        [i not in known[k] for k, i in zip(aliases["kind"], aliases["id"], strict=True)],
        index=aliases.index,
    )
    return first_break(
        "aliases", aliases, unknown, "id {id} is no {kind} of the register or codebook"
    )


def _events(events: pd.DataFrame) -> list[str]:
    plan = events["status"] == "planned"
    return first_break(
        "bpf_events",
        events,
        plan & (events["date"].isna() | events["milestone"].isna()),
        "a planned event has date {date} and milestone {milestone}; a plan needs both, "
        "to be held against what happened",
    )


def _contribution_ids(contributions: pd.DataFrame) -> list[str]:
    prefix = "c" + contributions["cycle"] + "-"
    broken = [
        not i.startswith(p) for i, p in zip(contributions["contribution_id"], prefix, strict=True)
    ]
    return first_break(
        "bpf_contributions",
        contributions,
        pd.Series(broken, index=contributions.index),
        "contribution_id is {contribution_id} and cycle {cycle}; an id is c, its cycle, a number",
    )


def _seats(name: str) -> Callable[[pd.DataFrame], list[str]]:
    def rule(frame: pd.DataFrame) -> list[str]:
        southern = frame["region"].isin(SOUTHERN) & ~frame["country_iso3"].isin(NOT_SOUTHERN)
        seated = ~frame["region"].isin(["Global", "unknown"])
        expected = southern.map({True: "yes", False: "no"})
        found = first_break(
            name,
            frame,
            seated & (frame["global_south"] != expected),
            "region is {region} and country_iso3 {country_iso3}, yet global_south is "
            "{global_south}; it is yes in the groups of Africa, Latin America and Caribbean, and "
            "Asia-Pacific without Japan and the Republic of Korea, else no",
        )
        return found + first_break(
            name,
            frame,
            (frame["region"] == "unknown") & (frame["global_south"] != "unknown"),
            "region is {region}, yet global_south is {global_south}; expected 'unknown'",
        )

    return rule


def _groups(name: str) -> Callable[[pd.DataFrame, pd.DataFrame], list[str]]:
    def rule(frame: pd.DataFrame, countries: pd.DataFrame) -> list[str]:
        group = frame["country_iso3"].map(countries.set_index("country_iso3")["un_region"])
        seated = ~frame["region"].isin(["Global", "unknown"])
        return first_break(
            name,
            frame.assign(group=group),
            seated & group.notna() & (group != frame["region"]),
            "region is {region}, but the UN group of {country_iso3} is {group}; region is the "
            "group of the seat, or 'Global'",
        )

    return rule


def _life_cycles(cases: pd.DataFrame) -> list[str]:
    emerged, adopted, cascade = (
        pd.to_numeric(cases[f"year_{e}"]) for e in ("emerged", "adopted", "cascade")
    )
    return first_break(
        "case_studies",
        cases,
        (emerged > adopted) | (adopted > cascade),
        "the years {year_emerged}, {year_adopted}, {year_cascade} of emergence, adoption and "
        "cascade are out of order",
    )


def _calibration(calibration: pd.DataFrame) -> list[str]:
    expected = definition("case_calibration").columns["condition"].allowed
    missing = [c for c in expected if c not in set(calibration["condition"])]
    path = definition("case_calibration").path.as_posix()
    return [f"{path}: no anchors for {', '.join(missing)}; add a row for each"] if missing else []


def _paris_states(states: pd.DataFrame, supporters: pd.DataFrame) -> list[str]:
    counted = set(supporters.loc[supporters["category"] == "state", "iso3"])
    listed = set(states["iso3"])
    path = definition("paris_call_states").path.as_posix()
    return [
        f"{path}: {', '.join(sorted(found))} {verb}; the two tables name the same states"
        for found, verb in (
            (listed - counted, "listed here but not counted in paris_call_supporters.csv"),
            (counted - listed, "counted in paris_call_supporters.csv but not listed here"),
        )
        if found
    ]


def _paris_growth(growth: pd.DataFrame, supporters: pd.DataFrame) -> list[str]:
    path = definition("paris_call_growth").path.as_posix()
    seen = pd.to_numeric(growth["n_new"]).groupby(growth["category"]).sum()
    counted = pd.to_numeric(supporters["n_supporters"]).groupby(supporters["category"]).sum()
    return [
        f"{path}: {category} adds up to {seen.get(category, 0)}, paris_call_supporters.csv to "
        f"{counted.get(category, 0)}; both count the same supporters"
        for category in sorted({*seen.index, *counted.index})
        if seen.get(category, 0) != counted.get(category, 0)
    ]


RULES: tuple[tuple[tuple[str, ...], Callable[..., list[str]]], ...] = (
    *(((name,), bare_or_full(name)) for name in CODINGS),
    *(((name,), present_sourced(name)) for name in CODINGS[:3]),
    *(
        ((name,), sourced(name, column))
        for name, column in (
            ("coder_a", "source_url"),
            ("coder_b", "source_url"),
            ("adjudicated", "source_url"),
            ("case_assessment", "source_url"),
            ("cyber_assessment", "source_url"),
            ("assessment_methods", "source_url"),
            ("bpf_agreement_lists", "source"),
        )
    ),
    *(((name,), reasoned(name)) for name in ("adjudicated", "wsis_adjudicated")),
    (
        ("adjudicated", "coder_a", "coder_b"),
        agreed("adjudicated", ["agreement_id", "norm_id"], ["presence", "strength", "direction"]),
    ),
    (
        ("wsis_adjudicated", "wsis_coder_a", "wsis_coder_b"),
        agreed("wsis_adjudicated", ["agreement_id", "criterion"], ["value"]),
    ),
    (("verification", "adjudicated"), verified),
    (("agreements",), _scope),
    (("agreements",), _adherents),
    (("norms",), _paragraph),
    (("aliases", "agreements", "norms"), _aliases),
    (("bpf_events",), _events),
    (("bpf_contributions",), _contribution_ids),
    (("bpf_contributions",), _seats("bpf_contributions")),
    (("bpf_outreach",), _seats("bpf_outreach")),
    (("bpf_contributions", "country_regions"), _groups("bpf_contributions")),
    (("bpf_outreach", "country_regions"), _groups("bpf_outreach")),
    (("case_studies",), _life_cycles),
    (("case_calibration",), _calibration),
    (("paris_call_states", "paris_call_supporters"), _paris_states),
    (("paris_call_growth", "paris_call_supporters"), _paris_growth),
)
