"""The text of a PDF, as far as a library can take it out, within limits of time and memory.

What decides is how much the file asks to be done, never the clock: the same file gives the same text on
every machine.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from scrapers.pdf_lines import join_pages

MAX_PAGES = 600
MAX_CONTENT = 20_000_000  # bytes of drawing instructions on all pages together
MAX_OPERATIONS = 4_000_000  # of those, nested ones included; a report of 100 pages has some 100,000
MAX_CHARACTERS = 4_000_000
_GAP = 1.4  # times the usual distance of two lines: there a paragraph ends
_SAME_LINE = 6.0  # points up or down that a raised or lowered figure may stand

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every fault that it can mend


class _TooMuch(Exception):
    """The file asks for more work than a document of words does."""


def read_pdf(content: bytes) -> tuple[str | None, str | None]:
    """Return the text of a PDF, one paragraph a line, and what was in the way of all or some of it.

    Never raises: a file that is broken, locked, too much or without text gives None and the reason.
    """
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return None, "PDF: locked by a password"
        if (count := len(reader.pages)) > MAX_PAGES:
            return None, f"PDF: {count} pages, more than {MAX_PAGES}"
        pages, unread = _read_pages(reader)
    except _TooMuch as error:
        return None, f"PDF: {error}"
    except DependencyError:
        return None, "PDF: encrypted in a way that is not read"
    except Exception as error:  # a broken file makes the library fail in any way there is
        return None, f"PDF: broken ({type(error).__name__})"
    text = join_pages(pages)
    if unread:
        trouble = f"PDF: {len(unread)} of {count} pages can't be read: {', '.join(map(str, unread[:10]))}"
        return text or None, trouble
    return (text, None) if text else (None, "PDF: no text on its pages, perhaps scanned")


def _read_pages(reader: PdfReader) -> tuple[list[str], list[int]]:
    """Return the text of every page, and the numbers of those that can't be read."""
    pages: list[str] = []
    unread: list[int] = []
    budget = _Budget()
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(budget.text_of(page))
        except _TooMuch:
            raise
        except (
            ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, PyPdfError,
            RecursionError, TypeError, ValueError,
        ):  # fmt: skip
            unread.append(number)
    return pages, unread


class _Budget:
    """What is left of the work that one file may ask for."""

    def __init__(self) -> None:
        self.content, self.operations, self.characters = MAX_CONTENT, MAX_OPERATIONS, MAX_CHARACTERS

    def text_of(self, page: PageObject) -> str:
        drawing = page.get_contents()
        if drawing is None:
            return ""
        self.content -= len(drawing.get_data())
        if self.content < 0:
            raise _TooMuch("more drawing on its pages than a document of words has")
        placed: list[tuple[str, float]] = []
        text = page.extract_text(
            visitor_operand_before=self._count,
            visitor_text=lambda text, place, matrix, *_: placed.append((text, _height(place, matrix))),
        )
        self.characters -= len(text)
        if self.characters < 0:
            raise _TooMuch("more text than a report has")
        return _with_gaps(text, placed)

    def _count(self, *_: Any) -> None:
        self.operations -= 1
        if self.operations < 0:
            raise _TooMuch("more drawing on its pages than a document of words has")


def _height(place: list[float], matrix: list[float]) -> float:
    """How high on the page a piece of text stands, from the matrices of the page and of the text."""
    return place[1] * matrix[4] + place[3] * matrix[5] + place[5]


def _with_gaps(text: str, placed: list[tuple[str, float]]) -> str:
    """Return the text of a page with a blank line wherever more than a line's distance is left free.

    The library says where each piece stands; where the pieces don't make up the text, it stays as it is.
    """
    usual = _line_distance(placed)
    if not usual or "".join(piece for piece, _ in placed) != text:
        return text
    spaced: list[str] = []
    above: float | None = None
    for piece, height in placed:
        if piece.strip():
            if above is not None and above - height > _GAP * usual:
                spaced.append("\n\n")
            above = height
        spaced.append(piece)
    return "".join(spaced)


def _line_distance(placed: list[tuple[str, float]]) -> float:
    """How far down the next line is, most often, after a long one; 0 where a page has no such lines."""
    lines: list[tuple[float, int]] = []  # height and length
    for piece, height in placed:
        if lines and abs(lines[-1][0] - height) < _SAME_LINE:
            lines[-1] = (lines[-1][0], lines[-1][1] + len(piece))
        elif piece.strip():
            lines.append((height, len(piece)))
    long = 0.75 * max((length for _, length in lines), default=0)
    drops = Counter(
        round(above - below, 1)
        for (above, length), (below, _) in pairwise(lines)
        if length >= long and above > below
    )
    return max(drops, key=lambda drop: (drops[drop], -drop), default=0.0)
