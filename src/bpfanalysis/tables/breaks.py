"""A broken rule as one sentence: file, row, what stands there, what is expected."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.tables.definitions import definition
from bpfanalysis.tables.shape import short


def first_break(name: str, frame: pd.DataFrame, broken: pd.Series, sentence: str) -> list[str]:
    """One sentence for the first row that breaks a rule, and how many more there are.

    Parameters
    ----------
    name
        The table.
    frame
        Its text, indexed by row in the file.
    broken
        Which rows break the rule.
    sentence
        What to say; ``{column}`` stands for the value of that column in the row.

    Returns
    -------
    list of str
        One sentence, or none.

    Examples
    --------
    >>> frame = pd.DataFrame({"family": ["gge", "gg"]}, index=[2, 3])
    >>> first_break("norms", frame, frame["family"] == "gg", "family is {family}")
    ["data/raw/norm_codebook/norms.csv, row 3: family is 'gg'"]
    """
    rows = frame.index[broken]
    if rows.empty:
        return []
    row = rows[0]
    shown = {c: short("" if pd.isna(v) else v) for c, v in frame.loc[row].items()}
    more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
    path = definition(name).path.as_posix()
    return [f"{path}, row {row}: {sentence.format(**shown)}{more}"]
