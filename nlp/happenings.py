"""What was published, made or brought into force, and how far it is what a promise speaks of.

A title is short and a promise names its object in a few words, so both are asked: how much of what was
promised the title and its description name, and how much of the title the promise names. Words that all
titles of the field share ("child maintenance", "regulations") count on neither side.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from nlp.lexicon import FOLDER, load_rules
from nlp.mentions import Utterance
from nlp.profiles import Profile
from nlp.telling_words import abbreviations, deed_terms, information, spell_out, terms

Kind = Literal[
    "published", "consultation opened", "outcome published", "response published", "law made", "in force"
]
HALF = 0.5
"""Least share, on either side, of the information of the telling words."""
WHOLE = 0.99
"""Share on both sides from which one telling word is enough."""
MOST = 0.7
"""Least share of a title that the words around a promise to answer must name."""
UNSAID = 0.7
"""Score of a law whose whole subject stands around a promise that names none."""
WORDS_SHOWN = 6
"""Shared words that are named."""
CLOSED_ON = 0.9
"""Score of a promise to answer the consultation that closed on the day it names."""

_ROLES = frozenset({"answers", "commences", "committee", "period"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_AT_END = re.compile(r"\s+(?:19|20)\d\d$")
_SECTIONS = re.compile(r"\b(?:sections?|s\.)\s*(\d+)", re.IGNORECASE)
_WORD = re.compile(r"[\w£%]+")
_NUMBER = re.compile(r"\d+")
_DEEDS = {
    "published": {"publish"},
    "consultation opened": {"consult"},
    "outcome published": {"respond"},
    "response published": {"respond"},
    "law made": {"change"},
    "in force": {"change"},
}
_LAWS = frozenset({"legislate", "change_rules", "enforce"})


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day (`on`, ISO) that may show what became of a promise.

    `title` names it, `about` are further words of it. `since` is the day from which a promise can be about
    it: when the consultation opened or the report came that it answers; `closed` the day on which the
    consultation closed. `provision` is the provision that came into force. Of those with one `group` and
    day, one is enough.
    """

    id: str
    kind: Kind
    on: str
    title: str
    about: str = ""
    since: str | None = None
    closed: str | None = None
    provision: str | None = None
    group: str = ""

    def utterance(self) -> Utterance:
        """Return the happening as if it had been said, to be compared with promises."""
        return Utterance(self.id, self.on, "delivered", f"{self.title}\n{self.about}", action=self.title)


def likeness(promise: Utterance, own: Profile, happening: Happening) -> float | None:
    """Return from 0 to 1 how far a happening is what the promise speaks of; None where it is not."""
    if own.deed not in _DEEDS[happening.kind] or (happening.since or "") > (promise.said_on or ""):
        return None
    if happening.kind == "in force":
        return _takes_effect(promise, happening)
    if happening.kind == "law made":
        return _alike(own, happening) if promise.act_kind in _LAWS else None
    if happening.kind in ("outcome published", "response published"):
        return _answers(promise, own, happening)
    return _alike(own, happening)


def name_of_law(title: str) -> str:
    """Return a title of a law as it is named in passing: in small letters, without its year."""
    return _YEAR_AT_END.sub("", title).casefold().removeprefix("the ")


def shared_words(quote: str, promised: Collection[str]) -> list[str]:
    """Return the most telling few of the words of `quote` whose terms were promised, as they stand in it."""
    found: dict[str, str] = {}
    for word in _WORD.findall(quote):
        for term in terms(word):
            if term in promised and term not in title_terms() and not _NUMBER.fullmatch(term):
                found.setdefault(term, word)
    most = sorted(found, key=lambda term: (-information(term), term))[:WORDS_SHOWN]
    return [found[term] for term in found if term in most]


def is_said(role: str, text: str) -> bool:
    """Tell whether a rule of a role of `lexicons/outcomes.toml` matches."""
    return any(rule.role == role and rule.pattern.search(text) for rule in load_rules("outcomes", _ROLES))


def years_covered(text: str) -> set[str]:
    """Return the years of periods that a text names: "until 31 March 2026", "2026/27"."""
    rules = [rule for rule in load_rules("outcomes", _ROLES) if rule.role == "period"]
    found = [match[0] for rule in rules for match in rule.pattern.finditer(text)]
    return {year for words in found for year in years(words)}


def years(text: str) -> set[str]:
    """Return the years that a text names in four digits."""
    return set(_YEAR.findall(text))


@cache
def title_terms() -> frozenset[str]:
    """Return the terms that titles share."""
    listed = tomllib.loads((FOLDER / "outcomes.toml").read_text(encoding="utf-8"))["title_words"]
    return frozenset(terms(listed))


def _telling(found: Collection[str]) -> dict[str, float]:
    passed_over = title_terms() | deed_terms()
    return {term: information(term) for term in set(found) - passed_over if not _NUMBER.fullmatch(term)}


def _share(wanted: Mapping[str, float], known: Collection[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in known) / total if total else 0.0


def _terms_of(*texts: str) -> list[str]:
    text = "\n".join(texts)
    return terms(spell_out(text, abbreviations(text)))


def _alike(own: Profile, happening: Happening) -> float | None:
    """Return how alike a promise and a title are; a title of one telling word must be all of it."""
    title, named = _terms_of(happening.title), _terms_of(happening.title, happening.about)
    promised = _telling(own.object)
    if not promised and happening.kind == "law made":
        return _names_whole(own, title)
    covered, meant = _share(promised, named), _share(_telling(title), own.known)
    shared = promised.keys() & set(named)
    is_enough = len(shared) > 1 or (shared and min(covered, meant) >= WHOLE)
    if not is_enough or min(covered, meant) < HALF:
        return None
    return (covered * meant) ** 0.5


def _names_whole(own: Profile, title: Collection[str]) -> float | None:
    """Return the score where all of a title of two telling words or more stands around the promise."""
    telling = _telling(title)
    return UNSAID if len(telling) > 1 and _share(telling, own.known) >= WHOLE else None


def _answers(promise: Utterance, own: Profile, happening: Happening) -> float | None:
    """Return how plainly a promise to answer tells that it is this consultation or report."""
    if not is_said("answers", promise.text):
        return None
    said = around(promise)
    if happening.kind == "response published":
        if not is_said("committee", said):
            return None
        if happening.about and happening.about.casefold() in said.casefold():
            return MOST  # the committee is named, between its report and the answer to it
    is_the_day = happening.closed and _in_words(happening.closed) in said
    is_named = not own.answers_unnamed
    known = _terms_of(promise.text) if is_named else _terms_of(said)
    meant = _share(_telling(_terms_of(happening.title)), known)
    if is_the_day:
        return max(meant, CLOSED_ON)
    return meant if meant >= (HALF if is_named else MOST) else None


def around(promise: Utterance) -> str:
    """Return a promise with what was said before it and asked."""
    return f"{promise.text}\n{promise.before}\n{promise.context}"


def _in_words(day: str) -> str:
    parsed = date.fromisoformat(day[:10])
    return f"{parsed.day} {parsed:%B %Y}"


def _takes_effect(promise: Utterance, happening: Happening) -> float | None:
    """Return how plainly a promise that a law shall take effect names it."""
    if not is_said("commences", promise.text):
        return None
    sections = set(_SECTIONS.findall(f"{promise.text}\n{promise.before}"))
    if sections and not sections & set(_NUMBER.findall(happening.provision or "")):
        return None
    name = name_of_law(happening.title)
    for text, score in ((promise.text, 1.0), (promise.before, 0.8), (promise.context, 0.7)):
        if name in " ".join(text.split()).casefold():
            return score
    return None
