"""Pictures of ties, meaning, spread and bundles: what is drawn, and that it can be read."""

import pandas as pd
import pytest

from bpfanalysis.figures import bundles, divergence, findings_networks, influence, spread, ties
from bpfanalysis.figures.legibility import faults, printed_lines

NAMES = {
    "A": "Report vulnerabilities responsibly",
    "B": "Security by design across the product life cycle",
    "C": "Confidence-building and transparency measures",
    "D": "Do no harm to emergency response teams",
}
NODES = pd.DataFrame(
    {
        "norm_id": list(NAMES),
        "norm": list(NAMES.values()),
        "family": ["gge", "further", "further", "gge"],
        "n_agreements": [17, 11, 20, 5],
    }
)


def certainty():
    frame = pd.DataFrame(
        {
            "source": ["A", "B", "A"],
            "target": ["B", "C", "D"],
            "phi": [0.7, 0.2, -0.3],
            "phi_low": [0.5, -0.1, -0.6],
            "phi_high": [1.0, 0.4, -0.1],
            "p_edge_more": [1.0, 0.4, 0.0],
            "sign_hypergeometric": [1, 0, 0],
            "sign_sdsm": [0, 0, 0],
            "sign_fdsm": [1, 0, 0],
        }
    )
    for end in ("source", "target"):
        frame[f"{end}_norm"] = frame[end].map(NAMES)
    return frame


def texts(ax):
    return [line.text for line in printed_lines(ax.get_figure(root=True))]


def readable(ax):
    assert faults(ax.get_figure(root=True)) == []
    return ax


def test_each_tie_shows_its_share_and_the_nulls_it_survives():
    ax = readable(ties.tie_certainty(certainty()))
    assert {"1", "0.4", "0"} <= set(texts(ax))
    filled = [
        line for line in ax.lines
        if line.get_marker() == "s" and line.get_markerfacecolor() == "#1c1c1c"
    ]  # fmt: skip
    assert len(filled) == 2, "one tie survives two null models"


def test_the_network_draws_ties_that_exist_in_some_coding_only():
    ax = readable(ties.tie_network(certainty(), NODES))
    styles = [line.get_linestyle() for line in ax.lines if len(line.get_xdata()) == 2]
    assert len(styles) == 2 and styles.count("-") == 1, "one sure tie, one that is not"
    assert not any(NAMES["D"][:12] in text for text in texts(ax)), "its only tie is never there"


def test_many_ties_are_cut_to_the_surest_and_said():
    ax = ties.tie_network(certainty(), NODES, most_ties=1)
    assert any("1 surest of 2 ties" in text for text in texts(ax))


def test_no_tie_is_said_in_words():
    none = certainty().assign(p_edge_more=0.0)
    assert any("No pair of norms" in text for text in texts(ties.tie_network(none, NODES)))
    empty = changes().iloc[:0]
    assert any(
        "No single agreement" in text for text in texts(influence.agreement_influence(empty))
    )


def changes():
    return pd.DataFrame(
        {
            "kind": ["agreement", "agreement", "family of texts"],
            "left_out": ["p", "q", "un"],
            "left_out_name": ["Paris Call", "Charter of Trust", "UN expert reports and kin"],
            "source": list("ABA"),
            "target": list("BCB"),
            "source_norm": [NAMES["A"], NAMES["B"], NAMES["A"]],
            "target_norm": [NAMES["B"], NAMES["C"], NAMES["B"]],
            "effect": ["makes", "hides", "makes"],
        }
    )


def test_lost_and_new_ties_have_different_marks():
    ax = readable(influence.agreement_influence(changes()))
    marked = [line.get_marker() for line in ax.lines if line.get_marker() in ("s", "o")]
    assert marked.count("s") == 3 and marked.count("o") == 2, "two squares, one circle, and the key"


def test_a_norm_in_too_few_agreements_has_no_divergence():
    rows = [
        (norm, NAMES[norm], family, attribute, n, value)
        for norm, family, n, value in (("A", "gge", 5, 0.4), ("B", "further", 2, 1.0))
        for attribute in ("strength", "direction", "addressee", "overall")
    ]
    columns = ["norm_id", "norm", "family", "attribute", "n_agreements", "divergence"]
    ax = readable(divergence.norm_divergence(pd.DataFrame(rows, columns=columns)))
    assert "in fewer than 3 agreements" in texts(ax)
    assert len(ax.patches) >= 1


def test_marks_at_zero_keep_clear_of_the_names():
    columns = ["norm_id", "norm", "family", "attribute", "n_agreements", "divergence"]
    rows = [
        ("A", NAMES["A"], "gge", attribute, 5, 0.0)
        for attribute in ("strength", "direction", "addressee", "overall")
    ]
    ax = divergence.norm_divergence(pd.DataFrame(rows, columns=columns))
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    per_mm = figure.dpi / 25.4
    name = max(t.get_window_extent().x1 for t in ax.texts if t.get_text() == NAMES["A"])
    (zero, _) = ax.transData.transform((0, 0))
    assert (zero - name) / per_mm > 1.0, "half a mark (0.7 mm) and a gap"


def spreading():
    return pd.DataFrame(
        {
            "norm_id": ["A", "A", "B"],
            "norm": [NAMES["A"], NAMES["A"], NAMES["B"]],
            "family": ["gge", "gge", "further"],
            "adopted_on": ["2013", "2015-07-22", "2018-11"],
            "year": [2013, 2015, 2018],
            "agreement_id": ["g", "h", "p"],
            "agreement": ["UN GGE report 2013", "UN GGE report 2015", "Paris Call"],
            "n_so_far": [1, 2, 1],
            "n_blocks_so_far": [1, 1, 1],
            "is_new_block": [True, False, True],
            "basis": ["primary", "unverified", "primary"],
        }
    )


def test_a_restating_text_is_drawn_empty_and_the_first_is_named():
    ax = readable(spread.norm_spread(spreading()))
    assert {"UN GGE report 2013", "Paris Call"} <= set(texts(ax))
    assert findings_networks.norm_spread(spreading())["n_one_family"] == 1


def test_a_bundle_beyond_chance_is_filled():
    frame = pd.DataFrame(
        {
            "norm_names": [";".join(NAMES.values()), ";".join(list(NAMES.values())[:3])],
            "size": [4, 3],
            "count": [11, 7],
            "expected": [3.6, 2.0],
            "sign": [1, 0],
        }
    )
    ax = readable(bundles.norm_bundles(frame))
    faces = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert "#2b6a99" in faces[:2] and "#ffffff" in faces[:2]


@pytest.mark.parametrize(
    ("draw", "frame"),
    [
        (ties.tie_certainty, certainty().drop(columns="phi")),
        (lambda frame: ties.tie_network(frame, NODES), certainty().drop(columns="p_edge_more")),
        (influence.agreement_influence, changes().drop(columns="effect")),
        (spread.norm_spread, spreading().drop(columns="is_new_block")),
    ],
)
def test_a_missing_column_is_named(draw, frame):
    with pytest.raises(ValueError, match="needs the column"):
        draw(frame)


def test_texts_count_what_is_drawn():
    told = findings_networks.tie_certainty(certainty())
    assert (told["n_weak"], told["n_fixed"], told["n_sdsm"], told["n_strict"]) == (1, 1, 0, 1)
    lost = findings_networks.agreement_influence(changes())
    assert (lost["n_lost_to_one"], lost["n_lost_to_family"], lost["n_hidden"]) == (1, 1, 1)
