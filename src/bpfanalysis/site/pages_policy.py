"""What a browser may load on the pages that have a script beside them: style, picture, script.

`file:` lets the pages work when they are opened from a folder; it reaches no other machine.
"""

from __future__ import annotations

SCRIPT_POLICY = (
    "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; "
    "script-src 'self' file:; base-uri 'none'; form-action 'none'"
)
