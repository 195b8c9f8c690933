"""A small coded record: six agreements, four norms, two cases, with the results of the network."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from bpfanalysis.site.codings import Codings, Row, arranged
from bpfanalysis.site.records import Inputs, Stage
from bpfanalysis.vocabularies import CONDITION, OUTCOME

HOSTILE = '</script><img src=x onerror="alert(1)">'
AGREEMENTS = {
    "old-treaty": ("1999", "intergovernmental"),
    "first-call": ("2010", "multistakeholder"),
    "accord": ("2014", "private"),
    "pledge": ("2016", "intergovernmental"),
    "report": ("2019", "expert-group"),
    "late-code": ("2021", "private"),
}
NORMS = {"GGE-A": "Cooperate", "GGE-J": "Report flaws", "X-LIFE": "Design safely", "X-DNS": "Names"}
PRESENT: dict[tuple[str, str], tuple[str, str]] = {
    ("old-treaty", "GGE-A"): ("explicit", "primary"),
    ("first-call", "GGE-A"): ("explicit", "primary"),
    ("first-call", "GGE-J"): ("explicit", "primary"),
    ("accord", "GGE-A"): ("implicit", "unverified"),
    ("accord", "GGE-J"): ("explicit", "secondary"),
    ("accord", "X-LIFE"): ("explicit", "primary"),
    ("pledge", "GGE-A"): ("explicit", "unverified"),
    ("pledge", "GGE-J"): ("implicit", "unverified"),
    ("report", "GGE-J"): ("by-reference", "primary"),
    ("report", "X-LIFE"): ("explicit", "primary"),
    ("late-code", "X-LIFE"): ("explicit", "unverified"),
}
STORED = {
    "scope": "all",
    "presence_level": "implicit",
    "min_basis": "unverified",
    "null_model": "fdsm",
    "correction": "bh",
    "alpha": 0.05,
}


def cell(agreement: str, norm: str) -> Row:
    presence, basis = PRESENT.get((agreement, norm), ("absent", "unverified"))
    found = presence != "absent"
    strength = {"GGE-A": "shall", "GGE-J": "should"}.get(norm, "aspire")
    return {
        "agreement_id": agreement,
        "norm_id": norm,
        "presence": presence,
        "strength": strength if found else "",
        "direction": "positive" if found else "",
        "addressee": ("states" if norm == "GGE-A" else "states;private") if found else "",
        "pinpoint": f"art {len(norm)}" if found else "",
        "paraphrase": f"{agreement} asks to {norm.lower()}. {HOSTILE}" if found else "",
        "basis": basis,
        "source_url": f"https://texts.example.org/{agreement}" if found else "",
        "decided_by": "agreement" if norm == "GGE-A" else "rule-2",
        "reason": "" if norm == "GGE-A" else "The verb decides here.",
    }


def agreement(name: str) -> Row:
    year, kind = AGREEMENTS[name]
    return {
        "agreement_id": name,
        "title": f"The {name} of {year}",
        "short_title": name.replace("-", " ").capitalize(),
        "adopted_on": f"{year}-05",
        "adopter": "Some & others",
        "adopter_type": kind,
        "binding": "binding" if name == "old-treaty" else "voluntary",
        "norms_focused": "yes",
        "active_body": "none",
        "document_symbol": "",
        "source_url": "javascript:alert(1)" if name == "pledge" else "https://example.org/a",
        "basis": "primary",
        "note": "",
        "in_scope_2020": "no" if name in ("old-treaty", "late-code") else "yes",
        "scope_reason": "By the rule.",
    }


def tie(source: str, target: str) -> Row:
    read = ("implicit", "explicit")
    both = [
        a
        for a in AGREEMENTS
        if all(PRESENT.get((a, n), ("absent", ""))[0] in read for n in (source, target))
    ]
    firm = (source, target) == ("GGE-A", "GGE-J")
    return {
        "source": source,
        "target": target,
        "count": str(len(both)),
        "expected": "1.5",
        "jaccard": "0.75" if firm else "0.2",
        "p_two_sided": "0.004",
        "p_adjusted": "0.021" if firm else "0.6",
        "sign": "1" if firm else "0",
        "sign_hypergeometric": "1" if firm else "0",
        "sign_sdsm": "0",
        "sign_fdsm": "1" if firm else "0",
        "p_edge_more": "0.83",
        "p_edge_less": "0",
        "count_low": "2",
        "count_high": "4",
        "phi_low": "0.1",
        "phi_high": "0.9",
    }


def tables() -> dict[str, list[Row]]:
    """The rows of every table that the pages read."""
    cells = [cell(a, n) for a, n in product(AGREEMENTS, NORMS)]
    other = [row | {"presence": "explicit"} if row["presence"] == "implicit" else row
             for row in cells]  # fmt: skip
    pairs = list(combinations(NORMS, 2))
    conditions = (*CONDITION, *OUTCOME)
    coded = {"case_id": "whales", "basis": "secondary", "rationale": "Why so."}
    coded |= dict.fromkeys(conditions, "0.6")
    mechanism = {
        "case_id": "whales",
        "stage": "monitoring",
        "mechanism": "Catches are counted",
        "assessor": "self-report",
        "frequency_years": "1",
        "public": "yes",
        "consequence": "naming",
        "source_url": "https://example.org/w",
        "basis": "secondary",
    }
    wsis = [
        {"agreement_id": a, "criterion": "open", "value": "partial", "paraphrase": "In part.",
         "basis": "secondary", "source_url": "https://example.org/o", "decided_by": "judgement",
         "reason": "The passes differed."}
        for a in AGREEMENTS
    ]  # fmt: skip
    name = {"source_norm": "", "target_norm": ""}
    return {
        "agreements": [agreement(a) for a in AGREEMENTS],
        "norms": [
            {"norm_id": n, "family": "gge" if n.startswith("GGE") else "further",
             "paragraph": "13(a)" if n.startswith("GGE") else "", "short_label": label,
             "definition": f"{label}, in own words.", "typical_direction": "positive"}
            for n, label in NORMS.items()
        ],
        "lineage": [
            {"agreement_id": a, "lineage_block": a, "restates": "", "basis": "unverified",
             "reason": "Stands alone.", "source_url": ""}
            for a in AGREEMENTS
        ],
        "adjudicated": cells,
        "coder_a": cells,
        "coder_b": other,
        "verification": [
            cell("first-call", "GGE-A")
            | {"checked_against": "https://texts.example.org/first", "verdict": "confirmed",
               "note": "Article read."}
        ],
        "wsis_criteria": [{"criterion": "open", "label": "Open to all", "definition": "Open."}],
        "wsis_adjudicated": wsis,
        "wsis_coder_a": wsis,
        "wsis_coder_b": [row | {"value": "no"} for row in wsis],
        "case_studies": [
            {"case_id": "whales", "field": "oceans", "norm": "No whaling", "instrument": "A ban",
             "year_emerged": "1972", "year_adopted": "1982", "year_cascade": "",
             "binding": "binding", "entrepreneur": "Groups", "source_url": "https://example.org/w",
             "basis": "secondary", "summary": "A club became a guard."}
        ],
        "case_assessment": [mechanism],
        "cyber_assessment": [mechanism | {"case_id": "cyber-gge", "source_url": "",
                                          "basis": "unverified"}],
        "case_conditions": [coded],
        "case_conditions_pass2": [coded | {"enforcement": "0.2"}],
        "case_conditions_coder_b": [coded],
        "cyber_conditions_coder_b": [coded | {"case_id": "cyber-gge"}],
        "case_calibration": [],
        "case_lessons": [
            {"case_id": "whales", "lesson": "Count in public.", "cyber_norm_ids": "GGE-J;X-LIFE",
             "transferability": "medium", "why": "Flaws can be counted."}
        ],
        "norm_network": [tie(*pair) for pair in pairs],
        "norm_nodes": [{"norm_id": n, "n_agreements": "3"} for n in NORMS],
        "norm_tie_choices": [
            {"scope": "rule-2020", "presence": "explicit", "null_model": model, "n_tested": "6",
             "ties": "GGE-A-GGE-J" if model == "hypergeometric" else ""}
            for model in ("hypergeometric", "sdsm", "fdsm")
        ],
        "tie_divergence": [
            {"source": a, "target": b, "attribute": "overall", "divergence_source": "0.1",
             "divergence_target": "0.2", "apart": "0.3"} | name
            for a, b in pairs
        ],
        "norm_divergence": [
            {"norm_id": n, "attribute": "overall", "divergence": "0.25",
             "divergence_between_blocks": ""}
            for n in NORMS
        ],
        "assessment_stages": [
            {"case_id": "whales", "stage": "monitoring", "level": "self-report",
             "basis": "secondary"}
        ],
    }  # fmt: skip


def record(**changed: Any) -> Codings:
    """The record, with some tables changed."""
    return arranged(tables() | changed)


CITATION = {"title": "Norms", "authors": [{"name": "The contributors"}], "version": "1"}


def executed(**changed: object) -> dict[str, object]:
    lines = [f"{name}: str = {value!r}  # said" for name, value in (STORED | changed).items()]
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "\n".join(lines)}
    return {"cells": [cell]}


def inputs(notebook: dict[str, object] | None = None) -> Inputs:
    stage = Stage("03_ties", "Ties", "Which?", writes=("norm_network", "norm_nodes"))
    found = {"03_ties": notebook or executed()}
    return Inputs((stage,), found, {}, {}, (), (), CITATION, "1", record())
