"""Markup of the services in, safe HTML or plain text out.

Answers come as small HTML (paragraphs, tables, lists, links), transcripts as text with a few tags of
Hansard's own. Both functions take either, and plain text too. No e-mail address leaves this module:
officials' addresses hide in answers and in the Outlook wrappers around their links.
"""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

import nh3
from bs4 import BeautifulSoup, Tag

EMAIL_REMOVED = "[e-mail address removed]"

_TAGS = {
    "a", "br", "em", "li", "ol", "p", "strong", "sub", "sup", "ul",
    "caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_BLOCKS = frozenset({
    "blockquote", "caption", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
    "question", "table", "ul",
})  # fmt: skip
_ENDS_A_LINE = _BLOCKS | {"br", "questiontext"}  # a tabled question's number stands before it, on its line
_NOT_TEXT = "script, style, span.column-number, span.column-only"
_MAY_BE_NOT_TEXT = re.compile(r"<(?:script|style|span)\b", re.IGNORECASE)
_BREAK = "\0"  # a break we put in ourselves; line ends of the source are only white space

_WELL_FORMED = r"""/?[A-Za-z][\w:.-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?>|!--"""
_TAG = re.compile(f"<(?:{_WELL_FORMED})")
_STRAY_BRACKET = re.compile(f"<(?!{_WELL_FORMED})")
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_EMAIL = re.compile(r"\w[\w.+'’%-]*(?:@|%40)\w[\w-]*(?:\.\w[\w-]*)+", re.IGNORECASE)
_SAFELINK = re.compile(r"https?://[\w.-]*safelinks\.protection\.outlook\.com/[^\s<>\"]*", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n\s*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def clean_html(markup: str) -> str:
    """Return `markup` as HTML that is safe to publish.

    Keeps paragraphs, tables, lists, emphasis and links to http and https; Outlook "safelinks" become
    the address they wrap; e-mail addresses become a note in the text and take their link away.
    """
    safe = nh3.clean(
        _escape_stray_brackets(markup),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_clean_attribute,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    readable = _SAFELINK.sub(lambda match: html.escape(_unwrapped(html.unescape(match[0]))), safe)
    return _DEAD_LINK.sub(r"\1", without_emails(readable))


def html_to_text(markup: str) -> str:
    r"""Return `markup` as plain text: one paragraph, list item or table row a line, no blank lines.

    Cells are joined by ` | `, white space is collapsed, entities are decoded, column markers of
    Hansard vanish. In plain text every line end starts a paragraph; between tags only `<br>`, blocks
    and blank lines (`\r\n\r\n`, Hansard's own paragraph mark) do. Applied to its own output it
    changes nothing, so text that was escaped twice comes out as plain as the rest.
    """
    text = _to_text_once(markup)
    while ("<" in text or "&" in text) and (again := _to_text_once(text)) != text:
        text = again
    return text


def without_emails(text: str) -> str:
    """Return `text` with a note in place of every e-mail address, also of one inside a link."""
    return _EMAIL.sub(EMAIL_REMOVED, text) if "@" in text or "%40" in text else text


def clean_link(address: str) -> str:
    """Return a web address without Outlook's wrapper around it and without any e-mail address in it."""
    return without_emails(_SAFELINK.sub(lambda match: _unwrapped(match[0]), address.strip()))


def column_numbers(markup: str) -> list[str]:
    """Return the numbers of the Hansard columns that begin inside `markup`, in order."""
    return re.findall(r'<span\b[^>]*\bdata-column-number="([^"]+)"', markup)


def _to_text_once(markup: str) -> str:
    text = _marked_up_text(markup) if _TAG.search(markup) else html.unescape(markup).replace("\n", _BREAK)
    lines = (_collapse(line) for line in text.split(_BREAK))
    joined = "\n".join(line for line in lines if line)
    return without_emails(_SAFELINK.sub(lambda match: _unwrapped(match[0]), joined))


def _marked_up_text(markup: str) -> str:
    soup = BeautifulSoup(_escape_stray_brackets(_BLANK_LINE.sub(_BREAK, markup)), "html.parser")
    if _MAY_BE_NOT_TEXT.search(markup):
        for unwanted in soup.select(_NOT_TEXT):
            unwanted.decompose()
    rows = []
    for tag in soup.find_all(True):
        if tag.name in _BLOCKS:
            tag.insert_before(_BREAK)
        if tag.name in _ENDS_A_LINE:
            tag.insert_after(_BREAK)  # not in place of <br>: the parser may have put text inside it
        elif tag.name == "tr":
            rows.append(tag)
    for row in reversed(rows):  # inner tables first, they become part of their cell
        row.replace_with(f"{_BREAK}{_row_text(row)}{_BREAK}")
    return soup.get_text()


def _row_text(row: Tag) -> str:
    cells = [_collapse(cell.get_text().replace(_BREAK, " ")) for cell in row.find_all(["td", "th"])]
    return " | ".join(cells) if any(cells) else ""


def _collapse(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


def _escape_stray_brackets(markup: str) -> str:
    """Keep "fewer than <five cases" readable: a bracket that opens no well-formed tag is a character."""
    return _STRAY_BRACKET.sub("&lt;", markup)


def _unwrapped(safelink: str) -> str:
    return _clean_address(safelink) or EMAIL_REMOVED


def _clean_attribute(tag: str, attribute: str, value: str) -> str | None:
    return _clean_address(value) if (tag, attribute) == ("a", "href") else value


def _clean_address(address: str) -> str | None:
    """Unwrap `address`; None when it is not of the web or carries an e-mail address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # "http://[" and the like
        return None
    if (parts.hostname or "").endswith("safelinks.protection.outlook.com"):
        wrapped = parse_qs(parts.query).get("url")
        return _clean_address(wrapped[0]) if wrapped else None
    if parts.scheme not in {"http", "https"} or _EMAIL.search(unquote(address)):
        return None
    return address.strip()
