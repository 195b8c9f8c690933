"""The coded record as the pages show it: cells, passes, checks, cases, read once as text.

Tables are read with their corrections applied. A project without codings has none of these
pages; a cell that a page would need and that is not there is an error that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least

if TYPE_CHECKING:
    from bpfanalysis.tables.corrections import Correction
    from bpfanalysis.tables.definitions import Table

Row = dict[str, str]
Cell = tuple[str, str]  # agreement and norm (or criterion)

CODED = ("presence", "strength", "direction", "addressee", "pinpoint", "paraphrase", "basis")
RAW = (
    "agreements",
    "norms",
    "lineage",
    "adjudicated",
    "coder_a",
    "coder_b",
    "verification",
    "wsis_criteria",
    "wsis_adjudicated",
    "wsis_coder_a",
    "wsis_coder_b",
    "case_studies",
    "case_assessment",
    "cyber_assessment",
    "case_conditions",
    "case_conditions_pass2",
    "case_conditions_coder_b",
    "cyber_conditions_coder_b",
    "case_calibration",
    "case_lessons",
)
RESULTS = (
    "norm_network",
    "norm_nodes",
    "norm_tie_choices",
    "tie_divergence",
    "norm_divergence",
    "assessment_stages",
)


@dataclass(frozen=True)
class Codings:
    """What was coded, by agreement and norm, by agreement and criterion, by case and stage.

    Attributes
    ----------
    agreements, norms
        By id; agreements in the order of adoption, norms in that of the codebook.
    tables
        The rows of every further table, by its name; results that have not been made are empty.
    cells, pass_a, pass_b, checks
        By agreement and norm.
    wsis, wsis_a, wsis_b
        By agreement and criterion.
    """

    agreements: dict[str, Row]
    norms: dict[str, Row]
    tables: dict[str, list[Row]]
    cells: dict[Cell, Row]
    pass_a: dict[Cell, Row]
    pass_b: dict[Cell, Row]
    checks: dict[Cell, Row]
    wsis: dict[Cell, Row] = field(default_factory=dict)
    wsis_a: dict[Cell, Row] = field(default_factory=dict)
    wsis_b: dict[Cell, Row] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether all of these tables hold rows."""
        return all(self.tables.get(name) for name in names)


def read_codings(project: Project) -> Codings | None:
    """Read the coded record; None where the project has no codings.

    Raises
    ------
    InputError
        If a table is broken, or a cell of the cross of agreements and norms is missing.
    """
    from bpfanalysis import tables
    from bpfanalysis.tables.reading import corrections

    definitions = tables.definitions()
    if "adjudicated" not in definitions:
        return None
    if not project.read_path(definitions["adjudicated"].path).is_file():
        return None
    entries = corrections(project)
    found = {name: _rows(definitions[name], project, entries) for name in RAW}
    for name in RESULTS:
        made = project.read_path(definitions[name].path).is_file()
        found[name] = _rows(definitions[name], project, entries) if made else []
    return arranged(found)


def arranged(found: Mapping[str, list[Row]]) -> Codings:
    """Rows by table, put where the pages look for them.

    Raises
    ------
    InputError
        If a cell of the cross of agreements and norms is missing.
    """
    by_date = sorted(found["agreements"], key=lambda row: (row["adopted_on"], row["agreement_id"]))
    agreements = {row["agreement_id"]: row for row in by_date}
    norms = {row["norm_id"]: row for row in found["norms"]}
    keyed = {
        name: {(row["agreement_id"], row["norm_id"]): row for row in found[name]}
        for name in ("adjudicated", "coder_a", "coder_b", "verification")
    }
    criteria = {
        name: {(row["agreement_id"], row["criterion"]): row for row in found.get(name, [])}
        for name in ("wsis_adjudicated", "wsis_coder_a", "wsis_coder_b")
    }
    for name in ("adjudicated", "coder_a", "coder_b"):
        for agreement in agreements:
            for norm in norms:
                if (agreement, norm) not in keyed[name]:
                    raise InputError(
                        f"{name}: {agreement} x {norm} is not coded; its page cannot be made. "
                        "Code the cell, or leave the agreement out of the register."
                    )
    return Codings(
        agreements=agreements,
        norms=norms,
        tables=dict(found),
        cells=keyed["adjudicated"],
        pass_a=keyed["coder_a"],
        pass_b=keyed["coder_b"],
        checks=keyed["verification"],
        wsis=criteria["wsis_adjudicated"],
        wsis_a=criteria["wsis_coder_a"],
        wsis_b=criteria["wsis_coder_b"],
    )


def is_present(cell: Row, presence: str, min_basis: str) -> bool:
    """Whether a cell counts as present at a level of presence and a grade of evidence.

    Examples
    --------
    >>> is_present({"presence": "implicit", "basis": "unverified"}, "implicit", "secondary")
    False
    """
    return cell["presence"] in at_least(presence, PRESENCE) and cell["basis"] in at_least(
        min_basis, BASIS
    )


def carriers(codings: Codings, norm: str) -> list[Row]:
    """The present cells of a norm, in the order of adoption."""
    cells = (codings.cells[agreement, norm] for agreement in codings.agreements)
    return [cell for cell in cells if cell["presence"] != "absent"]


def pairs(codings: Codings) -> list[tuple[str, str]]:
    """All pairs of norms, in the order of the codebook."""
    return list(combinations(codings.norms, 2))


def web_address(text: str) -> str:
    """The text where it is an address that a page may link to, else nothing.

    Examples
    --------
    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    plain = text.strip()
    ok = plain.startswith(("https://", "http://")) and not any(c.isspace() for c in plain)
    return plain if ok else ""


def host(address: str) -> str:
    """Whose address it is, as a reader would say it.

    Examples
    --------
    >>> host("https://www.example.org/a?b"), host("")
    ('example.org', '')
    """
    return web_address(address).partition("://")[2].partition("/")[0].removeprefix("www.")


def _rows(table: Table, project: Project, entries: list[Correction]) -> list[Row]:
    """The rows of a table as text, corrected; the run that the site shows has checked them."""
    from bpfanalysis.tables.corrections import apply
    from bpfanalysis.tables.shape import read_text

    frame = read_text(project.read_path(table.path), table.path.as_posix(), list(table.columns))
    if table.layer == "raw":
        frame, _ = apply(frame, table, entries)
    frame = frame.astype(object).where(frame.notna(), "")
    return [dict(zip(table.columns, values, strict=True)) for values in frame.values.tolist()]
