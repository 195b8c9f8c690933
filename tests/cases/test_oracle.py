"""Held against a package by other hands, where it is installed (it is no dependency)."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.cases.qca import qca

setqca = pytest.importorskip("setqca", reason="an optional oracle; not installed")
NAMES = ["A", "B", "C", "D"]


def terms_of(model):
    found = set()
    for implicant in model.boolean.implicants:
        literals = [
            name if bit else f"~{name}"
            for name, bit in zip(NAMES, implicant.pattern, strict=True)
            if bit is not None
        ]
        found.add("*".join(literals) or "1")
    return frozenset(found)


def ours(result, kind):
    """Our models with the fewest literals: the package breaks ties so, and lists only these."""
    models = {frozenset(m.names) for m in result.solutions.models[kind]}
    length = {model: sum(term.count("*") + 1 for term in model) for model in models}
    return {model for model in models if length[model] == min(length.values())}


@pytest.mark.parametrize("seed", range(20))
def test_complex_and_parsimonious_models_and_their_fit_are_the_same(seed):
    rng = np.random.default_rng(seed)
    values = rng.random((14, 5)).round(2) * 0.98 + 0.003  # never exactly 0.5
    if seed % 2:
        values = (values > 0.5).astype(float)
    data = pd.DataFrame(values, columns=[*NAMES, "Y"], index=[f"c{i}" for i in range(14)])
    # one direction for all, where the package and the textbook procedure are known to agree
    peer = setqca.FSQCA(consistency=0.8, max_solutions=1000)
    try:
        result = qca(data, "Y", NAMES, incl_cut=0.8)
    except ValueError:
        with pytest.raises(ValueError):
            peer.fit(data, outcome="Y", conditions=NAMES)
        return
    theirs = peer.fit(data, outcome="Y", conditions=NAMES)
    assert ours(result, "complex") == {terms_of(m) for m in theirs.conservative}
    assert ours(result, "parsimonious") == {terms_of(m) for m in theirs.parsimonious}
    fit = theirs.parsimonious[0].fit
    same = next(
        m
        for m in result.solutions.models["parsimonious"]
        if frozenset(m.names) == terms_of(theirs.parsimonious[0])
    )
    assert same.fit.consistency == pytest.approx(fit.consistency)
    assert same.fit.pri == pytest.approx(fit.pri)
    assert same.fit.coverage == pytest.approx(fit.coverage)
