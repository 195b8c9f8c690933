"""Robustness of the published comparison: its re-runs and ranges, as tables with names.

The checks themselves stand in `robustness`; here they are asked of all four comparisons, and what
they return is joined into one table of variants and one of choices and literals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bpfanalysis.cases.comparison import MIDDLE, outcome_name
from bpfanalysis.cases.labels import case_name, condition_name, literal_name
from bpfanalysis.cases.robustness import (
    Question,
    choice_ranges,
    literals,
    mixed_passes,
    variants,
)


def all_variants(
    passes: Mapping[str, pd.DataFrame],
    asked: Sequence[Question],
    doubtful: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Whole re-runs for each outcome: other passes, without a case, without doubtful cases."""
    frames = []
    for question in asked:
        names = {*question.conditions, question.outcome}
        frame = variants(
            passes, question, MIDDLE, {k: v for k, v in doubtful.items() if k in names}
        )
        frame.insert(0, "outcome", outcome_name(question))
        frames.append(frame)
    found = pd.concat(frames, ignore_index=True)
    found["variant"] = [
        case_name(v) if check == "one case left out" else v
        for check, v in zip(found["check"], found["variant"], strict=True)
    ]
    return found


def solution_robustness(
    passes: Mapping[str, pd.DataFrame],
    asked: Sequence[Question],
    found: pd.DataFrame,
    n_draws: int,
    seed: int,
) -> pd.DataFrame:
    """Ranges of every choice, and how often each literal stands in the solution.

    Parameters
    ----------
    passes
        The passes, with the middle under `MIDDLE`; the others are mixed.
    asked
        The questions.
    found
        As returned by `all_variants`.
    n_draws, seed
        Of the mixed passes.

    Returns
    -------
    pandas.DataFrame
        `outcome, part (choice, literal), item, chosen, low, high, lowest_tried, highest_tried,
        share_variants, share_mixed, n_solutions`: for choices the range, for literals the share
        of re-runs and of mixed passes in whose solution the literal stands (`n_solutions`:
        different solutions among the mixed passes).
    """
    frames = []
    own = [table for name, table in passes.items() if name != MIDDLE]
    for question in asked:
        name = outcome_name(question)
        ranges = choice_ranges(passes[MIDDLE], question)
        ranges["item"] = [_choice_name(choice) for choice in ranges.pop("choice")]
        ranges.insert(0, "part", "choice")
        mixed = mixed_passes(own, question, n_draws, seed)
        reruns = literals(found.loc[found["outcome"] == name]).set_index("literal")["share"]
        draws = literals(mixed, "n_draws").set_index("literal")["share"]
        both = sorted(
            set(reruns.index) | set(draws.index),
            key=lambda n: (-draws.get(n, 0.0), -reruns.get(n, 0.0), n),
        )
        shares = pd.DataFrame(
            {
                "part": "literal",
                "item": [literal_name(n) for n in both],
                "share_variants": [float(reruns.get(n, 0.0)) for n in both],
                "share_mixed": [float(draws.get(n, 0.0)) for n in both],
                "n_solutions": len(mixed),
            }
        )
        frame = pd.concat([ranges, shares], ignore_index=True)
        frame.insert(0, "outcome", name)
        frames.append(frame)
    frame = pd.concat(frames, ignore_index=True)
    frame["n_solutions"] = frame["n_solutions"].astype("Int64")
    return frame[
        [
            "outcome",
            "part",
            "item",
            "chosen",
            "low",
            "high",
            "lowest_tried",
            "highest_tried",
            "share_variants",
            "share_mixed",
            "n_solutions",
        ]
    ]


def _choice_name(choice: str) -> str:
    _, _, condition = choice.partition(" of ")
    if not condition:
        return choice[0].upper() + choice[1:]
    return f"Crossover: {condition_name(condition).lower()}"
