"""Reads a commencement note: on which days, and by which instruments, a provision came into force.

Editors write "S. 4 not in force at Royal Assent, see s. 9(2); s. 4 in force at 10.1.2024 by S.I. 2023/1420,
reg. 2(e)"; older notes begin with the result, newer instruments print the month in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_TOKEN = re.compile(
    rf"""(?P<force>\b(?P<negated>not\s+)?(?:(?:wholly|partly|fully|brought|come|comes|came|coming)\s+)?
           in(?:to)?\s+(?:force|operation)\b)
       |(?P<assent>\bRoyal\s+Assent\b)
       |(?P<until>\buntil\s+)?\b(?P<day>\d{{1,2}})(?:\.(?P<month>\d{{1,2}})\.
           |(?:st|nd|rd|th)?\s+(?P<month_name>{"|".join(_MONTHS)})\s+)(?P<year>\d{{4}})\b
       |(?P<instrument>\bS\.\s?(?:S\.\s?)?[IR]\.\s?\d{{4}}/\d+|\bSI\s\d{{4}}/\d+)""",
    re.VERBOSE,
)

Started = tuple[str | None, str | None]
"""An ISO day and an instrument such as "S.I. 2023/1420"."""


def read_note(note: str, *, assent: str | None = None) -> tuple[Started, ...]:
    """Return every day on which the note says something came into force, each with the instrument.

    `assent` is the day meant by "Royal Assent". A note that gives no day, or says that something is not in
    force, gives one pair without a day.
    """
    started: dict[str, str | None] = {}
    for clause in note.split(";"):
        for day, instrument in _read_clause(clause, assent):
            started[day] = instrument or started.get(day)
    return tuple(sorted(started.items())) or ((None, None),)


def _read_clause(clause: str, assent: str | None) -> Iterator[tuple[str, str | None]]:
    """An instrument belongs to the days before it, or to the first day where it stands before all."""
    is_in_force = False
    ahead: str | None = None
    days: list[str] = []
    seen_day = False
    for token in _TOKEN.finditer(clause):
        if token["force"]:
            is_in_force = token["negated"] is None
        elif instrument := token["instrument"]:
            yield from ((day, instrument) for day in days)
            days.clear()
            ahead = None if seen_day else instrument
        elif is_in_force and not token["until"] and (day := _iso(token, assent)):
            seen_day = True
            if ahead:
                yield day, ahead
            else:
                days.append(day)
            ahead = None
    yield from ((day, None) for day in days)


def _iso(token: re.Match[str], assent: str | None) -> str | None:
    if token["assent"]:
        return assent
    month = int(token["month"]) if token["month"] else _MONTHS.index(token["month_name"]) + 1
    try:
        return date(int(token["year"]), month, int(token["day"])).isoformat()
    except ValueError:  # "31.2.2003": a slip of the editor's, and no day
        return None
