"""Who held government office, from parlparse's lists of ministers: to 2010 its own, then Parliament's.

The older list says no source and mixes ministers with shadow ministers, aides and committees; the newer ones
take posts from Parliament, whose member id stands in the id of the post. See `scrapers.popolo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.members import split_office
from scrapers.parlparse_items import PREFIX
from scrapers.popolo_items import MEMBERSHIP_FIELDS, first_day, last_day, names_by_id, short_id
from scrapers.records import OfficeHeld, Parsed, Post, Rejected

_MNIS = re.compile(r"uk\.parliament\.data/Member/(\d+)/GovernmentPost/")
_MINISTERIAL = re.compile(
    r"(?:The )?(?:(?:Deputy )?Prime Minister\b|Secretary of State|Minister\b"
    r"|Parliamentary (?:Under-)?Secretary|Chancellor of|Lord (?:High )?Chancellor|Lord Privy Seal"
    r"|(?:Lord )?President of the Council|(?:Attorney|Solicitor|Advocate|Paymaster) General"
    r"|(?:Chief|Financial|Economic|Exchequer) Secretary|(?:Deputy )?Leader of the House)"
)
_WHIPS_OF = ("HM Treasury", "HM Household")  # the government's; the opposition's whips have other teams
_ALSO = re.compile(r"\s*\(also [^()]*\)")  # a second department, which has an entry of its own
_BESIDE_OFFICE = re.compile(r"\b(?:PPS|Private Secretary|Shadow|Spokes\w+|Opposition)\b")


def parse_offices(body: bytes) -> Parsed:
    """Return the government posts in `body`; shadow posts, aides and committee seats are none.

    Raises `WrongShape` when `body` is no file of memberships.
    """
    answer = fields.load_object(body)
    if not isinstance(answer.get("memberships"), list) or "persons" in answer:
        raise WrongShape('expected an object with "memberships" and "organizations", without "persons"')
    organizations = names_by_id(answer, "organizations")
    held: list[OfficeHeld] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(fields.mappings(answer, "memberships")):
        unknown |= item.keys() - MEMBERSHIP_FIELDS
        try:
            held += _office(item, organizations)
        except WrongShape as error:
            rejected.append(fields.reject(item, f"memberships[{index}]", str(error)))
    return Parsed(tuple(held), tuple(rejected), tuple(sorted(unknown)))


def _office(item: Item, organizations: Mapping[str, str]) -> Iterator[OfficeHeld]:
    """Yield the government post of one membership, if it is one."""
    role, key = fields.text(item, "role"), fields.required_text(item, "id")
    if role is None:
        return  # a seat on a committee
    of_parliament = _MNIS.match(key)
    source = fields.text(item, "source")
    organization = organizations.get(fields.text(item, "organization_id") or "")
    if of_parliament is None and (source or not _is_government(role, organization or "")):
        return
    if of_parliament:
        office, department = split_office(role, None)
    else:
        office, department = _ALSO.sub("", role), organization
    yield OfficeHeld(
        id=key.removeprefix(PREFIX),
        person_id=short_id(item, "person_id"),
        member_id=int(of_parliament[1]) if of_parliament else None,
        post=Post(office, first_day(item, "start_date"), last_day(item, "end_date"), department),
    )


def _is_government(role: str, organization: str) -> bool:
    """Tell a post of government from the rest of the older file, which says no source."""
    if _BESIDE_OFFICE.search(role.partition("(")[0]):
        return False
    return bool(_MINISTERIAL.match(role)) or organization in _WHIPS_OF
