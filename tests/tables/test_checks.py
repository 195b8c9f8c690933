"""Bad input: one or two plain lines that name the file, the row, what was found and expected."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError
from bpfanalysis.tables import checks

REGISTER = "agreement_register/agreements.csv"
NORMS = "norm_codebook/norms.csv"
CODINGS = "norm_codings/adjudicated.csv"


def message_of(project) -> str:
    """The message of a failed check; at most two lines, and nothing technical."""
    with pytest.raises(InputError) as caught:
        tables.check_raw(project)
    message = str(caught.value)
    assert len(message.splitlines()) <= 2, f"more than two lines:\n{message}"
    assert "Traceback" not in message and "pandera" not in message
    assert str(project.root) not in message, "messages name files relative to the project"
    return message


def test_the_real_raw_layer_passes(checkout):
    tables.check_raw(checkout)


@pytest.mark.parametrize(
    ("relative", "old", "new", "row", "says"),
    [
        pytest.param(
            NORMS, b"short_label", b"shortlabel", 1, "'shortlabel' where 'short_label'", id="named"
        ),
        pytest.param(NORMS, b"family,", b"", 1, "'family' is missing", id="missing-column"),
        pytest.param(NORMS, b"family,", b"norm_id,", 1, "'norm_id' stands twice", id="twice"),
        pytest.param(NORMS, b"norm_id,", b"extra,norm_id,", 1, "'extra'", id="added-column"),
        pytest.param(
            NORMS, b"GGE-A,gge,13(a),", b"GGE-A,gge,13(a),,", 2, "found 7 fields", id="wide"
        ),
        pytest.param(
            NORMS, b"GGE-B,gge,13(b),", b"GGE-B,13(b),", 3, "found 5 fields, expected 6", id="thin"
        ),
        pytest.param(
            NORMS, b'"When an', b"\"When 'an", 3, "SHA-256", id="any-change-breaks-the-hash"
        ),
        pytest.param(
            NORMS, b"GGE-C,gge", b'"GGE-C" ,gge', 4, "broken CSV", id="text-after-a-quote"
        ),
        pytest.param(
            NORMS, b"GGE-C,gge", b'"GGE-C,gge', 4, "broken CSV", id="quote-closed-too-late"
        ),
        pytest.param(
            NORMS,
            b"X-TERR,further",
            b'X-TERR,"further',
            33,
            "never closed",
            id="quote-never-closed",
        ),
        pytest.param(NORMS, b"GGE-D,", b"GGE-\x00D,", 5, "control character 0x00", id="nul"),
        pytest.param(NORMS, b"GGE-D,", b"GGE-\xe9D,", 5, "byte 0xe9 is not UTF-8", id="latin-1"),
        pytest.param(
            NORMS, b"GGE-D,", b"G" * 1_000_000 + b",", 5, "more than 100,000", id="megabyte"
        ),
        pytest.param(NORMS, b"GGE-B,gge", b"GGE-B,gge2", 3, "expected gge, further", id="unknown"),
        pytest.param(NORMS, b"GGE-B,gge", b"GGE-B,", 3, "an empty field", id="empty"),
        pytest.param(NORMS, b"\nGGE-B,", b"\nGGE-A,", 3, "in row 2 already", id="doubled"),
        pytest.param(REGISTER, b",2012-03,", b",03/2012,", 2, "a date such as", id="wrong-date"),
        pytest.param(
            REGISTER, b",2018-11-15,", b",2018-11-31,", 4, "a day that exists", id="no-such-day"
        ),
        pytest.param(
            "case_studies/case_conditions.csv",
            b"landmines,1,1,0.8",
            b"landmines,1,1,0.7",
            2,
            "expected 0, 0.2, 0.4",
            id="off-the-scale",
        ),
        pytest.param(
            "case_studies/case_studies.csv",
            b",1992,1997,1999,",
            b",1992.5,1997,1999,",
            2,
            "a year such as",
            id="no-year",
        ),
        pytest.param(
            "bpf_record/bpf_contribution_statements.csv",
            b"paris-call-2018;ungge-2015",
            b"paris-call-2018;ungge-2051",
            None,
            "'ungge-2051' is not in data/raw/agreement_register/agreements.csv",
            id="unknown-id-in-a-set",
        ),
        pytest.param(
            "paris_call/paris_call_states.csv", b"ALB", b"ALX", 2, "'ALX' is not in", id="country"
        ),
        pytest.param(
            CODINGS, b"apec-isp-2012,GGE-A,", b"apec-isp-2021,GGE-A,", 2, "", id="unknown-id"
        ),
    ],
)
def test_a_spoilt_file_is_named_with_its_row(project, spoil, relative, old, new, row, says):
    spoil(relative, old, new)
    message = message_of(project)
    assert f"data/raw/{relative}" in message
    assert says in message, message
    if row is not None and "SHA-256" not in says:
        assert re.search(rf"\brow {row}\b", message), message


def test_a_file_of_another_kind_is_explained(project):
    path = project.root / "data/raw" / NORMS
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace(",", ";").encode())
    assert "separated by semicolons; expected commas" in message_of(project)
    path.write_bytes(text.encode("utf-16"))
    assert "UTF-16; save it as CSV in UTF-8" in message_of(project)
    path.write_bytes(b"")
    assert "norms.csv is empty" in message_of(project)
    path.unlink()
    assert "norms.csv is not there; put the file back" in message_of(project)


def test_an_unknown_id_names_the_table_it_should_stand_in(project, spoil):
    spoil(CODINGS, b"apec-isp-2012,GGE-A,", b"apec-isp-2012,GGE-Z,")
    message = message_of(project)
    assert "'GGE-Z' is not in data/raw/norm_codebook/norms.csv" in message


def test_an_id_that_many_rows_refer_to_is_reported_once(project, spoil):
    spoil(REGISTER, b"\nparis-call-2018,", b"\nparis-call-2019,")
    message = message_of(project)
    assert len(message.splitlines()) == 1
    assert "'paris-call-2018' is not in data/raw/agreement_register/agreements.csv" in message
    assert "more rows refer to it" in message


def test_a_lost_row_breaks_the_complete_cross(project):
    path = project.root / "data/raw/wsis_codings/wsis_coder_a.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    message = message_of(project)
    assert "wsis_coder_a.csv: no row for agreement_id 'wsis-tunis-2005'" in message


def test_a_vanished_value_is_named(project, spoil):
    spoil("norm_codebook/aliases.csv", b",it,", b",es,")
    message = message_of(project)
    assert "column language: the value 'it' no longer occurs" in message
    assert "vocabularies.toml" in message


def test_a_wrong_hash_says_found_and_expected(project, spoil):
    spoil("agreement_register/source.toml", b'"agreements.csv" = "', b'"agreements.csv" = "0')
    message = message_of(project)
    assert "agreements.csv: its SHA-256 is" in message and "source.toml expects 0" in message


def test_a_change_that_is_meant_passes_once_it_is_sealed(project, spoil):
    spoil(NORMS, b"Supply-chain integrity", b"Integrity of supply chains")
    assert "SHA-256" in message_of(project)
    tables.seal(project.root / "data/raw/norm_codebook")
    tables.check_raw(project)


def test_a_new_source_needs_a_sidecar_a_hash_and_a_description(project):
    folder = project.root / "data/raw/minutes"
    folder.mkdir()
    (folder / "minutes.csv").write_text("a\n1\n")
    assert "data/raw/minutes/source.toml is not there" in message_of(project)
    sidecar = (project.root / "data/raw/paris_call/source.toml").read_text(encoding="utf-8")
    (folder / "source.toml").write_text(sidecar.split("[files]")[0] + "[files]\n")
    message = message_of(project)
    assert "minutes.csv is not listed in source.toml" in message
    assert "bpfanalysis seal minutes" in message
    assert "add [minutes] to a file in src/bpfanalysis/tables/dictionary" in message


def test_an_ignored_folder_needs_no_sidecar(project):
    (project.root / "data/raw/contributions/documents").mkdir(parents=True)
    tables.check_raw(project)


def test_crosses_and_references_on_frames_checked_by_hand():
    norms = pd.DataFrame({"norm_id": ["GGE-A", "GGE-B"]}, index=[2, 3])
    agreements = pd.DataFrame({"agreement_id": ["x"]}, index=[2])
    columns = list(tables.definition("coder_a").columns)
    coder = pd.DataFrame(
        [["x", "GGE-A", *[None] * 8], ["y", "GGE-A", *[None] * 8]], columns=columns, index=[2, 3]
    )
    frames = {"agreements": agreements, "norms": norms, "coder_a": coder}
    assert checks.references(frames) == [
        "data/raw/norm_codings/coder_a.csv, row 3, column agreement_id: 'y' is not in "
        "data/raw/agreement_register/agreements.csv; mend it, or add it there"
    ]
    assert checks.crosses(frames) == [
        "data/raw/norm_codings/coder_a.csv: no row for agreement_id 'x', norm_id 'GGE-B'; "
        "expected every combination, one row each"
    ]


def test_no_stated_country_is_no_unknown_id():
    supporters = pd.DataFrame({"iso3": ["ZZZ", "FRA"]}, index=[2, 3])
    countries = pd.DataFrame({"country_iso3": ["FRA"]}, index=[2])
    frame = supporters.assign(category="state", n_supporters="1")
    frames = {"paris_call_supporters": frame, "country_regions": countries}
    assert checks.references(frames) == []


def test_a_table_of_which_only_the_header_is_left_is_named(project):
    path = project.root / "data/raw" / NORMS
    path.write_bytes(path.read_bytes().split(b"\n", 1)[0] + b"\n")
    assert message_of(project) == (
        f"data/raw/{NORMS}: found the header alone, expected rows; put them back."
    )
