"""Whether a time belongs to a promise or to something done, by the verbs around it."""

from __future__ import annotations

import re

# A promise, and a past act: which of the two a time belongs to decides whether it is still to come.
PROMISE = re.compile(
    r"""\b(?:will|shall|['’]ll|won['’]t|going\s+to|(?:is|are|was|were|being)\s+to\s+(?:be\s+)?\w+|due
        |intend\w*|aim\w*|planned|plan(?:s|ning)?\s+(?:to|for|on)|propos(?:e|es|ed|ing)|expect\w*|anticipat\w+
        |hop(?:e|es|ing)\s+to|look(?:s|ing)?\s+to|seek(?:s|ing)?\s+to|would\s+like\s+to|commit\w*\s+to
        |schedul\w+|undertakes?\s+to|forthcoming|upcoming|to\s+be\s+\w+
        |to\s+(?:follow|come|start|begin|open|close|take|complete|conclude|publish|introduce|report))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TENSE = (
    r"was|were|has|had|did|began|became|came|took|rose|fell|saw|gave|wrote|went|spoke|told|found"
    r"|sent|chose|ran"
)
_PARTICIPLE = (
    r"(?!planned|expected|proposed|scheduled|anticipated|committed|intended|based|required|need|exceed|proceed)"
    r"\w{3,}ed|held|made|met|brought|laid|said|set\s+out|set\s+up|begun"
)
_PAST_TENSE = re.compile(rf"\b(?:{_TENSE})\b", re.IGNORECASE)
_PAST_ACT = re.compile(rf"\b(?:{_TENSE}|have)\b|(?<=\w\ )(?:{_PARTICIPLE})\b", re.IGNORECASE)
# A participle right before the time, where no "be" leads up to it: "the survey held on 4 July".
_JUST_DONE = re.compile(rf"(?:^|(?P<before>[\w’']+)\s+)(?:{_PARTICIPLE})\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOT_YET = frozenset({"be", "being", "to", "and", "or", "then", "newly", "fully", "get", "is", "are"})
_CLAUSE_EDGE = re.compile(r"[,;:()–]|\b(?:and|but|which|who|that)\b", re.IGNORECASE)


def is_past_context(text: str, start: int) -> bool:
    """Tell whether the time worded at `start` is that of something done, by the verb nearest to it.

    That is the verb before it, or the first one where the time opens the sentence.
    """
    if not text[:start].strip(' “‘"('):
        promise, act = PROMISE.search(text), _PAST_ACT.search(text)
        return act is not None and (promise is None or act.start() < promise.start())
    just = _JUST_DONE.search(text, max(0, start - 60), start)
    if just and (just["before"] or "").lower() not in _NOT_YET:
        return True
    edges = [edge.end() for edge in _CLAUSE_EDGE.finditer(text, 0, start)]
    for begin in [*reversed(edges), 0]:
        piece = text[begin:start].strip()
        promises = _last(PROMISE, piece)
        if promises:
            return _last(_PAST_TENSE, piece) > promises
        if _PAST_ACT.search(piece):
            return True
    return False


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return the end of the last match, 0 without one."""
    return max((match.end() for match in pattern.finditer(text)), default=0)


def is_awaited(text: str, start: int, end: int) -> bool:
    """Tell whether a promise, and no past act, waits for the event worded from `start` to `end`."""
    opens = not text[:start].strip(' “‘"(')
    if not opens:
        return not is_past_context(text, start)
    promise, act = PROMISE.search(text, end), _PAST_ACT.search(text, end)
    return promise is not None and (act is None or promise.start() < act.start())
