"""Links are counted and never divided."""

from bpfanalysis.participation import outreach


def test_both_records_stand_side_by_side(contributions, links):
    frame = outreach.participation_regions(contributions, links)
    sums = frame.groupby("record")["n_entries"].sum()
    assert sums.to_dict() == {"contributions": 6, "outreach": 3}
    assert set(frame.loc[frame["record"].eq("outreach"), "cycle"]) == {""}
    assert set(frame.loc[frame["record"].eq("contributions"), "cycle"]) == {"2019", "2020"}


def test_no_table_of_outreach_holds_a_rate(contributions, links):
    frames = [
        outreach.participation_regions(contributions, links),
        outreach.profile(links),
        outreach.beside_the_record(links, contributions),
    ]
    names = {column for frame in frames for column in frame.columns}
    forbidden = [name for name in names if "rate" in name or "share" in name]
    assert not forbidden, f"there is no list of intended contacts to divide by: {forbidden}"
    floats = [c for frame in frames for c in frame.select_dtypes("float").columns]
    assert not floats, f"only counts may stand in a table of outreach: {floats}"


def test_profile_by_hand(links):
    frame = outreach.profile(links).set_index(["attribute", "value"])
    assert frame.loc[("global_south", "yes")].tolist() == [1, 1, 0, 2]
    assert frame.loc[("youth", "unknown")].tolist() == [0, 1, 0, 1]


def test_links_beside_the_record(contributions, links):
    frame = outreach.beside_the_record(links, contributions)
    assert frame[["organisation", "reached", "n_contributions"]].values.tolist() == [
        ["Org A", "participated", 3],
        ["Org Z", "contacted", 0],
        ["Body", "unknown", 0],
    ]
