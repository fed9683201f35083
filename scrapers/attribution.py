"""How Hansard prints who speaks, split into name, office, party and constituency.

A back-bencher is `Name (Constituency) (Party)` at the first turn and `Name` after it; a minister is
`The Office (Name)`, in the Lords followed by the party; the chair is an office with or without a name.
The printed words say nothing of who the member is: that is the member id's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """The parts of one printed attribution; each None where Hansard does not print it."""

    name: str | None = None
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    is_chair: bool = False


_PARTIES = frozenset({
    "all", "alba", "alliance", "apni", "bp", "cb", "change", "co-op", "con", "conservative", "crossbench",
    "dem", "dup", "gp", "green", "ind", "independent", "judge", "lab", "labour", "ld", "lib", "libdem",
    "liberal", "non-afl", "other", "pc", "plaid", "reform", "respect", "ruk", "sdlp", "sf", "sinn", "snp",
    "speaker", "tig", "tuv", "ukip", "uup", "xb", "your",
})  # fmt: skip
_NOTE = re.compile(
    r"(in the chair)|(?:maiden|valedictory)(?: speech)?|urgent question|(?:by )?private notice(?: question)?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[[A-Z]\]")  # [V] spoke by video link, [R] declared an interest
_TRAILING = re.compile(r"\s*(?:\brose\b)?[\s:—–-]*$")
_PEER = re.compile(
    r"(?:The\s+)?(?:Lord|Lady|Baroness|Baron|Earl|Countess|Viscount|Viscountess|Marquess|Marchioness"
    r"|Duke|Duchess)\b",
    re.IGNORECASE,
)
_PRELATE = re.compile(
    r"The\s+(?:Most Rev\w*\s+|Right Rev\w*\s+)?(?:Lord\s+)?(?:Arch)?bishop of\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"The\s+(?:Lady|Baroness|Baron|Earl|Countess|Viscount|Viscountess|Marquess|Marchioness|Duke|Duchess)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Minister|Secretary|Under-Secretary|Chancellor|Leader of the|Lord (?:Privy Seal|President)"
    r"|(?:Attorney|Solicitor|Advocate)[ -]General|(?:Lord|Baroness|Lords|Baronesses) in Waiting|Whip"
    r"|Captain of|Treasurer of|Comptroller|Vice-Chamberlain|Paymaster|(?:Lord|Estates) Commissioner)\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Madam|The)\.?\s+)?(?:(?:Lord|Senior|Principal|First|Second|Temporary|Acting|Deputy)\s+)*"
    r"(?:Speaker|Chair(?:man|woman)?)(?:\s+of\s+(?:Ways and Means|Committees))?",
    re.IGNORECASE,
)


def parse_attribution(text: str | None) -> Attribution:
    """Return the parts of `text`, an `AttributedTo` of Hansard; empty or None gives no part at all."""
    head, brackets = _split_brackets(_TRAILING.sub("", " ".join(_MARK.sub(" ", text or "").split())))
    notes = [note for bracket in brackets if (note := _NOTE.fullmatch(bracket))]
    brackets = [bracket for bracket in brackets if not _NOTE.fullmatch(bracket)]
    if _is_office(head):
        return _office_holder(head, brackets)
    constituency, party = _seat_and_party(head, brackets)
    in_chair = any(note.group(1) for note in notes)
    return Attribution(head or None, party=party, constituency=constituency, is_chair=in_chair)


def _split_brackets(text: str) -> tuple[str, list[str]]:
    """Return what stands before the trailing brackets of `text`, and their contents in order."""
    brackets: list[str] = []
    while text.endswith(")") and (start := _opening_bracket(text)) >= 0:
        brackets.insert(0, text[start + 1 : -1].strip())
        text = text[:start].rstrip()
    return text, brackets


def _opening_bracket(text: str) -> int:
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if depth == 0:
            return position
    return -1


def _is_office(head: str) -> bool:
    """Tell an office from a person; "The" opens offices, and the styles of peers and bishops."""
    if _CHAIR.fullmatch(head) or _OFFICE.search(head):
        return True
    return head.lower().startswith("the ") and not (_TITLED.match(head) or _PRELATE.match(head))


def _office_holder(head: str, brackets: list[str]) -> Attribution:
    """Read `The Office (Name)`, a party after it or a seat too, also where the office has its own bracket."""
    while len(brackets) > 1 and _OFFICE.search(brackets[0]):
        head, brackets = f"{head} ({brackets[0]})", brackets[1:]
    is_chair = bool(_CHAIR.fullmatch(head))
    if not brackets:
        return Attribution(office=head, is_chair=is_chair)
    constituency, party = _seat_and_party(brackets[0], brackets[1:])
    return Attribution(brackets[0] or None, head, party, constituency, is_chair)


def _seat_and_party(head: str, brackets: list[str]) -> tuple[str | None, str | None]:
    """Read `(Constituency) (Party)`; a single bracket is a party after a peer or when it names one."""
    is_seatless = len(brackets) == 1 and bool(_PEER.match(head) or _PRELATE.match(head))
    if not brackets or is_seatless or _is_party(brackets[0]):
        return None, " ".join(brackets) or None
    return brackets[0], " ".join(brackets[1:]) or None


def _is_party(bracket: str) -> bool:
    words = re.split(r"[\s/]+", bracket.lower())
    return len(words) <= 2 and words[0] in _PARTIES
