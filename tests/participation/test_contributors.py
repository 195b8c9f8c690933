"""Entries and organisations are different counts; persons and nobody are neither."""

import pytest

from bpfanalysis.participation import contributors


def test_totals_by_hand(contributions):
    row = contributors.count(contributions, []).iloc[0]
    assert row.to_dict() == {
        "n_entries": 6,
        "n_organisations": 2,
        "n_persons": 1,
        "n_collective": 1,
    }


def test_an_organisation_counts_once_in_a_row(contributions):
    frame = contributors.count(contributions, ["cycle", "region"]).set_index(["cycle", "region"])
    assert frame.loc[(2019, "Africa"), ["n_entries", "n_organisations"]].tolist() == [2, 1]
    assert frame.loc[(2019, "unknown"), ["n_organisations", "n_persons"]].tolist() == [0, 1]


@pytest.mark.parametrize("split", ["cycle", "channel"])
def test_every_attribute_of_the_profile_adds_up_to_all_entries(contributions, split):
    frame = contributors.profile(contributions, split)
    assert frame.groupby("attribute")["n_entries"].sum().tolist() == [6, 6, 6]


def test_points_of_nobody_are_a_group_of_their_own(contributions):
    frame = contributors.profile(contributions)
    groups = frame[frame["attribute"].eq("stakeholder_group") & frame["within"].eq("2020")]
    assert groups["value"].tolist() == ["government", "academia", "collective"]


def test_unknown_is_no_part_of_the_share(contributions):
    first, second = contributors.global_south(contributions, "entries").to_dict("records")
    assert (first["n_yes"], first["n_no"], first["n_unknown"]) == (2, 0, 1)
    assert first["share_of_known"] == 1
    assert (second["n_yes"], second["n_no"], second["share_of_known"]) == (1, 1, 0.5)


def test_a_share_of_nothing_is_missing_and_not_zero(contributions):
    persons = contributions[contributions["contributor_kind"].eq("person")]
    share = contributors.global_south(persons, "entries")["share_of_known"]
    assert share.isna().all(), "no known seat means no share"


def test_count_by_is_checked(contributions):
    with pytest.raises(ValueError, match="expected entries or organisations"):
        contributors.global_south(contributions, "heads")


def test_organisations_without_persons_and_collectives(contributions):
    frame = contributors.organisations(contributions)
    assert frame["organisation"].tolist() == ["Org A", "State B"]
    assert frame.loc[0, ["n_entries", "n_statements"]].tolist() == [3, 2]
    assert frame.loc[0, ["cycles", "channels"]].tolist() == ["2019;2020", "session;written"]


def test_the_readers_table_has_zeros_where_nobody_came(contributions):
    table = contributors.wide(contributors.profile(contributions), "cycle", "stakeholder_group")
    assert table.loc["Government", ("entries", "2019")] == 0
    assert table.loc["Academia", ("organisations", "2019")] == 1
