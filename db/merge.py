"""Many observations of one thing to one row: pure functions, the same whatever order they came in.

A question is seen as list rows (which the API cuts), as full texts, and perhaps in saved page text. The
newest full text speaks; list rows speak only for a question never seen in full. Older full texts become
versions, so that a corrected answer shows what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from db.archive import Sighting
from scrapers.html_text import html_to_text
from scrapers.page_text import question_fingerprint
from scrapers.records import Id, Member, Membership, WrittenQuestion

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Observation(Generic[R]):
    """A record as one raw answer showed it, and whether it is about the topic (`why` says by what)."""

    record: R
    sighting: Sighting
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """One full answer text, with the state it was in: "holding", "final" or "corrected"."""

    state: str
    text: str
    html: str | None
    dated: str | None
    first_seen: str
    last_seen: str
    raw_hash: str


@dataclass(frozen=True, slots=True)
class MergedQuestion:
    """What is published of one question."""

    record: WrittenQuestion
    sighting: Sighting
    why: str
    versions: tuple[AnswerVersion, ...]
    has_newer_list_row: bool
    aliases: tuple[Id, ...] = ()


def merge_question(observations: Iterable[Observation[WrittenQuestion]]) -> MergedQuestion:
    """Return the question that these observations of one id make together."""
    ordered = sorted(observations, key=_newest_last)
    full = [item for item in ordered if item.record.is_full]
    best = settle((full or ordered)[-1], ordered)
    newest_row = next((item for item in reversed(ordered) if not item.record.is_full), None)
    return MergedQuestion(
        record=best.record,
        sighting=best.sighting,
        why=best.why,
        versions=_versions(full),
        has_newer_list_row=bool(
            full and newest_row and answer_state(newest_row.record) > answer_state(best.record)
        ),
    )


def settle(best: Observation[R], items: Iterable[Observation[R]]) -> Observation[R]:
    """Return the best observation with a source and a reason that don't depend on the order of loading.

    Several files may hold the same record: the one whose hash comes first is named.
    """
    items = list(items)
    same = [item for item in items if item.record == best.record]
    first = min(same, key=lambda item: (item.sighting.raw_hash, item.sighting.url))
    reasons = sorted({item.why for item in same} - {""}) or sorted({item.why for item in items} - {""})
    return replace(first, why=reasons[0] if reasons else "")


def answer_state(record: WrittenQuestion) -> tuple[str, str, bool, bool]:
    """Return what tells a later state of a question from an earlier one, comparable within one question."""
    return (
        max(record.date_answered or "", record.date_corrected or ""),
        record.date_corrected or "",
        record.answer_text is not None and not record.is_holding,
        record.is_withdrawn,
    )


def _newest_last(item: Observation[WrittenQuestion]) -> tuple:
    return (answer_state(item.record), item.sighting.last_seen, item.sighting.raw_hash)


def _versions(full: Sequence[Observation[WrittenQuestion]]) -> tuple[AnswerVersion, ...]:
    versions: dict[str, AnswerVersion] = {}
    for item in full:
        record, sighting = item.record, item.sighting
        if not record.answer_text:
            continue
        _add_original(versions, record, sighting)
        known = versions.get(record.answer_text)
        versions[record.answer_text] = AnswerVersion(
            state="holding" if record.is_holding else "corrected" if record.is_correction else "final",
            text=record.answer_text,
            html=record.answer_html,
            dated=record.date_corrected or record.date_answered,
            first_seen=min(known.first_seen, sighting.first_seen) if known else sighting.first_seen,
            last_seen=max(known.last_seen, sighting.last_seen) if known else sighting.last_seen,
            raw_hash=min(known.raw_hash, sighting.raw_hash) if known else sighting.raw_hash,
        )
    return tuple(versions.values())


def _add_original(versions: dict[str, AnswerVersion], record: WrittenQuestion, sighting: Sighting) -> None:
    """Add what a corrected answer said before, unless it was seen itself."""
    html = record.original_answer_html
    if html and (text := html_to_text(html)) not in {record.answer_text, *versions}:
        versions[text] = AnswerVersion(
            state="final",
            text=text,
            html=html,
            dated=record.date_answered,
            first_seen=sighting.first_seen,
            last_seen=sighting.last_seen,
            raw_hash=sighting.raw_hash,
        )


def tabled_as(record: WrittenQuestion) -> tuple[str, str, str] | None:
    """Return what two sources both know a question by: House, day tabled and UIN; None where one is missing.

    A UIN alone is used again every session.
    """
    if record.house and record.date_tabled and record.uin:
        return record.house, record.date_tabled, record.uin.upper()
    return None


def merge_parlparse(questions: Sequence[MergedQuestion]) -> list[MergedQuestion]:
    """Fold parlparse's copy of a question into the record that the service gave of it.

    The service's record keeps its id; parlparse's lends what that one lacks, and its id becomes an alias.
    """
    questions = sorted(questions, key=lambda item: str(item.record.id))
    services = {
        key: item
        for item in questions
        if item.record.source in {"detail", "list"} and (key := tabled_as(item.record))
    }
    others: list[MergedQuestion] = []
    for item in questions:
        key = tabled_as(item.record)
        if item.record.source == "parlparse" and key in services:
            services[key] = _lend(item, services[key])
        elif key not in services or services[key].record.id != item.record.id:
            others.append(item)
    return [*services.values(), *others]


def merge_page_text(questions: Sequence[MergedQuestion]) -> list[MergedQuestion]:
    """Fold saved page text into the record that a service gave of the same question.

    The service's record keeps its id, dates and members; page text lends its answer only where the service's
    own is missing or cut. The page's id becomes an alias.
    """
    questions = sorted(questions, key=lambda item: str(item.record.id))
    services = [item for item in questions if item.record.source != "page text"]
    by_text: dict[str, MergedQuestion] = {}
    by_opening: dict[str, MergedQuestion] = {}
    for item in services:
        by_text.setdefault(question_fingerprint(item.record.question_text), item)
        if item.record.is_truncated:
            by_opening.setdefault(item.record.question_text[:_OPENING], item)
    merged = {item.record.id: item for item in services}
    alone: list[MergedQuestion] = []
    for page in (item for item in questions if item.record.source == "page text"):
        text = page.record.question_text
        twin = by_text.get(question_fingerprint(text)) or by_opening.get(text[:_OPENING])
        if twin is None:
            alone.append(page)
        else:
            merged[twin.record.id] = _lend(page, merged[twin.record.id])
    return [*merged.values(), *alone]


_OPENING = 200  # a list row holds 255 characters of the question; long enough to be that question's own


def _lend(page: MergedQuestion, twin: MergedQuestion) -> MergedQuestion:
    record = replace(
        twin.record,
        asking_twfy_id=twin.record.asking_twfy_id or page.record.asking_twfy_id,
        answering_twfy_id=twin.record.answering_twfy_id or page.record.answering_twfy_id,
    )
    if record.answer_text is None or record.is_truncated:
        record = replace(
            record,
            question_text=page.record.question_text,
            answer_text=page.record.answer_text or record.answer_text,
            answer_html=record.answer_html if page.record.answer_text is None else page.record.answer_html,
            answering_office=record.answering_office or page.record.answering_office,
            answering_member_name=record.answering_member_name or page.record.answering_member_name,
            date_answered=record.date_answered or page.record.date_answered,
            is_truncated=record.is_truncated and page.record.answer_text is None,
        )
    return replace(
        twin,
        record=record,
        why=twin.why or page.why,
        versions=twin.versions or page.versions,
        aliases=(*twin.aliases, page.record.id),
    )


def merge_member(records: Iterable[Member]) -> Member:
    """Return one member from a search row, a biography and a history, each of which knows only a part.

    Seats are those of the last record that has them by date: a search row knows the present party alone. The
    record of another source stands first, and lends what all others lack.
    """
    records = list(records)
    named = [item for item in records if item.name]
    dated = [item for item in records if item.has_history] or records
    seats = next((item.memberships for item in reversed(dated) if item.memberships), ())
    return Member(
        id=records[0].id,
        name=named[-1].name if named else f"Member {records[0].id}",
        list_name=next((item.list_name for item in reversed(records) if item.list_name), None),
        twfy_id=next((item.twfy_id for item in reversed(records) if item.twfy_id), None),
        memberships=tuple(_with_party(seat, dated) for seat in seats),
        posts=next((item.posts for item in reversed(records) if item.posts), ()),
        has_history=any(item.has_history for item in records),
        url=next((item.url for item in reversed(records) if item.url), None),
    )


def _with_party(seat: Membership, records: Iterable[Member]) -> Membership:
    """Return a seat with the party that another record gives for the same seat's first day."""
    day = seat.start_date
    if seat.party or day is None:
        return seat
    others = (other for record in records for other in record.memberships if other.house == seat.house)
    held = (other for other in others if (other.start_date or "") <= day < (other.end_date or "9999"))
    return replace(seat, party=next((other.party for other in held if other.party), None))
