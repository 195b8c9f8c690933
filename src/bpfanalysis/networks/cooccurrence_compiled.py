"""X'X of a sparse table, compiled (numba, the `scale` extra): one pass over the rows."""

from __future__ import annotations

from bpfanalysis.networks.compiling import compiled


@compiled
def add_rows(starts, columns, half):  # type: ignore[no-untyped-def]
    """Add 1 to `half` for every pair of ones in a row, and on the diagonal for every one."""
    for row in range(starts.size - 1):
        end = starts[row + 1]
        for at in range(starts[row], end):
            column = columns[at]
            half[column, column] += 1
            for later in range(at + 1, end):
                half[column, columns[later]] += 1
