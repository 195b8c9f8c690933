"""Web pages: the article's blocks, without menus, scripts, hidden text and quoted mail.

Nothing that a page names is fetched.
"""

from __future__ import annotations

import re
from typing import Any

from bpfanalysis.contributions.importing.content import Content, Refused

MAX_DEPTH = 400
SKIPPED = {"script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe"}
SKIPPED |= {"select", "button", "embed", "applet", "audio", "video", "canvas", "del", "s"}
ASIDE = {"nav", "aside", "footer", "form", "dialog", "menu"}
QUOTED = {"blockquote"}
BLOCKS = {"p", "div", "section", "article", "main", "body", "html", "li", "ul", "ol", "dl", "dd"}
BLOCKS |= {"dt", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "header", "pre", "address"}
BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "hr", "fieldset", "legend"}
BLOCKS |= {"center", "details", "summary", "caption", "label"} | QUOTED | ASIDE
MENU = re.compile(
    r"(?:^|[\s_-])(nav|navbar|navigation|menu|sidebar|side-bar|breadcrumbs?|cookies?|banner|footer|"
    r"related|share|social|toolbar|skip-?link|subscribe|newsletter|comments?-area)(?:$|[\s_-])",
    re.I,
)
QUOTE_MARK = re.compile(
    r"gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|OutlookMessageHeader"
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)


def read_html(data: str, content_format: str = "html") -> Content:
    """Blocks of a page.

    Parameters
    ----------
    data
        The page as text, already decoded.

    Raises
    ------
    Refused
        If its elements are nested more deeply than pages are.
    """
    from bs4 import BeautifulSoup
    from bs4.element import Comment, Declaration, Doctype, ProcessingInstruction

    opened = closed = 0
    for tag in re.finditer(r"<(/?)[a-zA-Z]", data):
        closed += bool(tag[1])
        opened += not tag[1]
        if opened - closed > 5_000:
            raise Refused("is nested too deeply: not read")
    try:
        soup = BeautifulSoup(data, "html.parser")
    except (RecursionError, AssertionError, ValueError) as error:
        raise Refused("is nested too deeply or is no page: not read") from error
    content = Content(content_format)
    unseen = (Comment, Declaration, Doctype, ProcessingInstruction)
    main = soup.find("article") or soup.find("main") or soup.select_one("[role=main]")
    collector = Collector(content, unseen)
    if main is not None and len(main.get_text(" ", strip=True)) > 80:
        collector.walk(main, 0)
        inside = set(map(id, main.descendants)) | {id(main)}
        rest = [t for t in soup.find_all(string=True) if id(t) not in inside]
        content.aside.append(
            " \n".join(str(t) for t in rest if not isinstance(t, unseen) and not in_code(t))
        )
    else:
        collector.walk(soup.body or soup, 0)
    collector.flush("text")
    return content


def in_code(node: Any) -> bool:
    """Whether a piece of text stands in a script or style."""
    return any(p.name in ("script", "style", "template") for p in node.parents)


class Collector:
    """Walks a page and adds a block at the end of every block element."""

    def __init__(self, content: Content, unseen: tuple[type, ...]) -> None:
        self.content = content
        self.unseen = unseen
        self.open: list[str] = []

    def flush(self, kind: str) -> None:
        """End the present block."""
        text = "".join(self.open)
        self.open = []
        lines = [re.sub(r"[ \t\n\r]+", " ", line).strip() for line in text.split("\x00")]
        self.content.add(kind, "\n".join(filter(None, lines)))

    def walk(self, element: Any, depth: int, kind: str = "text") -> None:
        """Add the blocks below an element."""
        if depth > MAX_DEPTH:
            raise Refused("is nested too deeply: not read")
        for child in element.children:
            name = getattr(child, "name", None)
            if name is None:
                if not isinstance(child, self.unseen):
                    self.open.append(str(child).replace("\x00", ""))
            elif name == "br":
                self.open.append("\x00")
            elif name == "input":
                self.open.append(chosen(child))
            elif name in SKIPPED or hidden(child):
                continue
            elif name in BLOCKS:
                self.flush(kind)
                self.block(child, name, depth, kind)
            else:
                self.walk(child, depth + 1, kind)

    def block(self, child: Any, name: str, depth: int, kind: str) -> None:
        """Add a block element: aside, quote, row, heading, item or paragraph."""
        if name in QUOTED or QUOTE_MARK.search(marks(child)):
            self.content.add("quote", child.get_text(" ", strip=True))
        elif name in ASIDE or is_menu(child):
            self.content.aside.append(child.get_text(" \n", strip=True))
        elif name == "tr" and child.find("table") is None:
            cells = tuple(
                re.sub(r"\s+", " ", cell.get_text(" ", strip=True))
                for cell in child.find_all(["td", "th"])
            )
            if len(cells) == 1:
                self.content.add("text", cells[0])
            else:
                self.content.add("row", "\t".join(cells), cells)
        else:
            own = {"li": "item"}.get(name, kind if name not in ("p",) else "text")
            if re.fullmatch("h[1-6]|legend|dt", name) or (name == "p" and all_bold(child)):
                own = "heading"
            self.walk(child, depth + 1, own)
            self.flush(own)


def all_bold(element: Any) -> bool:
    """Whether a paragraph's words are all bold: a heading by hand."""
    texts = [t for t in element.find_all(string=True) if str(t).strip()]
    return bool(texts) and all(
        any(p.name in ("b", "strong") for p in t.parents if p is not element) for t in texts
    )


def chosen(element: Any) -> str:
    """What a form's field shows: only what was filled in."""
    kind = (element.get("type") or "text").lower()
    return f" {element.get('value', '')} " if kind in ("text",) and element.get("value") else ""


def marks(element: Any) -> str:
    """Class, id and role of an element in one line."""
    classes = element.get("class") or []
    classes = " ".join(classes) if isinstance(classes, list) else str(classes)
    return f"{classes} {element.get('id') or ''} {element.get('role') or ''}"


def is_menu(element: Any) -> bool:
    """Whether an element's class or id says that it is a menu, banner or the like."""
    return bool(MENU.search(marks(element)))


def hidden(element: Any) -> bool:
    """Whether an element is not shown."""
    return element.has_attr("hidden") or bool(HIDDEN.search(element.get("style") or ""))
