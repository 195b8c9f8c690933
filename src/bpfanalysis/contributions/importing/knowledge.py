"""What an import knows beforehand: names of agreements, norms, countries and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bpfanalysis import tables
from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project, is_project

TABLES = (
    "agreements", "aliases", "bpf_contributions", "bpf_outreach", "country_names",
    "mention_aliases", "mention_contexts", "norms", "organisation_aliases",
)  # fmt: skip


@dataclass(frozen=True)
class Knowledge:
    """Raw tables as plain lists.

    Parameters
    ----------
    aliases
        Kind, id, alias, ambiguous.
    contexts
        Id, alias, needs, unless, window.
    countries
        Name, ISO 3166 alpha-3 code.
    organisations
        Names of organisations in the forum's record.
    organisation_aliases
        Alias, name in the record.
    labels
        Id of an agreement or norm to the name that a reader sees.
    """

    aliases: list[list[str]]
    contexts: list[list[str]]
    countries: list[list[str]]
    organisations: list[str] = field(default_factory=list)
    organisation_aliases: list[tuple[str, str]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def setup(self) -> dict[str, Any]:
        """What a worker is told."""
        return {"aliases": self.aliases, "contexts": self.contexts, "countries": self.countries}

    def ids(self) -> dict[str, set[str]]:
        """Known ids by kind."""
        found: dict[str, set[str]] = {"agreement": set(), "norm": set()}
        for kind, id_, *_ in self.aliases:
            found[kind].add(id_)
        return found


def load(project: Project) -> Knowledge:
    """Read what an import needs from a project's raw tables."""

    def rows(name: str, *columns: str) -> list[list[str]]:
        frame = tables.read(name, project)[list(columns)].fillna("").astype(str)
        return [list(row) for row in frame.itertuples(index=False)]

    aliases = rows("aliases", "kind", "id", "alias", "ambiguous")
    aliases += rows("mention_aliases", "kind", "id", "alias", "ambiguous")
    record = rows("bpf_contributions", "contributor", "contributor_kind")
    known = {name for name, kind in record if kind in ("organisation", "state")}
    known |= {name for (name,) in rows("bpf_outreach", "organisation")}
    labels = dict(rows("agreements", "agreement_id", "short_title"))
    labels |= {id_: f"{id_} {label}" for id_, label in rows("norms", "norm_id", "short_label")}
    return Knowledge(
        aliases,
        rows("mention_contexts", "id", "alias", "needs", "unless", "window"),
        rows("country_names", "name", "country_iso3"),
        sorted(known),
        [(a, n) for a, n in rows("organisation_aliases", "alias", "organisation")],
        labels,
    )


def find_project() -> Project:
    """The project here or above, else the checkout that this library belongs to.

    Raises
    ------
    InputError
        If there is neither.
    """
    try:
        return Project.find()
    except InputError:
        checkout = Path(__file__).resolve().parents[4]
        if is_project(checkout):
            return Project(checkout)
        raise
