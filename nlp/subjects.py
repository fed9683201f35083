"""The subject of a verb, told from the words alone: where its clause begins, and who or what is named.

Ministers write long but regular sentences. Closed lists of words (`lexicons/clauses.toml`) tell a subject
from what stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.clause_words import BREAKS, Words, is_inner_as
from nlp.subject_kinds import kind_of

_STOPS = BREAKS - frozenset("()")
_LONGEST_CLAUSE = 60  # words before an "and" in which its verb is looked for
_LONGEST_ASIDE = 14  # words between two commas
_LONGEST_PAIR = 12  # words of "the Minister for Sport and I"
_LONGEST_INVERTED = 9  # words of a subject behind its "will"


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
    is_pronoun = words.is_in(verb - 1, "pronoun")
    if is_pronoun and not words.is_in(verb - 2, "joiner"):
        return Subject(verb - 1, verb, kind_of(words, verb - 1, verb))
    if subject := _subject_behind(words, verb):
        return subject
    if words.low[max(verb - 2, 0) : verb] == ["with", "the"]:  # "we are working on it, with the | aim of"
        return _shared_subject(words, verb - 2)
    if words.is_in(verb - 1, "joiner"):
        return _shared_subject(words, verb - 1)
    start, end = clause_start(words, verb), verb
    if is_pronoun and not _is_pair(words, start, verb):
        return Subject(verb - 1, verb, kind_of(words, verb - 1, verb))
    while end > start and words.low[end - 1] == ",":  # an aside between subject and verb
        end = _before_aside(words, end - 1, start)
    behind = _past_introduction(words, start, end)
    return _named_subject(words, behind, end, verb) if behind < end else _shared_subject(words, start)


def _subject_behind(words: Words, verb: int) -> Subject | None:
    """Return the subject that follows its "will", None where it stands before."""
    while verb + 1 < len(words.low) and words.is_in(verb, "adverb"):
        verb += 1
    end = inverted_subject(words, verb)
    return Subject(verb + 1, end, kind_of(words, verb + 1, end)) if end else None


def _named_subject(words: Words, start: int, end: int, verb: int) -> Subject:
    """Return the subject named between two places: of a plan, who has it."""
    if words.low[start:end] == ["the"]:  # "the aim | is to"
        return Subject(start, verb + 1, "thing")
    if words.is_in(verb, "plan"):
        end = _behind_owner(words, start, end)
        if words.is_in(end - 1, "owner"):  # "the report sets out | our (plans)"
            return Subject(owner_start(words, start, end - 1), end, "body", is_owner=True)
    start, end = _list_start(words, start, end), _before_verb(words, start, end)
    return Subject(start, end, kind_of(words, start, end), is_owner=words.is_in(end - 1, "owner"))


def _is_pair(words: Words, start: int, end: int) -> bool:
    """Tell whether a pronoun is the second of two who act: "the Minister and I"."""
    if not words.is_in(end - 2, "joiner") or end - start > _LONGEST_PAIR:
        return False
    return words.is_in(end - 3, "pronoun") or kind_of(words, start, end - 2) == "body"


def inverted_subject(words: Words, modal: int) -> int:
    """Return the place behind a subject that follows its "will": "not only will | we"; 0 where none does."""
    first = modal + 1
    if words.low[modal] not in ("will", "shall") or first >= len(words.low):
        return 0
    if words.low[first] in ("we", "i", "they", "it", "he", "she"):
        return first + 1
    if words.low[first] not in ("the", "this", "my", "our"):
        return 0
    ahead = range(first + 1, min(first + _LONGEST_INVERTED, len(words.low)))
    return next((place for place in ahead if words.is_helper(place) or words.is_in(place, "verb")), 0)


def _list_start(words: Words, start: int, end: int) -> int:
    """Return where a list begins whose last item begins at `start`: "Hull, Bath | and Leeds"."""
    before = words.low[start - 1] if start else ""
    is_last = before == "and" or (before == "," and "and" in words.low[start:end])
    if not is_last or words.is_in(start, "relative"):
        return start
    first = start
    while first > 0 and words.low[first - 1] not in _STOPS:
        first -= 1
        if words.is_in(first, "opener") or _begins_verb(words, 0, first):
            return start
    is_introduction = words.is_in(first, "preposition", "time") or words.low[first].endswith("ing")
    return start if is_introduction else first


def owner_start(words: Words, start: int, owner: int) -> int:
    """Return where the name of an owner begins: "part of | the Government's (plan)"."""
    if words.is_in(owner, "determiner"):
        return owner
    return next((place for place in range(owner, start - 1, -1) if words.is_in(place, "determiner")), start)


def _behind_owner(words: Words, start: int, end: int) -> int:
    """Return the place behind who has a plan: "Ministers' | long-term (plan)"; else the end."""
    owners = (place for place in range(end - 1, max(start, end - 3) - 1, -1) if words.is_in(place, "owner"))
    return next((owner + 1 for owner in owners), end)


def _before_verb(words: Words, start: int, end: int) -> int:
    """Return the end of a subject, without the verb behind it: "Ministers | have set out (plans)"."""
    for place in range(start + 1, end):
        if words.is_in(place, "relative"):
            break
        is_last = place + 1 == end and words.is_in(end, "plan") and words.is_in(place, "participle")
        if is_last or words.is_in(place, "be", "have"):
            return place
    return end


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
        if word in BREAKS or word == "," or _opens_clause(words, place):
            return place + 1
        if word in ("and", "or") and _holds_verb(words, place):
            return place + 1
        place -= 1
    return 0


def _before_aside(words: Words, comma: int, least: int) -> int:
    """Return the place of the comma that opens the aside closed by `comma`, or `comma` where none does."""
    for place in range(comma - 1, max(least, comma - _LONGEST_ASIDE) - 1, -1):
        if words.low[place] == ",":
            return place
    return comma


def _opens_clause(words: Words, place: int) -> bool:
    """Tell whether a clause begins behind a word; not within a subject: "the share that relates to it"."""
    if not words.is_in(place, "opener") or is_inner_as(words, place):
        return False
    if words.low[place + 1 : place + 2] == ["to"]:  # "the decision on whether to agree"
        return False
    is_of_noun = words.low[place] == "that" and words.is_in(place - 1, "preposition")  # "before that date"
    is_of_year = place + 1 < len(words.low) and words.low[place + 1][0].isdigit()  # "since 2029"
    if is_of_noun or is_of_year:
        return False
    return not (words.is_in(place, "relative") and _is_verb_of_relative(words, place + 1))


def _is_verb_of_relative(words: Words, place: int) -> bool:
    """Tell "that | relates to it" from "that | advances will be paid"."""
    if words.is_helper(place):
        return True
    is_verb = words.low[place].endswith("s") and not words.is_in(place, "determiner")
    return (
        is_verb
        and not words.is_in(place + 1, "be", "have")
        and (words.low[place + 1 : place + 2] == ["to"] or not words.is_in(place + 1, "modal"))
    )


def _holds_verb(words: Words, end: int) -> bool:
    """Tell whether a verb stands in the clause before "and": then another clause begins behind it."""
    for place in range(end - 1, max(-1, end - _LONGEST_CLAUSE), -1):
        word = words.low[place]
        if word in BREAKS or word in (",", "that", "which"):
            return False
        if words.is_in(place, "be", "have") or word in ("will", "shall", "to", "can"):
            return True
    return False


def _shared_subject(words: Words, start: int) -> Subject:
    """Return the subject of the clause before, for "we have listened and | will act"."""
    first = start
    while first > 0 and words.low[first - 1] not in _STOPS:
        first -= 1
    doers = (place for place in range(first, start) if words.low[place] in ("we", "i"))
    if (doer := next(doers, None)) is not None:
        return Subject(doer, doer + 1, "body", is_shared=True)
    first = end = _past_introduction(words, first, start)
    while end < start and not _begins_verb(words, first, end):
        end += 1
    return Subject(first, end, kind_of(words, first, end), is_shared=True)


def _begins_verb(words: Words, first: int, place: int) -> bool:
    """Tell whether a verb begins: a known one, or what follows those who act: "Ministers | hail it"."""
    if words.is_helper(place) or words.is_in(place, "participle", "verb", "hedge"):
        return True
    goes_on = words.is_in(place, "preposition", "joiner", "body") or words.is_name(place)
    return place > first and words.is_in(place - 1, "body") and not goes_on and words.low[place].isalpha()


def _past_introduction(words: Words, start: int, end: int) -> int:
    """Return where the subject begins behind "and", "In April" or "Additionally"."""
    while start < end and (
        words.low[start] in ("and", "or", "but", ",")
        or (words.is_in(start, "adverb") and not words.is_in(start, "before_noun"))
    ):
        start += 1
    if words.is_in(start, "time") and words.is_in(start + 1, "period") and start + 2 < end:  # "next month"
        return start + 2
    if start < end and words.is_in(start, "preposition"):
        for place in range(end - 1, start, -1):
            is_start = words.is_in(place, "determiner", "pronoun")
            if is_start and not words.is_in(place - 1, "preposition"):
                return place
    return start
