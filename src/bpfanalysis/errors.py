"""The one kind of error that a person can mend.

Everything that is wrong with an input, a parameter or a folder is raised as `InputError`. Its
message says what was found, where, what was expected and what to do, in one or two lines; the
command line prints it without a traceback and ends with status 2.
"""

from __future__ import annotations

from collections.abc import Iterable


class InputError(Exception):
    """Something a person can mend: a table, a parameter, a folder.

    Examples
    --------
    >>> str(InputError("norms.csv, row 3: unknown family 'gge2'; expected gge or further"))
    "norms.csv, row 3: unknown family 'gge2'; expected gge or further"
    """


def at_most(messages: Iterable[str], limit: int = 10) -> str:
    """Join messages, one a line, and say how many were left out.

    Examples
    --------
    >>> print(at_most(["a", "b", "c"], limit=2))
    a
    b
    and 1 more of the same kind
    """
    listed = list(messages)
    shown = listed[:limit]
    if len(listed) > limit:
        shown.append(f"and {len(listed) - limit} more of the same kind")
    return "\n".join(shown)
