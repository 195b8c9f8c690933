"""The rows of all tables, from what was understood and what persons decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bpfanalysis.contributions.importing import organisations
from bpfanalysis.contributions.importing.decisions import FACTS, Decision, status_of
from bpfanalysis.contributions.importing.duplicates import Link, Text, links
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.knowledge import Knowledge

PARTIAL = ("pages have no text layer", "was not read")
UNREAD_FORMAT = "a format that is not read"


@dataclass
class Rows:
    """Rows of the tables, each a dictionary by column; see `outputs` for the columns."""

    contributions: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    doubtful: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    redactions: list[dict[str, Any]] = field(default_factory=list)
    proposals: list[dict[str, Any]] = field(default_factory=list)


def make_rows(
    documents: list[dict[str, Any]], knowledge: Knowledge, decided: list[Decision], used: set[int]
) -> Rows:
    """Rows of all tables.

    Parameters
    ----------
    documents
        As made by `run.describe` and the workers.
    knowledge
        Known organisations.
    decided
        Decisions of persons.
    used
        Filled with the rows of decisions that fitted something.
    """
    rows = Rows()
    texts: list[Text] = []
    known: dict[str, dict[str, Any]] = {}
    for document in documents:
        if "refused" in document:
            rows.quarantine.append({k: document.get(k, "") for k in ("file", "sha256")})
            rows.quarantine[-1]["reason"] = document["refused"]
            rows.contributions.append(set_aside(document))
            continue
        several = len(document["contributions"]) > 1
        for number, found in enumerate(document["contributions"], start=1):
            row = contribution_row(document, found, str(number) if several else "")
            add_details(row, found, rows, decided, used)
            decide_facts(row, decided, used)
            propose_organisations(row, knowledge, rows)
            rows.contributions.append(row)
            key = key_of(row)
            known[key] = row
            author = ";".join(sorted(fold(o) for o in row["organisation"].split("; ") if o))
            texts.append(
                Text(key, author, row["date"], found["exact"], frozenset(found["shingles"]))
            )
    apply_links(links(texts), known, rows, decided)
    return rows


def set_aside(document: dict[str, Any]) -> dict[str, Any]:
    """The row of a document in quarantine: nothing of it is known."""
    return {
        "file": document["file"], "respondent": "", "status": "quarantine", "organisation": "",
        "stakeholder_group": "unknown", "country_iso3": "", "language": "",
        "consent_to_publish": "unknown", "agreement_ids": "", "norm_ids": "", "healthcare": "no",
        "n_redacted": 0, "duplicate_of": "", "reason": document["refused"], "date": "",
    }  # fmt: skip


def key_of(row: dict[str, Any]) -> str:
    """File, and respondent where there are several: `export.csv#2`."""
    return f"{row['file']}#{row['respondent']}" if row["respondent"] else str(row["file"])


def contribution_row(
    document: dict[str, Any], found: dict[str, Any], respondent: str
) -> dict[str, Any]:
    """The row of one contribution, before decisions."""
    flags = list(dict.fromkeys(found["flags"]))
    partial = any(p in flag and UNREAD_FORMAT not in flag for flag in flags for p in PARTIAL)
    return {
        "file": document["file"],
        "respondent": respondent,
        "status": "partial" if partial else "ok",
        "organisation": "; ".join(found["organisations"]),
        "stakeholder_group": ";".join(found["groups"]) or "unknown",
        "country_iso3": ";".join(found["countries"]),
        "language": found["language"],
        "consent_to_publish": found["consent"],
        "healthcare": found["healthcare"],
        "n_redacted": found["n_redacted"],
        "duplicate_of": "",
        "reason": "; ".join(flags),
        "date": found["date"],
    }


def add_details(
    row: dict[str, Any],
    found: dict[str, Any],
    rows: Rows,
    decided: list[Decision],
    used: set[int],
) -> None:
    """Add answers, mentions and counts of one contribution; fill its ids."""
    where = {"file": row["file"], "respondent": row["respondent"]}
    for number, answer in enumerate(found["answers"], start=1):
        rows.answers.append({**where, **answer, "answer": number})
    ids: dict[str, set[str]] = {"agreement": set(), "norm": set()}
    for source, target, counts in (
        ("mentions", rows.mentions, True),
        ("doubtful", rows.doubtful, False),
    ):
        for mention in found[source]:
            full = {**where, **mention, "answer": mention["answer"] + 1}
            status = status_of(full, decided, used)
            full["status"] = status
            if counts or status == "confirmed":
                rows.mentions.append(full)
                if status != "rejected":
                    ids[full["kind"]].add(full["id"])
            elif status == "suggested":
                target.append(full)
    add_missed(row, ids, rows, decided, used)
    row["agreement_ids"] = ";".join(sorted(ids["agreement"]))
    row["norm_ids"] = ";".join(sorted(ids["norm"]))
    for kind, n in sorted(found["redacted"].items()):
        rows.redactions.append({**where, "kind": kind, "n": n})


def add_missed(
    row: dict[str, Any],
    ids: dict[str, set[str]],
    rows: Rows,
    decided: list[Decision],
    used: set[int],
) -> None:
    """Add what a person confirmed though nothing was suggested."""
    for one in decided:
        here = one.file == row["file"] and one.respondent in ("", row["respondent"])
        if not here or one.row in used or one.kind not in ids or one.decision != "confirmed":
            continue
        used.add(one.row)
        ids[one.kind].add(one.id)
        rows.mentions.append(
            {
                "file": row["file"], "respondent": row["respondent"], "question": one.question,
                "kind": one.kind, "id": one.id, "alias": one.alias, "start": one.start,
                "end": one.end, "confidence": 1.0, "status": "confirmed", "answer": "",
            }
        )  # fmt: skip


def decide_facts(row: dict[str, Any], decided: list[Decision], used: set[int]) -> None:
    """Apply what persons decided about who contributes."""
    for one in decided:
        here = one.file == row["file"] and one.respondent in ("", row["respondent"])
        if one.kind not in FACTS or one.kind == "duplicate_of" or not here:
            continue
        used.add(one.row)
        if one.decision == "confirmed":
            row[one.kind] = one.id
        elif not one.id or str(row[one.kind]) == one.id:
            unknown = {"stakeholder_group": "unknown", "consent_to_publish": "unknown",
                       "healthcare": "no"}  # fmt: skip
            row[one.kind] = unknown.get(one.kind, "")


def propose_organisations(row: dict[str, Any], knowledge: Knowledge, rows: Rows) -> None:
    """Match organisations to known ones; a name stays as received, the match stands apart."""
    for name in filter(None, row["organisation"].split("; ")):
        match = organisations.match(name, knowledge.organisations, knowledge.organisation_aliases)
        if match is not None:
            rows.proposals.append(
                {
                    "file": row["file"], "respondent": row["respondent"],
                    "about": "organisation", "value": name, "proposed": match.known,
                    "how": match.how, "score": match.score,
                }
            )  # fmt: skip


def apply_links(
    found: list[Link], known: dict[str, dict[str, Any]], rows: Rows, decided: list[Decision]
) -> None:
    """Mark copies and older versions; what a person decided about them counts first."""
    pinned = {}
    for one in decided:
        if one.kind == "duplicate_of":
            key = f"{one.file}#{one.respondent}" if one.respondent else one.file
            pinned[key] = one
    for link in found:
        row = known[link.key]
        decision = pinned.pop(link.key, None)
        if decision is not None and decision.decision == "rejected":
            continue
        rows.proposals.append(
            {
                "file": row["file"], "respondent": row["respondent"], "about": "duplicate",
                "value": link.key, "proposed": link.of, "how": link.kind,
                "score": round(100 * link.similarity),
            }
        )  # fmt: skip
        row["duplicate_of"] = link.of
        if link.kind == "undecided":
            note(row, f"a version of {link.of}; no date says which is newer: please decide")
        else:
            row["status"] = "duplicate"
            note(row, "a copy" if link.kind == "copy" else "an older version")
    for key, one in sorted(pinned.items()):
        if one.decision == "confirmed" and key in known:
            known[key]["status"], known[key]["duplicate_of"] = "duplicate", one.id
            note(known[key], "a duplicate, as decided by a person")


def note(row: dict[str, Any], text: str) -> None:
    """Add to the reason of a row."""
    row["reason"] = "; ".join(filter(None, [row["reason"], text]))
