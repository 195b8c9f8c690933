"""X'X of a sparse table, compiled (numba, the `scale` extra): one pass over the rows."""

from __future__ import annotations

from bpfanalysis.networks.compiling import compiled


@compiled
def add_rows(starts, columns, half):  # type: ignore[no-untyped-def]
    """Add 1 to `half` for every pair of ones in a row, and on the diagonal for every one.

    All are arrays of unsigned integers, so that no index needs a check for being negative.
    """
    for row in range(starts.size - 1):
        end = starts[row + 1]
        for at in range(starts[row], end):
            line = half[columns[at]]
            for later in range(at, end):
                line[columns[later]] += 1
