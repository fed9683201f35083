"""A commitment's history in one sentence: how often it was promised, how it slipped, how it stands."""

from __future__ import annotations

from db.pages.dates import day, days, times
from db.pages.reader import Row


def story(commitment: Row) -> str:
    """Return e.g. "Promised twice since 3 May 2024; the date was put off once, by 92 days; overdue ..."."""
    parts = [_promised(commitment), _slipped(commitment), _stands(commitment), _silent(commitment)]
    return "; ".join(part for part in parts if part) + "."


def _promised(row: Row) -> str:
    said, since = row["times_said"], row["first_date"]
    if not since:
        return f"Promised {times(said)}, date not known"
    if said <= 1:
        return f"Promised once, on {day(since)}"
    return f"Promised {times(said)} since {day(since)}"


def _slipped(row: Row) -> str:
    if not row["times_slipped"]:
        return ""
    in_all = " in all" if row["times_slipped"] > 1 else ""
    by = f", by {days(row['days_slipped'])}{in_all}" if row["days_slipped"] else ""
    return f"the date was put off {times(row['times_slipped'])}{by}"


def _stands(row: Row) -> str:
    left, status = row["days_to_deadline"], row["schedule_status"]
    if status == "closed":
        refused = row["official_status"] == "withdrawn"
        return "later refused" if refused else "the government now says it is done"
    if status == "overdue" and left is not None:
        return f"overdue by {days(-left)}"
    if status in ("due soon", "not due") and left is not None:
        when = "today" if left == 0 else f"in {days(left)}"
        return f"due by {day(row['deadline_latest'])}, {when}"
    if status == "vague":
        return f"never a date, only “{row['deadline_text']}”"
    return "no date was given"


def _silent(row: Row) -> str:
    if row["official_status"] != "nothing since" or not row["last_date"]:
        return ""
    if row["last_date"] == row["first_date"]:
        return "nothing heard since"
    return f"nothing heard since {day(row['last_date'])}"
