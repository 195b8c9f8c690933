"""Copies and versions are linked; the newest is current; common letters are not copies."""

from bpfanalysis.contributions.importing.duplicates import Text, links

WORDS = frozenset(range(40))


def text(key, author="x", date="", exact="", shingles=WORDS):
    return Text(key, author, date, exact or key, shingles)


def test_newest_by_date_is_current():
    found = links([text("a", date="2020-10-05"), text("b", date="2020-10-01")])
    assert [(x.key, x.of, x.kind) for x in found] == [("b", "a", "version")]


def test_without_dates_a_person_decides():
    assert [x.kind for x in links([text("a"), text("b")])] == ["undecided"]


def test_dates_as_precise_as_the_least_precise_of_them():
    found = links([text("a", date="2020-10-05T10:00"), text("b", date="2020-10-05")])
    assert found[0].kind == "undecided", "the same day says nothing about which is newer"


def test_exact_copy():
    found = links([text("b", exact="same"), text("a", exact="same")])
    assert [(x.key, x.of, x.kind, x.similarity) for x in found] == [("b", "a", "copy", 1.0)]


def test_same_letter_of_two_organisations_counts_twice():
    assert links([text("a", "x", exact="same"), text("b", "y", exact="same")]) == []


def test_short_answers_of_unknown_authors_are_no_copies():
    few = frozenset(range(2))
    assert (
        links([text("a", "", exact="no", shingles=few), text("b", "", exact="no", shingles=few)])
        == []
    )


def test_three_versions_point_to_the_newest():
    found = links([text(k, date=f"2020-10-0{n}") for n, k in enumerate("abc", 1)])
    assert [(x.key, x.of) for x in found] == [("a", "c"), ("b", "c")]
