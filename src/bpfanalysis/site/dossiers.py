"""What is known of one cell: both passes, the decision and its reason, the check, the report.

Every page that shows a cell shows the same dossier, so that a reader finds at one place what was
read, by whom it was read differently, what decided, and what to send where it is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpfanalysis.agreements.adjudication import RULES
from bpfanalysis.site.codings import CODED, Codings, Row, host, web_address
from bpfanalysis.vocabularies import label

ATTRIBUTES = {
    "presence": "Stated",
    "value": "Value",
    "strength": "Verb",
    "direction": "Direction",
    "addressee": "Addressee",
    "pinpoint": "Where",
    "paraphrase": "In own words",
    "basis": "Evidence",
}
MARKS = {"explicit": "●", "implicit": "◐", "by-reference": "○", "absent": "·"}
VALUE_MARKS = {"yes": "●", "partial": "◐", "no": "·"}
NO_REASON = {"agreement": "", "judgement": "No reason is on record."}
FREE_TEXT = ("paraphrase", "pinpoint")  # worded by each coder: no difference in the reading
WSIS_CODED = ("value", "paraphrase", "basis")


@dataclass(frozen=True)
class Dossier:
    """One cell, in words.

    Attributes
    ----------
    anchor
        Where it stands on its page.
    heading, subject
        What it is called under its agreement, and in full.
    value
        The decided presence or value, as coded.
    line
        The decision in one line.
    rows
        (attribute, pass A, pass B, decided, whether the passes differ).
    check
        Empty, or (verdict, what it was checked against, its address, note).
    report
        The text to send where the cell is wrong.
    """

    anchor: str
    heading: str
    link: str
    subject: str
    value: str
    mark: str
    basis: str
    line: str
    paraphrase: str
    pinpoint: str
    address: str
    host: str
    decided: str
    reason: str
    rows: tuple[tuple[str, str, str, str, bool], ...]
    check: tuple[str, str, str, str] | tuple[()]
    report: str

    @property
    def is_present(self) -> bool:
        """Whether something was found."""
        return self.value not in ("absent", "no")

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to tell: both passes found nothing and looked nowhere known."""
        return (
            self.value == "absent"
            and not (self.address or self.check or self.reason or self.paraphrase)
            and all(a == b == decided for _, a, b, decided, _ in self.rows)
        )


def shown(attribute: str, value: str) -> str:
    """A coded value as a reader sees it.

    Examples
    --------
    >>> shown("addressee", "states;civil-society")
    'states, civil society'
    >>> shown("presence", "by-reference"), shown("pinpoint", "")
    ('by reference', '–')
    """
    if not value:
        return "–"
    if attribute == "addressee":
        return ", ".join(label(part).lower() for part in value.split(";"))
    return label(value) if attribute in ("presence", "basis", "direction") else value


def norm_dossier(codings: Codings, agreement: str, norm: str, version: str) -> Dossier:
    """The dossier of a norm in an agreement."""
    cell = (agreement, norm)
    name = codings.norms[norm]["short_label"]
    text = codings.agreements[agreement]["short_title"]
    return _dossier(
        codings.cells[cell],
        (codings.pass_a[cell], codings.pass_b[cell]),
        codings.checks.get(cell),
        CODED,
        names=(norm, name, f"../norms/{norm}.html", f"{name} in {text}"),
        where=f"{text} ({agreement}) x {name} ({norm})",
        version=version,
    )


def wsis_dossier(codings: Codings, agreement: str, criterion: Row, version: str) -> Dossier:
    """The dossier of a WSIS criterion in an agreement."""
    cell = (agreement, criterion["criterion"])
    text = codings.agreements[agreement]["short_title"]
    name = criterion["label"]
    return _dossier(
        codings.wsis[cell],
        (codings.wsis_a[cell], codings.wsis_b[cell]),
        None,
        WSIS_CODED,
        names=(f"wsis-{cell[1]}", name, "", f"{name} in {text}"),
        where=f"{text} ({agreement}) x WSIS criterion {name} ({cell[1]})",
        version=version,
    )


def _dossier(
    row: Row,
    passes: tuple[Row, Row],
    check: Row | None,
    columns: Sequence[str],
    *,
    names: tuple[str, str, str, str],
    where: str,
    version: str,
) -> Dossier:
    value = row[columns[0]]
    compared = tuple(
        (
            ATTRIBUTES[c],
            shown(c, passes[0][c]),
            shown(c, passes[1][c]),
            shown(c, row[c]),
            c not in ("paraphrase", "pinpoint")
            and _members(passes[0][c]) != _members(passes[1][c]),
        )
        for c in columns
    )
    address = web_address(row["source_url"])
    checked: tuple[str, str, str, str] | tuple[()] = ()
    if check:
        against = check["checked_against"]
        checked = (check["verdict"], against, web_address(against), check["note"])
    marks: Mapping[str, str] = VALUE_MARKS if columns[0] == "value" else MARKS
    return Dossier(
        anchor=names[0],
        heading=names[1],
        link=names[2],
        subject=names[3],
        value=value,
        mark=marks.get(value, "·"),
        basis=row["basis"],
        line=decision_line(row, columns),
        paraphrase=row["paraphrase"],
        pinpoint=row.get("pinpoint", ""),
        address=address,
        host=host(address),
        decided=decided_words(row["decided_by"]),
        reason=row["reason"] or NO_REASON.get(row["decided_by"], ""),
        rows=compared,
        check=checked,
        report=report_text(where, row, columns, version),
    )


def _members(value: str) -> frozenset[str]:
    return frozenset(value.split(";"))


def decided_words(decided_by: str) -> str:
    """What decided a cell, with the rule in words.

    Examples
    --------
    >>> decided_words("rule-7")
    'Rule 7. A description of threats states no norm.'
    """
    name = {"agreement": "The passes agree", "text": "The text"}.get(
        decided_by, decided_by.replace("-", " ").capitalize()
    )
    return f"{name}. {RULES.get(decided_by, '')}".strip()


def decision_line(row: Row, columns: Sequence[str]) -> str:
    """The decision in one line.

    Examples
    --------
    >>> decision_line({"presence": "absent", "basis": "unverified", "source_url": ""},
    ...     ("presence", "basis"))
    'not found; no address: unknown rather than “no”'
    """
    value = row[columns[0]]
    if value == "absent":
        where = "as far as read" if row["source_url"] else "no address: unknown rather than “no”"
        return f"not found; {where}"
    parts = [shown(columns[0], value)]
    parts += [
        shown(c, row[c]) if c != "addressee" else f"addressed to {shown(c, row[c])}"
        for c in ("strength", "direction", "addressee")
        if c in columns and row[c]
    ]
    return "; ".join([*parts, shown("basis", row["basis"])])


def report_text(where: str, row: Row, columns: Sequence[str], version: str) -> str:
    """The text that a reader sends to report an error in a cell."""
    coded = "; ".join(
        f"{ATTRIBUTES[c].lower()}: {shown(c, row[c])}" for c in columns if c != "paraphrase"
    )
    lines = [
        f"Error in the coded record of bpfanalysis {version}".strip(),
        f"Cell: {where}",
        f"Coded: {coded}",
        f"In own words: {row['paraphrase'] or '–'}",
        f"Decided by: {row['decided_by']}",
        f"Source given: {row['source_url'] or '–'}",
        "What is wrong:",
        "What the text says, and where in it:",
        "Where it can be read (address, or title and date):",
    ]
    return "\n".join(lines)
