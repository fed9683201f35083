"""Compact text of the sample files to the HTML that the services serve.

Paragraphs are split by blank lines; a block of lines beginning `- ` is a list, beginning `| ` a table whose
first row is in bold; `[words](address)` is a link and `**words**` bold. In debates, `[col 512]` is a
column number.
"""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_COLUMN = re.compile(r"\[col (\d+)\]")
BLANK_PARAGRAPH = "<p> </p>"


def answer_html(text: str, *, blank_lines: bool = False) -> str:
    """Return the HTML of a written answer or statement.

    With `blank_lines` the paragraphs are kept apart by `<p> </p>`, the habit of about half the real answers.
    """
    blocks = [_block_html(block) for block in _blocks(text)]
    return (BLANK_PARAGRAPH if blank_lines else "").join(blocks)


def speech_html(text: str) -> str:
    """Return the `Value` of a debate item: paragraphs split by CRLF CRLF, columns as empty spans."""
    paragraphs = (_inline(" ".join(block.split())) for block in _blocks(text))
    return "\r\n\r\n".join(_COLUMN.sub(_column_span, paragraph) for paragraph in paragraphs)


def plain(html: str) -> str:
    """Return the HTML without its tags, nothing put in their place, as list answers have it."""
    return re.sub(r"<[^>]+>", "", html)


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def _block_html(block: str) -> str:
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    if all(line.startswith("| ") for line in lines):
        return _table_html([[cell.strip() for cell in line.strip("| ").split("|")] for line in lines])
    return f"<p>{_inline(' '.join(block.split()))}</p>"


def _table_html(rows: list[list[str]]) -> str:
    head = [[f"**{cell}**" for cell in row] for row in rows[:1]]
    body = ("".join(f"<td><p>{_inline(cell)}</p></td>" for cell in row) for row in head + rows[1:])
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in body) + "</tbody></table>"


def _inline(text: str) -> str:
    linked = _LINK.sub(r'<a href="\2" target="_blank">\1</a>', escape(text, quote=False))
    return _BOLD.sub(r"<strong>\1</strong>", linked)


def _column_span(match: re.Match[str]) -> str:
    number = match[1]
    return f'<span id="{number}" class="column-number" data-column-number="{number}"></span>'
