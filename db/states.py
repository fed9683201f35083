"""What the archive notes of each record read: what it is known by, and how far it had got."""

from __future__ import annotations

from typing import NamedTuple

from scrapers.records import Debate, Id, Member, Record, WrittenQuestion, WrittenStatement


class State(NamedTuple):
    """How far a question had got: `moment` orders the states of one question, a closed one has its answer."""

    id: Id
    moment: str
    is_closed: bool


def record_key(record: Record) -> str:
    """Return what a record is known by; answers that show two sides of one thing are two things."""
    kind = type(record).__name__
    if isinstance(record, WrittenQuestion | WrittenStatement):
        return f"{kind} {record.id} {'full' if record.is_full else 'list row'}"
    if isinstance(record, Member):  # who it is, and what they were when, come in two answers
        return f"{kind} {record.id} {'by date' if record.has_history else 'at present'}"
    return f"{kind} {record.id}"


def record_state(record: Record) -> State:
    """Return what the next run needs to know of a record: is it answered, and as of when."""
    if isinstance(record, Debate):
        return State(record.id, record.date or "", True)
    if not isinstance(record, WrittenQuestion):
        return State(record.id, "", True)
    dated = max(record.date_answered or "", record.date_corrected or "")
    is_closed = record.is_withdrawn or (record.answer_text is not None and not record.is_holding)
    corrected = f"{record.date_corrected or ''} {int(record.is_correction)}"
    return State(record.id, f"{dated} {corrected} {int(is_closed)}{int(record.is_withdrawn)}", is_closed)
