"""Published results, reproduced; sources in conftest.py."""

import json

import pandas as pd
import pytest

from bpfanalysis.cases.qca import qca

LIPSET = ["DEV", "URB", "LIT", "IND", "STB"]
PRESENT = dict.fromkeys(LIPSET, 1)


def fits(result, kind):
    """Term -> (consistency, PRI, raw, unique coverage), to three decimals, of the first model."""
    return {
        t.term: (
            round(t.fit.consistency, 3),
            round(t.fit.pri, 3),
            round(t.fit.coverage, 3),
            round(t.unique_coverage, 3),
        )
        for t in result.solutions.models[kind][0].terms
    }


def whole(result, kind, model=0):
    fit = result.solutions.models[kind][model].fit
    return tuple(round(value, 3) for value in (fit.consistency, fit.pri, fit.coverage))


def test_lipset_crisp_truth_table(lipset_crisp):
    rows = qca(lipset_crisp, "SURV", LIPSET).table.frame(empty=False)
    assert rows[["row", "config", "n", "out", "incl", "pri"]].values.tolist() == [
        [1, "00000", 3, "0", 0, 0],
        [2, "00001", 2, "0", 0, 0],
        [5, "00100", 2, "0", 0, 0],
        [6, "00101", 1, "0", 0, 0],
        [22, "10101", 2, "1", 1, 1],
        [23, "10110", 1, "0", 0, 0],
        [24, "10111", 2, "1", 1, 1],
        [31, "11110", 1, "0", 0, 0],
        [32, "11111", 4, "1", 1, 1],
    ]


def test_lipset_crisp_solutions(lipset_crisp):
    result = qca(lipset_crisp, "SURV", LIPSET)
    assert fits(result, "complex") == {
        "DEV*~URB*LIT*STB": (1, 1, 0.5, 0.25),
        "DEV*LIT*IND*STB": (1, 1, 0.75, 0.5),
    }
    assert fits(result, "parsimonious") == {"DEV*STB": (1, 1, 1, 1)}
    assert result.solutions.simplifying == (18, 20, 26, 28, 30)
    cases = result.solutions.models["complex"][0].terms[0].cases
    assert sorted(cases) == ["FI", "FR", "IE", "SE"]


def test_lipset_crisp_negated(lipset_crisp):
    result = qca(lipset_crisp, "SURV", LIPSET, negate=True)
    assert result.expressions("complex") == ["~DEV*~URB*~IND + DEV*LIT*IND*~STB"]
    assert fits(result, "parsimonious") == {
        "~DEV": (1, 1, 0.8, 0.3),
        "~STB": (1, 1, 0.7, 0.2),
    }


def test_lipset_fuzzy_truth_table(lipset_fuzzy):
    rows = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.7).table.frame(empty=False)
    found = {r.config: (r.n, r.out, round(r.incl, 3), round(r.pri, 3)) for r in rows.itertuples()}
    assert found == {
        "00000": (3, "0", 0.216, 0.000),
        "00001": (2, "0", 0.278, 0.000),
        "00100": (2, "0", 0.521, 0.113),
        "00101": (1, "0", 0.529, 0.228),
        "10101": (2, "1", 0.804, 0.719),
        "10110": (1, "0", 0.378, 0.040),
        "10111": (2, "1", 0.709, 0.634),
        "11110": (1, "0", 0.445, 0.050),
        "11111": (4, "1", 0.904, 0.886),
    }


def test_lipset_fuzzy_three_solutions_at_inclusion_070(lipset_fuzzy):
    result = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.7, expect=PRESENT)
    assert fits(result, "complex") == {
        "DEV*~URB*LIT*STB": (0.809, 0.761, 0.433, 0.196),
        "DEV*LIT*IND*STB": (0.843, 0.821, 0.622, 0.385),
    }
    assert whole(result, "complex") == (0.871, 0.851, 0.818)
    assert result.expressions("parsimonious") == ["DEV*STB"]
    assert whole(result, "parsimonious") == (0.869, 0.848, 0.824)
    assert result.expressions("intermediate") == ["DEV*LIT*STB"]
    assert whole(result, "intermediate") == (0.869, 0.848, 0.824)


def test_lipset_fuzzy_three_solutions_at_inclusion_080(lipset_fuzzy):
    result = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8, expect=PRESENT)
    assert set(fits(result, "complex")) == {"DEV*URB*LIT*IND*STB", "DEV*~URB*LIT*~IND*STB"}
    assert set(fits(result, "parsimonious")) == {"DEV*~IND", "URB*STB"}
    assert set(fits(result, "intermediate")) == {"DEV*URB*LIT*STB", "DEV*LIT*~IND*STB"}
    assert whole(result, "complex")[2] == 0.658
    # of twelve simplifying assumptions one is easy and eleven are difficult
    assert len(result.solutions.simplifying) == 12
    assert (len(result.solutions.easy), len(result.solutions.difficult)) == (1, 11)


def test_lipset_fuzzy_necessity(lipset_fuzzy):
    table = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8).necessity.set_index("condition")
    assert table.loc["DEV"].round(3).tolist() == [0.831, 0.811, 0.775]


def test_women_in_parliament_has_two_tied_models(women):
    result = qca(women, "WNP", ["ES", "QU", "WS", "WM", "LP"])
    assert set(fits(result, "complex")) == {
        "~ES*~WS*WM*LP",
        "ES*QU*~WS*WM",
        "ES*QU*~WS*LP",
        "ES*WS*~WM*~LP",
        "ES*WS*WM*LP",
    }
    models = result.solutions.models["parsimonious"]
    assert [sorted(t.term for t in model.terms) for model in models] == [
        ["ES*WM", "QU*LP", "WS", "~ES*LP"],
        ["ES*WM", "QU*LP", "WM*LP", "WS"],
    ]
    assert result.solutions.n_models["parsimonious"] == 2
    assert fits(result, "parsimonious") == {
        "WS": (1, 1, 0.455, 0.182),
        "ES*WM": (1, 1, 0.545, 0.091),
        "QU*LP": (1, 1, 0.545, 0.091),
        "~ES*LP": (1, 1, 0.182, 0.091),
    }
    second = {t.term: round(t.unique_coverage, 3) for t in models[1].terms}
    assert second == {"WS": 0.182, "ES*WM": 0.091, "QU*LP": 0.091, "WM*LP": 0.091}
    assert any("2 tied models" in note for note in result.notes)


def test_women_in_parliament_intermediate_solution(women):
    conditions = ["ES", "QU", "WS", "WM", "LP"]
    result = qca(women, "WNP", conditions, expect=dict.fromkeys(conditions, 1))
    assert fits(result, "intermediate") == {
        "ES*WS": (1, 1, 0.455, 0.182),
        "WM*LP": (1, 1, 0.636, 0.182),
        "ES*QU*LP": (1, 1, 0.455, 0.091),
        "ES*QU*WM": (1, 1, 0.455, 0.091),
    }
    # Published for the parsimonious model with WM*LP; its tie with ~ES*LP, which row dominance
    # sets aside there, gives a model of its own here.
    assert result.expressions("intermediate")[1:] == ["ES*WS + ES*QU*WM + ES*QU*LP + ~ES*WM*LP"]


def test_women_in_parliament_negated(women):
    result = qca(women, "WNP", ["ES", "QU", "WS", "WM", "LP"], negate=True)
    assert set(fits(result, "complex")) == {
        "~ES*~WS*WM*~LP",
        "QU*~WS*~WM*~LP",
        "ES*~QU*~WS*~WM*LP",
    }


def test_contradictory_rows_explained_all_the_same_give_two_tied_models(lipset_contradictory):
    result = qca(lipset_contradictory, "SURV", LIPSET[:4], incl_cut=0.01)
    assert [sorted(e.split(" + ")) for e in result.expressions("complex")] == [
        ["DEV*~URB*LIT", "URB*LIT*IND", "~URB*LIT*~IND"],
        ["DEV*LIT*IND", "URB*LIT*IND", "~URB*LIT*~IND"],
    ]
    first = {
        t.term: (round(t.fit.consistency, 3), round(t.fit.coverage, 3))
        for model in result.solutions.models["complex"]
        for t in model.terms
    }
    assert first["~URB*LIT*~IND"] == (0.4, 0.25)
    assert first["URB*LIT*IND"] == (0.8, 0.5)
    assert first["DEV*~URB*LIT"] == (0.75, 0.375)


def test_contradictions_and_empty_rows_come_first_in_words(lipset_contradictory):
    result = qca(lipset_contradictory, "SURV", LIPSET[:4])
    rows = {r["config"]: r["out"] for r in result.to_dict()["truth_table"]}
    assert rows["0010"] == rows["1011"] == rows["1111"] == "C"
    assert rows["0111"] == rows["1010"] == "1"
    assert "EE, FI, HU, PL" in result.notes[0]
    assert "10 of 16 rows are empty" in " ".join(result.notes)


def test_six_cases_with_four_tied_models():
    data = pd.DataFrame(
        {
            "A": [1, 1, 0, 0, 1, 0],
            "B": [1, 0, 1, 0, 0, 1],
            "C": [0, 1, 1, 0, 1, 0],
            "Y": [1, 1, 1, 0, 0, 0],
        },
        index=list("uvwxyz"),
    )
    # u: AB~C, w: ~ABC have the outcome; v and y share A~BC and contradict one another.
    result = qca(data, "Y", ["A", "B", "C"])
    assert result.solutions.n_models["parsimonious"] == 4


def test_without_expectations_the_intermediate_solution_is_the_complex_one(lipset_fuzzy):
    result = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8)
    assert result.expressions("intermediate") == result.expressions("complex")


def test_expectations_for_a_removed_literal_whose_absence_is_expected():
    # One positive corner, all others empty but one: published for expectations of absence.
    data = pd.DataFrame({"W": [1, 0], "B": [1, 0], "S": [1, 0], "Y": [1, 0]}, index=["one", "none"])
    mixed = qca(data, "Y", ["W", "B", "S"], expect={"W": 0, "B": 1, "S": 1})
    terms = {m.expression for m in mixed.solutions.models["intermediate"]}
    assert "B*S" in terms


def test_the_document_is_json_with_the_promised_keys(lipset_fuzzy):
    document = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8, expect=PRESENT).to_dict()
    text = json.dumps(document, allow_nan=False)
    assert json.loads(text) == document
    assert len(document["truth_table"]) == 32
    assert {"row", "config", "n", "out", "incl", "pri", "cases"} <= set(document["truth_table"][0])
    model = document["solutions"]["parsimonious"][0]
    assert set(model) == {"terms", "consistency", "pri", "coverage"}
    assert set(model["terms"][0]) == {
        "term",
        "consistency",
        "pri",
        "raw_coverage",
        "unique_coverage",
        "cases",
    }
    assert [set(r) for r in document["necessity"]] == [
        {"condition", "consistency", "ron", "coverage"}
    ] * 10


def test_the_order_of_cases_does_not_matter(lipset_fuzzy):
    forward = qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8, expect=PRESENT).to_dict()
    backward = qca(lipset_fuzzy.iloc[::-1], "SURV", LIPSET, incl_cut=0.8, expect=PRESENT).to_dict()
    for document in (forward, backward):
        for row in document["truth_table"]:
            row["cases"].sort()
            row["deviant"].sort()
        for models in document["solutions"].values():
            for model in models:
                for term in model["terms"]:
                    term["cases"].sort()
    assert forward == backward


def test_the_data_is_left_as_it_was(lipset_fuzzy):
    before = lipset_fuzzy.copy()
    qca(lipset_fuzzy, "SURV", LIPSET, incl_cut=0.8)
    pd.testing.assert_frame_equal(lipset_fuzzy, before)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"conditions": ["DEV", "SURV"]}, "outcome 'SURV' is among the conditions"),
        ({"conditions": ["DEV", "DEV"]}, "named twice"),
        ({"conditions": ["DEV", "XXX"]}, "no column 'XXX'; the columns are DEV"),
        ({"conditions": []}, "No condition"),
        ({"outcome": "YYY"}, "no column 'YYY'"),
        ({"expect": {"XXX": 1}}, "names no condition"),
        ({"expect": {"DEV": 2}}, "neither 1"),
        ({"incl_cut": 0.99}, "No row .* the best is row 32 .* inclusion 0.904"),
        ({"incl_cut": 1.2}, "inclusion cut-off is 1.2"),
        ({"pri_cut": -1}, "PRI cut-off"),
        ({"n_cut": 0}, "frequency cut-off"),
        ({"n_cut": 9}, "holds enough cases .* fullest holds 4"),
    ],
)
def test_wrong_questions_are_answered_in_words(lipset_fuzzy, change, words):
    call = {"outcome": "SURV", "conditions": LIPSET, "incl_cut": 0.8, **change}
    with pytest.raises(ValueError, match=words):
        qca(lipset_fuzzy, **call)


def test_wrong_data_is_named(lipset_fuzzy):
    high = lipset_fuzzy.copy()
    high.loc["FR", "DEV"] = 1.4
    with pytest.raises(ValueError, match=r"'DEV', case 'FR': 1\.4; memberships lie between"):
        qca(high, "SURV", LIPSET)
    empty = lipset_fuzzy.copy()
    empty.loc["FR", "URB"] = None
    with pytest.raises(ValueError, match="'URB', case 'FR': no value"):
        qca(empty, "SURV", LIPSET)
    with pytest.raises(ValueError, match="1 case cannot be compared"):
        qca(lipset_fuzzy.iloc[:1], "SURV", LIPSET)
    with pytest.raises(ValueError, match=r"All memberships are 0\.5"):
        qca(lipset_fuzzy * 0 + 0.5, "SURV", LIPSET)
    half = lipset_fuzzy.copy()
    half["DEV"] = 0.5
    with pytest.raises(ValueError, match="belongs to no row"):
        qca(half, "SURV", LIPSET)


def test_a_case_at_one_half_belongs_to_no_row_and_is_named(lipset_fuzzy):
    data = lipset_fuzzy.copy()
    data.loc["UK", "IND"] = 0.5
    result = qca(data, "SURV", LIPSET, incl_cut=0.7)
    assert result.table.homeless == ("UK",)
    assert sum(row.n for row in result.table.rows) == 17
    assert any("UK" in note and "0.5" in note for note in result.notes)


def test_where_no_row_lacks_the_outcome_it_is_said():
    data = pd.DataFrame({"A": [1, 0], "Y": [1, 1]}, index=["a", "b"])
    result = qca(data, "Y", ["A"])
    assert result.expressions("complex") == ["1"]
    assert any("nothing can be told apart" in note for note in result.notes)
