"""A key stands above its axes and shows each mark beside its words."""

from __future__ import annotations

from bpfanalysis.figures import legend, style


def test_entries_stand_side_by_side_above_the_axes(readable):
    ax = style.panel(85, 30, left=10, right=5, top=10, bottom=10)
    ax.set(xticks=[], yticks=[])
    entries = [
        ("read", {"facecolor": style.CALM}),
        ("not known", {"text": "?"}),
        ("planned", {"marker": "D", "color": style.ACCENT}),
    ]
    with style.look():
        legend.key(ax, entries, title="Evidence", above=4)
    words = {text.get_text(): text.get_position() for text in ax.texts}
    assert {"Evidence", "?", *(name for name, _ in entries)} == set(words)
    assert {round(y, 6) for _, y in words.values()} == {round(1 + 4 / 30, 6)}
    assert len(ax.patches) == 1 and len(ax.lines) == 1, "a square and a point; ? is its own mark"
    readable(ax)


def test_levels_of_presence_have_the_colours_of_their_cells():
    entries = legend.presence_entries(("explicit", "implicit"))
    assert [mark["facecolor"] for _, mark in entries] == [
        style.PRESENCE_COLOURS["explicit"],
        style.PRESENCE_COLOURS["implicit"],
    ]
