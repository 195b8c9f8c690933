"""Text of notebooks and captions as safe HTML, with headings in order.

Raw HTML in a text is shown, never interpreted. Headings never skip a level, whatever the author
wrote, and each has an address. Links lead to pages of this site or to the web; nothing is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import mistune
from markupsafe import Markup

Resolve = Callable[[str], str | None]
WEB = ("https://", "http://", "mailto:")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Heading:
    """A heading of a page: level, text as HTML without links, and its address on the page."""

    level: int
    text: Markup
    address: str


@dataclass
class Outline:
    """The headings of one page as they are met, with addresses that are never doubled.

    Examples
    --------
    >>> outline = Outline()
    >>> outline.add(1, "Norms"), outline.add(3, "Norms")
    (Heading(level=1, text=Markup('Norms'), address='norms'), Heading(level=2, \
text=Markup('Norms'), address='norms-2'))
    """

    headings: list[Heading] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)

    def add(self, level: int, text: str) -> Heading:
        """Enter a heading: at most one level below the last, and the first is the title."""
        plain = TAG.sub("", text)
        if not self.headings:
            level = 1
        else:
            level = max(2, min(level, self.headings[-1].level + 1))
        heading = Heading(level, Markup(plain), self.address(plain))
        self.headings.append(heading)
        return heading

    def address(self, text: str) -> str:
        """A new address made of a text."""
        base = slug(text)
        address, number = base, 1
        while address in self.addresses:
            number += 1
            address = f"{base}-{number}"
        self.addresses.add(address)
        return address


def slug(text: str) -> str:
    """Letters, digits and hyphens of a text, for an address.

    Examples
    --------
    >>> slug("Which norms? (São Paulo)")
    'which-norms-sao-paulo'
    """
    plain = unicodedata.normalize("NFKD", TAG.sub("", text)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "section"


class SafeRenderer(mistune.HTMLRenderer):
    """Markdown to HTML that loads nothing, with the page's outline kept along the way."""

    def __init__(self, outline: Outline, resolve: Resolve) -> None:
        super().__init__(escape=True)
        self.outline = outline
        self.resolve = resolve

    def heading(self, text: str, level: int, **_: object) -> str:
        """A heading at a level that does not skip."""
        entry = self.outline.add(level, text)
        return f'<h{entry.level} id="{entry.address}">{text}</h{entry.level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to the web or to a page of this site; of any other only the text stays."""
        address = url if url.startswith((*WEB, "#")) else self.resolve(url)
        if address is None:
            return text
        hint = f' title="{escape(title)}"' if title else ""
        return f'<a href="{escape(address)}"{hint}>{text}</a>'

    def linebreak(self) -> str:
        """A line break that the author set."""
        return "<br>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        """Pictures come from figures only; of any other the text stays."""
        return f"<em>{text}</em>"


def render_markdown(
    text: str, outline: Outline | None = None, resolve: Resolve | None = None
) -> Markup:
    """Render a text as safe HTML.

    Parameters
    ----------
    text
        Markdown with tables and strike-through.
    outline
        The headings of the page so far; a new one by default.
    resolve
        Turns a relative link into an address of the site, or None if there is none; without it
        relative links become plain text.

    Examples
    --------
    >>> print(render_markdown("**a** <b>"), end="")
    <p><strong>a</strong> &lt;b&gt;</p>
    """
    outline = outline if outline is not None else Outline()
    renderer = SafeRenderer(outline, resolve or _nowhere)
    parse = mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough"])
    html = str(parse(text)).replace("<table>", '<div class="scroll" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>")
    return Markup(html.replace("<th", '<th scope="col"').replace('<th scope="col"ead', "<thead"))


def _nowhere(url: str) -> None:  # noqa: ARG001
    return None


def render_inline(text: str) -> Markup:
    """Render one paragraph (a caption, a finding) without the paragraph's own tags.

    Examples
    --------
    >>> render_inline("n = *31*")
    Markup('n = <em>31</em>')
    """
    html = str(render_markdown(text)).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return Markup(html)
