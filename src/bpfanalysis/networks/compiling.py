"""Whether numba (the `scale` extra) is there; without it the decorators change nothing.

Modules that use it are imported where a large table calls for them, so that small ones never
wait for the compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    import numba
except ImportError:
    AVAILABLE = False

    def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
        """Leave the function as it is."""
        return function

    inlined = compiled
else:
    AVAILABLE = True
    compiled = numba.njit(nogil=True)
    inlined = numba.njit(inline="always")
