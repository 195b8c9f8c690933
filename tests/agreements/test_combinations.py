"""Each agreement stands in exactly one combination; the empty one is a combination, too."""

from bpfanalysis.agreements.combinations import norm_combinations, norm_sets


def test_combinations_partition_the_agreements(codings, agreements, norms):
    found = norm_combinations(codings, agreements, norms, "explicit")
    assert found["n_agreements"].sum() == len(agreements)
    sets = dict(zip(found["agreements"], found["norm_ids"].fillna("none"), strict=True))
    assert sets == {"Code": "GGE-A;X-LAW", "Pact": "GGE-A", "Late": "X-LAW", "Treaty": "none"}


def test_frequent_combinations_come_first_then_larger_ones(codings, agreements, norms):
    gge = norms[norms["family"].eq("gge")]
    found = norm_combinations(codings, agreements, gge, "by-reference")
    assert found["norm_ids"].tolist() == ["GGE-A;GGE-F", "GGE-A"]
    assert found["agreements"].tolist() == ["Pact;Late", "Code;Treaty"]
    assert found["n_unverified"].tolist() == [1, 1]  # Pact-F, Code-A


def test_a_semicolon_within_a_label_does_not_split_it(codings, agreements, norms):
    renamed = norms.assign(short_label=["Help; and be helped", "F", "LAW"])
    found = norm_combinations(codings, agreements, renamed, "explicit")
    for row in found.dropna().itertuples():
        assert len(row.norms.split(";")) == row.n_norms


def test_agreements_without_a_cell_at_the_grade_are_left_out(codings, agreements, norms):
    weak = codings.assign(
        basis=codings["basis"].mask(codings["agreement_id"].eq("code-2015"), "unverified")
    )
    assert "code-2015" not in norm_sets(weak, agreements, norms, "explicit", "secondary")


def test_norms_below_the_level_are_not_in_the_set(codings, agreements, norms):
    sets = norm_sets(codings, agreements, norms, "implicit")
    assert sets["pact-2018"] == {"GGE-A", "GGE-F"}
    assert sets["late-2021"] == {"X-LAW"}
