"""A saved figure shows itself again, numbered, with its alternative text."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.site.shown import at_screen_size, load, show


def png(width: int, height: int) -> bytes:
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGBA")
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "figures"
    folder.mkdir()
    texts = {"title": "Most ask", "caption": "Counts of *norms*.", "alt": "Bars"}
    (folder / "bars.json").write_text(json.dumps(texts), encoding="utf-8")
    (folder / "bars.png").write_bytes(png(2000, 1000))
    return Project(tmp_path)


def test_the_picture_is_shown_at_screen_size() -> None:
    small = at_screen_size(png(2000, 1000))
    assert Image.open(io.BytesIO(small)).size == (900, 450)
    assert at_screen_size(png(2000, 1000)) == small, "the same picture gives the same bytes"
    assert Image.open(io.BytesIO(at_screen_size(png(300, 200)))).size == (300, 200)


def test_picture_then_number_and_caption(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Any, Any]] = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, metadata=None, raw=False: shown.append(
            (data, metadata)) if raw else data._ipython_display_()
    )  # fmt: skip
    show("bars", first=4, project=project)
    assert shown[0][1] == {"image/png": {"alt": "Bars", "figure_id": "bars"}}
    assert shown[1][0]["text/markdown"] == "**Figure 4. Most ask** Counts of \\*norms\\*."


def test_what_was_not_saved_is_named(project: Project) -> None:
    with pytest.raises(InputError, match="'lines' has not been saved"):
        load("lines", 1, project)
    (project.root / "figures/bars.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"bars\.json cannot be read"):
        load("bars", 1, project)
