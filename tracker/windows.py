"""When a window of a source (a month, a sitting day, a debate) is to be read again.

A window that was never read is due. One that was read is due again until some days after its end have
passed, because answers come late and transcripts are revised; after that it has settled for good.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

LATE_ANSWERS = (3, 14)
"""Days after a month's end on which it is read again: answers are backdated and corrected."""

REVISED_TEXT = (1, 7, 30)
"""Days after a sitting on which its transcript is read again: Hansard is revised for weeks."""


def is_due(read_on: str | None, ends: str, today: str, ages: Sequence[int]) -> bool:
    """Say whether a window whose last day is `ends`, last read on `read_on`, is to be read `today`.

    A reading in the future, left by a clock or an as-of date that ran ahead, counts as none.
    """
    if read_on is None or read_on > today or read_on <= ends:
        return True
    end = date.fromisoformat(ends)
    return any(read_on < (end + timedelta(days=age)).isoformat() <= today for age in ages)


def month_end(first: str) -> str:
    """Return the last day of the month of an ISO day; a month that is still running ends in the future."""
    return f"{first[:7]}-{monthrange(int(first[:4]), int(first[5:7]))[1]}"
