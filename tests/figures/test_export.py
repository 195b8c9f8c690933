"""The five files of a figure: complete, self-describing, free of dates, the same every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from bpfanalysis import figures, tables
from bpfanalysis.errors import InputError
from bpfanalysis.figures import export, style
from bpfanalysis.paths import Project

FIGURE = "paris-call-adherents"
SUFFIXES = ("svg", "pdf", "png", "csv", "json")
DATA = pd.DataFrame(
    {
        "region": ["Africa", "Asia-Pacific", "Africa", "Asia-Pacific"],
        "category": ["state", "state", "private-sector", "private-sector"],
        "n_supporters": [11, 13, 21, 91],
        "n_countries": [11, 13, 10, 16],
    }
)
CATALOGUE = f"""
[{FIGURE}]
title = "{{n_supporters}} supporters & <others>"
subtitle = "Supporters by region"
caption = "All of them, {{note}}. {{sources}}"
alt = "Bars by region: {{regions}}."
notebook = "05_participation"
tables = ["{FIGURE.replace("-", "_")}"]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in ("data/raw", "notebooks", "figures"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "figures/catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    sources = [
        SimpleNamespace(name="a", title="A register", producer="The Office"),
        SimpleNamespace(name="b", title="A list", producer="The Office"),
    ]
    monkeypatch.setattr(tables, "sources_of", lambda *_: sources)
    return Project(tmp_path)


def save(project, **changes):
    arguments = {"data": DATA, "values": {"note": "as seen"}, **changes}
    ax = arguments.pop("ax", None) or figures.paris_call_adherents(DATA)
    return figures.save(FIGURE, ax, arguments.pop("data"), project=project, **arguments)


@pytest.fixture
def saved(project):
    return save(project)


def content(project, suffix):
    return (project.root / f"figures/{FIGURE}.{suffix}").read_bytes()


@pytest.mark.usefixtures("saved")
def test_all_five_files_are_written_and_nothing_else(project):
    written = {path.name for path in (project.root / "figures").iterdir()}
    assert written == {"catalogue.toml", *(f"{FIGURE}.{suffix}" for suffix in SUFFIXES)}


@pytest.mark.usefixtures("saved")
def test_the_csv_is_the_data_that_was_drawn(project):
    read = pd.read_csv(project.root / f"figures/{FIGURE}.csv")
    pd.testing.assert_frame_equal(read, DATA, check_dtype=False)
    assert b"\r" not in content(project, "csv")


def test_the_svg_describes_itself_in_real_text(project, saved):
    root = ElementTree.fromstring(content(project, "svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "136 supporters & <others>"
    assert root.find(f"{space}desc").text == saved.alt
    assert root.get("role") == "img"
    labelled = root.get("aria-labelledby").split()
    assert [root.find(f"{space}{part}").get("id") for part in ("title", "desc")] == labelled
    texts = {"".join(node.itertext()).strip() for node in root.iter(f"{space}text")}
    assert {"Africa", "Asia-Pacific", "States"} <= texts, "labels must be text, not outlines"


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
@pytest.mark.usefixtures("saved")
def test_no_date_and_no_version_is_written(project, suffix):
    raw = content(project, suffix)
    import matplotlib

    assert matplotlib.__version__.encode() not in raw
    assert not re.search(rb"CreationDate|ModDate|<dc:date>|20\d\d-\d\d-\d\dT", raw)


@pytest.mark.usefixtures("saved")
def test_only_the_agreed_font_is_named(project):
    families = set(re.findall(r"font-family: ([^;\"]+)", content(project, "svg").decode()))
    assert families == {f"'{style.FONT}', Verdana, sans-serif"}


def test_the_record_holds_texts_sources_and_hashes(project, saved):
    record = json.loads(content(project, "json"))
    assert record["title"] == saved.title == "136 supporters & <others>"
    assert record["alt"] == saved.alt
    assert record["caption"] == "All of them, as seen. Sources: A register; A list (The Office)."
    assert record["notebook"] == "05_participation"
    assert [source["name"] for source in record["sources"]] == ["a", "b"]
    for suffix in ("svg", "pdf", "png", "csv"):
        digest = hashlib.sha256(content(project, suffix)).hexdigest()
        assert record["sha256"][suffix] == digest


def test_the_evidence_stands_on_the_picture_and_in_the_record(project):
    (project.root / "figures/catalogue.toml").write_text(
        CATALOGUE.replace("{note}", "{present_unverified:.0%} and {absent_without_address:.0%}"),
        encoding="utf-8",
    )
    save(project, values={"present_unverified": 0.234, "absent_without_address": 0.719163})
    record = json.loads(content(project, "json"))
    assert record["evidence"] == {"present_unverified": 0.234, "absent_without_address": 0.719163}
    text = " ".join(ElementTree.fromstring(content(project, "svg")).itertext())
    assert "23% of the cells read as present are not verified" in " ".join(text.split())


@pytest.mark.usefixtures("saved")
def test_the_png_has_print_resolution(project):
    from PIL import Image

    with Image.open(project.root / f"figures/{FIGURE}.png") as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.width == pytest.approx(style.PAGE * style.MM * 300, abs=1)


@pytest.mark.usefixtures("saved")
def test_saving_twice_gives_the_same_bytes(project):
    before = {suffix: content(project, suffix) for suffix in SUFFIXES}
    ax = figures.paris_call_adherents(DATA)
    save(project, ax=ax)
    save(project, ax=ax)
    for suffix in SUFFIXES:
        assert content(project, suffix) == before[suffix], suffix


@pytest.mark.usefixtures("saved")
def test_the_readers_settings_change_nothing(project):
    import matplotlib

    before = {suffix: content(project, suffix) for suffix in SUFFIXES}
    with matplotlib.rc_context({"font.size": 20, "lines.linewidth": 9, "svg.fonttype": "path"}):
        save(project)
    for suffix in SUFFIXES:
        assert content(project, suffix) == before[suffix], suffix


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"values": {}}, r"no value for \{note\}"),
        ({"values": {"note": "x", "other": 1}}, r"no text uses \{other\}"),
        ({"data": DATA.drop(columns="n_countries")}, "n_countries"),
        ({"data": DATA.assign(extra=1)}, "extra"),
    ],
)
def test_a_refused_figure_writes_nothing(project, changes, named):
    with pytest.raises(InputError, match=named):
        save(project, **changes)
    assert [path.name for path in (project.root / "figures").iterdir()] == ["catalogue.toml"]


def test_overlapping_labels_stop_the_save_and_are_named(project):
    ax = figures.paris_call_adherents(DATA)
    ax.text(0.5, 0.5, "Capacity building", transform=ax.transAxes)
    ax.text(0.52, 0.5, "Routing security", transform=ax.transAxes)
    with pytest.raises(InputError, match=r"was not saved(.|\n)*Capacity building(.|\n)*Routing"):
        save(project, ax=ax)
    assert not (project.root / f"figures/{FIGURE}.svg").exists()


def test_an_undeclared_figure_is_refused(project):
    with pytest.raises(InputError, match="declares no figure 'unheard-of'"):
        figures.save("unheard-of", figures.paris_call_adherents(DATA), DATA, project=project)


def test_a_saved_figure_shows_picture_and_caption(saved, monkeypatch):
    shown = []
    import IPython.display

    monkeypatch.setattr(IPython.display, "display", lambda *a, **k: shown.append((a, k)))
    saved._ipython_display_()
    (picture, options), (text, _) = shown
    assert options["metadata"]["image/png"] == {"alt": saved.alt, "figure_id": FIGURE}
    assert picture[0]["image/png"].startswith("iVBOR")
    assert "supporters & \\<others\\>" in text[0]["text/markdown"], "markup in texts is escaped"


SCRIPT = """
import hashlib, io, sys
import pandas as pd
from bpfanalysis.figures import export, framing, style
from bpfanalysis.figures.panels import paris_call_adherents
from bpfanalysis.figures.network import norm_network
texts = {"title": "A title", "alt": "An alternative"}
data = pd.DataFrame({"region": ["Africa", "Asia-Pacific"], "category": "state",
                     "n_supporters": [11, 13], "n_countries": [11, 13]})
nodes = pd.DataFrame({"norm_id": list("abcde"), "norm": ["Norm " + c for c in "abcde"],
                      "family": ["gge", "further"] * 2 + ["gge"], "n_agreements": range(3, 8)})
edges = pd.DataFrame([{"source": a, "target": b, "count": 5, "expected": 2.0, "sign": 0,
                       "jaccard": (ord(a) * ord(b) % 17) / 17}
                      for a in "abcde" for b in "abcde" if a < b])
for ax in (paris_call_adherents(data), norm_network(edges, nodes)):
    with style.look(), framing.framed(ax.figure, "A title", "a measure", "Source: none."):
        for made in (export._svg(ax.figure, "a-b", texts), export._pdf(ax.figure, texts),
                     export._png(ax.figure, 300, texts)):
            print(hashlib.sha256(made).hexdigest())
"""


def bytes_in_a_new_process(**variables: str) -> list[str]:
    environment = {**os.environ, **variables}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    one = bytes_in_a_new_process(PYTHONHASHSEED="1")
    other = bytes_in_a_new_process(PYTHONHASHSEED="4242")
    assert len(one) == 6
    assert one == other


@pytest.mark.slow
@pytest.mark.parametrize(
    "variables",
    [
        {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F"},
        {"OPENBLAS_CORETYPE": "Prescott"},
        {"OPENBLAS_NUM_THREADS": "1"},
        {"MPLCONFIGDIR": str(Path(__file__).parent)},
    ],
)
def test_another_machine_gives_the_same_bytes(variables):
    assert bytes_in_a_new_process(**variables) == bytes_in_a_new_process()


def test_few_colours_are_still_the_colours_of_the_style(project, saved):
    from PIL import Image

    with Image.open(project.root / f"figures/{FIGURE}.png") as image:
        assert image.mode == "P"
        assert image.info["Description"] == saved.alt
        common = sorted(image.convert("RGB").getcolors(), reverse=True)[:3]
    found = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in common}
    assert found == {style.PAPER, style.CALM, style.INK}


def test_show_needs_no_catalogue():
    image = export.show(figures.paris_call_adherents(DATA))
    assert image.data.startswith(b"\x89PNG")
