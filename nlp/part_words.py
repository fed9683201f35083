"""The words and numbers by which a sentence of an answer speaks to a part of a question."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

from nlp.lexicon import FOLDER

LEXICON = "answer_parts"

_WORD = re.compile(r"[a-z0-9£%]+(?:['’][a-z]+)?(?:-[a-z0-9]+)*")
_ENDINGS = re.compile(r"(?:ations?|ating|ated|ates?|ments?|ings?|ions?|ies|ied|ers?|ed|es|s|e|y)$")
_WANTS_NUMBER = re.compile(
    r"""\bhow\s+(?:many|much|often|frequently|long)\b|\b(?:what|which)\s+(?:(?:the|was|is|were|are)\s+)*
    (?:\w+\s+){0,2}(?:number|proportion|percentage|cost|value|amount|average|median|mean|total|rate)s?\b
    |\b(?:estimate|estimated)\b[^.;]{0,40}\b(?:number|proportion|percentage)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# Digits that count nothing: dates, years, numbers of tables, questions, notes and sections.
_NO_COUNT = re.compile(
    rf"""\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:\s+\d{{4}})?|\b{_MONTH}\s+(?:\d{{1,2}},\s+)?(?:19|20)\d\d\b
    |\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{{2,4}})?\b|\[\d+\]|https?://\S+|\b[A-Z]{{2,}}\d+\b
    |\b(?:tables?|questions?|PQ|UIN|sections?|parts?|articles?|regulations?|columns?|col|pages?|chapter|figure|annex|nos?|number|age|level)\b\.?
      \s+\d[\w.]*(?:(?:,|\s+and|\s+to)\s+\d[\w.]*)*""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(
    r"""\d|\b(?:none|zero|nil|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?
    |millions?|half|majority)\b|^\W*no\s+(?!\w+\s+(?:records?|data|information|figures)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def words(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that tell one part of a question from another."""
    bare = text.casefold().replace("’", "'")
    shared = _shared_by_all()
    return frozenset(
        _stem(word) for word in _WORD.findall(bare) if word not in shared and not word.isdecimal()
    )


def wants_number(text: str) -> bool:
    """Say whether a part of a question can only be answered with a number."""
    return _WANTS_NUMBER.search(text) is not None


def gives_number(text: str) -> bool:
    """Say whether a sentence counts something; dates, years and numbers of tables count nothing."""
    if _COUNT.search(text) is None:
        return False
    return _COUNT.search(_NO_COUNT.sub(" ", text)) is not None


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    bare = word.removesuffix("'s")
    return _ENDINGS.sub("", bare) if len(bare) > 4 else bare


@cache
def _shared_by_all() -> frozenset[str]:
    text = (FOLDER / f"{LEXICON}.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["shared_by_all"].split())
