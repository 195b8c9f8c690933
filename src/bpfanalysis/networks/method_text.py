"""The paragraph of method that goes with a test of pairs, and the works it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REFERENCES = {
    "hypergeometric": (
        "Griffith, Veech & Marsh (2016). cooccur: probabilistic species co-occurrence analysis "
        "in R. Journal of Statistical Software 69. doi:10.18637/jss.v069.c02",
    ),
    "sdsm": (
        "Neal (2014). The backbone of bipartite projections. Social Networks 39, 84-97. "
        "doi:10.1016/j.socnet.2014.06.001",
        "Saracco, Di Clemente, Gabrielli & Squartini (2015). Randomizing bipartite networks: the "
        "case of the World Trade Web. Scientific Reports 5, 10595. doi:10.1038/srep10595",
    ),
    "fdsm": (
        "Strona, Nappo, Boccacci, Fattorini & San-Miguel-Ayanz (2014). A fast and unbiased "
        "procedure to randomize ecological binary matrices with fixed row and column totals. "
        "Nature Communications 5, 4114. doi:10.1038/ncomms5114",
        "Godard & Neal (2022). fastball: a fast algorithm to randomly sample bipartite graphs "
        "with fixed degree sequences. Journal of Complex Networks 10. doi:10.1093/comnet/cnac049",
    ),
    "fdsm exact": (
        "Miller & Harrison (2013). Exact sampling and counting for fixed-margin matrices. Annals "
        "of Statistics 41, 1569-1592. doi:10.1214/13-AOS1131",
    ),
    "fdsm sampled": (
        "Carstens, Hamann, Meyer, Penschuck, Tran & Wagner (2018). Parallel and I/O-efficient "
        "randomisation of massive networks using global curveball trades. ESA 2018. "
        "doi:10.4230/LIPIcs.ESA.2018.11",
        "Phipson & Smyth (2010). Permutation p-values should never be zero. Statistical "
        "Applications in Genetics and Molecular Biology 9. doi:10.2202/1544-6115.1585",
    ),
    "bh": (
        "Benjamini & Hochberg (1995). Controlling the false discovery rate. Journal of the Royal "
        "Statistical Society B 57, 289-300. doi:10.1111/j.2517-6161.1995.tb02031.x",
    ),
    "holm": (
        "Holm (1979). A simple sequentially rejective multiple test procedure. Scandinavian "
        "Journal of Statistics 6, 65-70.",
    ),
    "none": (),
}

_KEPT = {
    "hypergeometric": (
        "a null model that keeps the number of rows each column holds and treats rows as "
        "exchangeable (hypergeometric)"
    ),
    "sdsm": (
        "a null model that keeps row and column sums on average (stochastic degree sequence "
        "model, cell probabilities from the bipartite configuration model)"
    ),
    "fdsm": (
        "a null model that keeps every row and column sum exactly and gives each such table the "
        "same probability (fixed degree sequence model)"
    ),
}
_CORRECTED = {
    "bh": "corrected by Benjamini and Hochberg's method",
    "holm": "corrected by Holm's method",
    "none": "not corrected for their number",
}


def method_paragraph(info: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Say in one paragraph what was done, for a report; with the works to cite.

    Parameters
    ----------
    info
        What `norm_pairs` notes of a run.

    Returns
    -------
    tuple
        The paragraph and the list of references.

    Examples
    --------
    >>> text, references = method_paragraph(
    ...     {"null": "hypergeometric", "method": "exact", "n_rows": 4, "n_columns": 3,
    ...      "n_pairs": 3, "number_tested": 3, "number_fixed_by_margins": 0,
    ...      "correction": "none", "alpha": 0.05, "structural_zeros": 0,
    ...      "smallest_attainable_p": 0.3333})
    >>> text.split(". ")[0]
    'The 3 pairs of 3 columns in 4 rows were compared with a null model that keeps the number of \
rows each column holds and treats rows as exchangeable (hypergeometric)'
    >>> len(references)
    1
    """
    null, method = str(info["null"]), str(info["method"])
    parts = [
        f"The {info['n_pairs']:,} pairs of {info['n_columns']:,} columns in {info['n_rows']:,} "
        f"rows were compared with {_KEPT[null]}.",
        _how(info),
    ]
    if info.get("structural_zeros"):
        parts.append(f"{info['structural_zeros']:,} cells that could not be 1 were held at 0.")
    if info["number_fixed_by_margins"]:
        parts.append(
            f"{info['number_fixed_by_margins']:,} pairs whose count the margins leave no choice "
            "were given p = 1 and not tested."
        )
    if info["number_tested"]:
        parts.append(
            f"Two-sided p-values (twice the smaller tail) of the {info['number_tested']:,} tested "
            f"pairs were {_CORRECTED[info['correction']]}; signs are set at {info['alpha']:g}. "
            f"The smallest p any pair could reach is {info['smallest_attainable_p']:.3g}."
        )
    parts.append(
        "A tie says that two columns stand in the same rows more (or less) often than the null "
        "explains; it does not say that they mean the same, nor that one leads to the other."
    )
    references = [
        *REFERENCES[null],
        *REFERENCES.get(f"{null} {method}", ()),
        *REFERENCES[info["correction"]],
    ]
    return " ".join(parts), references


def _how(info: Mapping[str, Any]) -> str:
    null, method = info["null"], info["method"]
    if method == "approximate":
        return (
            "Tails were approximated by a Poisson distribution with the same mean, which "
            "overstates them where cell probabilities are large."
        )
    if method == "sampled":
        mixing = info.get("mixing", {})
        return (
            f"Tails were estimated from {info['draws']:,} draws by global curveball trades in "
            f"{mixing.get('chains', 1):,} chains, each after {mixing.get('burn_in_passes')} passes "
            f"over all rows and with {mixing.get('passes_between_draws')} passes between draws, as "
            f"p = (b + 1) / (N + 1), seed {info['seed']}. The largest correlation of a pair's "
            f"count between successive draws was {mixing.get('largest_autocorrelation', 0):.2f}."
        )
    if null == "fdsm":
        return "Tails are exact: all such tables were counted by dynamic programming."
    if null == "sdsm":
        return "Tails are exact (Poisson-binomial)."
    return "Tails are exact."
