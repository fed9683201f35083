"""The shapes the deadline grammar works with: what was said, and the stretch of days it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.small_letters import in_small_letters


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, with the day and the House its relative wordings are measured from.

    `small` is its text in small letters, for the expressions that search all of it.
    """

    text: str
    day: date | None = None
    house: str | None = None
    small: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "small", in_small_letters(self.text))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive; both None where the wording needs a day said and none is known.

    `is_bare` tells that the words leave the year to be guessed ("in April"), `edge` that they name the
    "start" or "end" alone; "until" marks the time up to a day.
    """

    start: date | None
    end: date | None
    precision: str
    is_bare: bool = False
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the position just after the words, and the period they mean."""

    end: int
    period: Period


def span(first: date, months: int, precision: str, *, is_bare: bool = False) -> Period:
    """Return the period of whole `months` from the day `first`."""
    return Period(first, first + relativedelta(months=months) - timedelta(days=1), precision, is_bare)


def unknown(precision: str) -> Period:
    """Return a period whose wording cannot be placed: no day said, or no such date in the calendar."""
    return Period(None, None, precision)
