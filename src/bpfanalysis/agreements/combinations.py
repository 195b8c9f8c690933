"""Which exact combinations of norms occur, and in which agreements."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.agreements.evidence import at_grade, levels_from


def norm_combinations(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str = "explicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """The exact set of norms that each agreement holds, agreements with the same set together.

    With many norms nearly every agreement has a set of its own; give the codebook rows of one
    family to see combinations that recur.

    Parameters
    ----------
    codings
        One row per agreement and norm.
    agreements, norms
        Register rows and codebook rows that are looked at.
    presence_level
        Weakest reading that counts as present.
    min_basis
        Weakest evidence that lets a present cell count.

    Returns
    -------
    DataFrame
        Most frequent combination first, then the larger one, then codebook order: `norm_ids`,
        `norms` (both joined with ``;``, empty for agreements that hold none), `n_norms`,
        `n_agreements`, `n_unverified` (unverified cells among them), `agreements`.

    Examples
    --------
    >>> cells = pd.DataFrame({
    ...     "agreement_id": ["x", "x", "y", "y"], "norm_id": ["A", "B", "A", "B"],
    ...     "presence": ["explicit", "explicit", "explicit", "implicit"], "basis": ["primary"] * 4})
    >>> texts = pd.DataFrame({"agreement_id": ["x", "y"], "short_title": ["X", "Y"]})
    >>> book = pd.DataFrame({"norm_id": ["A", "B"], "short_label": ["Aid", "Bar"]})
    >>> sets = norm_combinations(cells, texts, book)
    >>> sets[["norm_ids", "agreements"]].values.tolist()
    [['A;B', 'X'], ['A', 'Y']]
    """
    held = _held(codings, agreements, norms, presence_level, min_basis)
    # Labels are joined with ";", so a label that holds one gives it up for a comma.
    label_of = norms.set_index("norm_id")["short_label"].str.replace("; ", ", ", regex=False)
    position = {key: place for place, key in enumerate(norms["norm_id"])}
    name_of = agreements.set_index("agreement_id")["short_title"]
    members: dict[tuple[str, ...], list[str]] = {}
    weak: dict[tuple[str, ...], int] = {}
    for agreement_id, cells in held.items():
        combination = tuple(sorted(cells, key=position.__getitem__))
        members.setdefault(combination, []).append(agreement_id)
        weak[combination] = weak.get(combination, 0) + sum(
            basis == "unverified" for basis in cells.values()
        )
    ordered = sorted(
        members,
        key=lambda norm_ids: (
            -len(members[norm_ids]),
            -len(norm_ids),
            [position[key] for key in norm_ids],
        ),
    )
    return pd.DataFrame(
        [
            {
                "norm_ids": ";".join(norm_ids) or None,
                "norms": ";".join(label_of[key] for key in norm_ids) or None,
                "n_norms": len(norm_ids),
                "n_agreements": len(members[norm_ids]),
                "n_unverified": weak[norm_ids],
                "agreements": ";".join(name_of[key] for key in members[norm_ids]),
            }
            for norm_ids in ordered
        ]
    )


def norm_sets(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str = "implicit",
    min_basis: str = "unverified",
) -> dict[str, frozenset[str]]:
    """The set of norms that each agreement holds; agreements left at the grade, register order."""
    held = _held(codings, agreements, norms, presence_level, min_basis)
    return {agreement_id: frozenset(cells) for agreement_id, cells in held.items()}


def _held(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str,
    min_basis: str,
) -> dict[str, dict[str, str]]:
    """For each agreement left at the grade, the norms held and the basis of each."""
    cells = at_grade(codings[codings["agreement_id"].isin(agreements["agreement_id"])], min_basis)
    left = set(cells["agreement_id"])
    held: dict[str, dict[str, str]] = {key: {} for key in agreements["agreement_id"] if key in left}
    counted = cells["presence"].isin(levels_from(presence_level)) & cells["norm_id"].isin(
        norms["norm_id"]
    )
    for cell in cells[counted].to_dict("records"):
        held[cell["agreement_id"]][cell["norm_id"]] = cell["basis"]
    return held
