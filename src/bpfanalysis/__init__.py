"""Reproducible analysis for the IGF Best Practice Forum on Cybersecurity 2020."""

__version__ = "0.1.0"
