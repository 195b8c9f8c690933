"""How to cite the project: from CITATION.cff alone, with no address or DOI that is not there."""

from __future__ import annotations

from typing import Any


def authors(citation: dict[str, Any]) -> list[str]:
    """The names of the authors as they are cited.

    Examples
    --------
    >>> authors({"authors": [{"name": "The contributors"},
    ...                      {"given-names": "Ada", "family-names": "Lovelace"}]})
    ['The contributors', 'Lovelace, Ada']
    """
    names = []
    for author in citation["authors"]:
        parts = [author.get("family-names"), author.get("given-names")]
        names.append(author.get("name") or ", ".join(str(part) for part in parts if part))
    return names


def citation_text(citation: dict[str, Any]) -> str:
    """One reference, made of what CITATION.cff holds.

    Examples
    --------
    >>> citation_text({"title": "T", "version": "0.1.0", "authors": [{"name": "The contributors"}]})
    'The contributors. T. Version 0.1.0.'
    """
    text = f"{'; '.join(authors(citation))}. {citation['title']}."
    if citation.get("version"):
        text += f" Version {citation['version']}."
    if citation.get("date-released"):
        text += f" {citation['date-released']}."
    if citation.get("doi"):
        text += f" https://doi.org/{citation['doi']}"
    elif citation.get("url") or citation.get("repository-code"):
        text += f" {citation.get('url') or citation['repository-code']}"
    return text


def bibtex(citation: dict[str, Any]) -> str:
    """The same reference for a reference manager.

    Examples
    --------
    >>> print(bibtex({"title": "T", "version": "1", "authors": [{"name": "The contributors"}]}))
    @software{bpfanalysis,
      author = {{The contributors}},
      title = {T},
      version = {1}
    }
    """
    lines = [
        ("author", " and ".join("{" + name + "}" for name in authors(citation))),
        ("title", str(citation["title"])),
        ("version", str(citation.get("version") or "")),
        ("date", str(citation.get("date-released") or "")),
        ("doi", str(citation.get("doi") or "")),
        ("url", str(citation.get("url") or citation.get("repository-code") or "")),
    ]
    fields = ",\n".join(f"  {key} = {{{value}}}" for key, value in lines if value)
    return f"@software{{bpfanalysis,\n{fields}\n}}"
