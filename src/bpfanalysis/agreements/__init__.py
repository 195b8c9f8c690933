"""What international agreements hold: register, scope, norms, evidence, gaps, core set.

Every analysis is a pure function from frames to a frame. Functions that rest on coded cells take
`min_basis`, the weakest evidence that still lets a present cell count, so that every result can be
looked at again on firmer ground.
"""
