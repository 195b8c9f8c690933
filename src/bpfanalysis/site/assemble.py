"""Write the site: every page and every file it offers, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, RENDERED, SITE, Project
from bpfanalysis.site.inputs import DOWNLOADS, read_inputs
from bpfanalysis.site.pages import all_pages, data_address
from bpfanalysis.site.records import Inputs

ASSETS = Path(__file__).parent / "assets"


def build(project: Project) -> list[Path]:
    """Write the whole site into `site/`.

    Parameters
    ----------
    project
        The project; its accepted files are read, nothing is run.

    Returns
    -------
    list of Path
        The files written, relative to `site/`, sorted.

    Raises
    ------
    InputError
        If an input is missing or incomplete, or the folder cannot be written. The site that was
        there stays as it was.

    Notes
    -----
    The same inputs give the same bytes. The site is written beside its place and then changes
    places with the old one, so that no reader meets half of it.
    """
    inputs = read_inputs(project)
    pages = all_pages(inputs)
    target = project.write_path(SITE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
    except OSError as error:
        raise InputError(f"{SITE} cannot be written: {error.strerror}.") from None
    try:
        staging.chmod(0o755)
        for address, html in pages.items():
            _write(staging / address, html.encode("utf-8"))
        copies = _copies(project, inputs)
        for address, source in copies.items():
            place = staging / address
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
        _swap(staging, target)
    except OSError as error:
        raise InputError(f"{SITE} cannot be written: {error.strerror or error}.") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return sorted(Path(address) for address in (*pages, *copies))


def _copies(project: Project, inputs: Inputs) -> dict[str, Path]:
    """Files that the site offers as they are: address on the site and where each is."""
    copies = {f"assets/{path.name}": path for path in sorted(ASSETS.iterdir()) if path.is_file()}
    for figure in inputs.figures:
        for suffix in DOWNLOADS:
            folder = "data/figures" if suffix == "csv" else "figures"
            file = f"{figure}.{suffix}"
            copies[f"{folder}/{file}"] = project.read_path(FIGURES / file)
    for table in inputs.tables.values():
        copies[data_address(table)] = project.read_path(table.path)
    for stage in inputs.stages:
        file = f"{stage.name}.ipynb"
        copies[f"notebooks/{file}"] = project.read_path(RENDERED / file)
    return copies


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _swap(staging: Path, target: Path) -> None:
    """Put the new folder in the place of the old one."""
    if not target.exists():
        staging.rename(target)
        return
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
