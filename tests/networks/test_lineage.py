"""The lineage of the agreements as declared: complete, without contradiction, and traceable."""

import csv
from pathlib import Path

RAW = Path(__file__).parents[2] / "data/raw"


def rows(relative):
    with (RAW / relative).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


LINEAGE = rows("lineage/lineage.csv")
REGISTER = [row["agreement_id"] for row in rows("agreement_register/agreements.csv")]


def restated(row):
    return [one for one in row["restates"].split(";") if one]


def test_every_agreement_stands_in_exactly_one_block():
    listed = [row["agreement_id"] for row in LINEAGE]
    assert sorted(listed) == sorted(REGISTER), "declare a block for each agreement, once"
    assert all(row["lineage_block"] for row in LINEAGE)


def test_every_endorsed_set_of_norms_is_named():
    """An agreement with a norm by reference must say which text it refers to."""
    by_reference = {
        row["agreement_id"]
        for row in rows("norm_codings/adjudicated.csv")
        if row["presence"] == "by-reference"
    }
    silent = [
        row["agreement_id"]
        for row in LINEAGE
        if row["agreement_id"] in by_reference and not restated(row)
    ]
    assert silent == [], "name in `restates` the text whose norms it endorses"


def test_nothing_restates_itself_or_a_later_text():
    adopted = {
        row["agreement_id"]: row["adopted_on"] for row in rows("agreement_register/agreements.csv")
    }
    wrong = [
        (row["agreement_id"], older)
        for row in LINEAGE
        for older in restated(row)
        if adopted[older][:7] > adopted[row["agreement_id"]][:7] or older == row["agreement_id"]
    ]
    assert wrong == []


def test_a_block_of_several_texts_has_a_first_one_and_reasons():
    blocks = {}
    for row in LINEAGE:
        blocks.setdefault(row["lineage_block"], []).append(row)
        assert row["reason"].strip() and row["source_url"].startswith("http"), row["agreement_id"]
    for block, members in blocks.items():
        ids = {row["agreement_id"] for row in members}
        if len(members) == 1:
            assert ids == {block}, f"{block}: a text that stands alone names its block by its id"
        else:
            tied = [row for row in members if ids & set(restated(row))]
            assert len(tied) == len(members) - 1, (
                f"{block}: all but the first must restate a text of the same block"
            )
