"""Texts fit where they stand and lose no word on the way."""

from __future__ import annotations

from bpfanalysis.figures import wording


def test_wrapped_lines_fit_and_lose_no_word():
    text = "Norms-focused agreements against the eleven norms of the UN GGE report of 2015"
    lines = wording.wrap(text, 40)
    assert " ".join(lines) == text
    assert all(wording.text_width(line) <= 40 for line in lines)


def test_a_long_word_stands_alone():
    assert wording.wrap("on noninterventionism", 10) == ["on", "noninterventionism"]


def test_a_label_is_cut_at_a_word_and_never_ends_on_a_link_word():
    cut = wording.shorten("Protect the public core of the internet from disruption", 40)
    assert wording.text_width(cut) <= 40
    assert cut == "Protect the public core…", "of, the, and so on must not dangle"
