"""One document from bytes to what is written out: understood, redacted, nothing personal left.

What this hands back is plain data (texts, numbers, lists): it crosses the border between the
process that reads hostile files and the one that writes.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

from bpfanalysis.contributions.importing import redaction
from bpfanalysis.contributions.importing.affiliation import set_countries
from bpfanalysis.contributions.importing.boilerplate import is_call_text
from bpfanalysis.contributions.importing.content import Content, Refused
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.identity import Identity, identify
from bpfanalysis.contributions.importing.languages import language_of
from bpfanalysis.contributions.importing.mentions import Finder, Mention, look, make_finder
from bpfanalysis.contributions.importing.parts import Answer
from bpfanalysis.contributions.importing.questions import marker
from bpfanalysis.contributions.importing.reading import read
from bpfanalysis.contributions.importing.splitting import split
from bpfanalysis.contributions.importing.survey import NO_ANSWERS, header_place, respondents

SHINGLE = 4  # words
HEALTH = re.compile(
    r"\bhealth\w*|\bhospital\w*|\bcovid\b|\bcovid-\w+|\bpandemi\w*|\bmedical\w*|\bmedicin\w*|\bvaccin\w*|\bnurses?\b|"
    r"\bdoctors?\b|\bpatients\b|\bsante\b|\bsanitaires?\b|\bhopita\w*|\bsalud\b|\bsanitari\w*|\bvacuna\w*|"
    r"\bhospitais\b|\bsaude\b|\bvacina\w*|\bmedicos?\b|\bgesundheit\w*|\bkrankenh\w*|\barztprax\w*|\barzte\w*|\bkliniken\b|"
    r"больниц\w*|здравоохран\w*|пандеми\w*|\bcoronavirus\b|\bsanita\b|\bospedal\w*|\bgezondheid\w*|\bziekenhui\w*|卫生|医院|الصحة|مستشف"
)


class Reader:
    """Reads documents; made once in each process from tables that are plain lists."""

    def __init__(
        self, aliases: list[list[str]], contexts: list[list[str]], countries: list[list[str]]
    ) -> None:
        self.finder: Finder = make_finder(aliases, contexts)
        set_countries({fold(name): code for name, code in countries})

    def understand(self, data: bytes, name: str) -> dict[str, Any]:
        """Contributions of one document, and its text; all redacted.

        Raises
        ------
        Refused
            If it is set aside, with the reason.
        """
        content = read(data, name)
        values = Values()
        if content.tables and any(header_place(rows) is not None for rows in content.tables):
            found = self.from_survey(content, values)
        elif content.tables and content.format in ("csv", "xlsx"):
            found = self.from_form(content, values)
        else:
            found = [self.from_text(content, values)]
        if content.tables:
            plain = "\n".join("\t".join(row) for rows in content.tables for row in rows)
            plain = "\n\n".join([*(b.text for b in content.blocks), plain]).strip()
        else:
            plain = "\n\n".join(b.text for b in content.blocks if b.kind != "quote")
        return {
            "contributions": found,
            "text": values.redact(plain),
            "format": content.format,
            "notes": list(content.notes),
        }

    def from_survey(self, content: Content, values: Values) -> list[dict[str, Any]]:
        """One contribution per respondent; a mail that carries a survey counts as the survey."""
        found = []
        for one in respondents(content.tables):
            mine = Values()
            mine.note("\n".join(one.cells))
            values.merge(mine)
            found.append(self.contribution(one.identity, one.answers, mine, [], len(mine.counted)))
        return found

    def from_form(self, content: Content, values: Values) -> list[dict[str, Any]]:
        """A form laid out in a spreadsheet: labels in one column, answers in the next."""
        rows = [row for table in content.tables for row in table]
        # A question stands first in its row, or after its number.
        first = [next((c for c in row if not re.fullmatch(r"\W*\d?\W*", c)), "") for row in rows]
        if len({m.questions or m.numbers for c in first if (m := marker(c, heading=True))}) < 2:
            raise Refused(NO_ANSWERS)
        form = Content(content.format)
        for row in rows:
            cells = tuple(c for c in row if c)
            if len(cells) > 1:
                form.add("row", "\t".join(cells), cells)
            elif cells:
                form.add("text", cells[0])
        parts = split(form)
        if not any(a.question != "other" for a in parts.answers):
            raise Refused(NO_ANSWERS)
        return [self.from_text(form, values)]

    def from_text(self, content: Content, values: Values) -> dict[str, Any]:
        """The one contribution of a running text."""
        parts = split(content)
        who = identify(content, parts)
        for block in content.blocks:
            mailbox = is_call_text(block)
            values.note(block.text, ignored=content.recipients, but_mail=mailbox)
        for text in content.aside:
            values.note(text, ignored=content.recipients)
        if not any(a.text for a in parts.answers) and not content.blocks:
            raise Refused("no words in it")
        flags = parts.flags + content.notes
        found = self.contribution(who, parts.answers, values, flags, len(values.counted))
        if not found["language"]:  # short answers: the form around them may tell
            found["language"] = language_of("\n".join(b.text for b in content.blocks))
        return found

    def contribution(
        self, who: Identity, answers: list[Answer], values: Values, flags: list[str], n: int
    ) -> dict[str, Any]:
        """What is written out about one contribution."""
        texts = [a.text for a in answers]
        whole = "\n".join(texts)
        written = []
        mentions: list[dict[str, Any]] = []
        doubtful: list[dict[str, Any]] = []
        for number, answer in enumerate(answers):
            text = values.redact(answer.text)
            written.append(
                {
                    "question": answer.question,
                    "text": text,
                    "section": values.redact(answer.section),
                    "n_words": len(answer.text.split()),
                }
            )
            sure, unsure = look(text, self.finder)
            mentions += [as_row(m, number, answer.question) for m in sure]
            doubtful += [as_row(m, number, answer.question) for m in unsure]
        return {
            "organisations": [values.redact(name) for name in who.organisations],
            "groups": who.groups,
            "countries": who.countries,
            "language": language_of(whole),
            "consent": who.consent,
            "date": who.date,
            "healthcare": "yes" if HEALTH.search(fold(whole)) else "no",
            "answers": written,
            "mentions": mentions,
            "doubtful": doubtful,
            "redacted": dict(Counter(kind for kind, _ in sorted(values.counted))),
            "n_redacted": n,
            "shingles": shingles(whole),
            "exact": digest(whole),
            "flags": flags,
        }


class Values:
    """The personal data of one document: counted, and taken out wherever it stands."""

    def __init__(self) -> None:
        self.counted: set[tuple[str, str]] = set()
        self.literal: set[tuple[str, str]] = set()

    def note(self, text: str, ignored: list[str] | None = None, *, but_mail: bool = False) -> None:
        """Look for personal data in a text that belongs to the document."""
        for found in redaction.scan(text):
            mailbox = found.kind == "email" and (found.value in (ignored or []) or but_mail)
            if not mailbox:
                self.counted.add((found.kind, found.value))
            value = text[found.start : found.end]
            if len(value) >= 6:
                self.literal.add((value, redaction.MARKS[found.kind]))

    def merge(self, other: Values) -> None:
        """Take over what another part of the same file held."""
        self.counted |= other.counted
        self.literal |= other.literal

    def redact(self, text: str) -> str:
        """Text without personal data, found here or anywhere else in the document."""
        text = redaction.redact(text)
        for value, mark in sorted(self.literal, key=lambda v: (-len(v[0]), v[0])):
            text = text.replace(value, mark)
        return text


def as_row(mention: Mention, answer: int, question: str) -> dict[str, Any]:
    """A mention as plain data."""
    return {
        "answer": answer,
        "question": question,
        "kind": mention.kind,
        "id": mention.id,
        "alias": mention.alias,
        "start": mention.start,
        "end": mention.end,
        "confidence": mention.confidence,
    }


def words_of(text: str) -> list[str]:
    """Folded words of a text."""
    return re.findall(r"\w+", fold(text))


def digest(text: str) -> str:
    """Fingerprint of a text's words, whatever their signs and case."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()


def shingles(text: str) -> list[int]:
    """Fingerprints of all runs of four words, for comparing texts without their words.

    Examples
    --------
    >>> len(shingles("one two three four five"))
    2
    """
    words = words_of(text)
    runs = [" ".join(words[n : n + SHINGLE]) for n in range(max(len(words) - SHINGLE + 1, 1))]
    return sorted(
        {int.from_bytes(hashlib.blake2b(r.encode(), digest_size=6).digest(), "big") for r in runs}
    )
