"""The report: findings as sentences whose numbers are computed, and figures shown again in order.

`findings` is pure; `show` reads saved figures.
"""

from bpfanalysis.report.sentences import PARTS, TABLES, findings, in_words
from bpfanalysis.report.shown import ShownFigure, show

__all__ = ["PARTS", "TABLES", "ShownFigure", "findings", "in_words", "show"]
