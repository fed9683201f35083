"""What is linked, and what each sentence does to its promise: makes, restates, firms, softens, ends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from nlp.annotations import COMMITMENTS, Deadline

_STRENGTH = {"considering": 1, "intended": 2, "firm": 3}
_OUTCOME = {"delivered": "claimed_done", "progress": "progress", "refusal": "refused"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that may make, repeat, change or close a promise.

    `said_on` is an ISO day or None. `context` is the question or title it answers to, `before` up to three
    sentences said just before it, the nearest last, one a line: both are read where the sentence leaves
    something unsaid ("we will publish it shortly").
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

    @property
    def is_promise(self) -> bool:
        """Whether it binds the government, rather than telling what became of a promise."""
        return self.class_ in COMMITMENTS


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence's part in a chain, and the deadlines before and now, as worded and as meant.

    `against` is the promise as last said before, which `relation` compares with; None for the first.
    """

    utterance: Utterance
    relation: str
    similarity: float | None = None
    old: Deadline | None = None
    new: Deadline | None = None
    days_slipped: int | None = None
    against: Utterance | None = None


@dataclass(slots=True)
class Chain:
    """All mentions of one promise in date order; the first is the one that made it."""

    mentions: list[Mention] = field(default_factory=list)
    is_done: bool = False
    """Whether a sentence has said that the promise is kept."""
    _last: Utterance | None = None  # the promise as last said, its deadline of any kind, and its last date
    _worded: Deadline | None = None
    _dated: Deadline | None = None

    def add(self, utterance: Utterance, similarity: float | None = None) -> None:
        """Append a sentence that is said no earlier than those already here."""
        mention = self._mention(utterance, similarity)
        self.mentions.append(mention)
        self.is_done = self.is_done or mention.relation == "claimed_done"
        if utterance.is_promise:
            self._last = utterance
            self._worded = utterance.deadline or self._worded
            if utterance.deadline and utterance.deadline.latest:
                self._dated = utterance.deadline

    def may_hold(self, utterance: Utterance) -> bool:
        """Whether a sentence may join: an outcome only of a promise that was made on an earlier day."""
        if utterance.is_promise:
            return True
        first = self.mentions[0].utterance.said_on
        return bool(first and utterance.said_on and first < utterance.said_on)

    def _mention(self, utterance: Utterance, similarity: float | None) -> Mention:
        if self._last is None:
            return Mention(utterance, "made", new=utterance.deadline)
        old = self._dated or self._worded
        relation, days = _relation(self._last, old, utterance)
        return Mention(utterance, relation, similarity, old, utterance.deadline, days, self._last)


def _relation(last: Utterance, old: Deadline | None, now: Utterance) -> tuple[str, int | None]:
    if now.class_ in _OUTCOME:
        return _OUTCOME[now.class_], None
    new = now.deadline
    was, is_ = (old.latest if old else None), (new.latest if new else None)
    if was and is_ and was != is_ and not _names_the_same_time(was, now):
        days = (date.fromisoformat(is_) - date.fromisoformat(was)).days
        return ("slipped", days) if days > 0 else ("firmed", None)
    change = _STRENGTH[now.class_] - _STRENGTH[last.class_]
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
