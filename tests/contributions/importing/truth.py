"""An import held against truth tables; used by tests and by the benchmark, not by the importer."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

FACTS = (
    "organisation", "stakeholder_group", "country_iso3", "language", "consent_to_publish",
    "healthcare",
)  # fmt: skip
TOLERANCE = 0.05  # share of an answer's words that may be counted differently


@dataclass
class Score:
    """What was found, what was not, what was found though it is not there."""

    n_answers: int = 0
    n_answers_found: int = 0
    hits: dict[str, int] = field(default_factory=lambda: {"agreement": 0, "norm": 0})
    false: dict[str, int] = field(default_factory=lambda: {"agreement": 0, "norm": 0})
    missed: dict[str, int] = field(default_factory=lambda: {"agreement": 0, "norm": 0})
    facts: dict[str, list[int]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        """Share of what was found that is there."""
        return self.hits[kind] / max(self.hits[kind] + self.false[kind], 1)

    def recall(self, kind: str) -> float:
        """Share of what is there that was found."""
        return self.hits[kind] / max(self.hits[kind] + self.missed[kind], 1)


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unguarded(text: str) -> str:
    """A cell without the mark that keeps it from being a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def score(truth: Path, out: Path) -> Score:
    """Hold an output folder against the truth tables of a folder."""
    result = Score()

    def key(row: dict[str, str]) -> str:
        return f"{row['file']}#{row['respondent']}" if row["respondent"] else row["file"]

    found = {key(row): row for row in rows(out / "contributions.csv")}
    answers: dict[str, list[dict[str, str]]] = {}
    for row in rows(out / "answers.csv"):
        answers.setdefault(key(row), []).append(row)
    wanted: dict[str, list[dict[str, str]]] = {}
    for row in rows(truth / "truth_answers.csv"):
        wanted.setdefault(row["file"], []).append(row)
    for expected in rows(truth / "truth.csv"):
        name = expected["file"]
        row = found.get(name)
        if row is None:
            result.faults.append(f"{name}: no row in contributions.csv")
            continue
        if row["status"] != expected["expected"]:
            result.faults.append(f"{name}: {row['status']}, expected {expected['expected']}")
        if expected["expected"] == "quarantine":
            continue
        compare(name, row, expected, result)
        compare_answers(name, answers.get(name, []), wanted.get(name, []), result)
    result.leaks = leaks(truth, out)
    return result


def compare(name: str, row: dict[str, str], expected: dict[str, str], result: Score) -> None:
    """Facts and ids of one contribution."""
    for fact in FACTS:
        counts = result.facts.setdefault(fact, [0, 0])
        counts[1] += 1
        if row[fact] == expected[fact]:
            counts[0] += 1
        else:
            result.faults.append(f"{name}: {fact} is {row[fact]!r}, not {expected[fact]!r}")
    if row["n_redacted"] != expected["n_personal_data"]:
        result.faults.append(
            f"{name}: {row['n_redacted']} redacted, not {expected['n_personal_data']}"
        )
    for kind in ("agreement", "norm"):
        got = set(filter(None, row[f"{kind}_ids"].split(";")))
        want = set(filter(None, expected[f"{kind}_ids"].split(";")))
        result.hits[kind] += len(got & want)
        result.false[kind] += len(got - want)
        result.missed[kind] += len(want - got)
        if kind == "agreement" and got != want:
            result.faults.append(f"{name}: false {sorted(got - want)}, missed {sorted(want - got)}")


def compare_answers(
    name: str, got: list[dict[str, str]], want: list[dict[str, str]], result: Score
) -> None:
    """Answers of one contribution: question, first words, number of words."""
    left = list(got)
    for answer in want:
        result.n_answers += 1
        n_words = int(answer["n_words"])
        match = next(
            (
                a
                for a in left
                if a["question"] == answer["question"]
                and same_beginning(unguarded(a["text"]), answer["first_words"])
                and abs(int(a["n_words"]) - n_words) <= TOLERANCE * n_words
            ),
            None,
        )
        if match is None:
            result.faults.append(f"{name}: answer to {answer['question']} not found in full")
        else:
            left.remove(match)
            result.n_answers_found += 1
    if want:
        result.faults += [f"{name}: an answer to {a['question']} that is none" for a in left]


def same_beginning(text: str, first_words: str) -> bool:
    """Whether a redacted text begins so, up to the first mark."""
    got, want = text.split()[:5], first_words.split()
    marked = next((n for n, word in enumerate(got) if word.startswith("[")), 5)
    return got[:marked] == want[:marked] and (marked < 5 or len(got) == len(want))


def leaks(truth: Path, out: Path) -> list[str]:
    """Files of the output folder in which a personal string is left."""
    values = [row["value"] for row in rows(truth / "truth_personal_data.csv")]
    found = []
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name} holds a personal string" for value in values if value in text]
    return found
