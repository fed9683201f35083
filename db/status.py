"""The three statuses of a commitment, never mixed: what the government says, the calendar, the evidence.

Software says "overdue" or "says done"; whether a promise was kept only a person says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.annotations import COMMITMENTS, Deadline
from nlp.links import Mention

OFFICIAL = ("promised", "in progress", "says done", "withdrawn", "nothing since")
SCHEDULE = ("no date", "vague", "not due", "due soon", "overdue", "closed")
EVIDENCE = ("not assessed", "kept", "partly kept", "not kept", "cannot be rated")
DUE_SOON_DAYS = 30
SILENT_AFTER_DAYS = 182  # six months

_LASTS = re.compile(r"(?:until|till|up to|into)\b", re.IGNORECASE)
"""How long something lasts ("open until 14 February") is no day by which it is due."""

_SAYS = {"claimed_done": "says done", "progress": "in progress", "refused": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a commitment's history: what a status became, on which day, by which sentence."""

    date: str | None
    axis: str
    status: str
    sentence_id: str | None


def official_history(mentions: Sequence[Mention], as_of: date) -> list[Change]:
    """Return how the official status came about, oldest first; the last entry holds today."""
    changes: list[Change] = []
    for mention in mentions:
        status = _SAYS.get(mention.relation, "promised")
        if status == "promised" and changes and changes[-1].status == "in progress":
            continue  # repeating a promise does not undo work that is under way
        if not changes or changes[-1].status != status:
            changes.append(Change(mention.utterance.said_on, "official", status, mention.utterance.id))
    silent_from = _silent_from(mentions)
    if changes[-1].status in ("promised", "in progress") and silent_from and silent_from <= as_of:
        changes.append(Change(silent_from.isoformat(), "official", "nothing since", None))
    return changes


def _silent_from(mentions: Sequence[Mention]) -> date | None:
    days = [mention.utterance.said_on for mention in mentions if mention.utterance.said_on]
    return date.fromisoformat(max(days)) + timedelta(days=SILENT_AFTER_DAYS) if days else None


def governing_deadline(mentions: Sequence[Mention]) -> Deadline | None:
    """Return the deadline that holds: the newest dated one, else the newest wording of any kind.

    A vague repetition does not wipe out a date that was given: the date stays and may become overdue.
    """
    said = [m.new for m in mentions if m.new is not None and m.utterance.class_ in COMMITMENTS]
    dated = [deadline for deadline in said if deadline.latest]
    return (dated or said or [None])[-1]


def last_day(deadline: Deadline | None) -> str | None:
    """Return the ISO day by which a promise is due; None without a date and for how long something lasts."""
    return None if deadline is None or _LASTS.match(deadline.text) else deadline.latest


def schedule_status(deadline: Deadline | None, official: str, as_of: date) -> str:
    """Return where the calendar stands on the as-of date."""
    if official in ("says done", "withdrawn"):
        return "closed"
    if deadline is None or _LASTS.match(deadline.text):
        return "no date"
    if deadline.latest is None:
        return "vague"
    left = days_left(deadline, as_of)
    if left is None or left > DUE_SOON_DAYS:
        return "not due"
    return "overdue" if left < 0 else "due soon"


def days_left(deadline: Deadline | None, as_of: date) -> int | None:
    """Return the days from the as-of date to the last day of the deadline; negative once it has passed."""
    due = last_day(deadline)
    return (date.fromisoformat(due) - as_of).days if due else None
