"""A small cut of the real data: fewer agreements, everything else whole."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from bpfanalysis import tables
from bpfanalysis.paths import Project

ROOT = Path(__file__).parents[2]
KEPT = (
    "asean-leaders-2018", "brics-xiamen-2017", "budapest-2001", "charter-of-trust-2018",
    "csde-antibotnet-2018", "ethicsfirst-2019", "foc-2015", "g7-lucca-2017", "gcsc-2019",
    "manrs-2014", "nato-pledge-2016", "oewg-2021", "osce-cbm-2016", "paris-call-2018",
    "sco-code-2015", "tech-accord-2018", "unga-74-247", "ungge-2015", "contract-web-2019",
    "wsis-tunis-2005",
)  # fmt: skip


def make_cut(folder: Path) -> Project:
    """Copy the project's inputs into a folder, with the agreements of `KEPT` only."""
    shutil.copytree(
        ROOT / "data/raw", folder / "data/raw", ignore=shutil.ignore_patterns("documents")
    )
    for name in ("notebooks", "figures"):
        (folder / name).mkdir()
    for path in [*(ROOT / "notebooks").glob("[0-9]*.ipynb"), ROOT / "notebooks/stages.toml"]:
        shutil.copy(path, folder / "notebooks")
    shutil.copy(ROOT / "figures/catalogue.toml", folder / "figures")
    shutil.copy(ROOT / "CITATION.cff", folder)
    project = Project(folder)
    known = {
        row["agreement_id"]
        for row in rows_of(folder / "data/raw/agreement_register/agreements.csv")
    }
    for path in sorted((folder / "data/raw").glob("*/*.csv")):
        cut_file(path, known - set(KEPT))
    for sidecar in sorted((folder / "data/raw").glob("*/source.toml")):
        tables.seal(sidecar.parent)
    (folder / "docs").mkdir()
    tables.accept(project)
    return project


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def cut_file(path: Path, dropped: set[str]) -> None:
    """Drop the rows of dropped agreements, and their mentions in the rows that stay."""
    rows = rows_of(path)
    if not rows:
        return
    kept = []
    for row in rows:
        if row.get("agreement_id") in dropped or row.get("id") in dropped:
            continue
        for column in ("agreement_ids", "restates"):
            if row.get(column):
                row[column] = ";".join(v for v in row[column].split(";") if v not in dropped)
        kept.append(row)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
