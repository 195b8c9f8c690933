"""The network page: one file that holds its data, its style and its script, and asks for nothing.

The policy of the page names the digests of that style and that script, so that a browser runs
nothing else, whatever a text may hold.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from bpfanalysis.agreements.scope import LABELS as SCOPE_LABELS
from bpfanalysis.errors import InputError
from bpfanalysis.site.citation import citation_text
from bpfanalysis.site.codings import Codings
from bpfanalysis.site.network_data import TABLE, payload, stored_parameters
from bpfanalysis.site.records import Inputs
from bpfanalysis.vocabularies import BASIS, PRESENT, label

ASSETS = Path(__file__).parent / "assets"
ADDRESS = "network.html"
LARGEST = 1_500_000  # bytes


def as_data(values: Any) -> Markup:
    """Values as JSON that may stand inside a script element: no text in it can end the element.

    Examples
    --------
    >>> print(as_data({"text": "</script><b>"}))
    {"text":"\\u003c/script\\u003e\\u003cb\\u003e"}
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def digest(text: str) -> str:
    """The digest by which a policy allows a style or a script.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(found).decode('ascii')}'"


def inline(name: str) -> str:
    """An asset as text for the page.

    Raises
    ------
    ValueError
        If it holds what would end its element.
    """
    text = (ASSETS / name).read_text(encoding="utf-8")
    if "</script" in text.lower() or "</style" in text.lower():
        raise ValueError(f"assets/{name} holds the end of its own element.")
    return text


def policy(style: str, script: str) -> str:
    """What a browser may do on the page: this style, this script, pictures within the page."""
    return (
        f"default-src 'none'; img-src data:; style-src {digest(style)}; "
        f"script-src {digest(script)}; base-uri 'none'; form-action 'none'"
    )


def network_page(inputs: Inputs, codings: Codings) -> str:
    """The page as HTML.

    Raises
    ------
    InputError
        If a tie cannot be traced to its provisions, or the page outgrows its limit.
    """
    from bpfanalysis.site.pages import render

    stored = stored_parameters(inputs)
    data = payload(codings, stored) | {"citation": citation_text(inputs.citation)}
    style, script = inline("style.css") + inline("network.css"), inline("network.js")
    icon = "data:image/svg+xml," + quote(inline("icon.svg").strip())
    maker = next(stage.name for stage in inputs.stages if TABLE in stage.writes)
    said = (
        f"{SCOPE_LABELS[stored['scope']]}, {label(stored['presence_level'])} or stronger, "
        f"at least {label(stored['min_basis'])}, all kinds of adopter, all years"
    )
    page = render(
        "network.html",
        inputs,
        active=ADDRESS,
        kind="explorer",
        title="Which norms stand together",
        description="The network of cybersecurity norms: choose a tie, read both provisions.",
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        icon=icon,
        data=as_data(data),
        scopes=list(SCOPE_LABELS.items()),
        levels=[(v, label(v) + ("" if v == "explicit" else " or stronger")) for v in PRESENT[::-1]],
        grades=[(v, "any grade" if v == BASIS[0] else label(v)) for v in BASIS],
        stored=said,
        notebook=f"notebooks/{maker}.html",
    )
    size = len(page.encode("utf-8"))
    if size > LARGEST:
        raise InputError(f"site/{ADDRESS} would have {size:,} bytes; its limit is {LARGEST:,}.")
    return page
