"""A letter as a PDF: just enough of the format for plain lines on pages, the same bytes every time."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

WIDTH = 84  # characters of a full line
LINES = 44  # of a page
_LEADING = 16  # points from line to line
_TOP, _LEFT = 790, 60  # of an A4 page, in points
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def write_pdf(text: str, *, header: str = "") -> bytes:
    """Return `text`, whose paragraphs are split by blank lines, as a PDF with a header and page numbers.

    Letters outside of Windows' Western alphabet become question marks.
    """
    lines = [line for paragraph in text.strip().split("\n\n") for line in (*_wrapped(paragraph), "")]
    pages = [lines[first : first + LINES] for first in range(0, len(lines), LINES)]
    drawn = [
        [header, "", *page, "", f"Page {number} of {len(pages)}"]
        for number, page in enumerate(pages, start=1)
    ]
    return _file([_drawing(page) for page in drawn])


def _wrapped(paragraph: str) -> list[str]:
    """The lines of a paragraph; one of short lines, such as an address, keeps them."""
    lines = paragraph.splitlines()
    if max(map(len, lines)) < WIDTH // 2:
        return lines
    return textwrap.wrap(" ".join(paragraph.split()), WIDTH, break_on_hyphens=True)


def _drawing(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    return b"BT /F1 11 Tf %d TL %d %d Td\n%bET" % (_LEADING, _LEFT, _TOP, shown)


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", errors="replace")
    return plain.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(drawings: Sequence[bytes]) -> bytes:
    """The objects of the file, numbered from 1: catalogue, page tree, font, then pages with their drawing."""
    numbers = [4 + 2 * index for index in range(len(drawings))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(drawings)),
        _FONT,
    ]
    for number, drawing in zip(numbers, drawings, strict=True):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing),
        ]
    return _with_index(objects)


def _with_index(objects: Sequence[bytes]) -> bytes:
    """The objects with the table of their places, by which a reader finds them."""
    content, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    )
