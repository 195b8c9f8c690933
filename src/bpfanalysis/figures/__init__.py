"""Figures: a drawing function for each picture, the catalogue, and the one exporter.

Drawing functions take a results frame, draw into ``ax`` (a new figure at print size without it)
and return the axes; they never read or save. `save` writes a figure under its name in the
catalogue, `show` is for looking while exploring. What is not asked for is not imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpfanalysis.figures.export import SavedFigure, save, show

_HOMES = {
    "save": "export",
    "show": "export",
    "SavedFigure": "export",
}

__all__ = ["SavedFigure", "save", "show"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
