"""Pages made from the data's description are what the description says today."""

from __future__ import annotations

import tomllib

from bpfanalysis import tables
from bpfanalysis.tables import accepted
from bpfanalysis.tables.documents import documents

MEND = "run: python -c 'from bpfanalysis import tables; tables.accept()'"


def test_the_page_on_the_raw_data_and_the_codebook_are_current(checkout):
    for relative, text in documents(checkout).items():
        path = checkout.root / relative
        assert path.exists(), f"{relative} is not there; {MEND}"
        assert path.read_text(encoding="utf-8") == text, f"{relative} is out of date; {MEND}"


def test_the_accepted_values_are_current(checkout, raw_texts):
    text = accepted.render(accepted.observed(raw_texts))
    path = checkout.root / accepted.FILE
    assert path.read_text(encoding="utf-8") == text, f"{accepted.FILE} is out of date; {MEND}"


def test_the_page_on_the_raw_data_names_everything(checkout):
    page = tables.raw_readme(tables.sources(checkout))
    for source in tables.sources(checkout):
        assert f"## {source.name}" in page
        for text in (source.title, source.citation, source.processing, *source.limits):
            assert text in page
        for name, digest in source.files.items():
            assert name in page and digest in page


def test_the_codebook_describes_every_column():
    page = tables.codebook(tables.definitions().values())
    for table in tables.definitions().values():
        assert f"### {table.name}\n" in page
        for column in table.columns:
            assert f"| `{column}` |" in page


def test_accepting_twice_changes_nothing(project):
    tables.accept(project)
    assert tables.accept(project) == []


def test_accepting_takes_a_vanished_value_out(project, spoil):
    spoil("norm_codebook/aliases.csv", b",it,", b",es,")
    assert accepted.FILE in tables.accept(project)
    held = tomllib.loads((project.root / accepted.FILE).read_text(encoding="utf-8"))
    assert "it" not in held["aliases"]["language"]
    tables.seal(project.root / "data/raw/norm_codebook")
    tables.check_raw(project)
