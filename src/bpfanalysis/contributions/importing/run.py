"""An import, from a folder of documents to tables and a report."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bpfanalysis.contributions.importing import outputs, redaction
from bpfanalysis.contributions.importing.decisions import Decision, read_decisions
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.knowledge import Knowledge
from bpfanalysis.contributions.importing.rows import Rows, make_rows
from bpfanalysis.contributions.importing.workers import SECONDS, read_all

IGNORED = re.compile(r"^(?:\.|~\$|~lock)|^(?:thumbs\.db|desktop\.ini)$", re.I)
README = re.compile(r"^(?:read[-_ ]?me|lies[-_ ]?mich|leeme|lisez[-_ ]?moi)\b", re.I)


@dataclass
class Imported:
    """What an import made.

    Parameters
    ----------
    rows
        The tables, as rows.
    documents
        For each document its name, hash, redacted text and format, in order of name.
    unused
        Decisions that fit nothing.
    labels
        Id of an agreement or norm to the name that a reader sees.
    """

    rows: Rows
    documents: list[dict[str, Any]] = field(default_factory=list)
    unused: list[Decision] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def count(self, status: str) -> int:
        """How many contributions have a status."""
        return sum(row["status"] == status for row in self.rows.contributions)


def import_contributions(
    source: Path,
    out: Path,
    knowledge: Knowledge,
    *,
    jobs: int = 0,
    seconds: float = SECONDS,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Import a folder and write tables and report.

    Parameters
    ----------
    source
        The folder of documents; subfolders are looked into, links are not followed.
    out
        The folder to write; `decisions.csv` in it is applied and kept.
    knowledge
        Aliases, countries and known organisations, from `knowledge.load`.
    jobs
        Number of reading processes; 0 is one per processor.
    seconds
        Time for one document.
    progress
        Called with the number done and the number of all.

    Raises
    ------
    InputError
        If a folder cannot be used or a decision cannot be understood; nothing is written then.
    """
    outputs.check_folders(source, out)
    decided = read_decisions(out, knowledge.ids())
    imported = understand_folder(
        source, knowledge, decided, skipped=out, jobs=jobs, seconds=seconds, progress=progress
    )
    outputs.write_whole(out, files_of(imported))
    return imported


def understand_folder(
    source: Path,
    knowledge: Knowledge,
    decided: list[Decision],
    *,
    skipped: Path | None = None,
    jobs: int = 0,
    seconds: float = SECONDS,
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Read a folder and make the rows of all tables, writing nothing."""
    documents = [describe(path, source) for path in files_in(source, skipped)]
    unique_names(documents)
    readable = [d for d in documents if "refused" not in d]
    answers = read_all(
        [(d["path"], d["path"].name) for d in readable],
        knowledge.setup(),
        jobs=jobs,
        seconds=seconds,
        progress=progress,
    )
    for document, answer in zip(readable, answers, strict=True):
        document |= answer.get("document", {})
        if "refused" in answer:
            document["refused"] = answer["refused"]
    used: set[int] = set()
    rows = make_rows(documents, knowledge, decided, used)
    unused = [d for d in decided if d.row not in used]
    return Imported(rows, documents, unused, knowledge.labels)


def files_in(source: Path, skipped: Path | None = None) -> Iterable[Path]:
    """Files below a folder in order of name; nothing that is linked, hidden or a lock file.

    Links are handed on themselves, so that they are named, but never followed.
    """
    left_out = skipped.resolve() if skipped is not None else None
    for folder, folders, files in os.walk(source, followlinks=False):
        here = Path(folder)
        if left_out is not None and here.resolve() == left_out:
            folders.clear()
            continue
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(f for f in folders if not IGNORED.match(f) and f not in links)
        for name in sorted([*files, *links]):
            if not IGNORED.match(name):
                yield here / name


def describe(path: Path, source: Path) -> dict[str, Any]:
    """A document's shown name and hash, or why it is not even opened."""
    name = shown_name(path.relative_to(source).as_posix())
    document: dict[str, Any] = {"path": path, "file": name, "sha256": ""}
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            document["refused"] = "a link to somewhere else: not followed"
        elif not stat.S_ISREG(kind):
            document["refused"] = "no ordinary file: not opened"
        else:
            document["sha256"] = hash_of(path)
            if README.match(path.name):
                document["refused"] = "a read-me and no contribution, by its name"
    except OSError as error:
        document["refused"] = f"cannot be opened ({error.strerror or 'no reason given'})"
    return document


def hash_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def shown_name(name: str) -> str:
    """A file's name as it is written out: contact data in it is taken out, too.

    Examples
    --------
    >>> shown_name("mails/Re from pat@example.org.eml")
    'mails/Re from [e-mail address removed].eml'
    >>> shown_name("2020-10-03 answers (2).docx")
    '2020-10-03 answers (2).docx'
    """
    name = os.fsencode(name).decode("utf-8", "backslashreplace")
    name = "".join(c if c.isprintable() else "\ufffd" for c in name)
    if "@" in name or "+" in name:
        head, dot, ending = name.rpartition(".")
        if dot and len(ending) <= 8:
            for found in reversed(redaction.scan(head)):
                if found.kind == "email" or head[found.start] == "+":
                    mark = redaction.MARKS[found.kind]
                    head = head[: found.start] + mark + head[found.end :]
            name = f"{head}.{ending}"
    return name


def unique_names(documents: list[dict[str, Any]]) -> None:
    """Number the names that are the same once contact data is taken out."""
    seen: dict[str, int] = {}
    for document in documents:
        n = seen[document["file"]] = seen.get(document["file"], 0) + 1
        if n > 1:
            document["file"] = f"{document['file']} ({n})"


def files_of(imported: Imported) -> dict[str, str]:
    """Name and content of every file that is written."""
    from bpfanalysis.contributions.importing.report import page

    rows = imported.rows
    files = {
        "contributions.csv": outputs.table(outputs.CONTRIBUTIONS, rows.contributions),
        "answers.csv": outputs.table(outputs.ANSWERS, rows.answers),
        "mentions.csv": outputs.table(outputs.MENTIONS, rows.mentions),
        "quarantine.csv": outputs.table(outputs.QUARANTINE, rows.quarantine),
        "redactions.csv": outputs.table(outputs.REDACTIONS, rows.redactions),
        "proposals.csv": outputs.table(outputs.PROPOSALS, rows.proposals),
        "doubtful_mentions.csv": outputs.table(outputs.MENTIONS, rows.doubtful),
        "to_decide.csv": to_decide(rows),
    }
    texts = []
    for document in imported.documents:
        if "text" in document:
            name = f"texts/{document['sha256'][:16]}.txt"
            files[name] = document["text"] + "\n"
            texts.append(
                {"file": document["file"], "sha256": document["sha256"], "text_file": name,
                 "n_characters": len(document["text"])}
            )  # fmt: skip
    files["texts.csv"] = outputs.table(outputs.TEXTS, texts)
    files["report.html"] = page(imported)
    return files


def to_decide(rows: Rows) -> str:
    """Suggestions and doubtful mentions in the columns of `decisions.csv`, still undecided."""
    from bpfanalysis.contributions.importing.decisions import COLUMNS

    waiting = [m for m in rows.mentions if m["status"] == "suggested"] + rows.doubtful
    return outputs.table(COLUMNS, ({**m, "decision": ""} for m in waiting))


def author_of(contribution: dict[str, Any]) -> str:
    """Folded names of the organisations of a contribution."""
    return ";".join(sorted(fold(name) for name in contribution["organisations"]))
