"""Many versions of one debate to one: what was said keeps its id while the transcript is revised.

Hansard is revised for weeks. Ids of sentences and commitments hang on the ids of contributions, so a
contribution is known by the id under which it was first seen, whatever the newest version calls it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from db.merge import Observation, settle
from scrapers.records import Contribution, Debate

ALIKE = 65.0
"""How alike (0 to 100) two versions of one speaker's words must be to count as the same contribution."""

Key = Callable[[Contribution], object]


def merge_debate(observations: Iterable[Observation[Debate]]) -> Observation[Debate]:
    """Return the newest version of one debate, its contributions under the ids they were first seen with.

    Versions are followed in the order in which they were first seen, so an id that was published once is
    never taken back, not even by an older version that is found later.
    """
    ids = _Ids()
    renamed = [
        replace(item, record=replace(item.record, contributions=ids.rename(item.record.contributions)))
        for item in sorted(observations, key=_first_seen_first)
    ]
    return settle(max(renamed, key=_newest_last), renamed)


def _first_seen_first(item: Observation[Debate]) -> tuple[str, str, str]:
    return (item.sighting.first_seen, item.record.last_updated or "", item.sighting.raw_hash)


def _newest_last(item: Observation[Debate]) -> tuple[str, str, str]:
    return (item.record.last_updated or "", item.sighting.last_seen, item.sighting.raw_hash)


@dataclass(slots=True)
class _Ids:
    """The ids given in the versions so far.

    `kept` leads from what a version calls a contribution to the id it is known by, `newest` from that id to
    the newest words that had it.
    """

    kept: dict[str, str] = field(default_factory=dict)
    newest: dict[str, Contribution] = field(default_factory=dict)

    def rename(self, contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
        """Return one version's contributions under the ids they are known by, each id once."""
        given = self._by_own_id(contributions)
        new = [said for said in contributions if said.id not in given]
        if self.newest:
            taken = set(given.values())
            free = [said for key, said in self.newest.items() if key not in taken]
            given |= _pair_by_words(new, free)
        for said in new:
            given.setdefault(said.id, said.id)
        self.kept |= given
        renamed = tuple(replace(said, id=given[said.id]) for said in contributions)
        self.newest |= {said.id: said for said in renamed}
        return renamed

    def _by_own_id(self, contributions: Sequence[Contribution]) -> dict[str, str]:
        """Return the ids of those that an earlier version had by the same id of the service's.

        Where two of them now claim one id, it stays with the one that had it first.
        """
        known = [said.id for said in contributions if said.id in self.kept]
        owners = {self.kept[own]: own for own in sorted(known, key=lambda own: own == self.kept[own])}
        return {own: key for key, own in owners.items()}


def _pair_by_words(new: Sequence[Contribution], free: Sequence[Contribution]) -> dict[str, str]:
    """Return, by the id of the new, the id of the free one that is the same speaker's like words.

    Equal words are paired first, so that only what was really revised is compared, speaker by speaker.
    """
    found: dict[str, str] = {}
    for whose in (_member, _name, _nobody):
        for pair in (_equal_words, _like_words):
            left = [said for said in new if said.id not in found]
            used = set(found.values())
            groups = _by(whose, (said for said in free if said.id not in used))
            for speaker, said in _by(whose, left).items():
                found |= dict(pair(said, groups.get(speaker, [])))
    return found


def _equal_words(new: Sequence[Contribution], free: Sequence[Contribution]) -> Iterator[tuple[str, str]]:
    waiting = _by(lambda said: said.text, reversed(free))
    for said in new:
        if same := waiting.get(said.text):
            yield said.id, same.pop().id


def _like_words(new: Sequence[Contribution], free: Sequence[Contribution]) -> Iterator[tuple[str, str]]:
    """Pair the most alike first; of several as much alike, those that stood nearest to each other."""
    scores = [
        (-score, abs(said.position - earlier.position), said.id, earlier.id)
        for said in new
        for earlier in free
        if (score := fuzz.ratio(said.text, earlier.text, score_cutoff=ALIKE))
    ]
    used: set[str] = set()
    for _, _, own, key in sorted(scores):
        if own not in used and key not in used:
            used |= {own, key}
            yield own, key


def _by(key: Key, contributions: Iterable[Contribution]) -> dict[object, list[Contribution]]:
    groups: dict[object, list[Contribution]] = defaultdict(list)
    for said in contributions:
        if (value := key(said)) is not None:
            groups[value].append(said)
    return groups


def _member(said: Contribution) -> object:
    return said.member_id or said.twfy_id


def _name(said: Contribution) -> object:
    return said.speaker_name.casefold() if said.speaker_name else None


def _nobody(said: Contribution) -> object:
    return said.kind if not (said.member_id or said.twfy_id or said.speaker_name) else None


def resolve_shared(debates: Sequence[Observation[Debate]]) -> tuple[list[Observation[Debate]], int]:
    """Return the debates with every contribution in one only, and how many had stood in several.

    A debate may get a new id while its text is revised: the newest has the words. One that is left with
    none has been replaced, and goes.
    """
    owner: dict[str, tuple[str, int]] = {}
    shared = 0
    for item in sorted(debates, key=lambda item: (_newest_last(item), item.record.id), reverse=True):
        for said in item.record.contributions:
            place = (item.record.id, said.position)
            shared += owner.setdefault(said.id, place) != place
    if not shared:
        return list(debates), 0
    return [kept for item in debates if (kept := _without_lost(item, owner))], shared


def _without_lost(item: Observation[Debate], owner: dict[str, tuple[str, int]]) -> Observation[Debate] | None:
    debate = item.record
    left = tuple(said for said in debate.contributions if owner[said.id] == (debate.id, said.position))
    if debate.contributions and not left:
        return None
    return replace(item, record=replace(debate, contributions=left))
