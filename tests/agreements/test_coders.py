"""The passes are compared where a comparison means something, and only there."""

import pandas as pd
import pytest

from bpfanalysis.agreements.coders import coder_reliability, wsis_reliability


@pytest.fixture
def one_pass(codings) -> pd.DataFrame:
    implicit = codings["presence"].replace("by-reference", "implicit")
    address = implicit.map({"absent": None}).mask(implicit.ne("absent"), "states;private")
    return codings.assign(presence=implicit, addressee=address)


def test_identical_passes_agree_entirely(one_pass, norms):
    found = coder_reliability(one_pass, one_pass, norms, n_draws=20, seed=1)
    overall = found[found["norm_id"].eq("overall")].set_index("attribute")
    assert overall.loc[["presence", "strength", "direction"], "alpha"].tolist() == [1.0, 1.0, 1.0]
    assert overall["agreement"].eq(1).all()
    assert pd.isna(overall.loc["addressee", "alpha"])  # one value throughout: nothing to tell apart


def test_details_are_compared_only_where_both_passes_coded_present(one_pass, norms):
    other = one_pass.assign(
        presence=one_pass["presence"].mask(one_pass["agreement_id"].eq("pact-2018"), "absent")
    )
    found = coder_reliability(one_pass, other, norms, n_draws=20, seed=1)
    units = found[found["norm_id"].eq("overall")].set_index("attribute")["n_units"]
    assert units["presence"] == 12
    assert units["strength"] == 6  # eight present cells, two of them the Pact's


def test_a_norm_in_another_order_of_addressees_is_the_same(one_pass, norms):
    turned = one_pass.assign(
        addressee=one_pass["addressee"].replace("states;private", "private;states")
    )
    found = coder_reliability(one_pass, turned, norms, n_draws=20, seed=1)
    assert found.loc[found["attribute"].eq("addressee"), "agreement"].dropna().eq(1).all()


def test_every_norm_and_attribute_has_a_row_in_codebook_order(one_pass, norms):
    found = coder_reliability(one_pass, one_pass, norms, n_draws=20, seed=1)
    assert found["attribute"].drop_duplicates().tolist() == [
        "presence",
        "strength",
        "direction",
        "addressee",
    ]
    assert found["norm_id"].tolist() == ["overall", *norms["norm_id"]] * 4


def test_the_interval_depends_on_the_seed_alone(one_pass, norms):
    other = one_pass.assign(presence=one_pass["presence"].iloc[::-1].to_numpy())
    first, again = (coder_reliability(one_pass, other, norms, 50, seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_wsis_values_are_ordered():
    a = pd.DataFrame(
        {
            "agreement_id": list("wxyz"),
            "criterion": ["open"] * 4,
            "value": ["no", "partial", "yes", "yes"],
        }
    )
    near = a.assign(value=["no", "partial", "yes", "partial"])
    far = a.assign(value=["no", "partial", "yes", "no"])
    criteria = pd.DataFrame({"criterion": ["open"], "label": ["Open"]})
    close, wide = (
        wsis_reliability(a, other, criteria, n_draws=20, seed=1).loc[0, "alpha"]
        for other in (near, far)
    )
    assert close > wide  # yes against partial is a smaller difference than yes against no
