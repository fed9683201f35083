"""Whether a time belongs to a promise or to something done, by the verbs around it.

All expressions and texts here are in small letters.
"""

from __future__ import annotations

import re

# A promise, and a past act: which of the two a time belongs to decides whether it is still to come.
PROMISE = re.compile(
    r"""\b(?:will|shall|['’]ll|won['’]t|going\s+to|(?:is|are|was|were|being)\s+to\s+(?:be\s+)?\w+|due
        |intend\w*|aim\w*|planned|plan(?:s|ning)?\s+(?:to|for|on)|propos(?:e|es|ed|ing)|expect\w*|anticipat\w+|envisag\w+
        |hop(?:e|es|ing)\s+(?:to|that)|look(?:s|ing)?\s+to|seek(?:s|ing)?\s+to|would\s+like\s+to|commit\w*\s+to
        |schedul\w+|undertakes?\s+to|forthcoming|upcoming|to\s+be\s+\w+|(?:agreed|undertaken|promised)\s+to|(?:happy|pleased|ready|determined|set)\s+to
        |(?:ambition|goal|target|objective|intention|plan|aim|mission|pledge|promise)\s+(?:is\s+|was\s+)?to
        |(?:pledg|promis)\w+\s+to|(?:i|we)\s+can\s+(?:return|come\s+back|bring|report|update)
        |to\s+(?:follow|come|start|begin|open|close|take|complete|conclude|publish|introduce|report))\b""",
    re.VERBOSE,
)
_OWNING = r"(?!\s+(?:to|the|an?|no|any|some|our|its|their)\b)"  # "she has a reply", "we have to"
_OWNERS = ("a", "an", "the", "its", "our", "their")
_NOT_OWNED = "".join(rf"(?<!\b{word}\ )" for word in _OWNERS)  # "a closed road"
_TENSE = (
    rf"was|were|has{_OWNING}|had|did|began|became|came|took|rose|fell|saw|gave|wrote|went|spoke|chose|ran"
    r"|(?<!\bbe\s)(?<!being\s)(?<!ly\s)(?:told|found|sent)"  # "will be sent"
)
_PARTICIPLE = (
    r"(?!planned|expected|proposed|scheduled|anticipated|committed|intended|based|required|need|exceed|proceed)"
    r"\w{3,}ed|held|made|met|brought|laid|said|set\s+out|set\s+up|begun"
)
_PAST_TENSE = re.compile(rf"\b(?:{_TENSE})\b")
_PAST_ACT = re.compile(
    rf"\b(?:{_TENSE}|have{_OWNING})\b|(?<=\w\ ){_NOT_OWNED}(?:{_PARTICIPLE})\b",
)
# A participle right before the time, where no "be" leads up to it: "the survey held on 4 July".
_JUST_DONE = re.compile(rf"(?:^|(?P<before>[\w’']+)\s+)(?:{_PARTICIPLE})\s+(?:\w+ly\s+)?$")
_CAUSED = re.compile(r"\b(?:have|get)\s+(?:[\w’']+\s+){1,5}\w+\s+$")  # "have it looked into | this week"
_NOT_YET = frozenset({"be", "being", "to", "and", "or", "then", "newly", "fully", "get", "is", "are"})
_CLAUSE_EDGE = re.compile(r"[,;:()–]|\b(?:and|but|which|who|that)\b")
_NOT = re.compile(r"\b(?:not(?!\s+(?:only|just|least)\b)|never|cannot|unlikely|neither|nor)\b|n['’]t\b")
_WILL_TODAY = re.compile(r"today,?\s+(?:[\w’']+\s+){1,4}(?:will|shall)\b")
_TODAY_AFTER = re.compile(
    r"(?:\b(?:will|shall|(?:due|going|intend|hope|plan)\s+to)|['’]ll)\s+"
    r"(?:(?!not|never|that|who|which|and|but|because|as|we)"
    r"[\w’'-]+\s+){0,12}$",
)
_REACH = 400  # characters around a time in which its verb is looked for: a long clause


def is_past_context(text: str, start: int, end: int) -> bool:
    """Tell whether the time worded from `start` to `end` is that of something done, by the nearest verb.

    That is the verb before it, or the first one where the time opens the sentence.
    """
    if _opens(text, start):
        promise, act = (pattern.search(text, end, end + _REACH) for pattern in (PROMISE, _PAST_ACT))
        return act is not None and (promise is None or act.start() < promise.start())
    near = max(0, start - 60)
    if _CAUSED.search(text, near, start):
        return False
    just = _JUST_DONE.search(text, near, start)
    if just and (just["before"] or "") not in _NOT_YET:
        return True
    first = max(0, start - _REACH)
    edges = [edge.end() for edge in _CLAUSE_EDGE.finditer(text, first, start)]
    for begin in [*reversed(edges), first]:
        piece = text[begin:start].strip()
        promises = _last(PROMISE, piece)
        if promises:
            return _last(_PAST_TENSE, piece) > promises
        if _PAST_ACT.search(piece):
            return True
    return False


def is_awaited(text: str, start: int, end: int) -> bool:
    """Tell whether a promise, and no past act, waits for the event worded from `start` to `end`."""
    if not _opens(text, start):
        return not is_past_context(text, start, end)
    promise, act = (pattern.search(text, end, end + _REACH) for pattern in (PROMISE, _PAST_ACT))
    return promise is not None and (act is None or promise.start() < act.start())


def is_negated(text: str, start: int) -> bool:
    """Tell whether the clause that leads up to `start` says that something will not be."""
    first = max(0, start - _REACH)
    edges = [edge.end() for edge in re.finditer(r"[,;:()–]|\bbut\b", text[first:start])]
    return _NOT.search(text, first + max(edges, default=0), start) is not None


def is_promised_today(text: str, start: int) -> bool:
    """Tell whether "today" at `start` is when a promise falls due ("we will today lay it"), not just now."""
    if _opens(text, start):
        return _WILL_TODAY.match(text, start) is not None
    return _TODAY_AFTER.search(text, max(0, start - _REACH), start) is not None


def _opens(text: str, start: int) -> bool:
    return start < 20 and not text[:start].strip(' “‘"(')


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return the end of the last match, 0 without one."""
    return max((match.end() for match in pattern.finditer(text)), default=0)
