"""Norms of other governance fields beside those of cybersecurity.

How a norm came about (`lifecycle`), who checks whether it is kept and what follows (`ladder`),
which circumstances go with adherence (`conditions`, and the set-theoretic comparison of
`truth_table`, `minimise`, `solutions` and `robustness`), and what of it speaks to cybersecurity
(`kin`, `lessons`, `transfer`). Pure functions: frames in, frames out, nothing is read or written.
"""
