"""The maintainer's page: what came in, what was understood, what needs a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpfanalysis.vocabularies import label

if TYPE_CHECKING:
    from bpfanalysis.contributions.importing.run import Imported

TEMPLATE = Path(__file__).with_name("report.html.jinja")
MAX_SHOWN = 200_000  # signs of one document's text on the page
KINDS = {
    "email": "e-mail address",
    "phone": "telephone number",
    "address": "postal address",
    "password": "password",
    "link": "access link",
}
FACTS = (
    ("stakeholder_group", "Stakeholder group"), ("country_iso3", "Country"),
    ("language", "Language"), ("consent_to_publish", "May be published"), ("date", "Date"),
    ("healthcare", "Speaks of health care"), ("n_redacted", "Personal data taken out"),
    ("duplicate_of", "Duplicate of"), ("reason", "Note"),
)  # fmt: skip


def page(imported: Imported) -> str:
    """The page as one HTML text that loads nothing; every value is escaped."""
    from jinja2 import Environment, StrictUndefined

    # Autoescaping: whatever a document says, it is shown and never obeyed.
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    rows = imported.rows
    counts = Counter(row["status"] for row in rows.contributions)
    shown = [contribution(row, number, imported) for number, row in enumerate(understood(imported))]
    redacted: Counter[str] = Counter()
    for row in rows.redactions:
        redacted[KINDS[row["kind"]]] += row["n"]
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        n_documents=len(imported.documents),
        counts={s: counts[s] for s in ("ok", "partial", "duplicate", "quarantine")},
        n_opted_out=sum(r["consent_to_publish"] == "no" for r in rows.contributions),
        needs=needs(imported),
        unused=imported.unused,
        quarantine=rows.quarantine,
        redacted=sorted(redacted.items()),
        contributions=shown,
    )


def understood(imported: Imported) -> list[dict[str, Any]]:
    """Rows of contributions that are not in quarantine."""
    return [r for r in imported.rows.contributions if r["status"] != "quarantine"]


def needs(imported: Imported) -> list[dict[str, str]]:
    """What a person should look at, and why."""
    rows = imported.rows
    doubtful: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows.doubtful:
        doubtful[row["file"], row["respondent"]].add(str(row["alias"]))
    proposed = {
        (r["file"], r["respondent"]): r["proposed"]
        for r in rows.proposals
        if r["how"] == "proposed"
    }
    found = []
    for number, row in enumerate(understood(imported)):
        key = (row["file"], row["respondent"])
        why = [row["reason"]] if row["reason"] else []
        if not row["organisation"]:
            why.append("organisation not found")
        if row["consent_to_publish"] == "unknown":
            why.append("consent to publish not said")
        if key in proposed:
            why.append(f"perhaps the known organisation {proposed[key]}")
        if doubtful[key]:
            why.append("mentioned, but perhaps something else: " + ", ".join(sorted(doubtful[key])))
        if why:
            found.append({"file": name_of(row), "anchor": f"c{number}", "why": "; ".join(why)})
    return found


def name_of(row: dict[str, Any]) -> str:
    """A contribution by file and respondent."""
    return f"{row['file']}, respondent {row['respondent']}" if row["respondent"] else row["file"]


def contribution(row: dict[str, Any], number: int, imported: Imported) -> dict[str, Any]:
    """What the page shows of one contribution."""
    index = index_of(imported)
    key = (row["file"], row["respondent"])
    answers = []
    for answer in index["answers"].get(key, ()):
        found = index["mentions"].get((*key, answer["answer"]), [])
        answers.append(
            {
                "question": ", ".join(label(q) for q in answer["question"].split(";")),
                "section": answer["section"],
                "pieces": pieces(answer["text"], found, imported.labels),
                "found": [
                    f"{named(m['id'], imported)}, as “{m['alias']}”: {m['status']}, "
                    f"confidence {m['confidence']}"
                    for m in found
                ],
            }
        )
    source = ""
    if row["respondent"] in ("", "1"):
        source = index["texts"].get(row["file"], "")[:MAX_SHOWN]
    facts = [(name, str(row[column])) for column, name in FACTS if row[column] not in ("", 0)]
    return {
        "anchor": f"c{number}",
        "row": row,
        "title": name_of(row),
        "facts": facts,
        "answers": answers,
        "source": source,
    }


def index_of(imported: Imported) -> dict[str, Any]:
    """Answers, mentions and texts by what they belong to; made once for an import."""
    cached = getattr(imported, "_index", None)
    if cached is not None:
        return cached  # type: ignore[no-any-return]
    answers: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in imported.rows.answers:
        answers[row["file"], row["respondent"]].append(row)
    mentions: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in imported.rows.mentions:
        if row["answer"]:
            mentions[row["file"], row["respondent"], row["answer"]].append(row)
    texts = {d["file"]: d.get("text", "") for d in imported.documents}
    index = {"answers": answers, "mentions": mentions, "texts": texts}
    imported._index = index  # type: ignore[attr-defined]
    return index


def named(id_: str, imported: Imported) -> str:
    """An agreement or norm by its name, with its id."""
    label_ = imported.labels.get(id_, id_)
    return label_ if id_ in label_ else f"{label_} ({id_})"


def pieces(
    text: str, mentions: list[dict[str, Any]], labels: dict[str, str]
) -> list[dict[str, str]]:
    """A text cut at its mentions; of overlapping ones the first is marked."""
    found: list[dict[str, str]] = []
    place = 0
    for mention in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
        if mention["start"] < place:
            continue
        found.append(
            {"text": text[place : mention["start"]], "title": "", "kind": "", "status": ""}
        )
        found.append(
            {
                "text": text[mention["start"] : mention["end"]],
                "title": f"{labels.get(mention['id'], mention['id'])}: {mention['status']}",
                "kind": mention["kind"],
                "status": mention["status"],
            }
        )
        place = mention["end"]
    found.append({"text": text[place:], "title": "", "kind": "", "status": ""})
    return [piece for piece in found if piece["text"]]
