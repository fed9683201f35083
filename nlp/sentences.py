"""Splits plain text into sentences: character spans, found with regular expressions alone.

Answers are pasted from letters, tables and web pages, so the splitter knows the abbreviations of Parliament
("rt hon. Friend"), list marks, table rows and the full stop without a space. It never joins two lines.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the end of a sentence, whatever follows.
_TITLES = _set(
    "hon rt mr mrs ms mx dr prof rev revd sir st messrs lt col capt maj gen cllr "
    "e.g eg i.e ie cf viz vs v approx incl excl"
)
# Not the end of a sentence where a number follows: "No. 6.1", "col. 12", "Act 1991 (c. 48)".
_BEFORE_NUMBERS = _set(
    "no nos col cols para paras p pp c cm cmnd s ss sch art arts cl reg regs sec sect vol vols ch fig figs "
    "q qs pt tab cap app ref jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Sometimes the end: only where the next word is one that opens sentences.
_EITHER = _set("etc a.m p.m am pm ltd inc co plc jr sr al u.k u.s ph.d")
_OPENERS = _set(
    "the this these those that there it its we our i my he she his her they their you your a an as at "
    "by for from if in on of to with when where while what who how why all any both each no not since "
    "such some many most more and but however although also after before once following further "
    "additionally in are is was were will can could should would may customers parents officials "
    "ministers"
)

_STOP = re.compile(
    r"""
      (?P<stop>[.!?…]+)(?P<close>["”’'»)\]]*)
      (?:(?P<space>[^\S\n]+)(?=(?P<next>\S)) | (?=(?P<glued>["“‘(]?[A-Z][a-z]*[ \t,’'])))
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"\S+$")
_WORD = re.compile(r"[“\"‘'(\[]*([A-Za-z]+)")
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)?", re.IGNORECASE)
_LOOK_BACK = 40  # characters: no abbreviation is longer, and a bound keeps the splitter linear


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of `text`, in order, end exclusive.

    Spans carry no white space at either edge and together cover every other character.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        for left, right in _split_line(line):
            piece = line[left:right]
            bare = piece.strip()
            if bare:
                first = start + left + piece.index(bare[0])
                spans.append((first, first + len(bare)))
        start += len(line) + 1
    return spans


def _split_line(line: str) -> list[tuple[int, int]]:
    """Return the pieces of one line; a table row stays whole."""
    if " | " in line:
        return [(0, len(line))]
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(line):
        if _ends_sentence(line, start, match):
            pieces.append((start, match.end("close")))
            start = match.end("close")
    pieces.append((start, len(line)))
    return pieces


def _ends_sentence(line: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the stop at `match` closes the sentence that began at `start`."""
    before = _BEFORE.search(line, max(start, match.start() - _LOOK_BACK), match.start())
    word = before.group() if before else ""
    if match["glued"]:
        return _is_missing_space(word, match)
    if match["stop"] == "." and not match["close"] and _is_abbreviation(word, line, match):
        return False
    if _LIST_MARK.fullmatch(word) and not line[start : match.start() - len(word)].strip():
        return False  # "1. The first": the mark belongs to what follows
    return _may_open(match["next"], word, match)


def _is_missing_space(word: str, match: re.Match[str]) -> bool:
    """Tell "statement.In under two years" from an address, a file name or initials."""
    letters = re.search(r"[a-z]{2,}[)’”\"]?$|\d[%)]?$|\)$", word)
    return bool(letters) and not re.search(r"://|www\.|@|\w\.\w", word) and match["stop"] in {".", "?", "!"}


def _is_abbreviation(word: str, line: str, match: re.Match[str]) -> bool:
    bare = word.lstrip("([“\"‘'").lower()
    if bare in _TITLES:
        return True
    if bare in _BEFORE_NUMBERS:
        return match["next"].isdigit()
    opener = _WORD.match(line, match.end())
    opens = opener is not None and opener[1].lower() in _OPENERS and opener[1][0].isupper()
    is_initial = re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word.lstrip("([“\"‘'")) is not None
    return (is_initial or bare in _EITHER) and not opens


def _may_open(following: str, word: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence can begin with the character `following`."""
    if not following.islower():
        return not (following in ",;:)" or (following in "-–—" and match["close"]))
    # Small letters open a sentence only by oversight, never after a quotation, an ellipsis or a stray dot.
    is_plain = match["stop"] == "." and not match["close"]
    return is_plain and re.search(r"[a-z]{3}$|\d\d$|\)$", word) is not None
