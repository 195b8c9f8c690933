"""As a maintainer: drop files, run, read, decide, run again."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import csv
import subprocess
import sys

import pytest

from bpfanalysis.contributions import importing
from bpfanalysis.contributions.importing import outputs
from bpfanalysis.contributions.importing.run import shown_name
from bpfanalysis.errors import InputError

TEXT = (
    "Organisation: Foo Club\nCountry: Kenya\n\nQuestion 1\n\nWe signed the Paris Call and MANRS.\n"
)
HEAD = "file,respondent,question,kind,id,alias,start,end,decision,by,on,why\n"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    return folder


def run(source, knowledge, tmp_path):
    out = tmp_path / "out"
    return importing.import_contributions(source, out, knowledge, jobs=1), out


def test_decisions_are_applied_and_never_overwritten(source, knowledge, tmp_path):
    _, out = run(source, knowledge, tmp_path)
    assert rows(out / "contributions.csv")[0]["agreement_ids"] == "manrs-2014;paris-call-2018"
    decided = HEAD + (
        "a.txt,,,agreement,manrs-2014,,,,rejected,R. Eader,2020-11-01,not meant\n"
        "a.txt,,,agreement,paris-call-2018,,,,confirmed,R. Eader,2020-11-01,clear\n"
        "a.txt,,signatory,agreement,tech-accord-2018,,,,confirmed,R. Eader,2020-11-01,hinted at\n"
        "a.txt,,,country_iso3,TZA,,,,confirmed,R. Eader,2020-11-01,moved\n"
        "gone.txt,,,agreement,manrs-2014,,,,rejected,R. Eader,2020-11-01,\n"
    )
    (out / "decisions.csv").write_text(decided)
    (out / "my notes.txt").write_text("keep")
    imported, out = run(source, knowledge, tmp_path)
    assert (out / "decisions.csv").read_text() == decided
    assert (out / "my notes.txt").read_text() == "keep"
    row = rows(out / "contributions.csv")[0]
    assert row["agreement_ids"] == "paris-call-2018;tech-accord-2018"
    assert row["country_iso3"] == "TZA"
    status = {m["id"]: m["status"] for m in rows(out / "mentions.csv") if m["kind"] == "agreement"}
    assert status == {
        "manrs-2014": "rejected",
        "paris-call-2018": "confirmed",
        "tech-accord-2018": "confirmed",
    }
    assert [d.row for d in imported.unused] == [6]
    assert "Decisions that fit nothing" in (out / "report.html").read_text()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a.txt,,,agreement,manrs-2014,,,,maybe,R,2020,x", "expected confirmed or rejected"),
        ("a.txt,,,agreement,nothing-1999,,,,rejected,R,2020,x", "no agreement has the id"),
        ("a.txt,,,agreement,manrs-2014,,,,rejected,,,x", "who decided"),
        ("a.txt,,,colour,red,,,,confirmed,R,2020,x", "kind is 'colour'"),
    ],
)
def test_a_wrong_decision_stops_before_anything_is_written(source, knowledge, tmp_path, row, told):
    _, out = run(source, knowledge, tmp_path)
    before = (out / "contributions.csv").read_text()
    (out / "decisions.csv").write_text(f"{HEAD}{row}\n")
    with pytest.raises(InputError, match=told):
        run(source, knowledge, tmp_path)
    assert (out / "contributions.csv").read_text() == before


def test_same_input_gives_the_same_bytes(source, knowledge, tmp_path):
    _, out = run(source, knowledge, tmp_path)
    first = {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    run(source, knowledge, tmp_path)
    assert {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()} == first


def test_links_and_readmes_are_named_and_not_followed(source, knowledge, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Question 1\n\nSecret words.\n")
    (source / "link.txt").symlink_to(secret)
    (source / "folder").symlink_to(tmp_path)
    (source / "README.md").write_text("# What this is\n")
    (source / ".hidden.txt").write_text("x")
    (source / "~$a.docx").write_text("x")
    _, out = run(source, knowledge, tmp_path)
    found = {r["file"]: r["reason"] for r in rows(out / "quarantine.csv")}
    assert set(found) == {"link.txt", "folder", "README.md"}
    assert "Secret" not in "".join(p.read_text() for p in out.rglob("*") if p.is_file())


def test_what_is_written_cannot_start_a_formula(source, knowledge, tmp_path):
    (source / "=1+1.csv").write_text('Organisation,Q1 signatory\n"=cmd|x!A1","@SUM(1)"\n+Plus,-1\n')
    _, out = run(source, knowledge, tmp_path)
    for path in out.glob("*.csv"):
        for row in rows(path):
            for cell in row.values():
                assert not cell.startswith(outputs.FORMULA), f"{path.name}: {cell}"


def test_report_escapes_and_loads_nothing(source, knowledge, tmp_path):
    (source / "x.txt").write_text(
        "Organisation: <script>alert(1)</script>\n\nQuestion 1\n\n<img src=x onerror=alert(1)> MANRS\n"
    )
    _, out = run(source, knowledge, tmp_path)
    page = (out / "report.html").read_text()
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_revision_links_to_the_newest(source, knowledge, tmp_path):
    long = "We signed the Paris Call because it is open to all who wish to join it and asks for no more than good faith. "
    (source / "a.txt").write_text(
        f"Organisation: Foo Club\nDate: 1 October 2020\n\nQuestion 1\n\n{long}Once.\n"
    )
    (source / "b.txt").write_text(
        f"Organisation: Foo Club\nDate: 9 October 2020\n\nQuestion 1\n\n{long}Twice.\n"
    )
    _, out = run(source, knowledge, tmp_path)
    found = {r["file"]: (r["status"], r["duplicate_of"]) for r in rows(out / "contributions.csv")}
    assert found == {"a.txt": ("duplicate", "b.txt"), "b.txt": ("ok", "")}


def test_out_folder_with_foreign_files_or_the_source_itself_is_refused(source, knowledge, tmp_path):
    with pytest.raises(InputError, match="holds the documents"):
        importing.import_contributions(source, source, knowledge)
    with pytest.raises(InputError, match="holds the documents"):
        importing.import_contributions(source, tmp_path, knowledge)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.docx").write_text("x")
    with pytest.raises(InputError, match="not from an import"):
        importing.import_contributions(source, foreign, knowledge)
    with pytest.raises(InputError, match="does not exist"):
        importing.import_contributions(tmp_path / "gone", tmp_path / "out", knowledge)


def test_a_failed_write_leaves_the_old_folder(source, knowledge, tmp_path, monkeypatch):
    _, out = run(source, knowledge, tmp_path)
    before = (out / "report.html").read_bytes()

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "swap", full)
    with pytest.raises(OSError, match="No space"):
        run(source, knowledge, tmp_path)
    assert (out / "report.html").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"], "a temporary folder is left"


def test_contact_data_in_a_file_name_is_taken_out():
    assert "pat@" not in shown_name("Re pat@example.org.eml")


def test_out_inside_the_source_is_not_read_again(source, knowledge):
    out = source / "result"
    for _ in range(2):
        imported = importing.import_contributions(source, out, knowledge, jobs=1)
        assert len(imported.documents) == 1


def test_command(source, tmp_path):
    out = tmp_path / "made"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "bpfanalysis.cli",
            "import-contributions",
            str(source),
            "--out",
            str(out),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1 documents: 1 contributions understood" in done.stdout
    assert "1 of 1 documents read" in done.stderr
    wrong = subprocess.run(
        [
            sys.executable,
            "-m",
            "bpfanalysis.cli",
            "import-contributions",
            str(tmp_path / "no"),
            "--out",
            str(out),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
