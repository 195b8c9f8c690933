"""Which agreements were new, kept or set aside between the forum's lists of 2019 and 2020.

The lists themselves were not found. What is known comes from the register and from documents
that name single agreements; the rest is shown as not known. An agreement of which nothing is
known is never counted as absent from a list.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

CHANGES = (
    "new in 2020",
    "kept",
    "set aside",
    "on neither list",
    "listed in 2019, 2020 not known",
    "not listed in 2019, 2020 not known",
    "2019 not known, listed in 2020",
    "2019 not known, not listed in 2020",
    "not known",
    "sources differ",
)

_CHANGE = {
    ("no", "yes"): "new in 2020",
    ("yes", "yes"): "kept",
    ("yes", "no"): "set aside",
    ("no", "no"): "on neither list",
    ("yes", "unknown"): "listed in 2019, 2020 not known",
    ("no", "unknown"): "not listed in 2019, 2020 not known",
    ("unknown", "yes"): "2019 not known, listed in 2020",
    ("unknown", "no"): "2019 not known, not listed in 2020",
    ("unknown", "unknown"): "not known",
}


def list_changes(agreements: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """What became of each agreement between the list of 2019 and the list of 2020.

    For each year, what the register says (`bpf_2019`, `bpf_2020`) and what the list table says
    are put together: an answer wins over ``unknown``, and a yes against a no is shown as
    ``sources differ``, never settled here.

    Parameters
    ----------
    agreements
        Raw register: `agreement_id`, `short_title`, `bpf_2019`, `bpf_2020`.
    lists
        One row per report and agreement: `report` (year), `agreement_title`, `agreement_id`
        (empty where the register has no such agreement), `listed` (yes, no, unknown).

    Returns
    -------
    DataFrame
        Agreements of the register in its order, then listed titles that the register lacks:
        `agreement_id` (may be empty), `agreement`, `in_register`, `listed_2019`, `listed_2020`
        (yes, no, unknown, sources differ), `change` (one of `CHANGES`).

    Examples
    --------
    >>> rows = pd.DataFrame({"agreement_id": ["a", "b"], "short_title": ["Pact", "Code"],
    ...                      "bpf_2019": ["yes", "unknown"], "bpf_2020": ["unknown", "unknown"]})
    >>> named = pd.DataFrame({"report": [2020, 2019], "agreement_title": ["The Pact", "Model law"],
    ...                       "agreement_id": ["a", None], "listed": ["no", "yes"]})
    >>> list_changes(rows, named)[["agreement", "change"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['Pact', 'set aside'], ['Code', 'not known'],
     ['Model law', 'listed in 2019, 2020 not known']]
    """
    years = lists["report"].astype(int)
    rows = []
    for agreement in agreements.to_dict("records"):
        named = lists["agreement_id"].eq(agreement["agreement_id"])
        rows.append(
            _row(
                agreement["agreement_id"],
                agreement["short_title"],
                "yes",
                _joined([agreement["bpf_2019"], *lists.loc[named & years.eq(2019), "listed"]]),
                _joined([agreement["bpf_2020"], *lists.loc[named & years.eq(2020), "listed"]]),
            )
        )
    missing = lists[lists["agreement_id"].isna()]
    for title in dict.fromkeys(missing["agreement_title"]):
        named = missing["agreement_title"].eq(title)
        of_year = years.loc[missing.index]
        rows.append(
            _row(
                None,
                title,
                "no",
                _joined(missing.loc[named & of_year.eq(2019), "listed"]),
                _joined(missing.loc[named & of_year.eq(2020), "listed"]),
            )
        )
    return pd.DataFrame(rows)


def change_counts(changes: pd.DataFrame) -> pd.DataFrame:
    """How many agreements stand in each state of knowledge, with their names.

    Parameters
    ----------
    changes
        Frame of `list_changes`.

    Returns
    -------
    DataFrame
        One row per value of `CHANGES`, zeros included: `change`, `n_agreements`, `agreements`
        (names joined with ``;``, empty where none).

    Examples
    --------
    >>> found = pd.DataFrame({"agreement": ["a", "b"], "change": ["kept", "kept"]})
    >>> counts = change_counts(found).set_index("change")
    >>> int(counts.loc["kept", "n_agreements"]), int(counts.loc["set aside", "n_agreements"])
    (2, 0)
    """
    rows = []
    for change in CHANGES:
        names = changes.loc[changes["change"].eq(change), "agreement"].tolist()
        rows.append(
            {"change": change, "n_agreements": len(names), "agreements": ";".join(names) or None}
        )
    return pd.DataFrame(rows)


def _row(agreement_id: str | None, name: str, known: str, y2019: str, y2020: str) -> dict:
    return {
        "agreement_id": agreement_id,
        "agreement": name,
        "in_register": known,
        "listed_2019": y2019,
        "listed_2020": y2020,
        "change": _CHANGE.get((y2019, y2020), "sources differ"),
    }


def _joined(answers: Iterable[object]) -> str:
    known = {str(answer) for answer in answers} & {"yes", "no"}
    if len(known) > 1:
        return "sources differ"
    return known.pop() if known else "unknown"
