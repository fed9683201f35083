"""Texts and patterns in small letters: a search that folds case at every letter takes twice the time."""

from __future__ import annotations

import re

_TELLS_CAPITALS = "(?-i"
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]", re.DOTALL)  # but for "\\S" and "(?P<name>"


def in_small_letters(text: str) -> str:
    """Return the text in lower case, one letter for one."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)


def small_pattern(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """Return what matches in small letters where `pattern`, which ignores case, does; None where it tells
    capitals apart.
    """  # fmt: skip
    if _TELLS_CAPITALS in pattern.pattern:
        return None
    small = _CAPITAL.sub(lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern.pattern)
    return re.compile(small, pattern.flags & ~re.IGNORECASE)
