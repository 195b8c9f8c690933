"""A table that pandas wrote into a notebook, written again for readers.

Cells are read out of the HTML as text, so nothing that stands in a table is ever interpreted.
What comes back has a caption, scopes, numbers set right, and scrolls within itself on a phone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

NUMBER = re.compile(r"^[+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?\s?%?$")
WEB_ADDRESS = re.compile(r"^https?://[^\s<>\"']+$")
MISSING = ("NaN", "None", "NaT", "<NA>", "nan")
LONG = 40  # characters from which a column needs room to be read
SIZE = re.compile(r"^\s*(\d+) rows × (\d+) columns\s*$")


@dataclass
class Cell:
    """A cell of a table: its text, whether it heads a row or column, how far it spans."""

    text: str
    is_header: bool
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Table:
    """A table as rows of cells, heading rows apart."""

    head: list[list[Cell]] = field(default_factory=list)
    body: list[list[Cell]] = field(default_factory=list)
    caption: str = ""
    note: str = ""


class TableParser(HTMLParser):
    """Reads the first table of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.table: Table | None = None
        self.rows: list[list[Cell]] | None = None
        self.place: Cell | str | None = None
        self.closed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a table, a row or a cell."""
        if tag == "table" and self.table is None:
            self.table = Table()
            self.rows = self.table.body
        elif self.table is None or self.closed:
            self.place = "note" if tag == "p" and self.table is not None else None
        elif tag == "thead":
            self.rows = self.table.head
        elif tag == "tbody":
            self.rows = self.table.body
        elif tag == "caption":
            self.place = "caption"
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            spans = dict(attrs)
            cell = Cell("", tag == "th", _span(spans, "colspan"), _span(spans, "rowspan"))
            self.rows[-1].append(cell)
            self.place = cell
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave a table or a cell."""
        if tag == "table":
            self.closed = True
        if tag in ("td", "th", "caption", "p"):
            self.place = None

    def handle_data(self, data: str) -> None:
        """Text inside a cell, the caption or the note below."""
        if isinstance(self.place, Cell):
            self.place.text += data
        elif self.place == "caption" and self.table is not None:
            self.table.caption += data
        elif self.place == "note" and self.table is not None:
            self.table.note += data


def read_table(html: str) -> Table | None:
    """Read the first table of a piece of HTML; None where there is none.

    A row header that only counts 0, 1, 2, ... is left out: it says nothing about the rows.

    Examples
    --------
    >>> table = read_table("<table><tr><th>norm</th></tr><tr><td>A</td></tr></table>")
    >>> [[cell.text for cell in row] for row in table.head + table.body]
    [['norm'], ['A']]
    """
    parser = TableParser()
    parser.feed(html)
    parser.close()
    table = parser.table
    if table is None:
        return None
    if not table.head:
        while table.body and all(cell.is_header for cell in table.body[0]):
            table.head.append(table.body.pop(0))
    table.head = [row for row in table.head if row]
    table.body = [row for row in table.body if row]
    for row in (*table.head, *table.body):
        for cell in row:
            cell.text = " ".join(cell.text.split())
    return _without_counter(_one_head(table))


def write_table(table: Table, caption: str, address: str) -> Markup:
    """Write a table with caption, scopes and its own scrolling.

    Parameters
    ----------
    table
        The table.
    caption
        What it shows, used where the table has no caption of its own.
    address
        The id of the element, unique on the page.
    """
    shown = table.caption.strip() or caption
    note = SIZE.match(table.note)
    if note and int(note[1]) > len(table.body):
        shown = f"{shown} (beginning and end of {note[1]} rows)"
    kinds = _kinds(table)
    head = "".join(_row(row, "col", kinds) for row in table.head)
    body = "".join(_row(row, "row", kinds) for row in table.body)
    return Markup(
        f'<div class="scroll" role="region" aria-labelledby="{escape(address)}" tabindex="0">'
        f'<table><caption><span id="{escape(address)}">{escape(shown)}</span></caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _span(attributes: dict[str, str | None], name: str) -> int:
    value = attributes.get(name) or "1"
    return int(value) if value.isdigit() and int(value) else 1


def _one_head(table: Table) -> Table:
    """Merge the second heading row, in which pandas writes the names of an index, into the first.

    Only where the two never name the same column.
    """
    if len(table.head) != 2:
        return table
    first, second = table.head
    simple = all(c.colspan == c.rowspan == 1 for c in (*first, *second))
    if simple and len(first) == len(second):
        pairs = list(zip(first, second, strict=True))
        # the first row may hold the name of the columns' axis above the index names
        if all(not b.text or not a.text or i == 0 for i, (a, b) in enumerate(pairs)):
            table.head = [[Cell(b.text or a.text, True) for a, b in pairs]]
    return table


def _without_counter(table: Table) -> Table:
    """The table without row headers that only count from 0."""
    firsts = [row[0] for row in table.body if row[0].text not in ("...", "⋮")]
    counted = [cell.text for cell in firsts if cell.is_header and cell.text.isdigit()]
    heads_empty = all(row[0].text == "" and row[0].colspan == 1 for row in table.head)
    first_half_counts = counted[:1] == ["0"] and all(
        int(text) == number for number, text in enumerate(counted[:3])
    )
    rows_simple = all(row[0].rowspan == 1 for row in table.body)
    several = all(len(row) > 1 for row in (*table.head, *table.body))
    if (
        firsts
        and len(counted) == len(firsts)
        and heads_empty
        and first_half_counts
        and rows_simple
        and several
        and not any(row[1].is_header for row in table.body)
    ):
        table.head = [row[1:] for row in table.head]
        table.body = [row[1:] for row in table.body]
    return table


def _kinds(table: Table) -> dict[int, str]:
    """Columns that hold numbers only or long texts, by position, where no cell spans others."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in table.body for cell in row):
        return {}
    width = max((len(row) for row in table.body), default=0)
    kinds = {}
    for position in range(width):
        texts = [row[position].text for row in table.body if position < len(row)]
        told = [text for text in texts if text not in (*MISSING, "", "...")]
        if told and all(NUMBER.match(text) for text in told):
            kinds[position] = "number"
        elif any(len(text) > LONG for text in told):
            kinds[position] = "text"
    return kinds


def _row(row: list[Cell], scope: str, kinds: dict[int, str]) -> str:
    if any(cell.colspan > 1 for cell in row):
        kinds = {}  # positions in this row are not positions of columns
    return f"<tr>{''.join(_cell(c, scope, kinds.get(i, '')) for i, c in enumerate(row))}</tr>"


def _cell(cell: Cell, scope: str, kind: str) -> str:
    attributes = ""
    if cell.colspan > 1:
        attributes += f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        attributes += f' rowspan="{cell.rowspan}"'
    if kind:
        attributes += f' class="{kind}"'
    if cell.text in MISSING:
        text = '<span class="missing" title="no value">–</span>'
    elif WEB_ADDRESS.match(cell.text):
        text = f'<a href="{escape(cell.text)}">{escape(cell.text)}</a>'
    else:
        text = escape(cell.text)
    if cell.is_header and text:
        group = "group" if cell.colspan > 1 and scope == "col" else ""
        group = "group" if cell.rowspan > 1 and scope == "row" else group
        return f'<th scope="{scope}{group}"{attributes}>{text}</th>'
    return f"<td{attributes}>{text}</td>"
