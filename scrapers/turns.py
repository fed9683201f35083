"""Who is speaking, item by item of a debate.

Hansard prints a speaker at the start of a turn only, and the service repeats the member's id on some
of the later paragraphs. The rest must be carried forward, and the carrying must stop in time: words
given to nobody are a gap, words given to the wrong minister are a falsehood.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapers.attribution import parse_attribution

PARAGRAPH_TAG = "hs_para"  # tags in small letters, as they are compared
CARRIED_TAGS = frozenset({"hs_brev", "hs_quote"})
CARRIED_WORDS = 20  # a shorter plain paragraph without a speaker is usually the clerk's
_LIST_TAG = "hs_cl"  # the list of members that opens a committee's sitting: chairs, members, clerks
_COMMITTEE_CHAIR = "the chair"
_STOPS = ("question put", "motion made", "ordered,", "resolved", "order.")


@dataclass(frozen=True, slots=True)
class Line:
    """What the rules look at: one item of a debate as printed."""

    text: str
    item_type: str = "Contribution"
    tag: str | None = None
    member_id: int | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the floor, as far as printed in this debate up to here."""

    member_id: int | None = None
    name: str | None = None
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    is_chair: bool = False


class Turns:
    """Follows the speakers of one debate; give it every line in order."""

    def __init__(self) -> None:
        self._current: Speaker | None = None
        self._known: dict[int, Speaker] = {}

    def speaker_of(self, line: Line) -> tuple[Speaker | None, bool]:
        """Return who says `line`, None for nobody, and whether it continues the turn before it."""
        if line.item_type != "Contribution":
            self._current = None if line.item_type == "Division" else self._current
            return None, False
        if (line.tag or "").lower().startswith(_LIST_TAG):
            self._current = None
            return None, False
        if line.member_id is not None:
            return self._take_floor(line.member_id, line.attributed_to)
        if line.attributed_to:
            self._current = None  # "Hon. Members", "The Chair": what follows may be anybody's
            return _as_printed(line.attributed_to), False
        if line.text.lower().startswith(_STOPS):
            self._current = None
        continues = self._current is not None and _may_be_carried(line)
        return (self._current, True) if continues else (None, False)

    def lose_track(self) -> None:
        """Forget who has the floor, when a line could not be read."""
        self._current = None

    def _take_floor(self, member_id: int, attributed_to: str | None) -> tuple[Speaker, bool]:
        if not attributed_to and self._current and self._current.member_id == member_id:
            return self._current, True
        known = self._known.get(member_id, Speaker(member_id))
        speaker = _filled_in(_as_printed(attributed_to), known)
        self._current = self._known[member_id] = speaker
        return speaker, False


def _may_be_carried(line: Line) -> bool:
    tag = (line.tag or "").lower()
    return tag in CARRIED_TAGS or (tag == PARAGRAPH_TAG and len(line.text.split()) >= CARRIED_WORDS)


def _filled_in(printed: Speaker, known: Speaker) -> Speaker:
    """Return what is printed of a member, and what is not, as it was earlier in the debate."""
    chair_is_left = _has_left_the_chair(printed, known)
    return replace(
        known,
        name=printed.name or known.name,
        office=printed.office or (None if chair_is_left else known.office),
        party=printed.party or known.party,
        constituency=printed.constituency or known.constituency,
        is_chair=printed.is_chair or (known.is_chair and not chair_is_left),
    )


def _has_left_the_chair(printed: Speaker, known: Speaker) -> bool:
    """Tell a chair who now speaks as a member: with a seat, or without a deputy speaker's office.

    A deputy speaker is printed by that office each time; who chairs a committee may be by name alone.
    """
    if not known.is_chair or printed.is_chair or not printed.name:
        return False
    return bool(printed.constituency) or (known.office or _COMMITTEE_CHAIR).lower() != _COMMITTEE_CHAIR


def _as_printed(attributed_to: str | None) -> Speaker:
    parts = parse_attribution(attributed_to)
    return Speaker(
        name=parts.name,
        office=parts.office,
        party=parts.party,
        constituency=parts.constituency,
        is_chair=parts.is_chair,
    )
