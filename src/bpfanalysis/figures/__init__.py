"""Figures: a drawing function for each picture, the catalogue, and the one exporter.

Drawing functions take a results frame, draw into ``ax`` (a new figure at print size without it)
and return the axes; they never read or save. `save` writes a figure under its name in the
catalogue, `show` is for looking while exploring. What is not asked for is not imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpfanalysis.figures.bars import norm_frequency, norm_strength_direction
    from bpfanalysis.figures.bundles import norm_bundles
    from bpfanalysis.figures.clustering import agreement_similarity
    from bpfanalysis.figures.coverage import norm_coverage, wsis_gaps
    from bpfanalysis.figures.divergence import norm_divergence
    from bpfanalysis.figures.export import SavedFigure, save, show
    from bpfanalysis.figures.influence import agreement_influence
    from bpfanalysis.figures.intervals import coder_reliability
    from bpfanalysis.figures.kin import nearest_kin
    from bpfanalysis.figures.ladder import assessment_stages
    from bpfanalysis.figures.lessons import lessons_norms
    from bpfanalysis.figures.lifecycles import case_life_cycles
    from bpfanalysis.figures.matrix import norm_cooccurrence, norms_by_adopter
    from bpfanalysis.figures.network import norm_network
    from bpfanalysis.figures.panels import paris_call_adherents, participation_regions
    from bpfanalysis.figures.plan import workplan
    from bpfanalysis.figures.profiles import condition_profiles
    from bpfanalysis.figures.questions import contributions_by_question
    from bpfanalysis.figures.relations import set_relations
    from bpfanalysis.figures.robustness import solution_robustness
    from bpfanalysis.figures.spread import norm_spread
    from bpfanalysis.figures.ties import tie_certainty, tie_network
    from bpfanalysis.figures.timeline import agreements_timeline
    from bpfanalysis.figures.truth_tables import qca_truth_table
    from bpfanalysis.figures.upset import norm_combinations

_HOMES = {
    "SavedFigure": "export",
    "agreement_influence": "influence",
    "agreement_similarity": "clustering",
    "agreements_timeline": "timeline",
    "assessment_stages": "ladder",
    "case_life_cycles": "lifecycles",
    "coder_reliability": "intervals",
    "condition_profiles": "profiles",
    "contributions_by_question": "questions",
    "lessons_norms": "lessons",
    "nearest_kin": "kin",
    "norm_bundles": "bundles",
    "norm_combinations": "upset",
    "norm_cooccurrence": "matrix",
    "norm_coverage": "coverage",
    "norm_divergence": "divergence",
    "norm_frequency": "bars",
    "norm_network": "network",
    "norm_spread": "spread",
    "norm_strength_direction": "bars",
    "norms_by_adopter": "matrix",
    "paris_call_adherents": "panels",
    "participation_regions": "panels",
    "qca_truth_table": "truth_tables",
    "save": "export",
    "set_relations": "relations",
    "show": "export",
    "solution_robustness": "robustness",
    "tie_certainty": "ties",
    "tie_network": "ties",
    "workplan": "plan",
    "wsis_gaps": "coverage",
}

__all__ = [
    "SavedFigure",
    "agreement_influence",
    "agreement_similarity",
    "agreements_timeline",
    "assessment_stages",
    "case_life_cycles",
    "coder_reliability",
    "condition_profiles",
    "contributions_by_question",
    "lessons_norms",
    "nearest_kin",
    "norm_bundles",
    "norm_combinations",
    "norm_cooccurrence",
    "norm_coverage",
    "norm_divergence",
    "norm_frequency",
    "norm_network",
    "norm_spread",
    "norm_strength_direction",
    "norms_by_adopter",
    "paris_call_adherents",
    "participation_regions",
    "qca_truth_table",
    "save",
    "set_relations",
    "show",
    "solution_robustness",
    "tie_certainty",
    "tie_network",
    "workplan",
    "wsis_gaps",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
