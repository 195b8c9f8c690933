"""Networks of norms: which norms stand in the same agreements, and how far beyond chance.

Pure functions over frames, arrays and networkx graphs, usable on anybody's 0/1 table. Nothing
here reads or writes a file.
"""
