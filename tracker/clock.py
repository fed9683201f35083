"""The time, in one place: real runs take it from the machine, the sample has its own."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now(fixed: datetime | None = None) -> str:
    """Return the time as an ISO string in UTC with seconds, or the fixed time given."""
    return (fixed or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
