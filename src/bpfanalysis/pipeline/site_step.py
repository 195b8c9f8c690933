"""The last step of a run: building the site, if anything that it shows has changed."""

from __future__ import annotations

import errno
from pathlib import Path

from bpfanalysis.errors import InputError
from bpfanalysis.paths import SITE, STATE, Project
from bpfanalysis.pipeline import hashing
from bpfanalysis.pipeline.atomic import write_atomically
from bpfanalysis.pipeline.remains import remove
from bpfanalysis.pipeline.staleness import package_versions

CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS)


def site_inputs(project: Project) -> str:
    """One hash over everything that the site is built from."""
    from bpfanalysis.paths import FIGURES, NOTEBOOKS, PROCESSED, RAW
    from bpfanalysis.pipeline.code import module_file, used_modules

    content: dict[str, str] = {}
    for folder in (FIGURES, NOTEBOOKS, PROCESSED, RAW):
        for path in sorted((project.root / folder).rglob("*")):
            if path.is_file() and path.parent.name != "documents":
                content[path.relative_to(project.root).as_posix()] = hashing.of_file(path)
    content["CITATION.cff"] = hashing.of_file(project.root / "CITATION.cff")
    for module in used_modules(["from bpfanalysis.site import build"]):
        file = module_file(module)
        content[module] = hashing.of_file(file) if file else ""
    site = module_file("bpfanalysis.site")
    if site is not None:
        for path in sorted(site.parent.rglob("*")):
            if path.is_file() and path.suffix in {".html", ".css", ".js", ".j2", ".svg"}:
                content[path.relative_to(site.parent).as_posix()] = hashing.of_file(path)
    return hashing.of_value([content, package_versions()])


def build_site(project: Project) -> str:
    marker = project.root / STATE / "site-built"
    now = site_inputs(project)
    index = project.root / SITE / "index.html"
    if index.exists() and says(marker, now):
        return "unchanged"
    from bpfanalysis.site import build

    remove(marker)
    try:
        build(project)
    except InputError as error:
        if isinstance(error.__context__, OSError) and error.__context__.errno in CANNOT_WRITE:
            raise error.__context__ from None  # a full disk is no mistake in an input
        raise
    write_atomically(marker, now)
    return "built"


def says(marker: Path, text: str) -> bool:
    """Whether a file of our state says this; a damaged one says nothing."""
    try:
        return marker.read_bytes() == text.encode()
    except OSError:
        return False
