"""An executed notebook as it is kept for readers: the same bytes whenever the results are the same.

A run leaves traces in a notebook that are no results: times, paths of the machine, the random id
of the cell with the injected parameters, the version of the kernel, the chopping of printed
text into pieces. They are taken out here; the outputs and their alternative text stay.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError

INJECTED_TAG = "injected-parameters"
CELL_METADATA = ("jupyter", "tags")
NOTEBOOK_METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# Pictures and other base64 are not searched for paths: chance would find some there.
TEXT_TYPES = ("application/json", "image/svg+xml")
WIDGET = "application/vnd.jupyter.widget-view+json"
ROOT_FOLDERS = (
    "Users|Volumes|builds|etc|github|home|media|mnt|opt|private|root|runner|srv|tmp|usr|var|work"
)
ABSOLUTE_PATH = re.compile(
    rf"(?<![\w./:~%-])(?:/(?:{ROOT_FOLDERS})/[^\s'\"<>)\]]+|[A-Za-z]:\\[^\s'\"<>]+)"
)
MEMORY_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]{6,}")
STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=[_\"' ])")


def normalise(notebook: Mapping[str, Any], *, folders: Iterable[str] = ()) -> dict[str, Any]:
    """Return a copy of an executed notebook without the traces of the run.

    Parameters
    ----------
    notebook
        An executed notebook, format 4, as plain data or as nbformat's node. It is not changed.
    folders
        Absolute paths of this machine that must not occur in any output (the project's folder,
        say); those that begin like a path of a common system are found without being named.

    Returns
    -------
    dict
        Format 4.5. Texts are whole strings; `to_bytes` splits them into lines.

    Raises
    ------
    InputError
        Naming the cell, if an output holds an absolute path, a cell failed, or ids are doubled.

    Notes
    -----
    Cells are counted 1, 2, ... in the order in which they stand, because a kernel that was
    warmed up has counted before. Pieces of one printed stream within a cell are joined. What a
    cell itself prints about time or chance cannot be told from a result and stays.

    Examples
    --------
    >>> cell = {"cell_type": "code", "id": "read", "source": ["a = 1\\n", "a"], "outputs": [],
    ...         "metadata": {"papermill": {"duration": 0.2}}, "execution_count": 9}
    >>> kept = normalise({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    >>> kept["cells"][0]["execution_count"], kept["cells"][0]["metadata"]
    (1, {})
    """
    if notebook.get("nbformat") != 4:
        raise InputError(
            f"Expected a notebook of format 4, found {notebook.get('nbformat')!r}; "
            "save it again with a current Jupyter."
        )
    named = tuple(folder for folder in folders if len(folder) > 1)
    cells: list[dict[str, Any]] = []
    executed = 0
    for position, cell in enumerate(notebook["cells"]):
        kept = _cell(cell, position)
        if kept["cell_type"] == "code":
            if cell.get("execution_count") is not None:
                executed += 1
                kept["execution_count"] = executed
            outputs = cell.get("outputs", [])
            kept["outputs"] = _outputs(outputs, position, kept, named)
        cells.append(kept)
    _check_ids(cells)
    return {
        "cells": cells,
        "metadata": json.loads(json.dumps(NOTEBOOK_METADATA)),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def to_bytes(notebook: Mapping[str, Any]) -> bytes:
    """The notebook as a file: keys sorted, texts split into lines, LF, UTF-8.

    Examples
    --------
    >>> to_bytes({"cells": [], "nbformat": 4}).decode()
    '{\\n "cells": [],\\n "nbformat": 4\\n}\\n'
    """
    ready = {**notebook, "cells": [_split(cell) for cell in notebook["cells"]]}
    text = json.dumps(ready, indent=1, sort_keys=True, ensure_ascii=False)
    return (text + "\n").encode("utf-8")


def write_rendered(
    notebook: Mapping[str, Any], path: str | Path, *, folders: Iterable[str] = ()
) -> Path:
    """Normalise an executed notebook and write it, whole or not at all.

    A file that already holds the same bytes is not touched.

    Raises
    ------
    InputError
        As `normalise`.
    """
    target = Path(path)
    content = to_bytes(normalise(notebook, folders=folders))
    if target.is_file() and target.read_bytes() == content:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target


def whole(text: str | Iterable[str]) -> str:
    """A text of a notebook, which the format stores whole or as a list of lines.

    Examples
    --------
    >>> whole(["a\\n", "b"])
    'a\\nb'
    """
    return text if isinstance(text, str) else "".join(text)


def describe(cell: Mapping[str, Any], position: int) -> str:
    """What to call a cell in a message: its id and its place, counted from 1.

    Examples
    --------
    >>> describe({"id": "read"}, 3)
    "cell 'read' (number 4)"
    """
    return f"cell {cell.get('id', 'without id')!r} (number {position + 1})"


def _cell(cell: Mapping[str, Any], position: int) -> dict[str, Any]:
    """A cell with source, id and the metadata worth keeping; outputs come later."""
    source = whole(cell["source"])
    old = cell.get("metadata", {})
    metadata = {key: old[key] for key in CELL_METADATA if old.get(key)}
    identifier = cell.get("id")
    if INJECTED_TAG in metadata.get("tags", ()) or not identifier:
        digest = hashlib.sha256(f"{position}\n{source}".encode()).hexdigest()[:8]
        kind = INJECTED_TAG if INJECTED_TAG in metadata.get("tags", ()) else cell["cell_type"]
        identifier = f"{kind}-{digest}"
    kept = {
        "cell_type": cell["cell_type"],
        "id": identifier,
        "metadata": json.loads(json.dumps(metadata)),
        "source": source,
    }
    if kept["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    return kept


def _outputs(
    outputs: Iterable[Mapping[str, Any]],
    position: int,
    cell: Mapping[str, Any],
    folders: tuple[str, ...],
) -> list[dict[str, Any]]:
    where = describe(cell, position)
    kept: list[dict[str, Any]] = []
    streams: dict[str, dict[str, Any]] = {}
    for output in outputs:
        kind = output["output_type"]
        if kind == "error":
            raise InputError(
                f"{where} failed ({output.get('ename', 'error')}); "
                "only notebooks that ran to their end are rendered."
            )
        if kind == "stream":
            text = whole(output["text"])
            if output["name"] in streams:
                streams[output["name"]]["text"] += text
            else:
                stream = {"name": output["name"], "output_type": "stream", "text": text}
                streams[output["name"]] = stream
                kept.append(stream)
            continue
        data = {
            mime: _datum(mime, value, position)
            for mime, value in output.get("data", {}).items()
            if mime != WIDGET
        }
        if not data:
            continue
        metadata = json.loads(json.dumps(output.get("metadata", {})))
        shown = {"data": data, "metadata": metadata, "output_type": kind}
        if kind == "execute_result":
            shown["execution_count"] = cell["execution_count"]
        kept.append(shown)
    for output in kept:
        _refuse_paths(output, where, folders)
    return kept


def _datum(mime: str, value: Any, position: int) -> Any:
    """One representation of an output, without addresses and ids drawn by chance."""
    if isinstance(value, Mapping) or (isinstance(value, list) and mime.endswith("json")):
        return json.loads(json.dumps(value))
    text = whole(value)
    if mime.startswith("image/") and mime not in TEXT_TYPES:
        return text.strip()
    if mime == "text/plain":
        return MEMORY_ADDRESS.sub("", text)
    if mime == "text/html":
        return STYLER_ID.sub(f"T_{position:05d}", text)
    return text


def _refuse_paths(output: Mapping[str, Any], where: str, folders: tuple[str, ...]) -> None:
    texts = [output["text"]] if output["output_type"] == "stream" else []
    for mime, value in output.get("data", {}).items():
        if mime.startswith("text/") or mime.endswith("json") or mime in TEXT_TYPES:
            texts.append(value if isinstance(value, str) else json.dumps(value))
    texts.append(json.dumps(output.get("metadata", {}), ensure_ascii=False))
    for text in texts:
        match = ABSOLUTE_PATH.search(text)
        found = match.group() if match else next((f for f in folders if f in text), None)
        if found:
            raise InputError(
                f"{where} shows the absolute path {found}; "
                "show a name relative to the project instead."
            )


def _check_ids(cells: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for position, cell in enumerate(cells):
        if cell["id"] in seen:
            raise InputError(f"{describe(cell, position)}: an earlier cell has the same id.")
        seen.add(cell["id"])


def _split(cell: Mapping[str, Any]) -> dict[str, Any]:
    """The cell with its texts as lists of lines, as Jupyter writes them."""
    ready = {**cell, "source": cell["source"].splitlines(keepends=True)}
    if "outputs" in cell:
        ready["outputs"] = [_split_output(output) for output in cell["outputs"]]
    return ready


def _split_output(output: Mapping[str, Any]) -> dict[str, Any]:
    if output["output_type"] == "stream":
        return {**output, "text": output["text"].splitlines(keepends=True)}
    data = {
        mime: value.splitlines(keepends=True)
        if isinstance(value, str) and (mime.startswith("text/") or mime in TEXT_TYPES)
        else value
        for mime, value in output["data"].items()
    }
    return {**output, "data": data}
