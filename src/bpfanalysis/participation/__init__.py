"""Who takes part: contributors, outreach and adherents, by region and stakeholder group.

Pure functions from frames to frames. Nothing here reads or writes a file.
"""
