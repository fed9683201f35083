"""Lines of PDF pages to paragraphs: no running headers, no page breaks, no words cut at a line's end.

A PDF knows no paragraphs. Where one ends is told by what typists do: a blank line, a line that stops short
after a full stop, a number or bullet at the start of the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_EDGE_LINES = 3  # at the top and foot of a page, among which running headers stand
_FEW_PAGES = 3  # on fewer, a line must stand on every page to be a running header
_RUNS = re.compile(r"[^\W\d_].*[^.,;]$")  # a running line has letters and is no sentence
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"""(?:[-–—]\s*)?(?:page\s*)?(?:\d{1,3}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))(?:\s*(?:of|/)\s*\d{1,3})?
    (?:\s*[-–—])?$""",
    re.IGNORECASE | re.VERBOSE,
)
_GLYPHS = {0: None, 0xAD: "-", 0x7F: "•", 0xF0B7: "•"}  # what fonts of symbols leave behind
_BULLET = re.compile(r"^(?:[•●▪◦‣]|[-–—*o]\s)\s*\S")
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\.\d{1,2}\.?)\s+\S")
_LABEL = re.compile(
    r"^(?:recommendations?|conclusions?|government response|response)\b[^.]{0,40}$|"
    r"^(?:recommendation|conclusion) \d+\b|^(?:the )?(?:government|department)(?:['’]s)? response:",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]*$|\([Pp]aragraphs? \d[^()]*\)$")
_CUT_WORD = re.compile(r"([^\W\d_]+)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_KEEPS_HYPHEN = frozenset({
    "co", "cross", "ex", "high", "inter", "long", "low", "mid", "multi", "non", "on", "part", "post", "pre",
    "self", "short", "two", "under", "well",
})  # fmt: skip
_SHORT, _VERY_SHORT = 0.75, 0.5  # of the width of a full line


def join_pages(pages: Sequence[str]) -> str:
    """Return the text of `pages` (each as the library gives it), one paragraph a line, no blank lines."""
    kept = _without_running([_clean_lines(page) for page in pages])
    width = _full_width(line for page in kept for line in page)
    words = Counter(word.casefold() for page in kept for line in page for word in _WORD.findall(line))
    text: list[str] = []
    last = ""  # the line before, "" where a paragraph has ended
    for page in kept:
        for number, line in enumerate(page):
            if line and last and not _ends(last, line, width, is_page_break=number == 0):
                text[-1] = _before(last, line, words)
                text.append(line)
            elif line:
                text += ["\n", line] if text else [line]
            last = line
    return "".join(text)


def _clean_lines(page: str) -> list[str]:
    """The lines of a page, blanks collapsed, blank lines in the middle kept as empty texts."""
    lines = [" ".join(line.translate(_GLYPHS).split()) for line in page.splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _without_running(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without their numbers, and without the lines with which many of them begin or end."""
    return _peeled(_peeled(pages, end=0), end=-1)


def _peeled(pages: Sequence[list[str]], *, end: int) -> list[list[str]]:
    """The pages without running lines at one end: 0 is the top, -1 the foot."""
    peeled, numbered = list(pages), set()
    for _ in range(_EDGE_LINES):
        running = _running([page[end] for page in peeled if page])
        for place, page in enumerate(peeled):
            if not page:
                continue
            has_number = place not in numbered and bool(_PAGE_NUMBER.match(page[end]))
            if has_number or _NUMBER.sub("#", page[end]) in running:
                peeled[place] = _clean_lines("\n".join(page[1:] if end == 0 else page[:-1]))
            if has_number:
                numbered.add(place)
    return peeled


def _running(lines: Sequence[str]) -> set[str]:
    """Which of the lines, one a page, stand on many pages; numbers in them may differ."""
    shapes = Counter(_NUMBER.sub("#", line) for line in lines)
    least = len(lines) if len(lines) < _FEW_PAGES else max(_FEW_PAGES, len(lines) // 3)
    return {shape for shape, count in shapes.items() if count >= least > 1 and _RUNS.search(shape)}


def _full_width(lines: Iterable[str]) -> int:
    """How many characters a full line has: as many as all but the longest tenth."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _ends(last: str, following: str, width: int, *, is_page_break: bool) -> bool:
    """Tell whether a paragraph ends between two lines that stand one after the other."""
    ends_sentence = bool(_ENDS_SENTENCE.search(last))
    starts_anew = not following[0].islower()
    if _BULLET.match(following):
        return True
    if (_NUMBERED.match(following) or _LABEL.match(following)) and (
        ends_sentence or len(last) < _SHORT * width
    ):
        return True
    if ends_sentence and (is_page_break or len(last) < _SHORT * width):
        return starts_anew
    return starts_anew and len(last) < _VERY_SHORT * width and not _CUT_WORD.search(last)


def _before(last: str, line: str, words: Counter[str]) -> str:
    """The line `last` as it stands before the next of its paragraph: with a blank, or without its hyphen.

    A word cut in two is made whole as the document writes it elsewhere.
    """
    cut, rest = _CUT_WORD.search(last), _WORD.match(line)
    if not cut or not rest:
        return f"{last} "
    whole, compound = f"{cut[1]}{rest[0]}".casefold(), f"{cut[1]}-{rest[0]}".casefold()
    keeps = words[compound] > words[whole] or (not words[whole] and cut[1].casefold() in _KEEPS_HYPHEN)
    return last if keeps or line[0].isupper() else last[:-1]
