"""The ways in which a stage can fail, each with words for a person."""

from __future__ import annotations


class StageFailed(Exception):
    """A stage did not end well; the message says where and how, for a person."""


class KernelDied(StageFailed):
    """The kernel ended before its notebook did."""
