"""The scope rule of 2020, one condition after the other, and what each of them leaves out.

The forum looked at voluntary, norms-focused agreements. The rule applied to this register asks
for three things in turn: voluntary, norms-focused, adopted no later than a given day. A variant
asks for a fourth: an active body behind the agreement. The forum's own list was not found; the
rule is ours, in its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from bpfanalysis.agreements.register import adoption_interval, has_active_body

LAST_DAY = "2020-12-31"
LABELS = {
    "rule-2020": "the scope rule of 2020",
    "rule-2020-active-body": "the scope rule of 2020 with an active body",
    "all": "the whole register",
}
SCOPES = tuple(LABELS)


@dataclass(frozen=True)
class Condition:
    """One condition of a scope rule: its name, its sentence, and its answer for an agreement."""

    name: str
    sentence: str
    answer: Callable[[Mapping[str, object]], str]  # yes, no or unknown


def conditions(scope: str, last_day: str = LAST_DAY) -> tuple[Condition, ...]:
    """The conditions of a scope rule, in the order in which they are asked.

    Parameters
    ----------
    scope
        ``rule-2020``, ``rule-2020-active-body`` or ``all`` (no condition).
    last_day
        Last day of adoption that is still in scope, ISO 8601.

    Raises
    ------
    ValueError
        If the scope is not one of the three.

    Examples
    --------
    >>> [condition.name for condition in conditions("rule-2020-active-body")]
    ['voluntary', 'norms-focused', 'adopted in time', 'active body']
    >>> conditions("all")
    ()
    """
    if scope not in SCOPES:
        raise ValueError(f"scope is '{scope}'; expected {', '.join(SCOPES[:-1])} or {SCOPES[-1]}.")
    rule = (
        Condition(
            "voluntary",
            "The agreement is voluntary, not legally binding.",
            lambda row: {"voluntary": "yes", "binding": "no"}.get(str(row["binding"]), "unknown"),
        ),
        Condition(
            "norms-focused",
            "Its centre is how actors should behave.",
            lambda row: _as_answer(row["norms_focused"]),
        ),
        Condition(
            "adopted in time",
            f"It was adopted no later than {last_day}.",
            lambda row: _in_time(str(row["adopted_on"]), last_day),
        ),
    )
    body = Condition(
        "active body",
        "The register names a body behind it.",
        lambda row: has_active_body(row["active_body"]),
    )
    return {"rule-2020": rule, "rule-2020-active-body": (*rule, body), "all": ()}[scope]


def scope_decisions(agreements: pd.DataFrame, scope: str, last_day: str = LAST_DAY) -> pd.DataFrame:
    """Apply a scope rule to each agreement and say at which condition it was left out.

    An agreement is kept if every condition is met, dropped at the first condition that is not
    met, and undecided at the first condition whose answer is not known (a date that straddles
    the last day, for instance).

    Parameters
    ----------
    agreements
        Raw register.
    scope, last_day
        As in `conditions`.

    Returns
    -------
    DataFrame
        In register order: `scope`, `agreement_id`, `agreement`, `decision` (kept, dropped,
        undecided), `condition` (empty where kept), `in_scope_2020` as the register has it, and
        `agrees`: whether the register says the same (undecided never agrees).

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "agreement_id": ["a", "b"], "short_title": ["Pact", "Treaty"],
    ...     "binding": ["voluntary", "binding"], "norms_focused": ["yes", "no"],
    ...     "adopted_on": ["2018", "2001-11-23"], "active_body": ["none", "Committee"],
    ...     "in_scope_2020": ["yes", "no"]})
    >>> scope_decisions(rows, "rule-2020")[["agreement", "decision", "condition"]].values.tolist()
    [['Pact', 'kept', nan], ['Treaty', 'dropped', 'voluntary']]
    >>> scope_decisions(rows, "rule-2020-active-body")["condition"].tolist()
    ['active body', 'voluntary']
    """
    asked = conditions(scope, last_day)
    rows = []
    for agreement in agreements.to_dict("records"):
        decision, stopped_at = "kept", None
        for condition in asked:
            answer = condition.answer(agreement)
            if answer != "yes":
                decision = "dropped" if answer == "no" else "undecided"
                stopped_at = condition.name
                break
        expected = {"yes": "kept", "no": "dropped"}.get(str(agreement["in_scope_2020"]))
        rows.append(
            {
                "scope": scope,
                "agreement_id": agreement["agreement_id"],
                "agreement": agreement["short_title"],
                "decision": decision,
                "condition": stopped_at,
                "in_scope_2020": agreement["in_scope_2020"],
                "agrees": decision == expected,
            }
        )
    return pd.DataFrame(rows)


def scope_steps(agreements: pd.DataFrame, scope: str, last_day: str = LAST_DAY) -> pd.DataFrame:
    """Walk through a scope rule: what goes into each condition, what is kept, what is left out.

    Parameters
    ----------
    agreements
        Raw register.
    scope, last_day
        As in `conditions`.

    Returns
    -------
    DataFrame
        One row per condition: `scope`, `step` (from 1), `condition`, `sentence`, `n_in`,
        `n_kept`, `n_dropped`, `n_undecided`, and the short titles behind the last three joined
        with ``;`` (`kept`, `dropped`, `undecided`; empty where none).

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "agreement_id": ["a", "b"], "short_title": ["Pact", "Treaty"],
    ...     "binding": ["voluntary", "binding"], "norms_focused": ["yes", "no"],
    ...     "adopted_on": ["2018", "2001-11-23"], "active_body": ["none", "Committee"],
    ...     "in_scope_2020": ["yes", "no"]})
    >>> scope_steps(rows, "rule-2020")[["n_in", "n_kept", "dropped"]].values.tolist()
    [[2, 1, 'Treaty'], [1, 1, nan], [1, 1, nan]]
    """
    decisions = scope_decisions(agreements, scope, last_day)
    left = decisions
    rows = []
    for step, condition in enumerate(conditions(scope, last_day), start=1):
        here = left["condition"].eq(condition.name)
        dropped = left.loc[here & left["decision"].eq("dropped"), "agreement"]
        undecided = left.loc[here & left["decision"].eq("undecided"), "agreement"]
        kept = left.loc[~here, "agreement"]
        rows.append(
            {
                "scope": scope,
                "step": step,
                "condition": condition.name,
                "sentence": condition.sentence,
                "n_in": len(left),
                "n_kept": len(kept),
                "n_dropped": len(dropped),
                "n_undecided": len(undecided),
                "kept": ";".join(kept) or None,
                "dropped": ";".join(dropped) or None,
                "undecided": ";".join(undecided) or None,
            }
        )
        left = left[~here]
    return pd.DataFrame(rows)


def select(agreements: pd.DataFrame, scope: str, last_day: str = LAST_DAY) -> pd.DataFrame:
    """The register rows that a scope rule keeps, in register order; undecided ones are not kept.

    Parameters
    ----------
    agreements
        Raw register.
    scope, last_day
        As in `conditions`.
    """
    kept = scope_decisions(agreements, scope, last_day)["decision"].eq("kept").to_numpy()
    return agreements[kept].reset_index(drop=True)


def _as_answer(value: object) -> str:
    return value if value in ("yes", "no") else "unknown"  # type: ignore[return-value]


def _in_time(adopted_on: str, last_day: str) -> str:
    first, last = adoption_interval(adopted_on)
    if last <= last_day:
        return "yes"
    return "no" if first > last_day else "unknown"
