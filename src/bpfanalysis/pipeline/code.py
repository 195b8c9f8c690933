"""Which modules of the library a notebook uses, found by reading imports, not by running them."""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "bpfanalysis"


def used_modules(sources: list[str]) -> list[str]:
    """The modules of this package that pieces of code import, directly or through others.

    Parameters
    ----------
    sources
        Python code, one text a cell. Imports inside functions count. Lines that are magics of
        IPython are passed over.

    Returns
    -------
    list of str
        Dotted names, sorted.

    Examples
    --------
    >>> used_modules(["from bpfanalysis.paths import Project"])
    ['bpfanalysis', 'bpfanalysis.errors', 'bpfanalysis.paths']
    """
    found: set[str] = set()
    waiting = [name for source in sources for name in _imports(source, PACKAGE)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting.extend(_module_imports(name))
    return sorted(found)


def module_file(name: str) -> Path | None:
    """The file of one of our modules; None if the name is no module."""
    root = _package_root()
    base = root.joinpath(*name.split(".")[1:])
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return None


@cache
def _package_root() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    return Path(spec.submodule_search_locations[0])


def _module_imports(name: str) -> list[str]:
    path = module_file(name)
    if path is None:
        return []
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return _imports(path.read_text(encoding="utf-8"), package)


def _imports(source: str, package: str) -> list[str]:
    code = "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()
    )
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                base = ".".join(parents[: len(parents) - node.level + 1] + [base] * bool(base))
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    modules = []
    for name in names:
        if name.split(".")[0] == PACKAGE:
            parts = name.split(".")
            prefixes = (".".join(parts[: end + 1]) for end in range(len(parts)))
            modules += [prefix for prefix in prefixes if module_file(prefix) is not None]
    return modules
