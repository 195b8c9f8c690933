"""Parameters of a notebook: declared once, in its parameters cell, and checked before a run.

A line of the cell that is tagged ``parameters`` declares a parameter whole::

    presence_level: str = "implicit"  # {explicit, implicit} the weakest reading that counts
    n_draws: int = 20000  # [100, 1000000] draws of the null model

that is its name, type, default, choices in braces or a range in brackets, and one sentence.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bpfanalysis.errors import InputError

TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


@dataclass(frozen=True)
class Parameter:
    """One parameter: what it is called, what it may be, and what it does.

    Examples
    --------
    >>> alpha = parse_cell('alpha: float = 0.05  # [0, 1] level of the test')[0]
    >>> alpha.parse("0.01")
    0.01
    """

    name: str
    type: type
    default: Any
    choices: tuple[Any, ...]
    minimum: float | None
    maximum: float | None
    sentence: str

    @property
    def allowed(self) -> str:
        """The allowed values, in words."""
        if self.choices:
            return "one of " + ", ".join(str(choice) for choice in self.choices)
        if self.minimum is not None:
            return f"{_article(self.type)} from {self.minimum:g} to {self.maximum:g}"
        return _article(self.type)

    def check(self, value: Any) -> Any:
        """Return the value if it is allowed.

        Raises
        ------
        InputError
            If it is of another type, not among the choices, or out of range.
        """
        if self.type is float and type(value) is int:
            value = float(value)
        wrong = type(value) is not self.type
        if not wrong and self.choices:
            wrong = value not in self.choices
        if not wrong and self.minimum is not None and self.maximum is not None:
            wrong = not self.minimum <= value <= self.maximum
        if wrong:
            shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:60] + "..."
            raise InputError(f"parameter {self.name} is {shown}; expected {self.allowed}.")
        return value

    def parse(self, text: str) -> Any:
        """Read a value from the command line, where everything is text."""
        if self.type is str:
            return self.check(text)
        try:
            value = ast.literal_eval({"true": "True", "false": "False"}.get(text.lower(), text))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            value = text
        return self.check(value)


def _article(kind: type) -> str:
    return {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}[kind]


def parse_cell(source: str, where: str = "parameters cell") -> list[Parameter]:
    """Read the declarations of a parameters cell.

    Parameters
    ----------
    source
        The code of the cell; one declaration a line.
    where
        What to call the cell in a message.

    Raises
    ------
    InputError
        If a line is not a declaration, has no sentence, or its own default is not allowed.
    """
    comments = _comments(source)
    parameters: list[Parameter] = []
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise InputError(f"{where}{line}: not Python: {error.msg}.") from None
    except (ValueError, MemoryError, RecursionError) as error:
        raise InputError(f"{where}: not Python: {error}.") from None
    for node in body:
        line = f"{where}, line {node.lineno}"
        if not (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id in TYPES
            and node.value is not None
        ):
            raise InputError(
                f"{line}: expected a declaration such as  n_draws: int = 100  # [1, 9] sentence"
            )
        if source.splitlines()[node.lineno - 1].count("=") != 1:
            raise InputError(f"{line}: papermill reads only lines with a single '='; reword it.")
        try:
            default = ast.literal_eval(node.value)
        except ValueError:
            raise InputError(f"{line}: the default must be a plain value.") from None
        comment = comments.get(node.lineno, "")
        if any(node.target.id == known.name for known in parameters):
            raise InputError(f"{line}: parameter {node.target.id} is declared twice.")
        parameters.append(_declaration(node.target.id, node.annotation.id, default, comment, line))
    return parameters


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    try:
        return {t.start[0]: t.string.lstrip("# ") for t in tokens if t.type == tokenize.COMMENT}
    except (tokenize.TokenError, IndentationError):
        return {}


def _declaration(name: str, kind: str, default: Any, comment: str, line: str) -> Parameter:
    choices: tuple[Any, ...] = ()
    minimum = maximum = None
    sentence = comment
    if comment.startswith("{") and "}" in comment:
        inside, sentence = comment[1:].split("}", 1)
        convert = TYPES[kind] if kind != "bool" else (lambda text: text == "True")
        try:
            choices = tuple(convert(choice.strip()) for choice in inside.split(","))
        except ValueError:
            raise InputError(f"{line}: {{{inside}}} are not choices of type {kind}.") from None
    elif comment.startswith("[") and "]" in comment:
        inside, sentence = comment[1:].split("]", 1)
        try:
            minimum, maximum = (float(bound) for bound in inside.split(","))
        except ValueError:
            raise InputError(f"{line}: a range is written [smallest, largest].") from None
    if not sentence.strip():
        raise InputError(f"{line}: parameter {name} has no sentence that says what it does.")
    parameter = Parameter(name, TYPES[kind], default, choices, minimum, maximum, sentence.strip())
    try:
        parameter.check(default)
    except InputError as error:
        raise InputError(f"{line}: the default is not allowed: {error}") from None
    return parameter


def resolve(parameters: list[Parameter], given: Mapping[str, Any], stage: str) -> dict[str, Any]:
    """The values of a run: the defaults, replaced by what was given.

    Raises
    ------
    InputError
        If a name is unknown (with the nearest known one) or a value is not allowed.

    Examples
    --------
    >>> resolve(parse_cell('seed: int = 1  # [0, 9] seed'), {"seed": "4"}, "03_norm_networks")
    {'seed': 4}
    """
    import difflib

    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = (
                f"did you mean {near[0]}?"
                if near
                else "it has " + (", ".join(sorted(known)) or "no parameters") + "."
            )
            raise InputError(f"stage {stage} has no parameter {name!r}; {hint}")
    values = {}
    for name, parameter in known.items():
        try:
            if name not in given:
                values[name] = parameter.default
            elif isinstance(given[name], str):
                values[name] = parameter.parse(given[name])
            else:
                values[name] = parameter.check(given[name])
        except InputError as error:
            raise InputError(f"stage {stage}: {error}") from None
    return values
