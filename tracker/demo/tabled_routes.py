"""The oral questions and motions service: lists in its envelope, and single motions.

As the real one, it hears only parameters with the prefix "parameters." (plural names of them, where they
are lists), hands out at most 100 rows, and sends kinds and states as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from tracker.demo.asking import Ask, NotFound
from tracker.demo.content import Member, Parliament, read
from tracker.demo.member_shapes import PARTIES
from tracker.demo.shapes import stamp

Json = dict[str, Any]
_KINDS = {"substantive": 1, "topical": 2}
_ORAL_STATES = {"tobeasked": 5, "withdrawn": 7, "unasked": 11}
_MOTION_STATES = {"published": 0, "withdrawn": 1}
_TAKE, _MOST = 25, 100


def oral_questions(ask: Ask) -> Json:
    """Oral questions by day of answering, department, member, uin, kind and state."""
    entries = [entry for entry in _entries("oral_questions.toml", "question") if entry["tabled"] <= ask.as_of]
    rows = [_question_row(entry, ask.parliament, ask.as_of) for entry in entries]
    return _list(ask, [row for row in rows if _wants_question(ask, row)])


def motions(ask: Ask) -> Json:
    """Motions by day of tabling or of their state, words of the title, member and state; the newest first."""
    rows = [_motion_row(entry, ask.parliament, ask.as_of) for entry in _motions_shown(ask)]
    is_oldest_first = ask.text("parameters.orderBy") == "DateTabledAsc"
    rows.sort(key=lambda row: (row["DateTabled"], row["Id"]), reverse=not is_oldest_first)
    return _list(ask, [row for row in rows if _wants_motion(ask, row)])


def motion(ask: Ask, number: str) -> Json:
    """One motion with its signatures and amendments."""
    shown = {entry["id"]: entry for entry in _motions_shown(ask)}
    if int(number) not in shown:
        raise NotFound("motion")
    return _envelope(_motion_detail(shown[int(number)], ask))


@cache
def _entries(file: str, key: str) -> tuple[Json, ...]:
    return tuple(read(file)[key])


def _motions_shown(ask: Ask) -> list[Json]:
    return [entry for entry in _entries("motions.toml", "motion") if entry["tabled"] <= ask.as_of]


def _wants_question(ask: Ask, row: Json) -> bool:
    kind = ask.text("parameters.questionType").lower()
    return (
        _in_window(ask, "answeringDate", row["AnsweringWhen"])
        and _is_among(ask, "answeringBodyIds", row["AnsweringBodyId"])
        and _is_among(ask, "askingMemberIds", row["AskingMemberId"])
        and _is_among(ask, "uINs", row["UIN"])
        and (not kind or _KINDS.get(kind) == row["QuestionType"])
        and _has_state(ask, row, _ORAL_STATES)
    )


def _wants_motion(ask: Ask, row: Json) -> bool:
    return (
        _in_window(ask, "tabled", row["DateTabled"], suffix="Date")
        and _in_window(ask, "currentStatusDate", row["StatusDate"])
        and _is_among(ask, "edmIds", row["Id"])
        and ask.text("parameters.searchTerm").lower() in row["Title"].lower()
        and _has_state(ask, row, _MOTION_STATES)
    )


def _in_window(ask: Ask, name: str, told: str, *, suffix: str = "") -> bool:
    first = ask.day(f"parameters.{name}Start{suffix}") or date.min
    last = ask.day(f"parameters.{name}End{suffix}") or date.max
    return first <= date.fromisoformat(told[:10]) <= last


def _is_among(ask: Ask, name: str, number: int) -> bool:
    wanted = ask.numbers(f"parameters.{name}")
    return not wanted or number in wanted


def _has_state(ask: Ask, row: Json, states: dict[str, int]) -> bool:
    wanted = [states.get(name.lower()) for name in ask.query.get("parameters.statuses", [])]
    return not wanted or row["Status"] in wanted


def _list(ask: Ask, rows: Sequence[Json]) -> Json:
    skip = ask.number("parameters.skip", 0)
    take = min(ask.number("parameters.take", _TAKE), _MOST)
    return _envelope(rows[skip : skip + take], skip=skip, take=take, total=len(rows))


def _envelope(found: Any, *, skip: int = 0, take: int = 0, total: int = 0) -> Json:
    paging = {"Skip": skip, "Take": take, "Total": total, "GlobalTotal": total}
    return {
        "PagingInfo": paging | {"StatusCounts": [], "GlobalStatusCounts": []},
        "StatusCode": 200,
        "Success": True,
        "Errors": [],
        "Response": found,
    }


def _question_row(entry: Json, parliament: Parliament, as_of: date) -> Json:
    body = parliament.departments[entry.get("body", 29)]
    removed = entry.get("removed")
    is_removed = removed is not None and removed <= as_of
    return {
        "Id": entry["id"],
        "QuestionType": _KINDS[entry.get("kind", "substantive")],
        "QuestionText": entry["text"],
        "Status": _ORAL_STATES[entry["then"] if is_removed else "tobeasked"],
        "Number": entry["number"],
        "TabledWhen": stamp(entry["tabled"]),
        "RemovedFromToBeAskedWhen": f"{removed}T15:31:07.52" if is_removed else None,
        "DeclarableInterestDetail": entry.get("interest"),
        "HansardLink": "",
        "UIN": entry["uin"],
        "AnsweringWhen": stamp(entry["answering"]),
        "AnsweringBodyId": body.id,
        "AnsweringBody": body.name,
        "AnsweringMinisterTitle": f"the {body.target}",
        "AskingMember": _member(parliament.members[entry["asker"]], entry["tabled"]),
        "AnsweringMinister": None,
        "AskingMemberId": entry["asker"],
        "AnsweringMinisterId": 0,
    }


def _motion_row(entry: Json, parliament: Parliament, as_of: date) -> Json:
    withdrawn = entry.get("withdrawn")
    is_withdrawn = withdrawn is not None and withdrawn <= as_of
    instrument = entry.get("instrument", {})
    suffix = entry.get("suffix")
    return {
        "Id": entry["id"],
        "Status": _MOTION_STATES["withdrawn" if is_withdrawn else "published"],
        "StatusDate": stamp(withdrawn if is_withdrawn else entry["tabled"]),
        "MemberId": entry["by"],
        "PrimarySponsor": _member(parliament.members[entry["by"]], entry["tabled"]),
        "Title": entry["title"],
        "MotionText": entry["text"],
        "AmendmentToMotionId": entry.get("amends"),
        "UIN": entry["uin"],
        "AmendmentSuffix": suffix,
        "DateTabled": stamp(entry["tabled"]),
        "PrayingAgainstNegativeStatutoryInstrumentId": instrument.get("id"),
        "StatutoryInstrumentNumber": instrument.get("number"),
        "StatutoryInstrumentYear": str(instrument["year"]) if instrument else None,
        "StatutoryInstrumentTitle": instrument.get("title"),
        "UINWithAmendmentSuffix": f"{entry['uin']}{suffix or ''}",
        "SponsorsCount": len(_signatures(entry, as_of)),
    }


def _motion_detail(entry: Json, ask: Ask) -> Json:
    amendments = [other for other in _motions_shown(ask) if other.get("amends") == entry["id"]]
    signatures = _signatures(entry, ask.as_of)
    return {
        **_motion_row(entry, ask.parliament, ask.as_of),
        "Sponsors": list(_sponsors(entry["id"], signatures, ask.parliament, ask.as_of)),
        "Amendments": [_motion_detail(amendment, ask) for amendment in amendments],
    }


def _signatures(entry: Json, as_of: date) -> list[Json]:
    """Everyone who had signed by the day; the real service, too, counts those who took their name off."""
    first = {"by": entry["by"], "on": entry["tabled"]}
    return [first, *(signed for signed in entry.get("signed", ()) if signed["on"] <= as_of)]


def _sponsors(
    motion_id: int, signatures: Iterable[Json], parliament: Parliament, as_of: date
) -> Iterator[Json]:
    order = 0
    for place, signed in enumerate(signatures, start=1):
        left = signed.get("left")
        is_withdrawn = left is not None and left <= as_of
        order += not is_withdrawn
        yield {
            "Id": motion_id * 100 + place,
            "MemberId": signed["by"],
            "Member": _member(parliament.members[signed["by"]], signed["on"]),
            "SponsoringOrder": None if is_withdrawn else order,
            "CreatedWhen": f"{signed['on']}T11:04:12.37",
            "IsWithdrawn": is_withdrawn,
            "WithdrawnDate": stamp(left) if is_withdrawn else None,
        }


def _member(member: Member, day: date) -> Json:
    """A member as this service spells one out, with party and seat of the day."""
    party = PARTIES[next(span.name for span in member.parties if span.holds(day))]
    portrait = f"https://members-api.parliament.uk/api/Members/{member.id}/Portrait"
    return {
        "MnisId": member.id,
        "PimsId": member.id - 3000,
        "Name": member.name,
        "ListAs": member.list_name,
        "Constituency": next(span.name for span in member.seats if span.holds(day)),
        "Status": "Active",
        "Party": party.name,
        "PartyId": party.id,
        "PartyColour": party.colour,
        "PhotoUrl": f"{portrait}?cropType=OneOne&webVersion=true",
    }
