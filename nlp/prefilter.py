"""Which patterns can match a text at all: one pass of RE2 instead of a search for each.

RE2 reads no look-around, so each pattern is given to it without; what is left matches wherever the pattern
does, and seldom elsewhere. Leaving a pattern out never loses a match. Gaps ("within 80 letters") become open:
an automaton that counts letters has many times the states. RE2 knows the letters, digits and blanks of ASCII
alone, so texts and patterns are spelt in those first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _constants as ops  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any

import re2

_MEMORY = 64 << 20  # bytes for the automaton of one pattern; too little makes it slow, never wrong
_COUNTED = 4  # times that a repeat is counted: the digits of a year
_FLAGS = ((re.IGNORECASE, "i"), (re.DOTALL, "s"), (re.MULTILINE, "m"))
_CONTROLS = "\x0b\x1c\x1d\x1e\x1f"  # blanks that RE2 does not know
_OTHER = re.compile(rf"[^\x00-\x7f]|[{_CONTROLS}]")
_ANYTHING = r"(?s:.)"
_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}
_PLACES = {
    ops.AT_BEGINNING: "^",
    ops.AT_BEGINNING_STRING: r"\A",
    ops.AT_END: r"(?:$|\n\z)",
    ops.AT_END_STRING: r"\z",
    ops.AT_BOUNDARY: r"\b",
    ops.AT_NON_BOUNDARY: r"\B",
}
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


class Prefilter:
    """Tells which of a list of patterns are worth a search in a text, or a match `at_start` of it.

    A pattern may also be given as it is to be written for RE2, put together from `without_look_around`.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str] | str], *, at_start: bool = False) -> None:
        options = re2.Options()
        options.max_mem = _MEMORY
        options.never_capture = True
        self._filter = re2.Filter()
        self._is_empty = not patterns
        for pattern in patterns:
            written = pattern if isinstance(pattern, str) else without_look_around(pattern)
            self._filter.Add(rf"\A(?:{written})" if at_start else written, options)
        if patterns:
            self._filter.Compile()

    def candidates(self, text: str) -> list[int]:
        """Return the positions of the patterns that may match, in order."""
        return [] if self._is_empty else sorted(self._filter.Match(in_ascii(text)) or ())

    def tried_in(self, texts: Sequence[str]) -> list[tuple[int, list[int]]]:
        """Return in order the patterns that may match any of the texts, each with the numbers of these."""
        tried: dict[int, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for place in self.candidates(text):
                tried[place].append(number)
        return sorted(tried.items())


def in_ascii(text: str) -> str:
    """Return the text with its letters, digits and blanks spelt in ASCII, one for one; signs stay."""
    if text.isascii() and text.isprintable():  # as most sentences are
        return text
    return _OTHER.sub(lambda found: _spelt(found[0]), text)


def without_look_around(pattern: re.Pattern[str]) -> str:
    """Return a pattern for RE2 that matches in every text in which `pattern` does."""
    flags = _letters_of(pattern.flags)
    body = _sequence(parser.parse(pattern.pattern, pattern.flags))
    return f"(?{flags}){body}" if flags else body


def _spelt(letter: str) -> str:
    if letter in _CONTROLS:
        return " "
    if letter.isascii():
        return letter
    if letter.isspace():
        return " "
    if letter in "‘’":
        return "'"
    if letter in "ıİ":  # small and capital are each other's with and without the dot
        return "i"
    if letter.isdecimal():
        return "0"
    if not letter.isalnum():
        return "?" if "\ud800" <= letter <= "\udfff" else letter  # half a letter: RE2 takes whole ones
    base = unicodedata.normalize("NFKD", letter)[0]
    return base if base.isascii() and base.isalpha() else "x"


def _letters_of(flags: int) -> str:
    return "".join(letter for flag, letter in _FLAGS if flags & flag)


def _sequence(tokens: Iterable[tuple[Any, Any]]) -> str:
    return "".join(_piece(op, value) for op, value in tokens)


def _piece(op: Any, value: Any) -> str:
    if op is ops.LITERAL:
        return re2.escape(_spelt(chr(value)))
    if op is ops.ANY:
        return "."
    if op is ops.AT:
        return _PLACES[value]
    if op is ops.IN:
        return _letters(value)
    if op is ops.BRANCH:
        return "(?:" + "|".join(_sequence(branch) for branch in value[1]) + ")"
    if op is ops.SUBPATTERN:
        _, added, removed, inside = value
        off = _letters_of(removed)
        return f"(?{_letters_of(added)}{off and '-' + off}:{_sequence(inside)})"
    if op is ops.ATOMIC_GROUP:
        return f"(?:{_sequence(value)})"
    if op in _REPEATS:
        least, most, repeated = value
        return f"(?:{_sequence(repeated)}){_times(least, most)}"
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return ""
    return _ANYTHING if op is ops.NOT_LITERAL else f"{_ANYTHING}*"  # a back-reference: whatever it repeats


def _times(least: int, most: Any) -> str:
    if (least, most) == (0, 1):
        return "?"
    if most is ops.MAXREPEAT or most > _COUNTED:
        return f"{{{least},}}" if 1 < least <= _COUNTED else "+" if least else "*"
    return f"{{{least},{most}}}"


def _letters(members: Iterable[tuple[Any, Any]]) -> str:
    """Return a class such as `[sz]`; any letter at all where ASCII can't say it."""
    written = []
    is_negated = False
    for op, value in members:
        if op is ops.NEGATE:
            is_negated = True
        elif op is ops.CATEGORY:
            written.append(_CATEGORIES[value])
        elif op is ops.LITERAL and (chr(value).isascii() or not is_negated):
            written.append(re2.escape(_spelt(chr(value))))
        elif op is ops.RANGE and max(value) < 128 and not is_negated:
            written.append("-".join(re2.escape(chr(code)) for code in value))
        elif op is ops.RANGE or not is_negated:  # a letter spelt in ASCII may leave or enter a range
            return _ANYTHING
    return f"[{'^' if is_negated else ''}{''.join(written)}]" if written else _ANYTHING
