"""How far the assessment of a norm goes: one ladder for all cases and all stages.

The ladder has five rungs above nothing:

    stated -> self-report -> peer review -> independent monitoring -> consequence

Each recorded mechanism is placed by the rule of `RULE`, which covers every stage, every kind of
assessor and every consequence; a case stands at each stage on the highest rung that one of its
mechanisms reaches. A stage for which no mechanism was recorded is *not known*, which is not the
same as `none`: there a measure was recorded and nobody assesses it.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.cases.labels import CYBER, OTHER_FIELD, case_name, group_of
from bpfanalysis.vocabularies import ASSESSOR, BASIS, CONSEQUENCE, STAGE

LADDER = (
    "none",
    "stated",
    "self-report",
    "peer review",
    "independent monitoring",
    "consequence",
)
NOT_KNOWN = "not known"
LEVELS = (NOT_KNOWN, *LADDER)

RULE: tuple[tuple[str, str, str], ...] = (
    (
        "1 emergence",
        "stated",
        "Before a norm is adopted there is nothing to adhere to: whoever documents the problem "
        "states the norm, so no mechanism of this stage stands higher.",
    ),
    (
        "2 consequence",
        "consequence",
        "At any later stage: somebody loses a status or is put under a sanction, whoever found "
        "the breach (loss of status, sanction; naming too where the parameter says so).",
    ),
    (
        "3 adoption without a check",
        "stated",
        "Joining by vote, by signature or by the joiner's own declaration states the norm.",
    ),
    (
        "4 nobody assesses",
        "none",
        "A measure was recorded after adoption and no assessor. Capacity support is help, "
        "not a consequence, and leaves the rung as it is.",
    ),
    ("5 self-report", "self-report", "Those who are bound report on themselves."),
    ("6 peer review", "peer review", "Others who are bound look at them."),
    (
        "7 watchers in a rhythm",
        "independent monitoring",
        "Civil society or a market watches in a stated rhythm.",
    ),
    (
        "8 a look now and then",
        "peer review",
        "Civil society or a market watches and no rhythm is stated; or an independent body "
        "monitors or evaluates once, without a rhythm, and nothing follows, not even naming: "
        "an outside look without a system, held level with peers (a parameter places it "
        "otherwise).",
    ),
    (
        "9 independent",
        "independent monitoring",
        "A body or a measurement that depends on none of those who are bound.",
    ),
)

_MATERIAL = ("loss-of-status", "sanction")
_CONSEQUENCE_FROM = ("naming", *_MATERIAL)
_AD_HOC = ("self-report", "peer review", "independent monitoring")


def place(
    stage: str,
    assessor: str,
    consequence: str,
    has_rhythm: bool,
    *,
    consequence_from: str = "loss-of-status",
    ad_hoc_look: str = "peer review",
) -> tuple[str, str]:
    """The rung of one mechanism, and the clause of `RULE` that put it there.

    Parameters
    ----------
    stage, assessor, consequence
        Values of the vocabularies `STAGE`, `ASSESSOR` and `CONSEQUENCE`.
    has_rhythm
        Whether the source states how often the mechanism works.
    consequence_from
        The weakest consequence that reaches the top rung: naming, loss-of-status or sanction.
    ad_hoc_look
        The rung of an outside look without a system (clause 8): self-report, peer review or
        independent monitoring.

    Returns
    -------
    tuple of str
        Rung (one of `LADDER`) and clause.

    Raises
    ------
    ValueError
        If a value is not in its vocabulary.

    Examples
    --------
    >>> place("monitoring", "civil-society", "naming", has_rhythm=True)
    ('independent monitoring', '7 watchers in a rhythm')
    >>> place("implementation", "none", "capacity-support", has_rhythm=False)
    ('none', '4 nobody assesses')
    >>> place("enforcement", "peer-review", "sanction", has_rhythm=False)
    ('consequence', '2 consequence')
    """
    for value, allowed, what in (
        (stage, STAGE, "stage"),
        (assessor, ASSESSOR, "assessor"),
        (consequence, CONSEQUENCE, "consequence"),
        (consequence_from, _CONSEQUENCE_FROM, "consequence_from"),
        (ad_hoc_look, _AD_HOC, "ad_hoc_look"),
    ):
        if value not in allowed:
            raise ValueError(f"Unknown {what} {value!r}; expected one of {', '.join(allowed)}.")
    if stage == "emergence":
        return _rung("1")
    if CONSEQUENCE.index(consequence) >= CONSEQUENCE.index(consequence_from):
        return _rung("2")
    if stage == "adoption" and assessor in ("none", "self-report"):
        return _rung("3")
    if assessor == "none":
        return _rung("4")
    if assessor == "self-report":
        return _rung("5")
    if assessor == "peer-review":
        return _rung("6")
    is_watcher = assessor in ("civil-society", "market")
    if is_watcher and has_rhythm:
        return _rung("7")
    is_single_study = (
        assessor == "independent-body"
        and stage in ("monitoring", "evaluation")
        and consequence == "none"
        and not has_rhythm
    )
    if is_watcher or is_single_study:
        return ad_hoc_look, _rung("8")[1]
    return _rung("9")


def place_all(
    mechanisms: pd.DataFrame,
    *,
    consequence_from: str = "loss-of-status",
    ad_hoc_look: str = "peer review",
) -> pd.DataFrame:
    """Every recorded mechanism with its rung and the clause that decided.

    Parameters
    ----------
    mechanisms
        One row per mechanism: `case_id, stage, mechanism, assessor, frequency_years, public,
        consequence, source_url, basis`. An empty `frequency_years` means no stated rhythm.
    consequence_from, ad_hoc_look
        As in `place`.

    Returns
    -------
    pandas.DataFrame
        The columns given, with `case, group, level, rank, clause` added, in the order given.
        Cases whose id begins with ``cyber-`` form the group cybersecurity.

    Examples
    --------
    >>> rows = pd.DataFrame([{"case_id": "cyber-x", "stage": "monitoring", "mechanism": "m",
    ...     "assessor": "self-report", "frequency_years": None, "public": "yes",
    ...     "consequence": "none", "source_url": "", "basis": "secondary"}])
    >>> place_all(rows)[["group", "level", "rank"]].values.tolist()
    [['cybersecurity', 'self-report', 2]]
    """
    placed = [
        place(
            row["stage"],
            row["assessor"],
            row["consequence"],
            not pd.isna(row["frequency_years"]),
            consequence_from=consequence_from,
            ad_hoc_look=ad_hoc_look,
        )
        for row in mechanisms.to_dict("records")
    ]
    frame = mechanisms.reset_index(drop=True).copy()
    frame["case"] = [case_name(case_id) for case_id in frame["case_id"]]
    frame["group"] = [group_of(case_id) for case_id in frame["case_id"]]
    frame["level"] = [level for level, _ in placed]
    frame["rank"] = [LADDER.index(level) for level, _ in placed]
    frame["clause"] = [clause for _, clause in placed]
    return frame


def assessment_stages(placed: pd.DataFrame, cases: list[str]) -> pd.DataFrame:
    """The ladder: for each case and stage the highest rung that a mechanism reaches.

    Parameters
    ----------
    placed
        As returned by `place_all`.
    cases
        Ids in display order; a case without any mechanism is *not known* at every stage.

    Returns
    -------
    pandas.DataFrame
        Complete cross of `cases` and `STAGE`: `case_id, case, group, stage, level, rank,
        assessor, consequence, mechanism, n_mechanisms, basis`. Assessor, mechanism and basis are
        those of the mechanism that reaches the rung (the best evidenced one, then the first
        recorded); consequence is the strongest at that stage. They are empty where the level is
        not known, and `rank` is empty there too.

    Raises
    ------
    ValueError
        If a mechanism belongs to a case that is not listed.

    Examples
    --------
    >>> rows = pd.DataFrame([{"case_id": "a", "stage": "evaluation", "mechanism": "visit",
    ...     "assessor": "peer-review", "frequency_years": 1.0, "public": "yes",
    ...     "consequence": "naming", "source_url": "", "basis": "primary"}])
    >>> stages = assessment_stages(place_all(rows), ["a"])
    >>> stages.set_index("stage").loc[["evaluation", "feedback"], "level"].tolist()
    ['peer review', 'not known']
    """
    strange = sorted(set(placed["case_id"]) - set(cases))
    if strange:
        raise ValueError(f"Mechanisms of cases that are not listed: {', '.join(strange)}.")
    by_stage = dict(list(placed.groupby(["case_id", "stage"], sort=True)))
    rows = []
    for case_id in cases:
        for stage in STAGE:
            found = by_stage.get((case_id, stage))
            row: dict[str, object] = {
                "case_id": case_id,
                "case": case_name(case_id),
                "group": group_of(case_id),
                "stage": stage,
                "level": NOT_KNOWN,
                "rank": pd.NA,
                "assessor": pd.NA,
                "consequence": pd.NA,
                "mechanism": pd.NA,
                "n_mechanisms": 0,
                "basis": pd.NA,
            }
            if found is not None:
                top = max(
                    found.reset_index(drop=True).reset_index().to_dict("records"),
                    key=lambda r: (r["rank"], BASIS.index(r["basis"]), -r["index"]),
                )
                row.update(
                    level=top["level"],
                    rank=top["rank"],
                    assessor=top["assessor"],
                    consequence=max(found["consequence"], key=CONSEQUENCE.index),
                    mechanism=top["mechanism"],
                    n_mechanisms=len(found),
                    basis=top["basis"],
                )
            rows.append(row)
    frame = pd.DataFrame(rows)
    frame["rank"] = frame["rank"].astype("Int64")
    return frame


def ladder_ends(stages: pd.DataFrame) -> pd.DataFrame:
    """Where the ladder of each case ends, and what its consequences rest on.

    Definition: `top` is the highest rung at any stage from implementation to enforcement;
    `check` is the highest rung below consequence at these stages, i.e. who at best looks;
    `consequence` is the strongest value recorded (capacity support, which is help, ranks lowest
    but one). `lacks_independent_check` is true where the top rung is consequence and `check`
    stands below independent monitoring: somebody is punished or put out, and no outsider's
    regular finding stands beneath it.

    Parameters
    ----------
    stages
        As returned by `assessment_stages`.

    Returns
    -------
    pandas.DataFrame
        `case_id, case, group, top, check, consequence, lacks_independent_check,
        n_stages_not_known`.

    Examples
    --------
    >>> rows = [{"case_id": "a", "case": "A", "group": "other field", "stage": s, "level": l,
    ...     "consequence": c} for s, l, c in [("monitoring", "self-report", "none"),
    ...     ("enforcement", "consequence", "sanction")]]
    >>> ladder_ends(pd.DataFrame(rows)).loc[0, ["top", "check", "consequence"]].tolist()
    ['consequence', 'self-report', 'sanction']
    """
    after = stages.loc[~stages["stage"].isin(["emergence", "adoption"])]
    rows = []
    for (case_id, case, group), found in after.groupby(["case_id", "case", "group"], sort=False):
        held = set(found["level"]) - {NOT_KNOWN}
        checks = held - {"consequence"}
        top = max(held, key=LADDER.index) if held else NOT_KNOWN
        check = max(checks, key=LADDER.index) if checks else NOT_KNOWN
        recorded = found["consequence"].dropna().tolist()
        rows.append(
            {
                "case_id": case_id,
                "case": case,
                "group": group,
                "top": top,
                "check": check,
                "consequence": max(recorded, key=CONSEQUENCE.index) if recorded else NOT_KNOWN,
                "lacks_independent_check": top == "consequence"
                and check != "independent monitoring",
                "n_stages_not_known": int((found["level"] == NOT_KNOWN).sum()),
            }
        )
    return pd.DataFrame(rows)


def levels_by_group(stages: pd.DataFrame) -> pd.DataFrame:
    """How many cases stand on each rung at each stage, other fields beside cybersecurity.

    Returns
    -------
    pandas.DataFrame
        `group, stage, level, n_cases, n_group`, complete, in the order of stages and levels.
    """
    counted = stages.groupby(["group", "stage", "level"]).size()
    sizes = stages.groupby("group")["case_id"].nunique()
    rows = [
        {
            "group": group,
            "stage": stage,
            "level": level,
            "n_cases": int(counted.get((group, stage, level), 0)),
            "n_group": int(sizes[group]),
        }
        for group in (OTHER_FIELD, CYBER)
        if group in sizes.index
        for stage in STAGE
        for level in LEVELS
    ]
    return pd.DataFrame(rows)


def _rung(number: str) -> tuple[str, str]:
    clause, level, _ = next(entry for entry in RULE if entry[0].startswith(number + " "))
    return level, clause
