"""What persons decided about suggestions: read, checked, applied; never written.

``decisions.csv`` lies in the output folder. A row names a suggestion as far as needed (empty
cells fit all), says `confirmed` or `rejected`, and who decided, when and why.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from bpfanalysis.errors import InputError, at_most
from bpfanalysis.vocabularies import STAKEHOLDER_GROUP, YES_NO_UNKNOWN

NAME = "decisions.csv"
COLUMNS = ("file", "respondent", "question", "kind", "id", "alias", "start", "end",
           "decision", "by", "on", "why")  # fmt: skip
OTHER_NAMES = {
    "status": "decision", "decided_by": "by", "by_whom": "by", "reviewer": "by",
    "when": "on", "date": "on", "decided_on": "on", "reason": "why", "note": "why",
}  # fmt: skip
MENTIONS = ("agreement", "norm")
FACTS = (
    "organisation", "stakeholder_group", "country_iso3", "language", "consent_to_publish",
    "healthcare", "duplicate_of",
)  # fmt: skip
VALUES = ("confirmed", "rejected")


@dataclass(frozen=True)
class Decision:
    """One row; `row` is its number in the file."""

    row: int
    file: str
    respondent: str
    question: str
    kind: str
    id: str
    alias: str
    start: str
    end: str
    decision: str
    by: str
    on: str
    why: str

    def fits(self, mention: dict[str, str]) -> bool:
        """Whether a mention is the one, or one of those, that the row is about."""
        told = {
            "file": self.file, "respondent": self.respondent, "question": self.question,
            "kind": self.kind, "id": self.id, "alias": self.alias, "start": self.start,
            "end": self.end,
        }  # fmt: skip
        return all(not value or str(mention[name]) == value for name, value in told.items())

    @property
    def precision(self) -> int:
        """How many cells say what it is about; the most precise row decides."""
        cells = (self.respondent, self.question, self.alias, self.start, self.end)
        return sum(map(bool, cells))


def read_decisions(folder: Path, ids: dict[str, set[str]]) -> list[Decision]:
    """Decisions that lie in an output folder; none if there is no such file.

    Parameters
    ----------
    folder
        The output folder.
    ids
        Known ids by kind, `agreement` and `norm`.

    Raises
    ------
    InputError
        If a row cannot be understood: all such rows are named.
    """
    path = folder / NAME
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{NAME} is not in UTF-8; save it as CSV UTF-8 and run again.") from error
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if not rows:
        return []
    names = [OTHER_NAMES.get(n.strip().lower(), n.strip().lower()) for n in rows[0]]
    missing = [n for n in ("file", "kind", "id", "decision") if n not in names]
    if missing:
        raise InputError(
            f"{NAME}, row 1: no column {', '.join(missing)}; expected {', '.join(COLUMNS)}."
        )
    decisions: list[Decision] = []
    wrong: list[str] = []
    for number, cells in enumerate(rows[1:], start=2):
        # A guard against formulas may stand before any text cell.
        told = {n: unguarded(c.strip()) for n, c in zip(names, cells, strict=False)}
        if not any(told.values()) or told.get("decision", "") in ("", "suggested"):
            continue
        one = Decision(number, **{n: told.get(n, "") for n in COLUMNS})
        problem = problem_of(one, ids)
        if problem:
            wrong.append(f"{NAME}, row {number}: {problem}")
        else:
            decisions.append(one)
    if wrong:
        raise InputError(at_most(wrong))
    return decisions


def unguarded(cell: str) -> str:
    """A cell without the mark that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" else cell


def problem_of(one: Decision, ids: dict[str, set[str]]) -> str:
    """What is wrong with a row; empty if nothing is."""
    if one.decision not in VALUES:
        return f"decision is '{one.decision[:30]}'; expected confirmed or rejected."
    if not one.by or not one.on:
        return "who decided (by) and when (on) are needed."
    if one.kind in MENTIONS:
        known = ids.get(one.kind, set())
        return "" if one.id in known else f"no {one.kind} has the id '{one.id[:40]}'."
    if one.kind not in FACTS:
        return f"kind is '{one.kind[:30]}'; expected {', '.join((*MENTIONS, *FACTS))}."
    if not one.file:
        return f"a decision on {one.kind} needs a file."
    allowed = {"stakeholder_group": STAKEHOLDER_GROUP, "consent_to_publish": YES_NO_UNKNOWN,
               "healthcare": ("yes", "no")}.get(one.kind)  # fmt: skip
    parts = one.id.split(";") if one.kind == "stakeholder_group" else [one.id]
    if one.decision == "confirmed" and allowed and not set(parts) <= set(allowed):
        return f"'{one.id[:40]}' is no {one.kind}; expected {', '.join(allowed)}."
    return ""


def status_of(mention: dict[str, str], decisions: list[Decision], used: set[int]) -> str:
    """Status of a mention: what the most precise fitting decision says, else suggested."""
    fitting = [d for d in decisions if d.kind in MENTIONS and d.fits(mention)]
    if not fitting:
        return "suggested"
    used.update(d.row for d in fitting)
    return max(fitting, key=lambda d: (d.precision, d.on, d.row)).decision
