"""How well the coded cells are evidenced, and what remains when weak evidence is set aside.

A coded cell says whether an agreement holds a norm. Its basis says how that is known: the
instrument's own words were read (primary), a source about it was read (secondary), or neither
(unverified). Two shares go with every figure that rests on coded cells: of the present cells,
those unverified; of the absent cells, those without an address, that is, norms of which no coder
noted a trace and for which nothing was cited.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least

DETAIL = ("strength", "direction", "addressee", "pinpoint", "paraphrase")


def shares(codings: pd.DataFrame, min_basis: str = "unverified") -> dict[str, float]:
    """The two shares that go with every figure drawn from coded cells.

    ``present_unverified = |present cells, basis unverified| / |present cells|`` and
    ``absent_without_address = |absent cells without source| / |absent cells|``.

    Parameters
    ----------
    codings
        One row per agreement and norm: `agreement_id`, `presence`, `basis`, `source_url`.
    min_basis
        Present cells below this grade are left out of both counts: they are neither shown as
        present nor were they coded as absent. Agreements without any cell at that grade are left
        out, as in `at_grade`.

    Returns
    -------
    dict
        Both shares between 0 and 1, NaN where there is no cell to count.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["x"] * 4,
    ...                       "presence": ["explicit", "implicit", "absent", "absent"],
    ...                       "basis": ["primary", "unverified", "unverified", "secondary"],
    ...                       "source_url": ["a", "b", None, "c"]})
    >>> shares(cells)
    {'present_unverified': 0.5, 'absent_without_address': 0.5}
    >>> shares(cells, "primary")
    {'present_unverified': 0.0, 'absent_without_address': 0.5}
    """
    left = codings[~codings["agreement_id"].isin(unread(codings, min_basis))]
    present = left["presence"].ne("absent")
    counted = left[present & left["basis"].isin(grades_from(min_basis))]
    absent = left[~present]
    return {
        "present_unverified": _share(counted["basis"].eq("unverified")),
        "absent_without_address": _share(absent["source_url"].isna()),
    }


def at_grade(codings: pd.DataFrame, min_basis: str = "unverified") -> pd.DataFrame:
    """The codings as far as read: present cells below a grade no longer count as present.

    A present cell whose basis is below `min_basis` gets presence ``absent``, loses its strength,
    direction, addressee, pinpoint and paraphrase, and is marked `is_set_aside`: it is not known
    to be absent, it is only not counted. Absent cells stay as they are, whatever their basis.
    Agreements without any cell at that grade are dropped; `unread` names them.

    Parameters
    ----------
    codings
        One row per agreement and norm: `agreement_id`, `presence`, `basis` and the details.
    min_basis
        ``unverified`` (everything counts), ``secondary`` or ``primary``.

    Returns
    -------
    DataFrame
        The columns of `codings` and `is_set_aside` (bool), in the order of `codings`.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["x", "x", "y"], "norm_id": ["A", "B", "A"],
    ...                       "presence": ["explicit", "explicit", "explicit"],
    ...                       "basis": ["primary", "unverified", "unverified"]})
    >>> at_grade(cells, "primary")[["agreement_id", "presence", "is_set_aside"]].values.tolist()
    [['x', 'explicit', False], ['x', 'absent', True]]
    """
    kept = codings[~codings["agreement_id"].isin(unread(codings, min_basis))]
    below = kept["presence"].ne("absent") & ~kept["basis"].isin(grades_from(min_basis))
    result = kept.assign(
        presence=kept["presence"].mask(below, "absent"),
        is_set_aside=below,
    )
    for column in DETAIL:
        if column in result:
            result[column] = result[column].mask(below)
    return result.reset_index(drop=True)


def unread(codings: pd.DataFrame, min_basis: str) -> list[str]:
    """Agreements of which not one cell, present or absent, is evidenced at a grade; sorted ids.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["x", "y"], "basis": ["primary", "secondary"]})
    >>> unread(cells, "primary")
    ['y']
    """
    evidenced = codings.loc[codings["basis"].isin(grades_from(min_basis)), "agreement_id"]
    return sorted(set(codings["agreement_id"]) - set(evidenced))


def grades_from(min_basis: str) -> tuple[str, ...]:
    """The grades of evidence from one upwards.

    Examples
    --------
    >>> grades_from("secondary")
    ('secondary', 'primary')

    Raises
    ------
    ValueError
        If the grade is not one of the three.
    """
    if min_basis not in BASIS:
        raise ValueError(
            f"min_basis is '{min_basis}'; expected {', '.join(BASIS[:-1])} or {BASIS[-1]}."
        )
    return at_least(min_basis, BASIS)


def levels_from(presence_level: str) -> tuple[str, ...]:
    """The readings that count as present when `presence_level` is the weakest of them.

    Examples
    --------
    >>> levels_from("implicit")
    ('implicit', 'explicit')

    Raises
    ------
    ValueError
        If the level is not explicit, implicit or by-reference.
    """
    if presence_level not in PRESENCE[1:]:
        raise ValueError(
            f"presence_level is '{presence_level}'; expected explicit, implicit or by-reference."
        )
    return at_least(presence_level, PRESENCE)


def grade_effect(codings: pd.DataFrame, agreements: pd.DataFrame) -> pd.DataFrame:
    """What each grade of evidence leaves: agreements, present cells by level, and both shares.

    Parameters
    ----------
    codings, agreements
        Coded cells, and the register rows that are looked at.

    Returns
    -------
    DataFrame
        One row per grade: `min_basis`, `n_agreements`, `n_explicit`, `n_implicit`,
        `n_by_reference`, `present_unverified`, `absent_without_address`, `agreements_dropped`
        (short titles joined with ``;``, empty where none).
    """
    cells = codings[codings["agreement_id"].isin(agreements["agreement_id"])]
    names = agreements.set_index("agreement_id")["short_title"]
    rows = []
    for grade in BASIS:
        left = at_grade(cells, grade)
        levels = left["presence"].value_counts()
        rows.append(
            {
                "min_basis": grade,
                "n_agreements": int(left["agreement_id"].nunique()),
                "n_explicit": int(levels.get("explicit", 0)),
                "n_implicit": int(levels.get("implicit", 0)),
                "n_by_reference": int(levels.get("by-reference", 0)),
                **shares(cells, grade),
                "agreements_dropped": ";".join(names[unread(cells, grade)]) or None,
            }
        )
    return pd.DataFrame(rows)


def _share(of: pd.Series) -> float:
    return float(of.mean()) if len(of) else float("nan")
