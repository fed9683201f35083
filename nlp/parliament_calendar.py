"""The calendar Parliament lives by: working days, recesses, fiscal events and the end of a Parliament."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from nlp.lexicon import FOLDER

_DATA = FOLDER / "parliament.toml"
_LIFE = 5  # years a Parliament may last before it dissolves by itself
MONDAY, FRIDAY = 0, 4


@cache
def _data() -> dict[str, list[dict]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def parliament_end(day: date) -> date | None:
    """Return the last day on which the election ending the Parliament of `day` can be held.

    None where `day` lies before the first Parliament in `lexicons/parliament.toml`, or after its life.
    """
    entries = sorted(_data()["parliament"], key=lambda entry: entry["first_met"])
    met = [entry for entry in entries if entry["first_met"] <= day]
    if not met:
        return None
    end = _last_poll(met[-1])
    return end if day <= end else None


def _last_poll(entry: dict) -> date:
    if "last_poll" in entry:
        return entry["last_poll"]
    first_met: date = entry["first_met"]
    dissolves = first_met.replace(year=first_met.year + _LIFE)
    return add_working_days(dissolves, entry["poll_after"], any_nation=True)


@dataclass(frozen=True, slots=True)
class Recess:
    """A recess of one House: it begins when the House rises; `returns` is None where no source says it."""

    rises: date
    returns: date | None


def next_recess(name: str, *, after: date, house: str | None) -> Recess | None:
    """Return the next recess called `name` ("summer", "" for any) that starts on `after` or later.

    Without a house the Commons is meant. Only recesses with a source are known, and a later one never stands
    in for one whose date is missing: the answer lies within a year, or is None.
    """
    starts = [
        Recess(entry["rises"], entry.get("returns"))
        for entry in _data()["recess"]
        if entry["house"] == (house or "Commons") and (not name or entry["name"].lower() == name.lower())
    ]
    limit = after + timedelta(days=_SOON if name else _VERY_SOON)
    near = (recess for recess in starts if after <= recess.rises < limit)
    return min(near, key=lambda recess: recess.rises, default=None)


_SOON = 330  # days: the same recess of the next year lies further off
_VERY_SOON = 75  # days: no longer than the House ever sits at a stretch between two recesses


def fiscal_event(name: str, *, said_on: date) -> date | None:
    """Return the day of the next "Budget" or "Spring Statement", where that day was public on `said_on`."""
    wanted = " ".join(name.lower().split())
    return next(
        (
            event["held"]
            for event in _data()["fiscal_event"]
            if event["known"] <= said_on <= event["held"] and wanted in map(str.lower, event["names"])
        ),
        None,
    )


def add_working_days(day: date, count: int, *, any_nation: bool = False) -> date:
    """Return the day `count` working days after `day`, the day itself not counted.

    Bank holidays are those of England and Wales, with `any_nation` those of any part of the UK and Christmas
    Eve too, as election law counts.
    """
    while count > 0:
        day += timedelta(days=1)
        is_eve = any_nation and (day.month, day.day) == (12, 24)
        if (
            day.weekday() <= FRIDAY
            and not is_eve
            and day not in bank_holidays(day.year, any_nation=any_nation)
        ):
            count -= 1
    return day


@cache
def bank_holidays(year: int, *, any_nation: bool = False) -> frozenset[date]:
    """Return the bank holidays of a year by their standing rules (Banking and Financial Dealings Act 1971).

    One-off holidays proclaimed for a single year are not known.
    """
    sunday = easter(year)
    days = {
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_in_lieu([date(year, 1, 1)]),
        *_in_lieu([date(year, 12, 25), date(year, 12, 26)]),
    }
    if any_nation:  # Northern Ireland: 17 March, 12 July; Scotland: 2 January, August, St Andrew's Day
        days |= {_first_monday(year, 8), *_in_lieu([date(year, 1, 1), date(year, 1, 2)])}
        for month, day in ((3, 17), (7, 12), (11, 30)):
            days |= set(_in_lieu([date(year, month, day)]))
    return frozenset(days)


def _in_lieu(days: list[date]) -> list[date]:
    """Move neighbouring holidays off the weekend, onto the next days that are free."""
    moved: list[date] = []
    for day in sorted(days, key=lambda day: day.weekday() > FRIDAY):
        while day.weekday() > FRIDAY or day in moved:
            day += timedelta(days=1)
        moved.append(day)
    return moved


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)  # only ever asked of May and August
    return last - timedelta(days=last.weekday())
