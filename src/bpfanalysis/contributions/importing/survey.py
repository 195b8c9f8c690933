"""Survey exports: which column holds what, one contribution per respondent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bpfanalysis.contributions.importing import boilerplate
from bpfanalysis.contributions.importing.affiliation import country_of, group_of
from bpfanalysis.contributions.importing.consent import consent_of
from bpfanalysis.contributions.importing.content import Refused
from bpfanalysis.contributions.importing.fields import date_in, field_of
from bpfanalysis.contributions.importing.identity import Identity, fill, is_name, several
from bpfanalysis.contributions.importing.parts import Answer
from bpfanalysis.contributions.importing.questions import asked, marker, question_of

NO_ANSWERS = "a table without a column that holds answers to the call, or without rows"
HEADER_ROWS = 6  # a header stands among the first rows
WORDS_OF_AN_ANSWER = 4  # a cell of an unknown column with fewer words is a code, not an answer


@dataclass
class Respondent:
    """One row of a survey."""

    identity: Identity
    answers: list[Answer]
    cells: list[str]


def respondents(tables: list[list[list[str]]]) -> list[Respondent]:
    """One contribution per respondent.

    Raises
    ------
    Refused
        If no sheet has a row of headings with a question of the call.

    Examples
    --------
    >>> found = respondents([[["Organisation", "Q1 signatory"], ["Open Watch", "No"]]])
    >>> found[0].identity.organisations, found[0].answers
    (['Open Watch'], [Answer(question='signatory', text='No', section='')])
    """
    found: list[Respondent] = []
    for rows in tables:
        place = header_place(rows)
        if place is None:
            continue
        columns = [column_of(cell) for cell in rows[place]]
        for row in rows[place + 1 :]:
            padded = row + [""] * (len(columns) - len(row))
            if is_second_header(padded, columns):
                continue
            one = respondent(padded, columns)
            if one is not None:
                found.append(one)
    if not found:
        raise Refused(NO_ANSWERS)
    return found


def header_place(rows: list[list[str]]) -> int | None:
    """Number of the row that names the columns; None if there is none."""
    best: tuple[int, int] | None = None
    for number, row in enumerate(rows[:HEADER_ROWS]):
        columns = [column_of(cell) for cell in row]
        questions = {c for kind, c in columns if kind == "question" and c != "other"}
        known = sum(kind != "" for kind, _ in columns)
        author = any(c in (("field", "organisation"), ("field", "group")) for c in columns)
        enough = len(questions) >= (1 if author else 2)
        if enough and known >= 2 and (best is None or known > best[0]):
            best = (known, number)
    return best[1] if best else None


def column_of(heading: str) -> tuple[str, str]:
    """What a column holds: ("question", which), ("field", which), or two empty texts.

    Examples
    --------
    >>> column_of("Q2 other agreements"), column_of("E-Mail"), column_of("Colour")
    (('question', 'new-agreement'), ('field', 'contact'), ('', ''))
    """
    text = re.sub(r"\s+", " ", heading).strip()
    if not text:
        return "", ""
    name = field_of(text)
    if name and not (name in ("consent", "skip") and asked(text) and asked(text) != ("other",)):
        return "field", name
    found = marker(text, heading=True)
    if found:
        questions = found.questions or asked(found.rest)
        if questions or found.numbers:
            chosen = type(found)(found.numbers, questions)
            return "question", question_of(chosen, 2020)
    if asked(text) and (len(text.split()) > 1 or asked(text) != ("other",)):
        return "question", ";".join(asked(text))
    return ("question", "other") if asked(text) == ("other",) else ("", "")


def is_second_header(row: list[str], columns: list[tuple[str, str]]) -> bool:
    """Whether a row repeats or specifies the headings, as some exports do."""
    texts = [c for c in row if c]
    if not texts:
        return True
    codes = sum(
        bool(re.fullmatch(r"Open-Ended Response|Response|\{.*ImportId.*\}", c)) for c in texts
    )
    same = sum(
        column_of(cell) == column and column[0] == "field"
        for cell, column in zip(row, columns, strict=False)
        if cell
    )
    return codes >= max(1, len(texts) / 2) or same >= 3


def respondent(row: list[str], columns: list[tuple[str, str]]) -> Respondent | None:
    """One row as a contribution; None if it says nothing."""
    who = Identity()
    texts: dict[str, list[str]] = {}
    for cell, (kind, name) in zip(row, columns, strict=False):
        cell = boilerplate.without_notices(cell)
        if kind == "field":
            note_field(who, name, cell)
        elif kind == "question":
            texts.setdefault(name, [])
            if cell:
                texts[name].append(cell)
        elif len(cell.split()) >= WORDS_OF_AN_ANSWER and not re.fullmatch(r"[\d\s.:/TZ-]+", cell):
            texts.setdefault("other", []).append(cell)
    if not any(texts.values()) and not who.organisations:
        return None
    if not texts.get("other", ["x"]):
        del texts["other"]  # an empty comment box is no answer
    fill(who)
    answers = [Answer(question, "\n".join(said)) for question, said in texts.items()]
    return Respondent(who, answers, row)


def note_field(who: Identity, name: str, cell: str) -> None:
    """Fill in one cell of a respondent's particulars."""
    if name == "organisation" and cell and not who.organisations:
        who.organisations = [one for one in several(cell) if is_name(one)]
    elif name == "group" and not who.groups:
        who.groups = [g for one in re.split(r"\s*;\s*", cell) if (g := group_of(one))]
    elif name == "country" and not who.countries:
        who.countries = [c for one in several(cell) if (c := country_of(one))]
    elif name == "consent":
        said = consent_of(cell)
        if said != "unknown" and who.consent != "no":
            who.consent = said
    elif name == "date" and not who.date:
        who.date = date_in(cell) or ""
