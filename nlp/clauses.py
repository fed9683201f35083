"""Where the parts of a sentence begin and end, told from its words alone: no parser, a few microseconds.

Ministers write long but regular sentences. Closed lists of words (`lexicons/clauses.toml`) tell a subject
from what stands before it, and an object from what is said of how, when and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.clause_words import Words, stems, word_list

_BREAKS = frozenset(';:—–“”"()')
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDERS = {("in", "order"), ("on", "gov.uk")}
_LONGEST_CLAUSE = 60  # words before an "and" in which its verb is looked for
_LONGEST_ASIDE = 14  # words between two commas
_NUMBER = re.compile(r"[\d£]")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words from `start` to `end` (places, end exclusive) that a verb is said of; none where equal.

    `kind` is "body" (who acts for the government), "recipient" (for whom it acts) or "thing"; `is_owner` says
    that only who has it is named: "our (intention)"; `is_shared` that it stands by another verb before.
    """

    start: int
    end: int
    kind: str
    is_owner: bool = False
    is_shared: bool = False


def find_subject(words: Words, verb: int) -> Subject:
    """Return the subject of the group of verbs that begins at `verb`."""
    if words.is_in(verb - 1, "pronoun"):
        return Subject(verb - 1, verb, kind_of(words, verb - 1, verb))
    start = clause_start(words, verb)
    end = verb
    while end > start and words.low[end - 1] == ",":  # an aside between subject and verb
        end = _before_aside(words, end - 1, start)
    behind = _past_introduction(words, start, end)
    if end <= behind:
        return _shared_subject(words, start)
    start = behind
    return Subject(start, end, kind_of(words, start, end), is_owner=_is_owner(words, end - 1))


def clause_start(words: Words, verb: int) -> int:
    """Return the place at which the clause of the verb at `verb` begins."""
    place = verb - 1
    if place >= 0 and words.low[place] == ",":
        place = _before_aside(words, place, 0) - 1
    while place >= 0:
        word = words.low[place]
        if words.is_in(place, "relative") and place == verb - 1:
            return place  # "which | will be published"
        if word == ")" and "(" in words.low[:place]:
            place -= words.low[place::-1].index("(") + 1
            continue
        if word in _BREAKS or word == "," or _opens_clause(words, place):
            return place + 1
        if word in ("and", "or") and _holds_verb(words, place):
            return place + 1
        place -= 1
    return 0


def act_end(words: Words, verb: int, limit: int) -> int:
    """Return the place behind the object of the verb at `verb`; `limit` is a place it can't go beyond."""
    place = verb + 1
    depth = 0
    while place < limit:
        word = words.low[place]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth <= 0 and _ends_here(words, verb, place):
            break
        place += 1
    return place


def _before_aside(words: Words, comma: int, least: int) -> int:
    """Return the place of the comma that opens the aside closed by `comma`, or `comma` where none does."""
    for place in range(comma - 1, max(least, comma - _LONGEST_ASIDE) - 1, -1):
        if words.low[place] == ",":
            return place
    return comma


def _opens_clause(words: Words, place: int) -> bool:
    """Tell whether a clause begins behind a word; not within a subject: "the share that relates to it"."""
    if not words.is_in(place, "opener") or _is_inner_as(words, place):
        return False
    return not (words.is_in(place, "relative") and _is_verb_of_relative(words, place + 1))


def _is_verb_of_relative(words: Words, place: int) -> bool:
    """Tell "that | relates to it" from "that | advances will be paid"."""
    if words.is_helper(place):
        return True
    is_verb = words.low[place].endswith("s") and not words.is_in(place, "determiner")
    return (
        is_verb
        and not any(words.is_in(place + 1, name) for name in ("be", "have"))
        and words.low[place + 1 : place + 2] not in (["will"], ["shall"])
    )


def _is_inner_as(words: Words, place: int) -> bool:
    """Tell "such as", "as well as" from an "as" that opens a clause."""
    before, after = words.low[place - 1] if place else "", words.low[place + 1 : place + 2]
    return words.low[place] == "as" and (before in ("such", "well") or after == ["well"])


def _holds_verb(words: Words, end: int) -> bool:
    """Tell whether a verb stands in the clause before "and": then another clause begins behind it."""
    for place in range(end - 1, max(-1, end - _LONGEST_CLAUSE), -1):
        word = words.low[place]
        if word in _BREAKS or word in (",", "that", "which"):
            return False
        if words.is_in(place, "be") or words.is_in(place, "have") or word in ("will", "shall", "to", "can"):
            return True
    return False


def _shared_subject(words: Words, start: int) -> Subject:
    """Return the subject of the clause before, for "we have listened and | will act"."""
    first = start
    while first > 0 and words.low[first - 1] not in _BREAKS:
        first -= 1
    doers = (place for place in range(first, start) if words.low[place] in ("we", "i"))
    if (doer := next(doers, None)) is not None:
        return Subject(doer, doer + 1, "body", is_shared=True)
    first = end = _past_introduction(words, first, start)
    while end < start and not (words.is_helper(end) or words.is_participle(end) or words.is_in(end, "verb")):
        end += 1
    return Subject(first, end, kind_of(words, first, end), is_shared=True)


def _past_introduction(words: Words, start: int, end: int) -> int:
    """Return where the subject begins behind "and", "In April" or "Additionally"."""
    while start < end and (
        words.low[start] in ("and", "or", "but", ",")
        or (words.is_adverb(start) and not words.is_in(start, "before_noun"))
    ):
        start += 1
    if start < end and words.is_in(start, "preposition"):
        for place in range(end - 1, start, -1):
            is_start = words.is_in(place, "determiner") or words.is_in(place, "pronoun")
            if is_start and not words.is_in(place - 1, "preposition"):
                return place
    return start


def kind_of(words: Words, start: int, end: int) -> str:
    """Return whether the words from `start` to `end` name a "body", a "recipient" or a "thing"."""
    if start >= end:
        return "thing"
    told = words.low[start:end]
    if told[-1] in ("we", "i", "they"):
        return "body"
    head = _head(words, start, end)
    name = words.text[words.starts[head] : words.ends[head]]
    is_body = _POSSESSIVE.sub("", words.low[head]) in word_list("body") or (name.isupper() and len(name) > 1)
    if is_body or _is_owner(words, end - 1):
        return "body"
    counted = head + 2 < end and words.low[head + 1] == "of" and words.is_in(head + 2, "recipient")
    named = words.is_in(head, "recipient") or words.is_in(end - 1, "recipient")
    return "recipient" if counted or named else "thing"


def _head(words: Words, start: int, end: int) -> int:
    """Return the place of the word that names the subject: the last before "of", "for" or a bracket."""
    for place in range(start + 1, end):
        if words.is_in(place, "preposition") or words.low[place] in ("(", ",", "who", "currently"):
            return place - 1
    return end - 1


def _is_owner(words: Words, place: int) -> bool:
    return (
        words.low[place] in ("our", "my", "their", "its") or _POSSESSIVE.search(words.low[place]) is not None
    )


def _ends_here(words: Words, verb: int, place: int) -> bool:
    word, after = words.low[place], words.low[place + 1] if place + 1 < len(words.low) else ""
    if word in _BREAKS and word not in '“”"()':
        return True
    if word == ".":
        return not after
    if word == ",":
        return _opens_aside(words, place + 1)
    if word in ("and", "or", "but"):
        is_pair = words.is_in(place - 1, "verb")  # "repeal or streamline the rules"
        return not is_pair and (_opens_second(words, place + 1) or _is_second_passive(words, verb, place + 1))
    if word == "to":
        return _is_purpose(words, verb, place)
    if word == "as":
        is_inner = _is_inner_as(words, place) or after in ("a", "an", "the", "to", "of")
        is_inner = is_inner or words.low[place + 1 : place + 3] == ["it", "relates"]
        return after == "part" or not (is_inner or words.is_participle(place + 1))
    if word == "where":  # "a model where it pays", but "where possible"
        return not (words.is_in(place + 1, "pronoun") or words.is_in(place + 1, "determiner"))
    if word == "when" and words.is_participle(place + 1):  # "customers when told of a change"
        return False
    if (word, after) in _ENDERS:
        return True
    return word in word_list("ender") and place > verb + 1


def _opens_aside(words: Words, place: int) -> bool:
    """Tell whether what follows a comma is no more of the object."""
    if place >= len(words.low):
        return True
    word = words.low[place]
    if word in ("and", "or", "but"):
        return _opens_second(words, place + 1)
    if words.is_in(place, "preposition") and words.is_in(place + 1, "relative"):  # ", under which"
        return True
    is_doing = word.endswith("ing") and word != "including"
    return (
        is_doing
        or words.is_helper(place)
        or any(words.is_in(place, name) for name in ("opener", "ender", "pronoun"))
        or (word in word_list("adjunct") and words.low[place + 1 : place + 2] != ["average"])
    )


def _opens_second(words: Words, place: int) -> bool:
    """Tell whether what follows "and" is another doing or clause rather than more of the object."""
    while place < len(words.low) and words.is_in(place, "adverb"):
        place += 1
    if place >= len(words.low):
        return True
    word = words.low[place]
    if words.is_in(place, "verb") or words.is_in(place, "pronoun") or words.is_in(place, "opener"):
        return True
    if word in ("will", "shall", "is", "are", "has", "have", "to", "was", "were", "would"):
        return True
    return _holds_verb_ahead(words, place)


def _is_second_passive(words: Words, verb: int, place: int) -> bool:
    return words.is_participle(verb) and place < len(words.low) and words.is_participle(place)


def _holds_verb_ahead(words: Words, place: int) -> bool:
    """Tell whether a new subject with its verb stands ahead, before any clause that belongs to a noun."""
    for ahead in range(place, min(place + 8, len(words.low))):
        if any(words.is_in(ahead, name) for name in ("be", "have", "modal")) and words.low[ahead] != "to":
            return True
        if words.is_in(ahead, "opener") or words.low[ahead] in _BREAKS:
            return False
    return False


def _is_purpose(words: Words, verb: int, place: int) -> bool:
    """Tell "to" before a verb that says what for, from one that completes what stands before it."""
    after = place + 1
    while after < len(words.low) and words.is_in(after, "adverb") and not words.is_in(after, "determiner"):
        after += 1
    if after >= len(words.low) or not _may_be_verb(words, after):
        return False
    if place == verb + 1 or words.low[place - 1] in word_list("completed"):
        return False
    return not stems("causing").match(words.low[verb])


def _may_be_verb(words: Words, place: int) -> bool:
    word, name = words.low[place], words.text[words.starts[place] : words.ends[place]]
    if words.is_in(place, "verb") and name == word:
        return True
    is_other = any(
        words.is_in(place, one) for one in ("determiner", "pronoun", "preposition", "recipient", "body")
    )
    return not (
        is_other
        or name[:1].isupper()
        or _NUMBER.match(word)
        or "-" in word
        or word.endswith(("ing", "s", "ion", "ment", "ed"))
    )
