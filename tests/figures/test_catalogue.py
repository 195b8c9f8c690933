"""Every rule of the catalogue: what breaks it is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bpfanalysis import figures
from bpfanalysis.errors import InputError
from bpfanalysis.figures import catalogue, findings
from bpfanalysis.paths import Project

ENTRY = {
    "title": '"{n} norms"',
    "subtitle": '"a count"',
    "caption": '"Of {n} norms. {sources}"',
    "alt": '"A bar for each of {n} norms."',
    "notebook": '"01_x"',
    "tables": '["norms"]',
}
PASSED = {  # what notebooks pass because a frame cannot know it, by name
    "present_unverified",
    "absent_without_address",
    "n_agreements",
    "presence_level",
    "null_model",
    "alpha",
}


def project_with(folder: Path, figure: str = "norm-bars", **changes: str | None) -> Project:
    """A project whose catalogue has one entry; a change of None leaves the key out."""
    fields = {**ENTRY, **changes}
    lines = [f"{key} = {value}" for key, value in fields.items() if value is not None]
    for name in ("data/raw", "notebooks", "figures"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "figures/catalogue.toml").write_text(
        f"[{figure}]\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    (folder / "notebooks/01_x.ipynb").write_text("{}", encoding="utf-8")
    return Project(folder)


def add_files(project: Project, figure: str = "norm-bars") -> None:
    entry = catalogue.load(project)[figure]
    folder = project.root / "figures"
    contents = {suffix: f"{figure} as {suffix}".encode() for suffix in ("svg", "pdf", "png", "csv")}
    for suffix, content in contents.items():
        (folder / f"{figure}.{suffix}").write_bytes(content)
    record = {
        "catalogue_sha256": catalogue.entry_digest(entry),
        "sha256": {suffix: catalogue.digest(content) for suffix, content in contents.items()},
    }
    (folder / f"{figure}.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"alt": None}, "alternative text"),
        ({"alt": '"  "'}, "alternative text"),
        ({"alt": '"{n} norms"'}, "repeats the title"),
        ({"caption": None}, "caption"),
        ({"title": '""'}, "title"),
        ({"notebook": None}, "notebook"),
        ({"tables": None}, "tables"),
        ({"tables": "[]"}, "tables"),
        ({"tables": '"norms"'}, "tables"),
        ({"legend": '"x"'}, "unknown key 'legend'"),
        ({"caption": '"Of {0} norms"'}, "no plain name"),
        ({"caption": '"Of {n.real} norms"'}, "no plain name"),
        ({"caption": '"Of {n norms"'}, "caption"),
    ],
)
def test_a_broken_entry_is_named(tmp_path, changes, named):
    with pytest.raises(InputError, match="norm-bars") as error:
        catalogue.load(project_with(tmp_path, **changes))
    assert named in str(error.value)


def test_an_id_that_is_no_file_name_is_refused(tmp_path):
    with pytest.raises(InputError, match="joined by hyphens"):
        catalogue.load(project_with(tmp_path, figure="Norm_bars"))


def test_a_catalogue_that_is_no_toml_is_refused(tmp_path):
    project = project_with(tmp_path)
    (tmp_path / "figures/catalogue.toml").write_text("[norm-bars\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        catalogue.load(project)


def test_a_missing_catalogue_is_named(tmp_path):
    project = project_with(tmp_path)
    (tmp_path / "figures/catalogue.toml").unlink()
    with pytest.raises(InputError, match="is missing"):
        catalogue.load(project)


def test_an_undeclared_figure_is_named_with_the_declared_ones(tmp_path):
    with pytest.raises(InputError, match=r"no figure 'norm-bar'.*norm-bars"):
        catalogue.entry_of("norm-bar", project_with(tmp_path))


@pytest.fixture
def entry(tmp_path):
    return catalogue.load(project_with(tmp_path))["norm-bars"]


def test_texts_are_filled(entry):
    texts = entry.fill({"n": 32, "sources": "Source: a book."})
    assert texts["caption"] == "Of 32 norms. Source: a book."


def test_a_missing_value_is_named_with_its_text(entry):
    with pytest.raises(InputError, match=r"norm-bars, title: no value for \{n\}"):
        entry.fill({"sources": ""})


@pytest.mark.parametrize("value", [None, float("nan")])
def test_an_empty_value_is_no_value(entry, value):
    with pytest.raises(InputError, match=r"the value of \{n\} is empty"):
        entry.fill({"n": value, "sources": ""})


def test_an_unused_value_is_named(entry):
    with pytest.raises(InputError, match=r"no text uses \{m\}"):
        entry.fill({"n": 1, "m": 2, "sources": ""})


def test_a_value_of_the_wrong_kind_is_named(tmp_path):
    entry = catalogue.load(project_with(tmp_path, title='"{n:.0%} of norms"'))["norm-bars"]
    with pytest.raises(InputError, match="norm-bars, title"):
        entry.fill({"n": "many", "sources": ""})


def test_complete_files_have_no_problem(tmp_path):
    project = project_with(tmp_path)
    add_files(project)
    assert catalogue.problems(project) == []
    catalogue.check(project)


@pytest.mark.parametrize("suffix", catalogue.SUFFIXES)
def test_a_missing_file_is_named(tmp_path, suffix):
    project = project_with(tmp_path)
    add_files(project)
    (tmp_path / f"figures/norm-bars{suffix}").unlink()
    with pytest.raises(InputError, match=rf"norm-bars\{suffix} missing"):
        catalogue.check(project)


def test_an_orphan_is_named(tmp_path):
    project = project_with(tmp_path)
    add_files(project)
    (tmp_path / "figures/old-bars.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(InputError, match=r"old-bars\.svg: no entry"):
        catalogue.check(project)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "csv"])
def test_a_file_changed_by_hand_is_named(tmp_path, suffix):
    project = project_with(tmp_path)
    add_files(project)
    (tmp_path / f"figures/norm-bars.{suffix}").write_text("touched up", encoding="utf-8")
    with pytest.raises(InputError, match=rf"norm-bars\.{suffix} is not the file that was saved"):
        catalogue.check(project)


def test_a_record_that_is_no_json_is_named(tmp_path):
    project = project_with(tmp_path)
    add_files(project)
    (tmp_path / "figures/norm-bars.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"norm-bars\.json cannot be read"):
        catalogue.check(project)


def test_a_figure_older_than_its_text_is_stale(tmp_path):
    add_files(project_with(tmp_path))
    project = project_with(tmp_path, caption='"Another caption of {n} norms. {sources}"')
    with pytest.raises(InputError, match="the catalogue changed since it was saved"):
        catalogue.check(project)


def test_a_figure_older_than_its_table_is_stale(tmp_path):
    project = project_with(tmp_path)
    add_files(project)
    table = tmp_path / "data/processed/results/norm_bars.csv"
    table.parent.mkdir(parents=True)
    table.write_text("norm\nnew\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"norm-bars\.csv differs from"):
        catalogue.check(project)


def test_a_missing_notebook_is_named(tmp_path):
    project = project_with(tmp_path, notebook='"09_none"')
    add_files(project)
    with pytest.raises(InputError, match=r"no notebook 09_none\.ipynb"):
        catalogue.check(project)


OURS = catalogue.load(Project(Path(__file__).resolve().parents[2]))
COUNTED = set(findings.FINDINGS)


@pytest.mark.parametrize("figure_id", sorted(COUNTED & set(OURS)))
def test_each_figure_has_a_drawing_function_of_its_name(figure_id):
    assert callable(getattr(figures, figure_id.replace("-", "_")))


def test_each_findings_function_belongs_to_a_figure():
    assert set(OURS) >= COUNTED, f"no entry for {sorted(COUNTED - set(OURS))}"


CODED = [
    figure_id
    for figure_id in OURS
    if figure_id.startswith(("norm", "agreement-")) and figure_id in COUNTED
]


@pytest.mark.parametrize("figure_id", CODED)
def test_captions_of_coded_cells_state_both_shares(figure_id):
    caption = OURS[figure_id].caption
    assert "{present_unverified:.0%}" in caption
    assert "{absent_without_address:.0%}" in caption


@pytest.mark.parametrize("figure_id", list(OURS))
def test_captions_name_their_sources(figure_id):
    assert "{sources}" in OURS[figure_id].caption


@pytest.mark.parametrize("figure_id", list(OURS))
def test_no_text_holds_a_result_of_its_own(figure_id):
    """Counts come from placeholders; what stays are dates, levels and definitions."""
    for text in (OURS[figure_id].title, OURS[figure_id].alt):
        bare = "".join(part.split("}")[-1] for part in text.split("{"))
        numbers = {
            word.strip(".,;:()%") for word in bare.split() if word.strip(".,;:()%").isdigit()
        }
        assert not numbers - {"2015", "2020", "95", "100", "0", "1", "5"}, (
            f"{figure_id}: {sorted(numbers)} typed by hand; use a placeholder"
        )
