"""What is not known about the forum's lists stays not known."""

import pandas as pd

from bpfanalysis.agreements import lists

NAMED = pd.DataFrame(
    {
        "report": [2019, 2020, 2020, 2019, 2020],
        "agreement_title": ["Code", "Code", "The Pact", "Model law", "Model law"],
        "agreement_id": ["code-2015", "code-2015", "pact-2018", None, None],
        "listed": ["yes", "no", "unknown", "yes", "unknown"],
    }
)


def test_register_and_lists_are_put_together(agreements):
    found = lists.list_changes(agreements, NAMED).set_index("agreement")["change"]
    assert found.to_dict() == {
        "Pact": "listed in 2019, 2020 not known",  # register yes; 'unknown' adds nothing
        "Code": "set aside",  # register knows nothing, the lists do
        "Treaty": "2019 not known, not listed in 2020",
        "Late": "on neither list",
        "Model law": "listed in 2019, 2020 not known",  # not in the register, not lost
    }


def test_silence_is_never_read_as_not_listed(agreements):
    silent = agreements.assign(bpf_2019="unknown", bpf_2020="unknown")
    found = lists.list_changes(silent, NAMED.head(0))
    assert set(found["change"]) == {"not known"}


def test_sources_that_differ_are_shown_and_not_settled(agreements):
    says_no = NAMED.assign(agreement_id="pact-2018", report=2019, listed="no").head(1)
    found = lists.list_changes(agreements, says_no).set_index("agreement")
    assert found.loc["Pact", "change"] == "sources differ"
    assert found.loc["Pact", "listed_2019"] == "sources differ"


def test_other_years_do_not_count(agreements):
    later = NAMED.assign(report=2021)
    found = lists.list_changes(agreements, later).set_index("agreement")
    assert found.loc["Code", "change"] == "not known"


def test_every_state_of_knowledge_is_counted_noughts_included(agreements):
    changes = lists.list_changes(agreements, NAMED)
    counts = lists.change_counts(changes)
    assert tuple(counts["change"]) == lists.CHANGES
    assert counts["n_agreements"].sum() == len(changes)
