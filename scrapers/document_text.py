"""The words of a file as a committee published it: a web page or a PDF, known by how it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.html_text import html_to_text
from scrapers.pdf_text import read_pdf

MAX_BYTES = 60_000_000  # of a file; the longest reports have some 20 million
_PDF = re.compile(rb"%PDF-\d")
_BEGINS = 1024  # bytes before which a PDF must say what it is
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|div|p|h\d|\?xml|!--)\b", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta\b[^>]*charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(
    r"<[!?][a-z][^>]*>|<head\b[^>]*>.*?</head\s*>|<title\b[^>]*>.*?</title\s*>", re.IGNORECASE | re.DOTALL
)
_OFFICE = b"PK\x03\x04"  # a zip file, as word processors and spreadsheets write them


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, one paragraph a line; `trouble` says why all or some of it is missing."""

    text: str | None
    is_extracted: bool = False
    trouble: str | None = None


def read_document(content: bytes, name: str) -> FileText:
    """Return the text of the file `content`, called `name`. Never raises: what can't be read says why."""
    if len(content) > MAX_BYTES:
        return FileText(None, trouble=f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if _PDF.search(content[:_BEGINS]):
        text, trouble = read_pdf(content)
        return FileText(text, is_extracted=text is not None, trouble=trouble)
    if _MARKUP.match(content[:_BEGINS]) or name.lower().endswith((".html", ".htm")):
        text = _page_text(content)
        return FileText(text or None, trouble=None if text else "the web page holds no text")
    if content.startswith(_OFFICE):
        return FileText(None, trouble="a file of an office program, which is not read")
    return FileText(None, trouble="neither a PDF nor a web page")


def _page_text(content: bytes) -> str:
    page = _HEAD.sub("", _decoded(content))
    body = _BODY.search(page)
    return html_to_text(body[1] if body else page)


def _decoded(content: bytes) -> str:
    """The page as text, by the encoding it names, else UTF-8, else that of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    named = _CHARSET.search(content[:4096])
    for encoding in (named[1].decode() if named else "utf-8", "utf-8"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", errors="replace")
