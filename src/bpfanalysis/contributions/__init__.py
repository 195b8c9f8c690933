"""What was contributed to the forum: tidy tables, questions, practices and the work plan.

Pure functions from frames to frames. Nothing here reads or writes a file.
"""
