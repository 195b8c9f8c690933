"""Tables: what each one is, reading and writing it, where it comes from.

`read` and `write` are all that a notebook needs; `definition` says what a column means.
"""

from bpfanalysis.tables.definitions import Column, Table, definition, definitions
from bpfanalysis.tables.reading import read
from bpfanalysis.tables.writing import WriteError, write

__all__ = ["Column", "Table", "WriteError", "definition", "definitions", "read", "write"]
