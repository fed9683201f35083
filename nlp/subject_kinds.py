"""Who is named: those who act for the government, those for whom it acts, or a thing."""

from __future__ import annotations

import re

from nlp.clause_words import Words, tags_of

_POSSESSIVE = re.compile(r"['’]s?$")


def kind_of(words: Words, start: int, end: int) -> str:
    """Return whether the words from `start` to `end` name a "body", a "recipient" or a "thing"."""
    if start >= end:
        return "thing"
    told = words.low[start:end]
    if told[-1] in ("we", "i", "they", "he", "she"):
        return "body"
    head = _head(words, start, end)
    name = words.text[words.starts[head] : words.ends[head]]
    is_acronym = name.isupper() and len(name) > 1 and not words.is_in(head, "named_thing")
    if "body" in tags_of(_POSSESSIVE.sub("", words.low[head])) or is_acronym or words.is_in(end - 1, "owner"):
        return "body"
    if head + 2 < end and words.is_in(head, "counting") and words.low[head + 1] == "of":
        return kind_of(words, head + 2, end)
    if words.is_in(head, "recipient") or words.is_in(end - 1, "recipient") or told == ["no", "one"]:
        return "recipient"
    return "body" if words.is_name(head) and not words.is_in(head, "named_thing") else "thing"


def names_somebody(text: str) -> bool:
    """Tell whether words by themselves name who could act."""
    words = Words.of(text)
    return kind_of(words, 0, len(words.low)) == "body"


def _head(words: Words, start: int, end: int) -> int:
    """Return the place of the word that names the subject: the last before "of", "for" or a bracket."""
    for place in range(start + 1, end):
        # "a board | led by"
        is_chosen = words.is_in(place, "participle") and words.is_in(place + 1, "preposition")
        is_behind = words.is_in(place, "preposition") or words.low[place] in ("(", ",", "who", "currently")
        if is_chosen or is_behind:
            return place - 1
    return end - 1
