"""Corrections: applied when reading, guarded by what stands in the source."""

from __future__ import annotations

import pandas as pd
import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError

HEADER = "correction_id,table,key,column,action,new_value,expected,reason,status\n"
OVERRIDE = "c-1,norms,norm_id=GGE-I,paragraph,override,13(i) new,13(i),Because.,accepted\n"
DROP = "c-2,aliases,alias=APEC ISP guidelines,kind,drop,,agreement,Because.,accepted\n"


@pytest.fixture
def enter(project):
    """Write entries into the corrections table."""

    def put(*entries: str) -> None:
        path = project.root / "data/raw/corrections/corrections.csv"
        path.write_text(HEADER + "".join(entries), encoding="utf-8")

    return put


def failure(project, name: str) -> str:
    with pytest.raises(InputError) as caught:
        tables.read(name, project)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


def test_an_override_changes_one_value_and_leaves_the_file(project, enter):
    path = project.root / "data/raw/norm_codebook/norms.csv"
    before, data = tables.read("norms", project), path.read_bytes()
    enter(OVERRIDE)
    after = tables.read("norms", project)
    changed = before.compare(after)
    assert changed.shape == (1, 2)
    assert after.set_index("norm_id").loc["GGE-I", "paragraph"] == "13(i) new"
    assert path.read_bytes() == data


def test_a_drop_takes_one_row(project, enter):
    before = tables.read("aliases", project)
    enter(DROP)
    after = tables.read("aliases", project)
    assert len(after) == len(before) - 1 and "APEC ISP guidelines" not in set(after["alias"])


def test_only_accepted_entries_are_applied(project, enter):
    before = tables.read("norms", project)
    enter(OVERRIDE.replace("accepted", "proposed"))
    pd.testing.assert_frame_equal(before, tables.read("norms", project))


def test_the_guard_fails_by_name_once_the_source_is_mended(project, enter, spoil):
    enter(OVERRIDE)
    spoil("norm_codebook/norms.csv", b"13(i)", b"13(i) new")
    message = failure(project, "norms")
    assert "corrections.csv, row 2 (c-1)" in message
    assert "norms.csv, row 10, column paragraph holds '13(i) new'" in message
    assert "the entry expects '13(i)'" in message


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (OVERRIDE.replace("GGE-I", "GGE-X"), "its key names no row"),
        (OVERRIDE.replace("norm_id=GGE-I", "family=gge"), "its key names rows 2, 3, 4"),
        (OVERRIDE.replace("norm_id=", "norm="), "has no column 'norm'"),
        (OVERRIDE.replace(",paragraph,", ",para,"), "has no column 'para'"),
        (OVERRIDE.replace(",paragraph,", ",,"), "names the column that it changes"),
        (OVERRIDE.replace("norm_id=GGE-I", "GGE-I"), "expected column=value"),
        (OVERRIDE.replace(",norms,", ",normen,"), "'normen' is no raw table"),
        (OVERRIDE.replace("accepted", "agreed"), "found 'agreed', expected proposed"),
        (OVERRIDE + OVERRIDE.replace("c-1", "c-9"), "c-1 changes the same value already"),
        (DROP.replace("drop,,", "drop,x,"), "leave new_value empty"),
    ],
)
def test_a_wrong_entry_is_named(project, enter, entry, says):
    enter(entry)
    name = "aliases" if entry.startswith("c-2") else "norms"
    message = failure(project, name)
    assert says in message and "data/raw/corrections/corrections.csv, row" in message


def test_a_correction_may_not_bring_in_a_wrong_value(project, enter):
    enter("c-3,norms,norm_id=GGE-A,family,override,gge2,gge,Because.,accepted\n")
    assert "row 2, column family: found 'gge2'" in failure(project, "norms")


def test_rows_keep_their_numbers_after_a_drop(project, enter, spoil):
    enter("c-4,norms,norm_id=GGE-A,,drop,,,Because.,accepted\n")
    spoil("norm_codebook/norms.csv", b"GGE-B,gge", b"GGE-B,gge2")
    assert "norms.csv, row 3, column family" in failure(project, "norms")


def test_the_log_says_what_was_changed(project, enter):
    enter(OVERRIDE, DROP)
    log = tables.corrections_log(project)
    assert log["correction_id"].tolist() == ["c-1", "c-2"]
    assert log.loc[0, ["table", "column", "found", "new_value"]].tolist() == [
        "norms",
        "paragraph",
        "13(i)",
        "13(i) new",
    ]


def test_without_entries_nothing_is_logged(project, enter):
    enter()
    assert tables.corrections_log(project).empty
    (project.root / "data/raw/corrections/corrections.csv").unlink()
    assert tables.corrections_log(project).empty


def test_the_entries_of_the_project_hold_and_are_needed(checkout):
    log = tables.corrections_log(checkout)
    assert (log["found"] != log["new_value"]).all()
    outreach = tables.read("bpf_outreach", checkout).set_index("organisation")
    assert outreach.loc["APNIC", "region"] == "Western Europe and Others"
