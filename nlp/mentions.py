"""What is linked, and what each sentence does to its promise: makes, restates, firms, softens, ends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from nlp.annotations import COMMITMENTS, Deadline

_STRENGTH = {"considering": 1, "intended": 2, "firm": 3}
_CHANGES = ("restated", "softened", "firmed", "slipped")
"""Of what several sentences of one day do to a promise, only what comes later here adds to what was told."""
_OUTCOME = {"delivered": "claimed_done", "progress": "progress", "refusal": "refused"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that may make, repeat, change or close a promise.

    `said_on` is an ISO day or None. `context` is the question or title it answers to, `before` up to three
    sentences said just before it, the nearest last, one a line: both are read where the sentence leaves
    something unsaid ("we will publish it shortly"). `source` names the text it stands in, the same for all
    sentences of one text and empty where that is not known, `start` its first character there.
    """

    id: str
    said_on: str | None
    class_: str
    text: str
    action: str | None = None
    act_kind: str | None = None
    deadline: Deadline | None = None
    context: str = ""
    before: str = ""
    source: str = ""
    start: int = 0

    @property
    def is_promise(self) -> bool:
        """Whether it binds the government, rather than telling what became of a promise."""
        return self.class_ in COMMITMENTS


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence's part in a chain, and the deadlines before and now, as worded and as meant.

    `against` is the promise as last said before, which `relation` compares with: on an earlier day, where
    it was made on one. None for the first.
    """

    utterance: Utterance
    relation: str
    similarity: float | None = None
    old: Deadline | None = None
    new: Deadline | None = None
    days_slipped: int | None = None
    against: Utterance | None = None


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a promise stands: as last said, with its deadline of any kind and its last date."""

    said: Utterance
    worded: Deadline | None
    dated: Deadline | None

    @property
    def due(self) -> Deadline | None:
        return self.dated or self.worded


@dataclass(slots=True)
class Chain:
    """All mentions of one promise in date order; the first is the one that made it."""

    mentions: list[Mention] = field(default_factory=list)
    is_done: bool = False
    """Whether a sentence has said that the promise is kept."""
    _now: _Standing | None = None
    _before_today: _Standing | None = None  # as it stood when the day of the last promise began

    def add(self, utterance: Utterance, similarity: float | None = None) -> None:
        """Append a sentence that is said no earlier than those already here."""
        if utterance.is_promise and self._now and self._now.said.said_on != utterance.said_on:
            self._before_today = self._now
        mention = self._mention(utterance, similarity)
        self.mentions.append(mention)
        self.is_done = self.is_done or mention.relation == "claimed_done"
        if utterance.is_promise:
            deadline, now = utterance.deadline, self._now
            dated = deadline if deadline and deadline.latest else None
            self._now = _Standing(utterance, deadline or (now and now.worded), dated or (now and now.dated))

    def may_hold(self, utterance: Utterance) -> bool:
        """Whether a sentence may join: an outcome only of a promise that was made on an earlier day."""
        if utterance.is_promise:
            return True
        first = self.mentions[0].utterance.said_on
        return bool(first and utterance.said_on and first < utterance.said_on)

    def _mention(self, utterance: Utterance, similarity: float | None) -> Mention:
        if self._now is None:
            return Mention(utterance, "made", new=utterance.deadline)
        if utterance.class_ in _OUTCOME:
            last = self._now
            relation, days = _OUTCOME[utterance.class_], None
        elif self._before_today is None:
            last, relation, days = self._now, "restated", None  # two sentences of one day put nothing off
        else:
            last = self._before_today
            relation, days = _relation(last, utterance)
            if self._is_told_today(relation, utterance):
                last, relation, days = self._now, "restated", None
        return Mention(utterance, relation, similarity, last.due, utterance.deadline, days, last.said)

    def _is_told_today(self, relation: str, utterance: Utterance) -> bool:
        today = takewhile(lambda one: one.utterance.said_on == utterance.said_on, reversed(self.mentions))
        told = [_CHANGES.index(one.relation) for one in today if one.relation in _CHANGES]
        return _CHANGES.index(relation) <= max(told, default=-1)


def _relation(last: _Standing, now: Utterance) -> tuple[str, int | None]:
    old, new = last.due, now.deadline
    was, is_ = (old.latest if old else None), (new.latest if new else None)
    if was and is_ and was != is_ and not _names_the_same_time(was, now):
        days = (date.fromisoformat(is_) - date.fromisoformat(was)).days
        return ("slipped", days) if days > 0 else ("firmed", None)
    change = _STRENGTH[now.class_] - _STRENGTH[last.said.class_]
    if change:
        return ("firmed" if change > 0 else "softened"), None
    if is_ and not was:
        return "firmed", None
    if was and new and not is_:
        return "softened", None
    return "restated", None


def _names_the_same_time(was: str, now: Utterance) -> bool:
    # "from 4 March", then "in March": a wider period that holds the day before is no slip.
    new = now.deadline
    if new is None or not (new.earliest and new.latest and now.said_on):
        return False
    return now.said_on < new.earliest <= was <= new.latest
