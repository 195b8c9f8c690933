"""A core set of agreements: voluntary, norms-focused, carried by a body, and broad.

The forum asked for agreements to look at closely. The set is a choice of ours: agreements of the
scope rule with an active body, ranked by the number of norms they state explicitly. How many are
taken is a parameter; `core_set_sizes` shows what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bpfanalysis.agreements.evidence import at_grade
from bpfanalysis.agreements.scope import LAST_DAY, select

SCOPE = "rule-2020-active-body"


def core_set(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    n_core: int,
    min_basis: str = "unverified",
    last_day: str = LAST_DAY,
) -> pd.DataFrame:
    """All candidates ranked by explicit norms, with those in the core set marked.

    An agreement is in the core set if fewer than `n_core` candidates state more norms than it
    does. Agreements that tie at the cut are all taken, so the set may be larger than asked for;
    it is never smaller while there are candidates.

    Parameters
    ----------
    codings
        One row per agreement and norm.
    agreements
        Raw register, all rows; the scope rule with an active body is applied here.
    n_core
        How many agreements are asked for, at least 1.
    min_basis
        Weakest evidence that lets a present cell count.
    last_day
        Last day of adoption in scope.

    Returns
    -------
    DataFrame
        One row per candidate, broadest first, ties by id: `rank` (1 + number of candidates with
        more explicit norms), `agreement_id`, `agreement`, `adopter_type`, `active_body`,
        `n_explicit`, `n_explicit_gge`, `n_unverified` (among the explicit cells), `is_core`,
        `is_tied_at_cut` (shares the number of norms of the last agreement taken, and the set is
        larger than asked for because of it).

    Raises
    ------
    ValueError
        If `n_core` is below 1, or no agreement is a candidate.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["x", "y", "z"], "norm_id": ["GGE-A"] * 3,
    ...                       "presence": ["explicit", "explicit", "absent"],
    ...                       "basis": ["primary"] * 3})
    >>> texts = pd.DataFrame({
    ...     "agreement_id": ["x", "y", "z"], "short_title": ["X", "Y", "Z"],
    ...     "adopter_type": ["private"] * 3, "active_body": ["Body"] * 3,
    ...     "binding": ["voluntary"] * 3, "norms_focused": ["yes"] * 3,
    ...     "adopted_on": ["2018"] * 3, "in_scope_2020": ["yes"] * 3})
    >>> core_set(cells, texts, n_core=1)[["agreement", "rank", "is_core"]].values.tolist()
    [['X', 1, True], ['Y', 1, True], ['Z', 3, False]]
    """
    if n_core < 1:
        raise ValueError(f"n_core is {n_core}; expected 1 or more.")
    candidates = select(agreements, SCOPE, last_day)
    cells = at_grade(codings[codings["agreement_id"].isin(candidates["agreement_id"])], min_basis)
    explicit = cells[cells["presence"].eq("explicit")]
    left = candidates[candidates["agreement_id"].isin(cells["agreement_id"])]
    if left.empty:
        raise ValueError(
            f"No agreement is in scope, has an active body and a cell at the grade '{min_basis}': "
            "there is nothing to rank. Lower min_basis or look at the register."
        )
    rows = []
    for agreement in left.to_dict("records"):
        held = explicit[explicit["agreement_id"].eq(agreement["agreement_id"])]
        rows.append(
            {
                "agreement_id": agreement["agreement_id"],
                "agreement": agreement["short_title"],
                "adopter_type": agreement["adopter_type"],
                "active_body": agreement["active_body"],
                "n_explicit": len(held),
                "n_explicit_gge": int(held["norm_id"].str.startswith("GGE-").sum()),
                "n_unverified": int(held["basis"].eq("unverified").sum()),
            }
        )
    ranked = pd.DataFrame(rows).sort_values(
        ["n_explicit", "agreement_id"], ascending=[False, True], ignore_index=True
    )
    rank = [int((ranked["n_explicit"] > n).sum()) + 1 for n in ranked["n_explicit"]]
    is_core = pd.Series(rank, index=ranked.index) <= n_core
    last_taken = ranked.loc[is_core, "n_explicit"].min()
    tied = ranked["n_explicit"].eq(last_taken) & (int(is_core.sum()) > n_core)
    ranked.insert(0, "rank", rank)
    return ranked.assign(is_core=is_core, is_tied_at_cut=tied)


def core_set_sizes(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    sizes: Iterable[int],
    min_basis: str = "unverified",
    last_day: str = LAST_DAY,
) -> pd.DataFrame:
    """What the number of agreements asked for changes: who comes in, and which norms are held.

    Parameters
    ----------
    codings, agreements, min_basis, last_day
        As in `core_set`.
    sizes
        Numbers to try.

    Returns
    -------
    DataFrame
        One row per number: `n_core` (asked for), `n_taken` (with ties), `least_norms` (explicit
        norms of the last agreement taken), `next_norms` (of the first one left out, empty where
        none is), `n_norms_any` (norms explicit in at least one member), `n_norms_half` (in at
        least half of them), `n_norms_all` (in every member), `joined` (members that the number
        before did not have, joined with ``;``, empty where none).
    """
    rows = []
    before: set[str] = set()
    for n_core in sizes:
        ranked = core_set(codings, agreements, n_core, min_basis, last_day)
        members = ranked[ranked["is_core"]]
        cells = at_grade(codings[codings["agreement_id"].isin(members["agreement_id"])], min_basis)
        held = cells.loc[cells["presence"].eq("explicit"), "norm_id"].value_counts()
        outside = ranked.loc[~ranked["is_core"], "n_explicit"]
        joined = members.loc[~members["agreement_id"].isin(before), "agreement"]
        rows.append(
            {
                "n_core": n_core,
                "n_taken": len(members),
                "least_norms": int(members["n_explicit"].min()),
                "next_norms": int(outside.max()) if len(outside) else None,
                "n_norms_any": len(held),
                "n_norms_half": int((2 * held >= len(members)).sum()),
                "n_norms_all": int((held == len(members)).sum()),
                "joined": ";".join(joined) or None,
            }
        )
        before = set(members["agreement_id"])
    return pd.DataFrame(rows).astype({"next_norms": "Int64"})
