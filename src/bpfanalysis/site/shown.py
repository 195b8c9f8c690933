"""Figures that an earlier stage saved, shown again in the report with a number."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import dataclass
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, Project

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$])")  # what Markdown would take for its own
SCREEN_WIDTH = 900  # pixels; the full size stands in figures/
COLOURS = 64


@dataclass(frozen=True)
class ShownFigure:
    """A saved figure that shows itself: picture with alternative text, then number and caption."""

    id: str
    number: int
    title: str
    caption: str
    alt: str
    png: bytes

    def __repr__(self) -> str:
        return f"Figure {self.number}. {self.title}"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(
            {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": self.title},
            metadata={"image/png": {"alt": self.alt, "figure_id": self.id}},
            raw=True,
        )
        title, caption = (_SPECIAL.sub(r"\\\1", text) for text in (self.title, self.caption))
        text = f"**Figure {self.number}. {title}** {caption}"
        plain = f"Figure {self.number}. {self.title} {self.caption}"
        display({"text/markdown": text, "text/plain": plain}, raw=True)


def show(*figure_ids: str, first: int = 1, project: Project | None = None) -> None:
    """Show saved figures one after the other, numbered.

    Parameters
    ----------
    *figure_ids
        Names in the catalogue of figures; an earlier stage must have saved them.
    first
        The number of the first.
    project
        The project folder; found from the working folder by default.

    Raises
    ------
    InputError
        If a figure has not been saved; then none is shown.
    """
    from IPython.display import display

    project = project or Project.find()
    shown = [load(figure_id, first + i, project) for i, figure_id in enumerate(figure_ids)]
    for figure in shown:
        display(figure)


def load(figure_id: str, number: int, project: Project) -> ShownFigure:
    """Read a saved figure: its texts, and its picture at screen size."""
    path = project.read_path(FIGURES / f"{figure_id}.json")
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        picture = project.read_path(FIGURES / f"{figure_id}.png").read_bytes()
        texts = {name: str(record[name]) for name in ("title", "caption", "alt")}
    except FileNotFoundError:
        raise InputError(
            f"The figure {figure_id!r} has not been saved; run the stage that draws it."
        ) from None
    except (ValueError, KeyError):
        raise InputError(
            f"{FIGURES / figure_id}.json cannot be read; run the stage that draws it again."
        ) from None
    return ShownFigure(figure_id, number, **texts, png=at_screen_size(picture))


def at_screen_size(png: bytes, width: int = SCREEN_WIDTH) -> bytes:
    """A picture no wider and of no more colours than the screen needs; the same bytes each time."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("RGB")
        if small.width > width:
            height = round(small.height * width / small.width)
            small = small.resize((width, height), Image.Resampling.BOX)
        small = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        out = io.BytesIO()
        small.save(out, format="PNG", optimize=True)
    return out.getvalue()
