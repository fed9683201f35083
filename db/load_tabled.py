"""Oral questions and early day motions to their tables, each question beside its place in Hansard."""

from __future__ import annotations

from sqlite_utils import Database

from db.gather import Gathered
from db.merge import Observation
from db.people import People
from db.tabled import Asked, find_asked
from scrapers.records import Motion, MotionSignatures, OralQuestion
from scrapers.relevance import Topic


def load_oral_questions(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write the oral questions, with the debate and the contribution in which each was asked."""
    asked = find_asked(gathered.debates, topic)
    db.table("oral_questions").insert_all(
        _question_row(item, asked.get((item.record.uin, item.record.answering_on)), people)
        for item in gathered.of(OralQuestion)
        if _is_to_own(item.record, topic)
    )


def _is_to_own(question: OralQuestion, topic: Topic) -> bool:
    """Say whether a question is to a department of the topic: a service may not hear that it was asked so."""
    return not topic.own_bodies or question.answering_body_id in {None, *topic.own_bodies}


def _question_row(item: Observation[OralQuestion], asked: Asked | None, people: People) -> dict:
    record = item.record
    asker = people.on(record.asking_member_id, record.date_tabled)
    return {
        "id": record.id,
        "uin": record.uin,
        "question_text": record.question_text,
        "kind": record.kind,
        "status": record.status,
        "number": record.number,
        "date_tabled": record.date_tabled,
        "date_removed": record.date_removed,
        "answering_on": record.answering_on,
        "answering_body_id": record.answering_body_id,
        "answering_body": record.answering_body,
        "answering_office": record.answering_office,
        "asking_member_id": record.asking_member_id,
        "asking_member": asker.name or record.asking_member_name,
        "asking_party": asker.party,
        "asking_constituency": asker.constituency,
        "has_interest": record.has_interest,
        "debate_id": asked.debate_id if asked else None,
        "contribution_id": asked.contribution_id if asked else None,
        "relevance": item.why,
        "url": record.url or (asked.url if asked else None),  # a question has no page of its own
        "fetched_from": item.sighting.url,
        "raw_hash": item.sighting.raw_hash,
    }


def load_motions(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write the early day motions, with how many signed each and how many took their name off."""
    signatures = {item.record.id: item.record for item in gathered.of(MotionSignatures)}
    db.table("motions").insert_all(
        _motion_row(item, signatures.get(item.record.id), people) for item in gathered.of(Motion)
    )


def _motion_row(item: Observation[Motion], signed: MotionSignatures | None, people: People) -> dict:
    record = item.record
    sponsor = people.on(record.member_id, record.date_tabled)
    counted = signed.signed if signed and record.sponsors is None else record.sponsors
    return {
        "id": record.id,
        "uin": record.uin,
        "title": record.title,
        "text": record.text,
        "status": record.status,
        "status_since": record.status_since,
        "date_tabled": record.date_tabled,
        "member_id": record.member_id,
        "member_name": sponsor.name or record.member_name,
        "party": sponsor.party,
        "constituency": sponsor.constituency,
        "sponsors": counted,
        "sponsors_withdrawn": signed.withdrawn if signed else None,
        "amends_id": record.amends_id,
        "is_prayer": record.is_prayer,
        "instrument": record.instrument,
        "instrument_title": record.instrument_title,
        "relevance": item.why,
        "url": record.url,
        "fetched_from": item.sighting.url,
        "raw_hash": item.sighting.raw_hash,
    }
