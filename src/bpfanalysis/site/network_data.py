"""What the network page carries: coded cells, ties of the stored views, places; all checked.

The page counts again in the browser, so its cells must be those that the results rest on. Each
stored count is therefore recomputed here, and each tie must have its provisions: a tie that
cannot be traced stops the build.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from bpfanalysis.agreements.adjudication import RULES
from bpfanalysis.agreements.scope import LABELS as SCOPE_LABELS
from bpfanalysis.errors import InputError
from bpfanalysis.site.codings import Codings, Row, is_present, pairs, web_address
from bpfanalysis.site.network_places import places
from bpfanalysis.site.records import Inputs
from bpfanalysis.vocabularies import (
    ADDRESSEE,
    ADOPTER_TYPE,
    BASIS,
    DIRECTION,
    PRESENCE,
    STRENGTH,
    label,
)

TABLE = "norm_network"
NULL_MODELS = ("hypergeometric", "sdsm", "fdsm")
ASSIGNED = re.compile(r"^(\w+)\s*(?::\s*\w+\s*)?=\s*([^#\n]+)", re.MULTILINE)
N_LAYOUT = 400  # ties that draw norms together in the picture


def stored_parameters(inputs: Inputs) -> dict[str, Any]:
    """The parameters with which the stored network was computed, from its executed notebook.

    Raises
    ------
    InputError
        If no stage writes the network, or its notebook lacks a parameter of the view.
    """
    stage = next((stage.name for stage in inputs.stages if TABLE in stage.writes), None)
    if stage is None:
        raise InputError(f"notebooks/stages.toml: no stage writes {TABLE}.")
    found: dict[str, Any] = {}
    for cell in inputs.notebooks[stage].get("cells", []):
        tags = cell.get("metadata", {}).get("tags", [])
        if "parameters" in tags or "injected-parameters" in tags:
            source = cell.get("source", "")
            found |= assigned(source if isinstance(source, str) else "".join(source))
    for name in ("scope", "presence_level", "min_basis", "null_model", "correction", "alpha"):
        if name not in found:
            raise InputError(
                f"notebooks/{stage}.ipynb declares no parameter {name!r}; the network page "
                "cannot say which view is stored."
            )
    return found


def assigned(source: str) -> dict[str, Any]:
    """The values that a parameters cell assigns.

    Examples
    --------
    >>> assigned('scope: str = "all"  # {all} what is counted' + chr(10) + "alpha: float = 0.05")
    {'scope': 'all', 'alpha': 0.05}
    """
    found = {}
    for name, value in ASSIGNED.findall(source):
        try:
            found[name] = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError):
            continue
    return found


def in_scope(codings: Codings) -> dict[str, list[str]]:
    """The agreements of each scope, by the project's own rule."""
    import pandas as pd

    from bpfanalysis.agreements.scope import select

    frame = pd.DataFrame(list(codings.agreements.values()))
    return {scope: list(select(frame, scope)["agreement_id"]) for scope in SCOPE_LABELS}


def check_ties(codings: Codings, stored: Mapping[str, Any], kept: list[str]) -> None:
    """Hold every stored tie against the cells that the page will show.

    Raises
    ------
    InputError
        Naming the tie that has no passages, or whose count the cells do not give.
    """
    name = {norm: row["short_label"] for norm, row in codings.norms.items()}
    level = (str(stored["presence_level"]), str(stored["min_basis"]))
    ties = {(row["source"], row["target"]): row for row in codings.tables[TABLE]}
    strange = sorted({norm for pair in ties for norm in pair} - set(codings.norms))
    if strange:
        raise InputError(
            f"{TABLE} ties the norm {strange[0]}, which the codebook does not hold. Run the stage "
            f"that writes {TABLE} again."
        )
    for source, target in pairs(codings):
        row = ties.get((source, target)) or ties.get((target, source))
        tie = f"the tie {source} – {target} ({name[source]} – {name[target]})"
        both = [
            agreement
            for agreement in kept
            if all(is_present(codings.cells[agreement, n], *level) for n in (source, target))
        ]
        for agreement in both:
            for norm in (source, target):
                cell = codings.cells[agreement, norm]
                if not cell["paraphrase"] or not cell["pinpoint"]:
                    raise InputError(
                        f"{tie} rests on {agreement} x {norm}, which has no passage: pinpoint or "
                        "paraphrase is empty. Fill them in adjudicated.csv."
                    )
        counted = int(row["count"]) if row else 0
        if counted != len(both):
            raise InputError(
                f"{tie} is stored with {counted} agreements, but {len(both)} have a passage for "
                f"both norms at this reading. Run the stage that writes {TABLE} again."
            )


def _code(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else -1


def _number(text: str) -> float | None:
    return float(text) if text else None


def payload(codings: Codings, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page shows, as plain values in a fixed order.

    Parameters
    ----------
    codings
        The coded record with the results of the network stage.
    stored
        The parameters of the stored view.

    Raises
    ------
    InputError
        If a tie cannot be traced to its provisions.
    """
    scopes = in_scope(codings)
    check_ties(codings, stored, scopes[str(stored["scope"])])
    norm_at = {norm: position for position, norm in enumerate(codings.norms)}
    agreement_at = {name: position for position, name in enumerate(codings.agreements)}
    addresses: dict[str, int] = {}
    decided = {name: position for position, name in enumerate(RULES)}
    cells = [
        _cell(codings.cells[a, n], agreement_at[a], norm_at[n], addresses, decided)
        for a in codings.agreements
        for n in codings.norms
        if codings.cells[a, n]["presence"] != "absent"
    ]
    counts = {row["norm_id"]: int(row["n_agreements"]) for row in codings.tables["norm_nodes"]}
    ranked = sorted(
        (row for row in codings.tables[TABLE] if int(row["count"]) > 1),
        key=lambda row: (-round(float(row["jaccard"] or 0), 6), row["source"], row["target"]),
    )
    pull = [(r["source"], r["target"], float(r["jaccard"])) for r in ranked[:N_LAYOUT]]
    names = {norm: row["short_label"] for norm, row in codings.norms.items()}
    return {
        "norms": [
            [norm, row["short_label"], row["family"], row["paragraph"], row["definition"]]
            for norm, row in codings.norms.items()
        ],
        "agreements": [
            [
                agreement,
                row["short_title"],
                row["title"],
                row["adopted_on"],
                _code(row["adopter_type"], ADOPTER_TYPE),
                [int(agreement in scopes[scope]) for scope in SCOPE_LABELS],
                row["adopter"],
                web_address(row["source_url"]),
            ]
            for agreement, row in codings.agreements.items()
        ],
        "cells": cells,
        "addresses": list(addresses),
        "ties": [_tie(row, norm_at) for row in codings.tables[TABLE] if int(row["count"])],
        "tie_meaning": [
            [
                norm_at[row["source"]],
                norm_at[row["target"]],
                *(_number(row[c]) for c in ("divergence_source", "divergence_target", "apart")),
            ]
            for row in codings.tables["tie_divergence"]
            if row["attribute"] == "overall"
        ],
        "norm_meaning": [
            [
                norm_at[row["norm_id"]],
                row["attribute"],
                _number(row["divergence"]),
                _number(row["divergence_between_blocks"]),
            ]
            for row in codings.tables["norm_divergence"]
            if row["norm_id"] in norm_at
        ],
        "choices": [
            [
                row["scope"],
                row["presence"],
                row["null_model"],
                int(row["n_tested"]),
                [tie for tie in row["ties"].split(";") if tie],
            ]
            for row in codings.tables["norm_tie_choices"]
        ],
        "stored": {
            key: stored[key]
            for key in ("scope", "presence_level", "min_basis", "null_model", "correction", "alpha")
        },
        "places": places(names, {n: counts.get(n, 0) for n in names}, pull),
        "words": {
            "presence": [label(value) for value in PRESENCE],
            "basis": [label(value) for value in BASIS],
            "strength": list(STRENGTH),
            "direction": list(DIRECTION),
            "addressee": [label(value).lower() for value in ADDRESSEE],
            "adopter": [label(value) for value in ADOPTER_TYPE],
            "scope": list(SCOPE_LABELS.values()),
            "decided": list(RULES.values()),
        },
        "codes": {
            "presence": list(PRESENCE),
            "basis": list(BASIS),
            "adopter": list(ADOPTER_TYPE),
            "scope": list(SCOPE_LABELS),
        },
    }


def _cell(
    row: Row, agreement: int, norm: int, addresses: dict[str, int], decided: Mapping[str, int]
) -> list[Any]:
    address = web_address(row["source_url"])
    place = addresses.setdefault(address, len(addresses)) if address else -1
    members = row["addressee"].split(";")
    return [
        agreement,
        norm,
        _code(row["presence"], PRESENCE),
        _code(row["basis"], BASIS),
        _code(row["strength"], STRENGTH),
        _code(row["direction"], DIRECTION),
        [position for position, name in enumerate(ADDRESSEE) if name in members],
        row["pinpoint"],
        row["paraphrase"],
        place,
        decided.get(row["decided_by"], -1),
    ]


def _tie(row: Row, norm_at: Mapping[str, int]) -> list[Any]:
    return [
        norm_at[row["source"]],
        norm_at[row["target"]],
        int(row["count"]),
        *(_number(row[c]) for c in ("expected", "p_two_sided", "p_adjusted")),
        int(row["sign"]),
        [int(row[f"sign_{model}"]) for model in NULL_MODELS],
        *(_number(row[c]) for c in ("p_edge_more", "p_edge_less")),
        *(int(row[c]) for c in ("count_low", "count_high")),
        *(_number(row[c]) for c in ("phi_low", "phi_high")),
    ]
