from __future__ import annotations

import itertools

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from bpfanalysis import figures
from bpfanalysis.figures import style

NORMS = [("GGE-A", "Aid", "gge"), ("GGE-B", "Bar", "gge"), ("X-C", "Care", "further")]
CELLS = {
    ("p", "GGE-A"): ("explicit", "primary", True),
    ("p", "GGE-B"): ("implicit", "secondary", True),
    ("p", "X-C"): ("by-reference", "unverified", False),
    ("q", "GGE-A"): ("explicit", "unverified", True),
    ("q", "GGE-B"): ("absent", "unverified", True),
    ("q", "X-C"): ("absent", "unverified", False),
}


def frame(**extra):
    rows = []
    for (agreement, kind), (norm_id, norm, family) in itertools.product(
        [("p", "private"), ("q", "technical")], NORMS
    ):
        presence, basis, has_address = CELLS[agreement, norm_id]
        rows.append(
            {
                "agreement_id": agreement,
                "agreement": f"Pact {agreement}",
                "adopter_type": kind,
                "in_scope_2020": "yes" if agreement == "p" else "no",
                "norm_id": norm_id,
                "norm": norm,
                "family": family,
                "presence": presence,
                "basis": basis,
                "has_address": has_address,
                **extra,
            }
        )
    return pd.DataFrame(rows)


def matrix_cells(ax):
    """Fillings and outlines of the matrix: the first two collections."""
    return [c for c in ax.collections if isinstance(c, PolyCollection)][:2]


def test_every_present_cell_has_an_outline_and_the_unverified_nothing_else():
    fillings, outlines = matrix_cells(figures.norm_coverage(frame()))
    assert len(outlines.get_paths()) == 4
    assert len(fillings.get_paths()) == 2, "two of four present cells are not verified"


def test_secondary_cells_are_filled_by_half():
    fillings, _ = matrix_cells(figures.norm_coverage(frame()))
    areas = []
    for path in fillings.get_paths():
        box = path.get_extents()
        corners = len({tuple(point) for point in path.vertices.round(6).tolist()})
        areas.append((corners, round(box.width, 3)))
    assert sorted(corners for corners, _ in areas) == [3, 4], "a triangle and a square"


def test_shades_say_how_the_norm_is_read():
    _, outlines = matrix_cells(figures.norm_coverage(frame()))
    colours = [to_hex(colour) for colour in outlines.get_edgecolors()]
    wanted = style.PRESENCE_COLOURS
    assert sorted(colours) == sorted(
        [wanted["explicit"], wanted["implicit"], wanted["by-reference"], wanted["explicit"]]
    )


def test_only_absent_cells_with_an_address_get_a_dot():
    ax = figures.norm_coverage(frame())
    dots = [line for line in ax.lines if line.get_marker() == "." and len(line.get_xdata()) <= 2]
    assert len(dots[0].get_xdata()) == 1


def test_cells_set_aside_are_crossed_not_empty():
    ax = figures.norm_coverage(frame(is_set_aside=True))
    crosses = [line for line in ax.lines if line.get_marker() == "x"]
    assert len(crosses[0].get_xdata()) == 2


def test_names_and_totals_are_printed(texts):
    ax = figures.norm_coverage(frame())
    shown = texts(ax)
    assert {"Pact p", "Pact q", "Aid", "Bar", "Care", "2", "1"} <= set(shown)
    assert "UN GGE 2015 norms" in shown


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="has_address"):
        figures.norm_coverage(frame().drop(columns="has_address"))


def wsis(values):
    return pd.DataFrame(
        [
            {
                "agreement_id": agreement,
                "agreement": f"Pact {agreement}",
                "adopter_type": "private",
                "criterion": criterion,
                "criterion_label": criterion.title(),
                "value": value,
                "basis": "primary",
            }
            for (agreement, criterion), value in values.items()
        ]
    )


def test_gaps_are_counted_and_round(texts):
    data = wsis(
        {("p", "open"): "no", ("p", "fair"): "yes", ("q", "open"): "no", ("q", "fair"): None}
    )
    ax = figures.wsis_gaps(data)
    fillings, outlines = matrix_cells(ax)
    assert len(outlines.get_paths()) == 3, "a value that is not known is not drawn as a gap"
    round_ones = [path for path in fillings.get_paths() if len(path.vertices) > 8]
    assert len(round_ones) == 2, "gaps are circles, so that grey copies tell"
    assert "agreements that do not meet it" in texts(ax)
    assert {"2", "0"} <= set(texts(ax))
