"""Colours that stay apart and text that can be read, whatever a reader's own settings say."""

from __future__ import annotations

import itertools

import matplotlib
import pytest

from bpfanalysis.figures import style
from bpfanalysis.figures.panels import SOUTH_COLOURS

# Deuteranopia after Machado, Oliveira & Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1.
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
SHADED = {
    "presence": style.PRESENCE_COLOURS,
    "strength": style.STRENGTH_COLOURS,
    "direction": style.DIRECTION_COLOURS,
    "global south": SOUTH_COLOURS,
}


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def seen_by_deuteranope(colour: str) -> tuple[float, ...]:
    rgb = linear(colour)
    return tuple(sum(k * c for k, c in zip(row, rgb, strict=True)) for row in DEUTERANOPIA)


@pytest.mark.parametrize("name", SHADED)
def test_a_grey_copy_tells_the_shades_apart(name):
    for one, other in itertools.combinations(SHADED[name].values(), 2):
        assert style.contrast(one, other) > 1.35, f"{name}: {one} and {other} are one grey"


@pytest.mark.parametrize("name", [*SHADED, "family"])
def test_a_colour_blind_reader_tells_the_colours_apart(name):
    palettes = {**SHADED, "family": style.FAMILY_COLOURS}
    for one, other in itertools.combinations(palettes[name].values(), 2):
        a, b = seen_by_deuteranope(one), seen_by_deuteranope(other)
        distance = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5
        assert distance > 0.1, f"{name}: {one} and {other} look alike to a deuteranope"


def test_the_rungs_of_the_ladder_darken_one_by_one():
    contrasts = [style.contrast(colour, style.PAPER) for colour in style.LADDER_COLOURS]
    assert contrasts == sorted(contrasts)


def test_families_differ_in_shape_as_well():
    assert len(set(style.FAMILY_MARKERS.values())) == len(style.FAMILY_MARKERS)


@pytest.mark.parametrize("colour", [style.INK, style.GREY])
def test_text_reads_on_paper(colour):
    assert style.contrast(colour, style.PAPER) >= 4.5, "WCAG AA asks 4.5 for small text"


def test_the_style_sheet_wins_over_the_readers_settings():
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path"}), style.look():
        assert matplotlib.rcParams["font.size"] == style.TEXT
        assert matplotlib.rcParams["svg.fonttype"] == "none"


def test_all_sizes_of_text_can_be_read():
    assert min(style.TEXT, style.LABEL, style.SUBTITLE, style.TITLE) >= style.SMALLEST
