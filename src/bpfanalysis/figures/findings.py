"""What a picture shows, counted from the very frame that is drawn.

For each figure a function turns its frame into the values of placeholders in the catalogue's
texts, so that titles, captions and alternative texts say what the picture says. A notebook passes
only what a frame cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from bpfanalysis.figures import (
    findings_agreements,
    findings_cases,
    findings_networks,
    findings_participation,
)
from bpfanalysis.figures.phrases import Values

FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    **findings_agreements.FINDINGS,
    **findings_networks.FINDINGS,
    **findings_cases.FINDINGS,
    **findings_participation.FINDINGS,
}
SPELLED: Mapping[str, Mapping[str, str]] = {
    "presence_level": {
        "explicit": "stated explicitly",
        "implicit": "stated explicitly or clearly entailed",
        "by-reference": "stated, clearly entailed or endorsed by reference",
    },
    "null_model": {
        "hypergeometric": "a null model that keeps how often each norm occurs",
        "sdsm": (
            "a null model that keeps on average how often each norm occurs and how many norms "
            "each agreement holds"
        ),
        "fdsm": (
            "a null model that keeps how often each norm occurs and how many norms each agreement "
            "holds"
        ),
    },
}


def of(figure_id: str, data: pd.DataFrame) -> Values:
    """Values for the texts of a figure; none for a figure without a function."""
    function = FINDINGS.get(figure_id)
    return function(data) if function is not None else {}


def spelled(values: Mapping[str, Any]) -> Values:
    """Values with coded words spelled out for a reader.

    Examples
    --------
    >>> spelled({"presence_level": "explicit", "alpha": 0.05})
    {'presence_level': 'stated explicitly', 'alpha': 0.05}
    """
    return {
        name: SPELLED.get(name, {}).get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }
