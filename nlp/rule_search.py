"""Where the rules of a lexicon match a text, with as few and as cheap searches as that takes.

A prefilter tells which rules can match at all. Those are searched in small letters, which takes half the time
of a search that folds case at every letter; but a rule that tells capitals apart is searched as it is. Of
many texts, each rule is searched in all before the next: its program then stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from nlp.lexicon import Rule, load_rules
from nlp.prefilter import Prefilter
from nlp.small_letters import in_small_letters, small_pattern


class Hit(NamedTuple):
    """Words of a text, from `start` to `end`, that a rule matches."""

    rule: Rule
    start: int
    end: int


class RuleSearch:
    """Finds the words that rules match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._prefilter = Prefilter([rule.pattern for rule in rules])
        self._tried = [(rule, rule.pattern, small_pattern(rule.pattern)) for rule in rules]

    def hits(self, text: str) -> list[Hit]:
        """Return what each rule finds, in the order of the rules and, for each, of the text."""
        return self.hits_in_each([text])[0]

    def hits_in_each(self, texts: Sequence[str]) -> list[list[Hit]]:
        """Return the hits of each text."""
        small = [in_small_letters(text) for text in texts]
        found: list[list[Hit]] = [[] for _ in texts]
        for place, numbers in self._prefilter.tried_in(texts):
            rule, pattern, of_small = self._tried[place]
            for number in numbers:
                matches = of_small.finditer(small[number]) if of_small else pattern.finditer(texts[number])
                found[number] += [Hit(rule, *match.span()) for match in matches]
        return found


@cache
def search_of(lexicon: str, roles: Collection[str]) -> RuleSearch:
    """Return the search for the rules of a lexicon, made once; `roles` (hashable) as in `load_rules`."""
    return RuleSearch(load_rules(lexicon, roles))
