"""Promises made so far, and which few of them something that happened may be about.

A title is looked up among the latest promises that share its telling words; an answer among the latest
promises to answer, which seldom say what; a law by its name, wherever it was named.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick import Automaton

from nlp.happenings import Happening, name_of_law
from nlp.mentions import Utterance
from nlp.neighbours import Neighbourhood
from nlp.profiles import Profile, profile

ANSWERS_KEPT = 200
"""Latest promises to answer that are looked at for each answer."""
NAMED_KEPT = 200
"""Latest promises that name a law which are looked at for each provision that comes into force."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence that makes or repeats the promise `key`, ready to be compared."""

    key: str
    utterance: Utterance
    profile: Profile


class Promises:
    """Takes promises in the order they were made; `laws` are the titles to look out for."""

    def __init__(self, laws: Iterable[str]) -> None:
        self._alike: Neighbourhood[Promise] = Neighbourhood()
        self._answers: deque[Promise] = deque(maxlen=ANSWERS_KEPT)
        self._naming: dict[str, deque[Promise]] = defaultdict(lambda: deque(maxlen=NAMED_KEPT))
        self._names = Automaton()
        for name in sorted({name_of_law(title) for title in laws}):
            self._names.add_word(name, name)
        self._names.make_automaton()

    def file(self, promise: Promise) -> None:
        """Keep a promise to be found by what happens later."""
        self._alike.file(promise.profile, promise)
        if promise.profile.deed == "respond":
            self._answers.append(promise)
        for name in self._laws_named(promise.utterance):
            self._naming[name].append(promise)

    def about(self, happening: Happening) -> list[Promise]:
        """Return the promises that a happening may be about, in a fixed order."""
        if happening.kind in ("outcome published", "response published"):
            return list(self._answers)
        if happening.kind == "in force":
            return list(self._naming.get(name_of_law(happening.title), ()))
        return [near.held for near in self._alike.near(profile(happening.utterance()))]

    def _laws_named(self, utterance: Utterance) -> list[str]:
        if not self._names:
            return []
        said = re.sub(r"\s+", " ", f"{utterance.text}\n{utterance.before}\n{utterance.context}").casefold()
        return sorted({name for _, name in self._names.iter(said)})
