"""The manifest of a run: what it used and made, how long it took, how much memory it needed."""

from __future__ import annotations

import json
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bpfanalysis.paths import STATE, Project
from bpfanalysis.pipeline.atomic import write_atomically
from bpfanalysis.pipeline.stages import Stage
from bpfanalysis.pipeline.staleness import package_versions, read_record


@dataclass
class Report:
    """What a run did: for each stage what happened, and how long it took in seconds."""

    ran: dict[str, float] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)
    site: str = "unchanged"


def write_manifest(
    project: Project,
    planned: list[tuple[Stage, dict[str, Any], dict[str, Any]]],
    report: Report,
) -> Path:
    """Write what this run used and made: parameters, hashes, versions, duration, memory."""
    folder = project.root / STATE / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    number = max((int(p.stem) for p in folder.glob("*.json") if p.stem.isdigit()), default=0) + 1
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    stages = {}
    for stage, values, _ in planned:
        record = read_record(project, stage) or {"fingerprint": {}, "outputs": {}}
        stages[stage.name] = {
            "parameters": values,
            "ran": stage.name in report.ran,
            "seconds": round(report.ran.get(stage.name, 0.0), 3),
            "inputs": {
                name.removeprefix("input "): value
                for name, value in record["fingerprint"].items()
                if name.startswith("input ")
            },
            "outputs": record["outputs"],
        }
    manifest = {
        "run": number,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "peak_memory_kib": peak,
        "packages": package_versions(),
        "stages": stages,
        "site": report.site,
    }
    path = folder / f"{number:06d}.json"
    write_atomically(path, json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return path
