"""Rules of coded cells: what is present is described, what is graded is sourced, what is
decided is reasoned.

Each function makes a rule for one table; a rule takes text tables and gives one sentence per break.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from bpfanalysis.tables.breaks import first_break

CODED = ("strength", "direction", "addressee", "pinpoint")  # filled exactly where present


def bare_or_full(name: str) -> Callable[[pd.DataFrame], list[str]]:
    """Absent cells have no strength, direction, addressee or pinpoint; present cells have all."""

    def rule(frame: pd.DataFrame) -> list[str]:
        absent = frame["presence"] == "absent"
        found = []
        for column in CODED:
            filled = frame[column].notna()
            found += first_break(
                name,
                frame,
                absent & filled,
                f"presence is 'absent', yet {column} is {{{column}}}; empty one or mend the other",
            )
            found += first_break(
                name,
                frame,
                ~absent & ~filled,
                f"presence is {{presence}}, yet {column} is empty; a present cell needs one",
            )
        found += first_break(
            name,
            frame,
            ~absent & frame["paraphrase"].isna(),
            "presence is {presence}, yet paraphrase is empty; a present cell needs one",
        )
        return found

    return rule


def sourced(name: str, column: str) -> Callable[[pd.DataFrame], list[str]]:
    """What was graded primary or secondary names what was read."""

    def rule(frame: pd.DataFrame) -> list[str]:
        read = frame["basis"].isin(["primary", "secondary"])
        return first_break(
            name,
            frame,
            read & frame[column].isna(),
            f"basis is {{basis}}, yet {column} is empty; name what was read, or write 'unverified'",
        )

    return rule


def present_sourced(name: str) -> Callable[[pd.DataFrame], list[str]]:
    """A present cell names a source, whatever its grade."""

    def rule(frame: pd.DataFrame) -> list[str]:
        broken = (frame["presence"] != "absent") & frame["source_url"].isna()
        return first_break(name, frame, broken, "presence is {presence}, yet source_url is empty")

    return rule


def reasoned(name: str) -> Callable[[pd.DataFrame], list[str]]:
    """A reason stands exactly where the passes do not agree."""

    def rule(frame: pd.DataFrame) -> list[str]:
        broken = (frame["decided_by"] == "agreement") != frame["reason"].isna()
        return first_break(
            name,
            frame,
            broken,
            "decided_by is {decided_by} and reason is {reason}; a reason stands exactly where the "
            "passes do not agree",
        )

    return rule


def agreed(
    decided_name: str, keys: list[str], columns: list[str]
) -> Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], list[str]]:
    """What is decided by agreement is what both passes say."""

    def rule(decided: pd.DataFrame, one: pd.DataFrame, other: pd.DataFrame) -> list[str]:
        cells = pd.MultiIndex.from_frame(decided[keys])
        found = []
        for column in columns:
            first, second = (
                pd.Series(f.set_index(keys)[column].reindex(cells).tolist(), index=decided.index)
                for f in (one.fillna(""), other.fillna(""))
            )
            value = decided[column].fillna("")
            by_agreement = decided["decided_by"] == "agreement"
            found += first_break(
                decided_name,
                decided.assign(first=first, second=second),
                by_agreement & ((first != second) | (value != first)),
                f"decided by agreement as {{{column}}}, yet {column} is {{first}} in pass A and "
                "{second} in pass B",
            )
        return found

    return rule


def verified(verification: pd.DataFrame, adjudicated: pd.DataFrame) -> list[str]:
    """A cell checked against the text equals the decided one and is graded primary."""
    keys = ["agreement_id", "norm_id"]
    checked = ["presence", "strength", "direction", "addressee", "pinpoint", "paraphrase"]
    decided = adjudicated.set_index(keys)
    decided = decided.reindex(pd.MultiIndex.from_frame(verification[keys]))
    found = []
    for column in checked:
        here = verification[column].fillna("")
        there = pd.Series(decided[column].fillna("").tolist(), index=verification.index)
        found += first_break(
            "verification",
            verification.assign(decided=there),
            here != there,
            f"{{agreement_id}}, {{norm_id}}: {column} is {{{column}}}, adjudicated.csv holds "
            "{decided}; a verified cell equals the decided one",
        )
    basis = pd.Series(decided["basis"].tolist(), index=verification.index)
    found += first_break(
        "verification",
        verification.assign(decided=basis),
        basis != "primary",
        "{agreement_id}, {norm_id} was checked against the text, yet adjudicated.csv grades it "
        "{decided}; expected 'primary'",
    )
    return found
