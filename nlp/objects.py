"""The object of a verb, told from the words alone: it ends where how, when and why it is done begins."""

from __future__ import annotations

import re

from nlp.clause_words import BREAKS, Words, is_inner_as

_NUMBER = re.compile(r"[\d£]")
_EDGES = frozenset({"opener", "ender", "joiner", "preposition", "modal"})
_LONGEST_NOUN = 16  # words between "that" and the verb of its clause
_WISHES = ("expect", "anticipat", "intend", "want", "like")
_REACH = 8  # words in which a new subject shows its verb


def act_end(words: Words, verb: int, limit: int, start: int = 0) -> int:
    """Return the place behind the object of the verb at `verb`, at most `limit`; `start` is within it."""
    place = start or _last_of_pair(words, verb) + 1
    depth = 0
    while place < limit:
        word = words.low[place]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif words.tags[place].isdisjoint(_EDGES) and word.isalnum():  # most words go on with the object
            pass
        elif depth <= 0 and _ends_here(words, verb, place):
            break
        place += 1
    return place


def _last_of_pair(words: Words, verb: int) -> int:
    """Return the place of the last of verbs in a row: "will be repaired, widened or | rebuilt"."""
    while (
        words.is_in(verb, "participle")
        and words.low[verb + 1 : verb + 2]
        and words.low[verb + 1] in (",", "and", "or")
    ):
        after = verb + 2
        if words.low[verb + 1] == "," and words.is_in(after, "joiner"):
            after += 1
        if not words.is_in(after, "participle"):
            break
        verb = after
    return verb


def _ends_here(words: Words, verb: int, place: int) -> bool:
    word = words.low[place]
    if (word in BREAKS and word not in '“”"()') or words.phrase(place, "ender_phrase"):
        return True
    if word == ".":
        return place + 1 == len(words.low)
    if word == ",":
        return _opens_aside(words, place + 1)
    if word in ("and", "or", "but"):
        is_pair = place == verb + 1 or words.is_in(place - 1, "verb", "preposition")  # "listen to and join"
        if is_pair or _awaits_verb(words, verb, place):
            return False
        return _opens_second(words, place + 1) or _is_second_passive(words, verb, place + 1)
    if word == "to":
        return _is_purpose(words, verb, place)
    return _opens_circumstance(words, verb, place)


def _opens_circumstance(words: Words, verb: int, place: int) -> bool:
    """Tell a word that says how, when or where from one that belongs to the object."""
    word, after = words.low[place], words.low[place + 1] if place + 1 < len(words.low) else ""
    if word == "as":
        is_inner = (
            is_inner_as(words, place) or after in ("a", "an", "the", "to", "of") or after.endswith("ing")
        )
        is_inner = is_inner or words.low[place + 1 : place + 3] == ["it", "relates"]
        return not (is_inner or words.is_in(place + 1, "participle"))
    if word in ("where", "how", "why") and place == verb + 1:  # "study | where it fails"
        return False
    if word == "where":  # "a model where it pays", but "where possible"
        return not words.is_in(place + 1, "pronoun", "determiner")
    if word == "when" and words.is_in(place + 1, "participle"):  # "customers when told of a change"
        return False
    if word == "by" and after.endswith("ing") and not words.is_in(place + 1, "month"):
        return True
    return words.is_in(place, "ender") and place > verb + 1


def _opens_aside(words: Words, place: int) -> bool:
    """Tell whether what follows a comma is no more of the object."""
    if place >= len(words.low):
        return True
    word = words.low[place]
    if word in ("and", "or"):
        return _opens_second(words, place + 1)
    if word == "but":
        return True
    if words.is_in(place, "preposition") and words.is_in(place + 1, "relative"):  # ", under which"
        return True
    if word == "including":  # "including | through a new fund"
        return words.is_in(place + 1, "ender") or words.low[place + 1 : place + 2] in (["by"], ["in"])
    return (
        word.endswith("ing")
        or words.is_helper(place)
        or words.is_in(place, "ender", "pronoun")
        or (words.is_in(place, "opener") and not is_inner_as(words, place))
        or (words.is_in(place, "adjunct") and words.low[place + 1 : place + 2] != ["average"])
    )


def _awaits_verb(words: Words, verb: int, place: int) -> bool:
    """Tell whether a clause of the object lacks its verb: "mean that fares in Hull | and Bath will fall"."""
    for before in range(place - 1, max(verb, place - _LONGEST_NOUN), -1):
        if words.is_helper(before) and words.low[before] != "to":
            return False
        if words.is_in(before, "opener"):
            return words.low[before] in ("that", "how", "whether", "what")
    return False


def _opens_second(words: Words, place: int) -> bool:
    """Tell whether what follows "and" is another doing or clause rather than more of the object."""
    while place < len(words.low) and words.is_in(place, "adverb"):
        place += 1
    if place >= len(words.low):
        return True
    word = words.low[place]
    if words.is_in(place, "verb", "pronoun", "opener"):
        return True
    if word in ("will", "shall", "is", "are", "has", "have", "to", "was", "were", "would"):
        return True
    return _holds_verb_ahead(words, place)


def _is_second_passive(words: Words, verb: int, place: int) -> bool:
    return words.is_in(verb, "participle") and place < len(words.low) and words.is_in(place, "participle")


def _holds_verb_ahead(words: Words, place: int) -> bool:
    """Tell whether a new subject with its verb stands ahead, before any clause that belongs to a noun."""
    for ahead in range(place, min(place + _REACH, len(words.low))):
        if words.is_in(ahead, "be", "have", "modal") and words.low[ahead] != "to":
            return True
        is_next = words.is_in(ahead, "joiner") and words.is_in(ahead + 1, "pronoun")
        if is_next or words.is_in(ahead, "opener") or words.low[ahead] in BREAKS:
            return False
    return False


def _is_purpose(words: Words, verb: int, place: int) -> bool:
    """Tell "to" before a verb that says what for, from one that completes what stands before it."""
    after = place + 1
    while after < len(words.low) and words.is_in(after, "adverb") and not words.is_in(after, "determiner"):
        after += 1
    if after >= len(words.low) or not _may_be_verb(words, after):
        return False
    if _governs_infinitive(words, verb) or place == verb + 1 or words.is_in(place - 1, "completed"):
        return False
    return not (words.is_in(verb, "causing") or _is_enabled(words, verb, place))


def _is_enabled(words: Words, verb: int, place: int) -> bool:
    """Tell "to" behind a verb within the object: "a plan that will enable tenants | to apply"."""
    within = range(max(verb + 1, place - _LONGEST_NOUN), place)
    return any(words.is_in(one, "enabling") for one in within)


def _governs_infinitive(words: Words, verb: int) -> bool:
    """Tell "for each pupil to learn", "expect | the pier to open", "make it easier to apply" and "it will be
    an offence to sell".
    """  # fmt: skip
    if words.low[verb - 1 : verb] == ["for"] or words.low[verb + 1 : verb + 2] == ["it"]:
        return True
    if words.is_in(verb, "determiner") and verb and words.low[verb - 1].startswith(_WISHES):
        return True
    is_said_of_it = "it" in words.low[max(verb - 4, 0) : verb]
    return is_said_of_it and any(words.is_in(place, "be") for place in (verb - 1, verb - 2))


def _may_be_verb(words: Words, place: int) -> bool:
    word, name = words.low[place], words.text[words.starts[place] : words.ends[place]]
    if words.is_in(place, "verb") and name == word:
        return True
    is_other = words.is_in(place, "determiner", "pronoun", "preposition", "recipient", "body", "opener")
    return not (
        is_other
        or name[:1].isupper()
        or _NUMBER.match(word)
        or "-" in word
        or word.endswith(("ing", "s", "ion", "ment", "ed"))
    )
