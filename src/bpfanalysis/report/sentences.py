"""What was found, as sentences: every number is computed from a results table.

Each finding is a function of results tables and returns one row with its limit beside it. Their
order is that of the forum's output: norms of other fields (part I), agreements (part II), then
participation. A sentence says what was counted; what it cannot show stands in its limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from bpfanalysis.report.wording import listed, number, of, opening, percent, whole_or

Frames = Mapping[str, pd.DataFrame]
PARTS = ("Part I: norms of other fields", "Part II: agreements and their norms", "Participation")
COLUMNS = ("order", "part", "question", "finding", "limit", "notebook", "figure_id", "tables")
MEANING = "Standing in the same texts is not meaning the same"
WHICH = "Counted in the agreements that the notebook on networks takes, by default all."


def findings(frames: Frames) -> pd.DataFrame:
    """All findings, in the order of the report.

    Parameters
    ----------
    frames
        The results tables that `TABLES` names, by name.

    Returns
    -------
    DataFrame
        order, part, question, finding, limit, notebook, figure_id, tables; one row a finding.

    Raises
    ------
    ValueError
        If a table is missing, or has no row that the sentence needs.
    """
    missing = [name for name in TABLES if name not in frames]
    if missing:
        raise ValueError(f"findings need the results table {missing[0]!r}; run its stage first")
    rows = []
    for order, (part, notebook, figure_id, used, question, tell) in enumerate(FINDINGS, start=1):
        sentence, limit = tell(*(frames[name] for name in used))
        tables = ";".join(used)
        rows.append((order, part, question, sentence, limit, notebook, figure_id, tables))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def in_words(found: pd.DataFrame, part: str) -> str:
    """The findings of one part as Markdown, each with its limit.

    Examples
    --------
    >>> row = dict(order=3, part="P", question="Who?", finding="Ten.", limit="As far as read.")
    >>> print(in_words(pd.DataFrame([row]), "P"))
    3. **Who?** Ten.\\
       *Limit:* As far as read.
    """
    rows = found[found["part"] == part]
    return "\n".join(
        f"{row.order}. **{row.question}** {row.finding}\\\n   *Limit:* {row.limit}"
        for row in rows.itertuples()
    )


def life_cycles(spans: pd.DataFrame) -> tuple[str, str]:
    """How long norms of other fields took from idea to instrument to wide adherence."""
    adoption = spans["years_to_adoption"].dropna()
    cascade = spans["years_to_cascade"].dropna()
    return (
        "From being put forward to being adopted, a norm needed a median of "
        f"{adoption.median():g} years (from {adoption.min():.0f} to {adoption.max():.0f}; years "
        f"known for {of(len(adoption), len(spans))} cases), and from there until most of those "
        f"addressed came in a median of {cascade.median():g} "
        f"(known for {of(len(cascade), len(spans))}).",
        f"The {len(spans)} cases were chosen for variation and are no sample. A case without a "
        "known year of wide uptake is not in the second median, which tells only of norms that "
        "were widely taken up.",
    )


def assessment(ends: pd.DataFrame) -> tuple[str, str]:
    """Who at best looks whether norms are kept: other fields beside cybersecurity."""
    others = ends[ends["group"] == "other field"]
    cyber = ends[ends["group"] == "cybersecurity"]
    watched, cyber_watched = (
        (group["check"] == "independent monitoring").sum() for group in (others, cyber)
    )
    costly = ("loss-of-status", "sanction")
    sanctioned, cyber_sanctioned = (
        group["consequence"].isin(costly).sum() for group in (others, cyber)
    )
    named = cyber.loc[cyber["check"] == "independent monitoring", "case"].sort_values()
    best = f", in cybersecurity for {of(cyber_watched, len(cyber))}"
    best += f": {listed(named)}" if len(named) else ""
    return (
        f"Independent monitoring is recorded for {of(watched, len(others))} norms of other "
        f"fields{best}. Loss of status or a sanction is recorded as a consequence for "
        f"{of(sanctioned, len(others))}, in cybersecurity for "
        f"{of(cyber_sanctioned, len(cyber))}.",
        "Cases were chosen, so that counts are no rates; that a consequence is foreseen does not "
        "say how often it follows. Stages without a recorded mechanism are unknown, not "
        f"empty: {number(int(others['n_stages_not_known'].sum()))} in other fields, "
        f"{number(int(cyber['n_stages_not_known'].sum()))} in cybersecurity.",
    )


def methods(gap: pd.DataFrame) -> tuple[str, str]:
    """Which methods of assessment other fields have and cybersecurity lacks."""
    counts = gap["already_in_cyber"].value_counts()
    lacking = gap[gap["already_in_cyber"] == "no"]
    lacking = lacking.sort_values(["n_fields", "method"], ascending=[False, True])
    names = listed([f"“{name}”" for name in lacking["method"].head(3)])
    return (
        f"Of {len(gap)} methods by which norms are assessed, cybersecurity has "
        f"{number(counts.get('yes', 0))} in full, {number(counts.get('partial', 0))} in part and "
        f"lacks {number(counts.get('no', 0))}"
        + (f"; most used elsewhere among these: {names}." if len(lacking) else "."),
        "The list holds methods met in these cases; whether one would suit cybersecurity is a "
        "judgement that it does not make.",
    )


def scope(steps: pd.DataFrame) -> tuple[str, str]:
    """How many agreements the scope rule of 2020 keeps."""
    rule, variant = (
        steps[steps["scope"] == name].sort_values("step")
        for name in ("rule-2020", "rule-2020-active-body")
    )
    last, strict = rule.iloc[-1], variant.iloc[-1]
    undecided = int(variant["n_undecided"].sum())
    return (
        f"Of {int(rule.iloc[0]['n_in'])} agreements and initiatives in the register, "
        f"{int(last['n_kept'])} are voluntary, focused on norms and adopted by the end of 2020. "
        f"Asking for an active body behind the agreement as well leaves {int(strict['n_kept'])}"
        + (f", with {number(undecided)} undecided." if undecided else "."),
        "The forum’s own lists of 20 agreements (2019) and 25 (2020) were not found; this is the "
        "scope rule applied to this register.",
    )


def frequency(frequencies: pd.DataFrame, steps: pd.DataFrame) -> tuple[str, str]:
    """The norms found in most agreements."""
    total = _n_in_scope(steps)
    counts = frequencies.groupby(["norm_id", "norm"], as_index=False, sort=True)[
        ["n_agreements", "n_unverified"]
    ].sum()
    explicit = frequencies[frequencies["presence"] == "explicit"].set_index("norm_id")
    ordered = counts.sort_values(["n_agreements", "norm_id"], ascending=[False, True])
    top, second, last = ordered.iloc[0], ordered.iloc[1], ordered.iloc[-1]

    def plainly(row: pd.Series) -> int:
        known = explicit["n_agreements"]
        return int(known.get(row["norm_id"], 0))

    return (
        f"“{top['norm']}” stands in {of(top['n_agreements'], total)} agreements in scope "
        f"({plainly(top)} explicitly), “{second['norm']}” in "
        f"{int(second['n_agreements'])} ({plainly(second)} explicitly); “{last['norm']}” in "
        f"{number(int(last['n_agreements']))}.",
        "Resting on background knowledge: "
        f"{whole_or(top['n_unverified'], top['n_agreements'])} of the "
        f"{int(top['n_agreements'])} readings of the first norm. "
        "A norm that recurs need not mean the same in each text.",
    )


def reach(norms: pd.DataFrame) -> tuple[str, str]:
    """How many norms independent initiatives state."""
    counts = norms["reach"].value_counts()
    ordered = norms.sort_values(["n_blocks", "n_agreements", "norm_id"], ascending=False)
    widest = ordered.iloc[0]
    others = [("initiative-specific", "in one line only"), ("not explicit", "nowhere")]
    rest = [f"{where}, {number(counts[kind])}" for kind, where in others if counts.get(kind)]
    return (
        f"Of {len(norms)} norms, explicit in at least two independent lines of texts: "
        f"{'; '.join([number(counts.get('horizontal', 0)), *rest])}. "
        f"Stated in most lines, {number(int(widest['n_blocks']))}: “{widest['norm']}”.",
        "Texts that restate one another count once; which do is a judgement that the table of "
        "lineage records with its reasons.",
    )


def cooccurrence(pairs: pd.DataFrame, ties: pd.DataFrame, nodes: pd.DataFrame) -> tuple[str, str]:
    """Which norms stand together more often than chance gives, by what chance may mean."""
    more = {null: int((ties[f"sign_{null}"] == 1).sum()) for null in _NULLS}
    less = {null: int((ties[f"sign_{null}"] == -1).sum()) for null in _NULLS}
    top = pairs.sort_values(["count", "source", "target"], ascending=[False, True, True]).iloc[0]
    held = nodes.set_index("norm_id")["n_agreements"]
    rarer = f" (less often: {number(less['hypergeometric'])})" if less["hypergeometric"] else ""
    return (
        f"Pairs of norms, of {len(ties)}, that stand together more often than chance: "
        f"{number(more['hypergeometric'])} where chance keeps only how frequent each norm is"
        f"{rarer}; {number(more['sdsm'])} where it also keeps, on average, how many norms each "
        f"text holds; {number(more['fdsm'])} where it keeps both exactly. The most frequent "
        f"pair, “{top['source_norm']}” and “{top['target_norm']}”, shares {int(top['count'])} "
        f"agreements ({int(held[top['source']])} hold the one, {int(held[top['target']])} the "
        f"other), where {top['expected']:.1f} are expected.",
        f"{MEANING}; agreements that restate one another are not independent of each other, and "
        f"a pair that is not beyond chance is not shown to be unrelated. {WHICH}",
    )


def meaning(divergence: pd.DataFrame) -> tuple[str, str]:
    """Whether the same norm is held in the same way."""
    told = divergence.dropna(subset=["divergence"])
    told = told[told["n_agreements"] >= LEAST_AGREEMENTS]
    overall = told[told["attribute"] == "overall"].sort_values(
        ["divergence", "norm_id"], ascending=[False, True]
    )
    parts = told[told["attribute"] != "overall"]
    means = parts.groupby("attribute", sort=True)["divergence"].mean().round(6)
    if overall.empty or means.empty:
        raise ValueError("norm_divergence has no norm that enough agreements hold")
    means = means.sort_values(ascending=False, kind="stable")
    named = listed([f"{value:.2f} in {_ATTRIBUTES[name]}" for name, value in means.items()])
    first, last = overall.iloc[0], overall.iloc[-1]
    return (
        "Where two agreements hold the same norm, they differ most in "
        f"{_ATTRIBUTES[means.index[0]]}: a mean distance of {named}, with 0 for the same and 1 for "
        f"nothing shared. “{first['norm']}” is held most differently ({first['divergence']:.2f}, "
        f"in {int(first['n_agreements'])} agreements), “{last['norm']}” least "
        f"({last['divergence']:.2f}, in {int(last['n_agreements'])}).",
        f"Norms in fewer than {number(LEAST_AGREEMENTS)} agreements are left out. The same verb, "
        "direction and addressee can still stand in provisions that ask for different things. "
        f"{WHICH}",
    )


def wording(values: pd.DataFrame) -> tuple[str, str]:
    """How firmly the norms are worded, and whether they ask to do or to refrain."""
    counts = values.groupby(["attribute", "value"], sort=True)["n_agreements"].sum()
    strength = {value: int(counts.get(("strength", value), 0)) for value in _STRENGTHS}
    total = sum(strength.values())
    ways = {v: int(counts.get(("direction", v), 0)) for v in ("positive", "restraint", "both")}
    told = sum(ways.values())
    if not total or not told:
        raise ValueError("norm_strength_direction has no row for strength or none for direction")
    unverified = values.loc[values["attribute"] == "strength", "n_unverified"].sum() / total
    return (
        "Where an agreement in scope holds a norm, "
        f"{percent(strength['should'] / total)} of the provisions say what should be done, "
        f"{percent(strength['shall'] / total)} what shall be done and "
        f"{percent(strength['aspire'] / total)} only aspire to it. "
        f"{percent(ways['positive'] / told)} ask to act, {percent(ways['restraint'] / told)} to "
        f"refrain and {percent(ways['both'] / told)} both.",
        "The verb decides; a firm verb in a voluntary text binds nobody. "
        f"{percent(unverified)} of these readings rest on background knowledge.",
    )


def wsis(criteria: pd.DataFrame) -> tuple[str, str]:
    """Which criteria of the World Summit on the Information Society agreements lack."""
    total = criteria[["n_met", "n_partial", "n_missing", "n_unknown"]].sum(axis=1).max()
    missing = criteria.sort_values(["n_missing", "criterion"], ascending=[False, True])
    met = criteria.sort_values(["n_met", "criterion"], ascending=[False, True])
    first, second, best = missing.iloc[0], missing.iloc[1], met.iloc[0]
    return (
        "Held against the summit’s criteria for internet governance, the agreements in scope are "
        f"read as not meeting “{first['criterion_label']}” most often "
        f"({of(first['n_missing'], total)}), then "
        f"“{second['criterion_label']}” ({int(second['n_missing'])}); "
        f"“{best['criterion_label']}” is met most ({int(best['n_met'])}).",
        "That the first is not met rests on background knowledge alone for "
        f"{whole_or(first['n_missing_unverified'], first['n_missing'])} of these "
        f"{int(first['n_missing'])} agreements, where nothing was found and no source denies it; "
        "a criterion met in part is not counted.",
    )


def reliability(coders: pd.DataFrame, grades: pd.DataFrame) -> tuple[str, str]:
    """How far two coding passes agree, and on what evidence the cells rest."""
    overall = coders[(coders["norm_id"] == "overall") & (coders["attribute"] == "presence")]
    every = grades[grades["min_basis"] == "unverified"]
    if overall.empty or every.empty:
        raise ValueError("coder_reliability needs a row 'overall', evidence_grades 'unverified'")
    row, shares = overall.iloc[0], every.iloc[0]
    return (
        "Two coding passes agree on whether a norm is present with Krippendorff’s alpha of "
        f"{row['alpha']:.2f} (95% interval {row['low']:.2f} to {row['high']:.2f}). Of the cells "
        f"read as present, {percent(shares['present_unverified'])} are not verified; of those not "
        f"found, {percent(shares['absent_without_address'])} have no address.",
        "Both passes share background knowledge: alpha shows consistency, not validity.",
    )


def contributions(coverage: pd.DataFrame) -> tuple[str, str]:
    """What was contributed in the three cycles, and how much of it could be read."""
    ordered = coverage.sort_values("cycle")
    told = listed(
        [f"{row.n_contributions} in {row.cycle}" for row in ordered.itertuples()], limit=6
    )
    signatory = int(ordered["n_statements_signatory"].sum())
    says = "say" if signatory > 1 else "says"
    answered = f"{opening(number(signatory))} of these statements {says}"
    return (
        f"The record holds {int(ordered['n_contributions'].sum())} contributions ({told}); "
        f"{int(ordered['n_with_statement'].sum())} of them could be read well enough to be coded, "
        f"as {int(ordered['n_statements'].sum())} statements. {answered} whether the "
        "contributor has signed an agreement.",
        "No written answer to the call of 2020 could be read: the statements of that year come "
        "from minutes and public pages.",
    )


def global_south(shares: pd.DataFrame) -> tuple[str, str]:
    """The part of the Global South in the contributions."""
    by = shares[shares["count_by"] == "organisations"].sort_values("cycle")
    told = listed(
        [
            f"{of(row.n_yes, row.n_yes + row.n_no)} in {row.cycle}"
            for row in by.itertuples()
            if row.n_yes + row.n_no
        ],
        limit=6,
    )
    return (
        f"Of organisations and states whose seat is known, those of the Global South were {told}.",
        "The numbers are small. Seats that are not known, or not one country, are left out "
        f"({listed([f'{row.n_unknown} in {row.cycle}' for row in by.itertuples()], limit=6)}). "
        "Outreach is documented by links only, so that no rate of response can be given.",
    )


def paris_call(adherents: pd.DataFrame, states: pd.DataFrame) -> tuple[str, str]:
    """Who supports the Paris Call, by region and by kind."""
    total = int(adherents["n_supporters"].sum())
    by_region = adherents.groupby("region", sort=True)["n_supporters"].sum()
    by_kind = adherents.groupby("category", sort=True)["n_supporters"].sum()
    region = by_region.sort_values(ascending=False, kind="stable")
    known = states.dropna(subset=["share"]).sort_values(
        ["share", "region"], ascending=[False, True]
    )
    high, low = known.iloc[0], known.iloc[-1]
    return (
        f"{percent(region.iloc[0] / total)} of the {total:,} supporters of the Paris Call come "
        f"from the UN group {region.index[0]}, and "
        f"{percent(by_kind.get('private-sector', 0) / total)} are companies. Of member states, "
        f"{of(high['n_states'], high['n_members'])} of {high['region']} support it and "
        f"{of(low['n_states'], low['n_members'])} of {low['region']}.",
        "Counted from the website’s own repository at one date; supporters without a stated "
        "nationality belong to no region.",
    )


def _n_in_scope(steps: pd.DataFrame) -> int:
    rule = steps[steps["scope"] == "rule-2020"].sort_values("step")
    return int(rule.iloc[-1]["n_kept"])


LEAST_AGREEMENTS = 3  # as many as the figure of divergence asks for by default
_NULLS = ("hypergeometric", "sdsm", "fdsm")
_ATTRIBUTES = {"addressee": "addressees", "direction": "direction", "strength": "strength"}
_STRENGTHS = ("aspire", "should", "shall")
Tell = Callable[..., tuple[str, str]]
_ONE, _TWO, _PEOPLE = PARTS
_CASES, _AGREEMENTS = "04_case_studies", "02_agreements"
FINDINGS: tuple[tuple[str, str, str, tuple[str, ...], str, Tell], ...] = (
    (_ONE, _CASES, "case-life-cycles", ("case_spans",),
     "How long do norms of other fields take?", life_cycles),
    (_ONE, _CASES, "assessment-stages", ("assessment_ends",),
     "Who checks whether norms are kept?", assessment),
    (_ONE, _CASES, "", ("assessment_methods_gap",),
     "Which methods of assessment does cybersecurity lack?", methods),
    (_TWO, _AGREEMENTS, "agreements-timeline", ("scope_steps",),
     "Which agreements are in scope?", scope),
    (_TWO, _AGREEMENTS, "norm-frequency", ("norm_frequency", "scope_steps"),
     "Which norms stand in most agreements?", frequency),
    (_TWO, _AGREEMENTS, "norm-coverage", ("norm_reach",),
     "Which norms do independent initiatives share?", reach),
    (_TWO, "03_norm_networks", "norm-cooccurrence",
     ("norm_cooccurrence", "tie_network", "norm_nodes"),
     "Which norms go together?", cooccurrence),
    (_TWO, "03_norm_networks", "norm-divergence", ("norm_divergence",),
     "Do the norms mean the same where they recur?", meaning),
    (_TWO, _AGREEMENTS, "norm-strength-direction", ("norm_strength_direction",),
     "How firmly are the norms worded?", wording),
    (_TWO, _AGREEMENTS, "wsis-gaps", ("wsis_by_criterion",),
     "Where do agreements fall short of the summit’s criteria?", wsis),
    (_TWO, _AGREEMENTS, "coder-reliability", ("coder_reliability", "evidence_grades"),
     "How sure are the codings?", reliability),
    (_PEOPLE, "01_contributions", "contributions-by-question", ("contributions_coverage",),
     "What was contributed?", contributions),
    (_PEOPLE, "05_participation", "participation-regions", ("participation_global_south",),
     "Does the Global South take part?", global_south),
    (_PEOPLE, "05_participation", "paris-call-adherents",
     ("paris_call_adherents", "paris_call_state_shares"),
     "Who supports the Paris Call?", paris_call),
)  # fmt: skip
TABLES = tuple(sorted({name for finding in FINDINGS for name in finding[3]}))
