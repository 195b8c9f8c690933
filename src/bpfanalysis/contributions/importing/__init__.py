"""From a folder of contributions to clean tables: read, split, identify, suggest, redact, link.

`import_contributions` does what the command does; `import_folder` is what the pipeline calls.
Every document is treated as hostile and read in a process of its own; what comes out is a
suggestion for a person. See docs/importing.md.
"""

from bpfanalysis.contributions.importing.knowledge import Knowledge, find_project, load
from bpfanalysis.contributions.importing.run import Imported, import_contributions
from bpfanalysis.contributions.importing.stage import ImportedFolder, import_folder

__all__ = [
    "Imported",
    "ImportedFolder",
    "Knowledge",
    "find_project",
    "import_contributions",
    "import_folder",
    "load",
]
