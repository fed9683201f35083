"""Which patterns can match a text at all, told from the letters that each of them needs.

Most rules look for wordings that most sentences do not have. From every pattern the literals are taken of
which one must stand in whatever it matches; one pass over a text finds all literals in it, and only patterns
whose needs are met are tried. Leaving a pattern out never loses a match: what can't be told is tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from re import _constants as ops  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any

from ahocorasick import Automaton

Clause = frozenset[str]
"""Literals in small letters: a match holds at least one of them."""

_EXACT = 60  # wordings that are still spelt out one by one
_LARGEST = 300  # literals of one clause
_SHORTEST = 2  # letters of a literal that is worth looking for
_CLAUSES = 3  # of one pattern: the most telling ones
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


@dataclass(slots=True)
class _Needs:
    """What a piece of a pattern needs: its every wording where they are few (`exact`), else clauses."""

    exact: set[str] | None = None
    clauses: list[Clause] = field(default_factory=list)

    def best(self) -> Clause | None:
        """Return the clause that tells most, or None where nothing is needed."""
        clauses = [*self.clauses, *_clause(self.exact)]
        return max(clauses, key=_worth, default=None)


class Prefilter:
    """Tells which of a list of patterns are worth a search in a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        needs = [needed_literals(pattern) for pattern in patterns]
        self._always = frozenset(position for position, clauses in enumerate(needs) if not clauses)
        self._others = [clauses[1:] for clauses in needs]  # the first clause of each is its trigger
        self._triggers: dict[str, list[int]] = defaultdict(list)
        for position, clauses in enumerate(needs):
            for literal in clauses[0] if clauses else ():
                self._triggers[literal].append(position)
        self._automaton = Automaton()
        for literal in {word for clauses in needs for clause in clauses for word in clause}:
            self._automaton.add_word(literal, literal)
        self._automaton.make_automaton()

    def candidates(self, text: str) -> list[int]:
        """Return the positions of the patterns that may match, in order."""
        found = {literal for _, literal in self._automaton.iter(text.lower())} if self._automaton else set()
        triggered = set(self._always)
        for literal in found & self._triggers.keys():
            triggered.update(self._triggers[literal])
        return sorted(
            position
            for position in triggered
            if not any(clause.isdisjoint(found) for clause in self._others[position])
        )


def needed_literals(pattern: re.Pattern[str]) -> tuple[Clause, ...]:
    """Return the clauses of a pattern, each of which every match meets; none where nothing can be told."""
    needs = _sequence(parser.parse(pattern.pattern, pattern.flags))
    clauses = {*needs.clauses, *_clause(needs.exact)}
    return tuple(sorted(clauses, key=_worth, reverse=True)[:_CLAUSES])


def _sequence(tokens: Iterable[tuple[Any, Any]]) -> _Needs:
    """Join the needs of pieces that follow each other: wordings are spelt out as long as they are few."""
    clauses: list[Clause] = []
    run: set[str] = {""}
    is_exact = True
    for op, value in tokens:
        needs = _piece(op, value)
        clauses += needs.clauses
        if needs.exact is None or len(run) * len(needs.exact) > _EXACT:
            clauses += _clause(run)
            is_exact = False
            run = needs.exact or {""}
        else:
            run = {start + end for start in run for end in needs.exact}
    if is_exact:
        return _Needs(run, clauses)
    return _Needs(None, [*clauses, *_clause(run)])


def _piece(op: Any, value: Any) -> _Needs:
    if op is ops.LITERAL:
        return _Needs({chr(value).lower()})
    if op is ops.IN:
        return _Needs(_letters(value))
    if op is ops.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if op is ops.SUBPATTERN:
        return _sequence(value[3])
    if op is ops.ATOMIC_GROUP:
        return _sequence(value)
    if op in _REPEATS:
        return _repeated(*value)
    if op is ops.ASSERT:  # has no width, but what it asks for must be there
        return _Needs({""}, [clause for clause in [_sequence(value[1]).best()] if clause])
    if op in (ops.ASSERT_NOT, ops.AT):
        return _Needs({""})
    return _Needs()


def _letters(members: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """Return the letters of a class such as `[sz]`, or None for ranges, categories and negations."""
    listed = list(members)
    if any(op is not ops.LITERAL for op, _ in listed):
        return None
    return {chr(code).lower() for _, code in listed}


def _either(branches: Sequence[_Needs]) -> _Needs:
    exact = [branch.exact for branch in branches]
    wordings = {wording for one in exact for wording in one or ()}
    if all(one is not None for one in exact) and len(wordings) <= _LARGEST:
        together = _common([branch.clauses for branch in branches])
        return _Needs(wordings, together)
    return _Needs(None, _common([[best] if (best := branch.best()) else [] for branch in branches]))


def _common(clauses: Sequence[Sequence[Clause]]) -> list[Clause]:
    """Return the clause that holds whichever branch is taken, where every branch has one."""
    if not all(clauses):
        return []
    union = frozenset(literal for one in clauses for literal in max(one, key=_worth))
    return [union] if len(union) <= _LARGEST else []


def _repeated(least: int, most: Any, piece: Iterable[tuple[Any, Any]]) -> _Needs:
    needs = _sequence(piece)
    if least == 0:
        optional = needs.exact is not None and most == 1
        return _Needs({*(needs.exact or ()), ""}) if optional else _Needs()
    if (least, most) == (1, 1):
        return needs
    best = needs.best()
    return _Needs(None, [best] if best else [])


def _clause(wordings: set[str] | None) -> list[Clause]:
    """Return the wordings as a clause, unless one of them is too short to tell anything."""
    if not wordings or min(map(len, wordings)) < _SHORTEST or len(wordings) > _LARGEST:
        return []
    return [frozenset(wordings)]


def _worth(clause: Clause) -> tuple[float, list[str]]:
    """Rank clauses: long literals are rare in texts, and few of them are rarer than many."""
    return (min(map(len, clause)) - len(clause) / 20, sorted(clause))
