"""The words and numbers by which a sentence of an answer speaks to a part of a question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from nlp.lexicon import FOLDER

LEXICON = "answer_parts"

_WORD = re.compile(r"[a-z0-9£%]+(?:['’][a-z]+)?(?:-[a-z0-9]+)*")
_ENDINGS = re.compile(r"(?:ations?|ating|ated|ates?|ments?|ings?|ions?|ies|ied|ers?|ed|es|s|e|y)$")
_INITIALS = re.compile(r"\b([A-Z]{2,6})(?:s|'s|’s)?\b")
_NAME = re.compile(r"\b(?!The\b)[A-Z][a-z]+(?:[ -](?:(?:of|for|and|the)\s+)?[A-Z][a-z]+){1,5}\b")
_WANTS_NUMBER = re.compile(
    r"""\bhow\s+(?:many|much|often|frequently|long)\b|\b(?:what|(?<!to\s)which)\s+(?:(?:the|was|is|were|are)\s+)*
    (?:\w+\s+){0,2}(?:number|proportion|percentage|cost|value|amount|average|median|mean|total|rates?(?!\s+relief))s?\b
    |\b(?:estimate|estimated)\b(?:(?!\b(?:impact|effect))[^.;]){0,40}\b(?:number|proportion|percentage|cost|value|amount)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WANTS_SERIES = re.compile(
    r"\b(?:in|for|by|from|at|of|per)\s+each\b|\beach\s+(?:of\s+the\s+)?(?:last|past|year|month)\b|\bbroken\s+down\s+by\b"
    r"|\bby\s+(?:\w+\s+)?(?:constituency|region|local\s+authority|nation|country|year|month|quarter)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\bin\s+((?:(?:[A-Z][\w’'-]*|and|of|upon|the)\s+){1,6})constituency\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# Digits that count nothing: dates, years, numbers of tables, questions, notes and sections.
_NO_COUNT = re.compile(
    rf"""\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:\s+\d{{4}})?|\b{_MONTH}\s+(?:\d{{1,2}},\s+)?(?:19|20)\d\d\b
    |\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{{2,4}})?\b|\[\d+\]|https?://\S+|\b[A-Z]{{2,}}\d+\b
    |\b(?:tables?|rows?|questions?|PQ|UIN|sections?|parts?|articles?|regulations?|columns?|col|pages?|chapter|figure|annex|nos?|number|age|level)\b\.?
      \s+\d[\w.]*(?:(?:,|\s+and|\s+to)\s+\d[\w.]*)*""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(
    r"""\d[\d,.]*|\b(?:none|zero|nil|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?
    |millions?|half|majority)\b|^\W*no\s+(?!\w+\s+(?:records?|data|information|figures)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def words(text: str, names: Mapping[str, str] = MappingProxyType({})) -> frozenset[str]:
    """Return the stems of the words of a text that tell one part of a question from another.

    `names` are the initials that stand for longer names, as `initials` finds them; both forms count.
    """
    if names:
        text = _INITIALS.sub(lambda short: f"{short[0]} {names.get(short[1], '')}", text)
    bare = text.casefold().replace("’", "'")
    shared = _shared_by_all()
    return frozenset(
        _stem(word) for word in _WORD.findall(bare) if word not in shared and not word.isdecimal()
    )


def initials(texts: Iterable[str]) -> dict[str, str]:
    """Return the names of several words by their initials: "Local Harbour Board" by "LHB"."""
    found = (name[0] for text in texts for name in _NAME.finditer(text))
    return {"".join(re.findall(r"\b[A-Z]", name)): name for name in found}


def wants_number(text: str) -> bool:
    """Say whether a part of a question can only be answered with a number."""
    return _WANTS_NUMBER.search(text) is not None


def wants_series(text: str) -> bool:
    """Say whether a part asks for a number of each of several years or places."""
    return _WANTS_SERIES.search(text) is not None


def seat_asked(text: str) -> str:
    """Return the constituency of which a part asks, "" where it names none."""
    found = _SEAT.search(text)
    return found[1] if found else ""


def figures(text: str) -> list[str]:
    """Return what a text counts, in order; dates, years and numbers of tables count nothing."""
    if _COUNT.search(text) is None:
        return []
    return [found.casefold() for found in _COUNT.findall(_NO_COUNT.sub(" ", text))]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    bare = word.removesuffix("'s")
    return _ENDINGS.sub("", bare) if len(bare) > 4 else bare


@cache
def _shared_by_all() -> frozenset[str]:
    text = (FOLDER / f"{LEXICON}.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["shared_by_all"].split())
