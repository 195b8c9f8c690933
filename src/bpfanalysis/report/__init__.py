"""The report: findings as sentences whose numbers are computed from results tables."""

from bpfanalysis.report.sentences import PARTS, TABLES, findings, in_words

__all__ = ["PARTS", "TABLES", "findings", "in_words"]
