"""Early day motions, amendments to them included, from Parliament's oral questions and motions service.

A list row holds the whole motion. The single fetch adds the amendments and every signature: the row's count
still includes members who took their name off again, which moves nothing in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scrapers import fields, tabling
from scrapers.fields import Item, WrongShape
from scrapers.html_text import html_to_text
from scrapers.paging import join_url
from scrapers.records import Motion, MotionSignatures, Parsed
from scrapers.session import PoliteSession, RawAnswer

LIST_ROUTE = "/EarlyDayMotions/list"
ROUTE = "/EarlyDayMotion"
PUBLIC_URL = "https://edm.parliament.uk/early-day-motion"
STATUSES = ("published", "withdrawn")
_KNOWN = frozenset({
    "Id", "Status", "StatusDate", "MemberId", "PrimarySponsor", "Title", "MotionText",
    "AmendmentToMotionId", "UIN", "AmendmentSuffix", "DateTabled",
    "PrayingAgainstNegativeStatutoryInstrumentId", "StatutoryInstrumentNumber", "StatutoryInstrumentYear",
    "StatutoryInstrumentTitle", "UINWithAmendmentSuffix", "SponsorsCount", "Sponsors", "Amendments",
})  # fmt: skip


def fetch_tabled(
    session: PoliteSession, base_url: str, *, start: str, end: str, term: str = "",
    take: int = tabling.MOST_ROWS,
) -> Iterator[RawAnswer]:  # fmt: skip
    """Yield the list pages of motions tabled from `start` to `end`, withdrawn ones too.

    A `term` leaves those whose title holds it; the service does not look into the text.
    """
    params = {"tabledStartDate": start, "tabledEndDate": end, "orderBy": "DateTabledAsc"}
    if term:
        params["searchTerm"] = term
    yield from tabling.fetch_list(
        session,
        "motions-list",
        join_url(base_url, LIST_ROUTE),
        params,
        fits=lambda row: tabling.is_within(row, "DateTabled", start, end),
        take=take,
    )


def fetch_withdrawn(
    session: PoliteSession, base_url: str, *, start: str, end: str, take: int = tabling.MOST_ROWS
) -> Iterator[RawAnswer]:
    """Yield the list pages of motions withdrawn from `start` to `end`, whenever they were tabled."""
    params = {"currentStatusDateStart": start, "currentStatusDateEnd": end, "statuses": ["Withdrawn"]}
    yield from tabling.fetch_list(
        session,
        "motions-list",
        join_url(base_url, LIST_ROUTE),
        params,
        fits=lambda row: tabling.is_within(row, "StatusDate", start, end),
        take=take,
    )


def fetch_motion(session: PoliteSession, base_url: str, motion_id: int) -> RawAnswer:
    """Return one motion with its signatures and amendments."""
    answer = session.get_json("motion", join_url(base_url, f"{ROUTE}/{motion_id}"))
    tabling.check_success(fields.load_object(answer.body), answer.url)
    return answer


def parse_motions(body: bytes) -> Parsed:
    """Return the motions in a list answer.

    Raises `WrongShape` when it is none; a motion that can't be read is rejected, no more.
    """
    rows = tabling.response(body) or []
    if not isinstance(rows, list):
        raise WrongShape("Response is not a list")
    return tabling.parse_rows(rows, _motion, noun="motions", known=_KNOWN)


def parse_motion(body: bytes) -> Parsed:
    """Return a single answer's motion, its amendments, and the signatures of each.

    Raises `WrongShape` when it is no such answer; what can't be read in it is rejected, no more.
    """
    item = tabling.response(body)
    if isinstance(item, list) and len(item) == 1:  # as the specification has it
        item = item[0]
    if not isinstance(item, Mapping):
        raise WrongShape("Response is not a motion")
    items = [item, *_amendments(item)]
    signed = [one for one in items if isinstance(one, Mapping) and isinstance(one.get("Sponsors"), list)]
    motions = tabling.parse_rows(items, _motion, noun="motions", known=_KNOWN)
    signatures = tabling.parse_rows(signed, _signatures, noun="signatures of motions", known=_KNOWN)
    return Parsed(
        motions.records + signatures.records, motions.rejected + signatures.rejected, motions.unknown_fields
    )


def _amendments(item: Item) -> list[Any]:
    """The amendments inside a motion; what they leave out is told by where they stand."""
    return [
        {
            **amendment,
            "AmendmentToMotionId": amendment.get("AmendmentToMotionId") or item.get("Id"),
            "Title": amendment.get("Title") or item.get("Title"),
        }
        if isinstance(amendment, Mapping)
        else amendment
        for amendment in fields.values(item, "Amendments")
    ]


def _motion(row: Item) -> Motion:
    key = fields.required_number(row, "Id")
    member_id, member_name = tabling.member(row, "MemberId", "PrimarySponsor")
    return Motion(
        id=key,
        uin=_uin(row),
        title=fields.text(row, "Title") or "Untitled motion",
        text=html_to_text(fields.text(row, "MotionText") or ""),
        status=tabling.choice(row, "Status", STATUSES, first=0),
        status_since=fields.day(row, "StatusDate"),
        date_tabled=fields.day(row, "DateTabled"),
        member_id=member_id,
        member_name=member_name,
        sponsors=fields.number(row, "SponsorsCount"),
        amends_id=fields.number(row, "AmendmentToMotionId") or None,
        is_prayer=bool(fields.number(row, "PrayingAgainstNegativeStatutoryInstrumentId")),
        instrument=_instrument(row),
        instrument_title=fields.text(row, "StatutoryInstrumentTitle"),
        url=f"{PUBLIC_URL}/{key}",
    )


def _uin(row: Item) -> str:
    """The number as printed, "1204A1" for the first amendment to motion 1204."""
    number, suffix = fields.identifier(row, "UIN"), fields.text(row, "AmendmentSuffix")
    uin = fields.identifier(row, "UINWithAmendmentSuffix") or (number and f"{number}{suffix or ''}")
    if not uin:
        raise WrongShape("UIN is missing")
    return uin


def _instrument(row: Item) -> str | None:
    """Year and number of the statutory instrument prayed against, "2031/412"."""
    year, number = (fields.identifier(row, f"StatutoryInstrument{part}") for part in ("Year", "Number"))
    return f"{year}/{number}" if year and number else None


def _signatures(row: Item) -> MotionSignatures:
    sponsors = fields.mappings(row, "Sponsors")
    return MotionSignatures(
        id=fields.required_number(row, "Id"),
        signed=len(sponsors),
        withdrawn=sum(fields.flag(sponsor, "IsWithdrawn") for sponsor in sponsors),
    )
