"""Stages, parameters, staleness, and running notebooks with papermill."""
