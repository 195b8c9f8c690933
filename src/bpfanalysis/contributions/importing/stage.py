"""Imported contributions for the pipeline: nothing of those who opted out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bpfanalysis.contributions.importing import outputs
from bpfanalysis.contributions.importing.decisions import read_decisions
from bpfanalysis.contributions.importing.rows import Rows, key_of
from bpfanalysis.paths import RAW, Project

DOCUMENTS = RAW / "contributions" / "documents"
DECISIONS = RAW / "contributions"  # a folder beside the documents, where decisions.csv lies
CONTRIBUTIONS = ("imported_id", *(c for c in outputs.CONTRIBUTIONS if c != "reason"))
ANSWERS = ("imported_id", "answer", "question", "text", "section", "n_words")
MENTIONS = (
    "imported_id", "mention", "answer", "question", "kind", "id", "alias", "start", "end",
    "confidence", "status",
)  # fmt: skip
NUMBERS = ("n_redacted", "answer", "n_words", "mention", "start", "end", "confidence")


@dataclass(frozen=True)
class ImportedFolder:
    """What the pipeline takes in.

    Parameters
    ----------
    contributions, answers, mentions
        Tables; of contributors who opted out only the count is kept, no row and no text.
    n_opted_out
        Contributors who do not want to be published.
    n_quarantine
        Documents that could not be read.
    n_duplicates
        Copies and older versions, which are in no table.
    """

    contributions: pd.DataFrame
    answers: pd.DataFrame
    mentions: pd.DataFrame
    n_opted_out: int = 0
    n_quarantine: int = 0
    n_duplicates: int = 0

    def sentence(self) -> str:
        """What was taken in, in words."""
        if self.contributions.empty and not (self.n_opted_out or self.n_quarantine):
            return (
                "No documents lie in `data/raw/contributions/documents/`, so nothing was imported: "
                "everything in this notebook comes from the coded facts."
            )
        n = len(self.contributions)
        confirmed = int((self.mentions["status"] == "confirmed").sum())
        return (
            f"From documents, {n} contribution{'s' * (n != 1)} with {len(self.answers)} answers "
            f"were imported; {len(self.mentions)} mentions of agreements and norms were suggested "
            f"by the program, {confirmed} of them confirmed by a person. {self.n_opted_out} "
            f"contributors do not want to be published and are only counted; "
            f"{self.n_duplicates} copies or older versions and {self.n_quarantine} unreadable "
            "documents are left out. These tables stand beside the coded facts and are added to "
            "none of their counts."
        )


def import_folder(project: Project | None = None, *, jobs: int = 0) -> ImportedFolder:
    """Import `data/raw/contributions/documents/` when it holds files.

    Parameters
    ----------
    project
        The project; found from the working folder by default.
    jobs
        Number of reading processes; 0 is one per processor.
    """
    project = project or Project.find()
    folder = project.root / DOCUMENTS
    if not folder.is_dir() or not any(folder.iterdir()):
        return from_rows(Rows())
    # Imported late: without documents nothing of the importer is needed.
    from bpfanalysis.contributions.importing.knowledge import load
    from bpfanalysis.contributions.importing.run import understand_folder

    knowledge = load(project)
    decided = read_decisions(project.root / DECISIONS, knowledge.ids())
    return from_rows(understand_folder(folder, knowledge, decided, jobs=jobs).rows)


def from_rows(rows: Rows) -> ImportedFolder:
    """Tables without quarantine, duplicates and those who opted out."""
    status = [row["status"] for row in rows.contributions]
    opted_out = [r for r in rows.contributions if r["consent_to_publish"] == "no"]
    kept = [
        r
        for r in rows.contributions
        if r["status"] in ("ok", "partial") and r["consent_to_publish"] != "no"
    ]
    keys = {key_of(row) for row in kept}
    return ImportedFolder(
        frame(CONTRIBUTIONS, kept),
        frame(ANSWERS, [r for r in rows.answers if key_of(r) in keys]),
        frame(MENTIONS, numbered([r for r in rows.mentions if key_of(r) in keys])),
        len(opted_out),
        status.count("quarantine"),
        status.count("duplicate"),
    )


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mentions with their number within the contribution."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[key_of(row)] += 1
        found.append({**row, "mention": seen[key_of(row)]})
    return found


def frame(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with fixed columns; texts cannot begin a formula."""
    told = [{**row, "imported_id": key_of(row)} for row in rows]
    data = {
        c: pd.to_numeric(pd.Series([row.get(c, "") for row in told], dtype=object), errors="coerce")
        if c in NUMBERS
        else pd.Series([outputs.guarded(row.get(c, "")) for row in told], dtype="str")
        for c in columns
    }
    return pd.DataFrame(data, columns=list(columns))
