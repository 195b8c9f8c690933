"""Tables: what each one is, reading and writing it, where it comes from.

`read` and `write` are all that a notebook needs; `definition` says what a column means,
`sources_of` where the numbers of a table come from. `check_raw` holds the whole raw layer
against its description before anything runs, and `accept` writes down that it is as it should be.
"""

from bpfanalysis.tables.checks import check_raw
from bpfanalysis.tables.definitions import Column, Table, definition, definitions
from bpfanalysis.tables.documents import accept, codebook, raw_readme
from bpfanalysis.tables.reading import corrections_log, read
from bpfanalysis.tables.sources import Source, raw_tables_of, seal, sources, sources_of
from bpfanalysis.tables.writing import WriteError, write, write_bytes

__all__ = [
    "Column",
    "Source",
    "Table",
    "WriteError",
    "accept",
    "check_raw",
    "codebook",
    "corrections_log",
    "definition",
    "definitions",
    "raw_readme",
    "raw_tables_of",
    "read",
    "seal",
    "sources",
    "sources_of",
    "write",
    "write_bytes",
]
