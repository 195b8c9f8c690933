"""What readers see: executed notebooks kept for them, and a web site that needs no network.

`write_rendered` keeps an executed notebook, the same bytes whenever the results are the same;
`build` writes the whole site. Both are imported where they are used, so that a run that only
keeps notebooks does not load the templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpfanalysis.site.normalise import normalise, write_rendered

if TYPE_CHECKING:
    from pathlib import Path

    from bpfanalysis.paths import Project

__all__ = ["build", "normalise", "write_rendered"]


def build(project: Project) -> list[Path]:
    """Write the whole site; see `bpfanalysis.site.assemble.build`."""
    from bpfanalysis.site.assemble import build as build_site

    return build_site(project)
