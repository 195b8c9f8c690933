"""The one exporter: a drawn figure becomes five files, the same bytes whenever nothing changed.

Saved are SVG (real text, title and description inside), PDF (embedded outlines, no dates), PNG
(300 dpi), CSV (the numbers drawn) and JSON (texts with their numbers, sources, evidence, hashes).
A figure that could not be read on paper is not saved.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock
from xml.sax.saxutils import escape

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends import backend_pdf
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bpfanalysis import tables
from bpfanalysis.errors import InputError, at_most
from bpfanalysis.figures import findings, framing, style
from bpfanalysis.figures.catalogue import Entry, digest, entry_digest, entry_of
from bpfanalysis.figures.legibility import DPI, faults
from bpfanalysis.paths import FIGURES, Project
from bpfanalysis.tables.writing import as_text, csv_bytes, write_bytes

SCREEN_DPI = 120
EVIDENCE = ("present_unverified", "absent_without_address")


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure, which shows itself in a notebook: picture, then caption.

    Parameters
    ----------
    id
        Its name in the catalogue.
    title, subtitle, caption, alt
        The texts with their numbers.
    png
        The picture at screen size.
    """

    id: str
    title: str
    subtitle: str
    caption: str
    alt: str
    png: bytes

    def __repr__(self) -> str:
        return f"{self.id}: {self.title}"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(
            {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": self.title},
            metadata={"image/png": {"alt": self.alt, "figure_id": self.id}},
            raw=True,
        )
        text = f"**{_markdown(self.title)}** {_markdown(self.caption)}"
        display({"text/markdown": text, "text/plain": f"{self.title} {self.caption}"}, raw=True)


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|$])", r"\\\1", text)


def save(
    figure_id: str,
    figure: Figure | Axes,
    data: pd.DataFrame,
    *,
    values: Mapping[str, Any] | None = None,
    project: Project | None = None,
) -> SavedFigure:
    """Save a figure under its name in the catalogue, with the numbers it draws.

    Parameters
    ----------
    figure_id
        A name that `figures/catalogue.toml` declares.
    figure
        What a drawing function returned, or its figure; not changed.
    data
        The numbers drawn, one row each, with the columns that the table of the same name (``_``
        for ``-``) describes.
    values
        A value for each placeholder of the figure's texts that the frame itself does not give
        (`findings`); ``{sources}`` is filled from the sidecars of the tables.
    project
        The project folder; found from the working folder by default.

    Returns
    -------
    SavedFigure
        Shows picture and caption when it is the last line of a cell.

    Raises
    ------
    InputError
        If the catalogue does not declare the figure, a placeholder has no value or a value no
        placeholder, a column is not described, or the figure cannot be read on paper: text under
        7 pt, beyond the edge or over other text. Nothing is written then.
    WriteError
        If the disk is full or the folder cannot be written.
    """
    project = project or Project.find()
    entry = entry_of(figure_id, project)
    whole = _whole(figure)
    sources = _sources(entry, project)
    counted = {**findings.of(figure_id, data), "sources": _sources_sentence(sources)}
    given = {name: value for name, value in counted.items() if name in entry.placeholders}
    given |= findings.spelled(values or {})
    texts = entry.fill(given)
    numbers = csv_bytes(as_text(data, tables.definition(entry.table)))

    foot = " ".join(part for part in (_evidence_note(given), _foot(sources)) if part)
    with style.look(), framing.framed(whole, texts["title"], texts["subtitle"], foot):
        wrong = faults(whole)
        if wrong:
            raise InputError(f"Figure {figure_id} was not saved.\n{at_most(wrong)}")
        files = {
            "svg": _svg(whole, figure_id, texts),
            "pdf": _pdf(whole, texts),
            "png": _png(whole, DPI, texts),
            "csv": numbers,
        }
        screen = _png(whole, SCREEN_DPI, texts)
        width, height = (round(float(side) / style.MM, 1) for side in whole.get_size_inches())
    record = {
        "id": entry.id,
        **texts,
        "notebook": entry.notebook,
        "tables": list(entry.tables),
        "sources": sources,
        "evidence": {name: float(f"{given[name]:.6g}") for name in EVIDENCE if name in given},
        "width_mm": width,
        "height_mm": height,
        "catalogue_sha256": entry_digest(entry),
        "sha256": {suffix: digest(content) for suffix, content in files.items()},
    }
    files["json"] = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
    for suffix, content in files.items():
        write_bytes(project.write_path(FIGURES / f"{figure_id}.{suffix}"), content)
    return SavedFigure(entry.id, **texts, png=screen)


def show(figure: Figure | Axes) -> Any:
    """A picture for the screen, for exploring: nothing is checked and nothing is saved.

    Parameters
    ----------
    figure
        What a drawing function returned.

    Returns
    -------
    IPython.display.Image
        Shows itself when it is the last line of a cell.
    """
    from IPython import display

    with style.look():
        return display.Image(data=_png(_whole(figure), SCREEN_DPI, {"title": "", "alt": ""}))


def _whole(figure: Figure | Axes) -> Figure:
    return figure if isinstance(figure, Figure) else style.figure_of(figure)


def _sources(entry: Entry, project: Project) -> list[dict[str, str]]:
    found = tables.sources_of(entry.tables, project)
    return [
        {"name": source.name, "title": source.title, "producer": source.producer}
        for source in found
    ]


def _sources_sentence(sources: Sequence[Mapping[str, str]]) -> str:
    """Titles by producer, each producer named once."""
    titles: dict[str, list[str]] = {}
    for source in sources:
        titles.setdefault(source["producer"], []).append(source["title"])
    named = [f"{'; '.join(some)} ({producer})" for producer, some in titles.items()]
    return f"Sources: {'; '.join(named)}." if named else ""


def _foot(sources: Sequence[Mapping[str, str]]) -> str:
    titles = "; ".join(source["title"] for source in sources)
    return f"Source: {titles}." if titles else ""


def _evidence_note(values: Mapping[str, Any]) -> str:
    if not all(name in values for name in EVIDENCE):
        return ""
    present, absent = (float(values[name]) for name in EVIDENCE)
    return (
        f"Evidence: {present:.0%} of the cells read as present are not verified; "
        f"{absent:.0%} of those not found have no address."
    )


def _svg(figure: Figure, figure_id: str, texts: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": figure_id}):
        figure.savefig(
            out,
            format="svg",
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    # Where the font is not installed, its closest relative stands in.
    text = out.getvalue().replace(f"'{style.FONT}', sans", f"'{style.FONT}', Verdana, sans")
    text = re.sub(r"<[^<>]+>", lambda tag: _ROUNDED.sub(_three, tag.group()), text)
    names = (
        f' role="img" aria-labelledby="{figure_id}-title {figure_id}-desc">\n'
        f' <title id="{figure_id}-title">{escape(texts["title"])}</title>\n'
        f' <desc id="{figure_id}-desc">{escape(texts["alt"])}</desc>'
    )
    opening = re.search(r"<svg\b[^>]*>", text)
    if opening is None:
        raise RuntimeError("the SVG file has no svg element")
    text = text[: opening.end() - 1] + names + text[opening.end() :]
    return "\n".join(line.rstrip() for line in text.splitlines()).encode() + b"\n"


# Three decimals of a point are far below what prints, and above the last digits of a processor.
_ROUNDED = re.compile(r"-?\d+\.\d{4,}")


def _three(number: re.Match[str]) -> str:
    rounded = f"{float(number.group()):.3f}".rstrip("0").rstrip(".")
    return "0" if rounded in ("-0", "") else rounded


def _pdf(figure: Figure, texts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42, "pdf.compression": 6}), _rounded_pdf():
        figure.savefig(
            out,
            format="pdf",
            metadata={
                "Title": texts["title"],
                "Subject": texts["alt"],
                "Creator": "bpfanalysis",
                "Producer": "matplotlib",
                "CreationDate": None,
                "ModDate": None,
            },
        )
    return out.getvalue()


@contextmanager
def _rounded_pdf() -> Iterator[None]:
    """Write numbers with four decimals; matplotlib writes ten, a processor's last among them."""
    original = backend_pdf.pdfRepr

    def rounded(value: Any) -> bytes:
        return original(round(float(value), 4) if _is_fraction(value) else value)

    with mock.patch.object(backend_pdf, "pdfRepr", rounded):
        yield


def _is_fraction(value: Any) -> bool:
    return hasattr(value, "is_integer") and not hasattr(value, "bit_length")


def _png(figure: Figure, dpi: float, texts: Mapping[str, str]) -> bytes:
    """A PNG of at most 256 colours: flat colours stay as they are, the file is a third."""
    drawn, out = io.BytesIO(), io.BytesIO()
    figure.savefig(
        drawn, format="png", dpi=dpi, metadata={"Software": None}, pil_kwargs={"compress_level": 1}
    )
    about = PngInfo()
    if texts["alt"]:
        about.add_itxt("Title", texts["title"])
        about.add_itxt("Description", texts["alt"])
    with Image.open(drawn) as image:
        few = image.convert("RGB").quantize(
            256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    few.save(out, format="png", optimize=True, dpi=(dpi, dpi), pnginfo=about)
    return out.getvalue()
