"""What the Popolo files of people and of ministers have in common: ids, names, dates, redirects."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.parlparse_items import PREFIX
from scrapers.records import Rejected

MEMBERSHIP_FIELDS = frozenset({
    "id", "redirect", "person_id", "post_id", "organization_id", "on_behalf_of_id", "start_date", "end_date",
    "start_reason", "end_reason", "role", "label", "name", "source", "identifiers", "parent", "extra",
})  # fmt: skip


def short_id(item: Item, key: str) -> str:
    """Return an id without what all of parlparse's begin with: "person/26120"."""
    return fields.required_text(item, key).removeprefix(PREFIX)


def names_by_id(answer: Item, key: str) -> dict[str, str]:
    """Return the names of what is listed under `key`; what has no id can't be referred to."""
    listed = ((fields.text(item, "id"), fields.text(item, "name")) for item in fields.mappings(answer, key))
    return {found: name or "" for found, name in listed if found}


def redirects(answer: Item, key: str, rejected: list[Rejected]) -> dict[str, str]:
    """Return the ids under `key` that were given up, each with the one that holds in its place."""
    found: dict[str, str] = {}
    for index, item in enumerate(fields.mappings(answer, key)):
        if "redirect" in item:
            try:
                found[short_id(item, "id")] = short_id(item, "redirect")
            except WrongShape as error:
                rejected.append(fields.reject(item, f"{key}[{index}]", str(error)))
    return found


def first_day(item: Item, key: str) -> str | None:
    """Return a day; of a year or month alone, its first."""
    span = _span(item, key)
    return span[0].isoformat() if span else None


def last_day(item: Item, key: str) -> str | None:
    """Return a day; of a year or month alone, its last. One without end is None."""
    span = _span(item, key)
    return span[1].isoformat() if span and span[1] != date.max else None


def day_after(item: Item, key: str) -> str | None:
    """Return the day after the last day of a date."""
    last = last_day(item, key)
    return (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else None


def _span(item: Item, key: str) -> tuple[date, date] | None:
    """Return the first and last day of a date, which may be a year or a month alone."""
    if (value := fields.text(item, key)) is None:
        return None
    if value.startswith("9999"):
        return date.max, date.max
    year, month, day = ([*value.split("-"), "", ""])[:3]
    try:
        if day:
            found = date.fromisoformat(value)
            return found, found
        first = date(int(year), int(month or 1), 1)
        return first, date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])
    except (OverflowError, ValueError) as error:
        raise WrongShape(f"{key} is {value!r}, not a date") from error
