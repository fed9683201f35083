"""The Hansard service: the calendar, the day's sections and trees, whole debates, and the spoken search."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.demo import debate_shapes
from tracker.demo.asking import Ask, NotFound
from tracker.demo.content import Debate, Parliament
from tracker.demo.markup import plain
from tracker.demo.shapes import stamp

CORRECTIONS = "Written Corrections"


def calendar(ask: Ask) -> Any:
    """The sitting days of a month, no others."""
    month = (ask.number("year", 0), ask.number("month", 0))
    house = _house(ask)
    days = [d for d in ask.parliament.sitting_days[house] if d <= ask.as_of and (d.year, d.month) == month]
    return [{"House": house, "ItemDate": stamp(day), "Metadata": ""} for day in days]


def last_sitting_date(ask: Ask) -> Any:
    """The House's latest sitting day."""
    return stamp(max(_sitting_days(ask)))


def linked_sitting_dates(ask: Ask) -> Any:
    """The sitting days before and after a date."""
    here = ask.day("date") or ask.as_of
    days = _sitting_days(ask)
    return {
        "PreviousSittingDate": stamp(max((day for day in days if day < here), default=None)),
        "NextSittingDate": stamp(min((day for day in days if day > here), default=None)),
    }


def sections_for_day(ask: Ask) -> Any:
    """The parts of a sitting day; an empty list when the House did not sit."""
    if debates := _debates_of_day(ask):
        return list(dict.fromkeys(debate.section for debate in debates))
    return ["Debate"] if ask.day("date") in _sitting_days(ask) else []


def section_trees(ask: Ask) -> Any:
    """The headings of one part of a day."""
    section = ask.text("section")
    debates = [d for d in _debates_of_day(ask) if d.section.lower() == section.lower()]
    return [debate_shapes.tree(debates, section=section, house=_house(ask))] if debates else []


def debate(ask: Ask, ext_id: str) -> Any:
    """A whole debate, its GUID in either case."""
    parliament = _printed(ask)
    for known in parliament.debates:
        if known.ext_id.lower() == ext_id.lower():
            return debate_shapes.debate_object(known, parliament)
    raise NotFound(ext_id)


def spoken(ask: Ask) -> Any:
    """Search what was said by a named speaker: every word of the term must be in the turn's text."""
    return _search(ask, corrections=False)


def corrections(ask: Ask) -> Any:
    """Search what ministers had printed later, to put right what they had said."""
    return _search(ask, corrections=True)


def _search(ask: Ask, *, corrections: bool) -> Any:
    words = _parameter(ask, "searchTerm").lower().split()
    said = (
        debate
        for debate in _printed(ask).debates
        if _is_searched(ask, debate) and (debate.location == CORRECTIONS) is corrections
    )
    rows = [row for d in said for row in debate_shapes.spoken_rows(d, ask.parliament)]
    member = _parameter(ask, "memberId")
    found = [
        row
        for row in rows
        if all(word in plain(row["ContributionTextFull"]).lower() for word in words)
        and (not member or row["MemberId"] == int(member))
    ]
    ascending = _parameter(ask, "orderBy") == "SittingDateAsc"
    found.sort(key=lambda row: row["SittingDate"], reverse=not ascending)
    skip, take = int(_parameter(ask, "skip") or 0), int(_parameter(ask, "take") or 20)
    return {
        "SearchTerms": words,
        "SpokenResultCount": 0 if corrections else len(found),
        "WrittenResultCount": 0,
        "CorrectionsResultCount": len(found) if corrections else 0,
        "DivisionsResultCount": 0,
        "Results": found[skip : skip + take],
        "TotalResultCount": len(found),
    }


def _is_searched(ask: Ask, debate: Debate) -> bool:
    first, last, house = (_parameter(ask, name) for name in ("startDate", "endDate", "house"))
    return (
        (not first or str(debate.date) >= first[:10])
        and (not last or str(debate.date) <= last[:10])
        and (not house or debate.house.lower() == house.lower())
    )


def _parameter(ask: Ask, name: str) -> str:
    """Search parameters carry a prefix, and are read without it too."""
    return ask.text(f"queryParameters.{name}") or ask.text(name)


def _house(ask: Ask) -> str:
    return "Lords" if ask.text("house").lower() == "lords" else "Commons"


def _sitting_days(ask: Ask) -> list[date]:
    return [day for day in ask.parliament.sitting_days[_house(ask)] if day <= ask.as_of]


def _debates_of_day(ask: Ask) -> list[Debate]:
    wanted = ask.day("date"), _house(ask)
    return [debate for debate in _printed(ask).debates if (debate.date, debate.house) == wanted]


def _printed(ask: Ask) -> Parliament:
    """The parliament with what had been printed by the day of asking, in the wording of that day."""
    printed = (debate.as_on(ask.as_of) for debate in ask.parliament.debates if debate.date <= ask.as_of)
    return replace(ask.parliament, debates=tuple(printed))
