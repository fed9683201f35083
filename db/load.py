"""Merged records to the tables of `tracker.db`, with party, seat and office as of the day."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from db.merge import MergedQuestion, Observation
from db.people import OnTheDay, People
from scrapers.records import Attachment, Contribution, Debate, Id, Member, WrittenStatement


def load_members(db: Database, members: Iterable[Member]) -> None:
    """Write members with their seats and posts by date."""
    for member in members:
        last = member.memberships[-1] if member.memberships else None
        db.table("members").insert(
            {
                "id": member.id,
                "name": member.name,
                "list_name": member.list_name,
                "twfy_id": member.twfy_id,
                "party": last.party if last else None,
                "house": last.house if last else None,
                "constituency": last.constituency if last else None,
                "url": member.url or f"https://members.parliament.uk/member/{member.id}",
            },
        )
        db.table("memberships").insert_all(
            {
                "member_id": member.id,
                "house": seat.house,
                "party": seat.party,
                "constituency": seat.constituency,
                "start_date": seat.start_date,
                "end_date": seat.end_date,
            }
            for seat in member.memberships
        )
        db.table("posts").insert_all(
            {
                "member_id": member.id,
                "office": post.office,
                "department": post.department,
                "start_date": post.start_date,
                "end_date": post.end_date,
            }
            for post in member.posts
        )


def load_questions(db: Database, questions: Iterable[MergedQuestion], people: People) -> None:
    """Write questions, the versions of their answers, their attachments and the ids they were known by."""
    for question in questions:
        db.table("questions").insert(_question_row(question, people))
        record = question.record
        db.table("answer_versions").insert_all(
            {
                "question_id": record.id,
                "version": number,
                "state": version.state,
                "answer_text": version.text,
                "answer_html": version.html,
                "dated": version.dated,
                "first_seen": version.first_seen,
                "last_seen": version.last_seen,
                "raw_hash": version.raw_hash,
            }
            for number, version in enumerate(question.versions, start=1)
        )
        db.table("question_aliases").insert_all(
            ({"alias": str(alias), "question_id": record.id} for alias in question.aliases), ignore=True
        )
        _load_attachments(db, "question", record.id, record.attachments)


def _question_row(question: MergedQuestion, people: People) -> dict:
    record = question.record
    asker = people.on(record.asking_member_id, record.date_tabled)
    answerer = people.on(record.answering_member_id, record.date_answered, department=record.answering_body)
    return {
        "id": record.id,
        "uin": record.uin,
        "house": record.house,
        "heading": record.heading,
        "question_text": record.question_text,
        "answer_html": record.answer_html,
        "answer_text": record.answer_text,
        "is_truncated": record.is_truncated,
        "source": record.source,
        "answering_body_id": record.answering_body_id,
        "answering_body": record.answering_body,
        "asking_member_id": record.asking_member_id,
        "asking_member": asker.name or record.asking_member_name,
        "asking_party": asker.party,
        "asking_constituency": asker.constituency,
        "answering_member_id": record.answering_member_id,
        "answering_member": answerer.name or record.answering_member_name,
        "answering_office": record.answering_office or answerer.office,
        "correcting_member_id": record.correcting_member_id,
        "date_tabled": record.date_tabled,
        "date_for_answer": record.date_for_answer,
        "date_answered": record.date_answered,
        "date_holding": record.date_holding,
        "date_corrected": record.date_corrected,
        "is_named_day": record.is_named_day,
        "is_withdrawn": record.is_withdrawn,
        "is_holding": record.is_holding,
        "is_correction": record.is_correction,
        "has_interest": record.has_interest,
        "has_newer_list_row": question.has_newer_list_row,
        "grouped_uins": json.dumps(record.grouped_uins),
        "relevance": question.why,
        "url": record.url,
        "fetched_from": question.sighting.url,
        "raw_hash": question.sighting.raw_hash,
    }


def load_statements(
    db: Database, statements: Iterable[Observation[WrittenStatement]], people: People
) -> None:
    """Write written statements; the second House's copy of a joint statement points at the first."""
    first_by_text: dict[tuple[str | None, str], Id] = {}
    for item in statements:  # the Commons come first: the Lords copy is the one that repeats
        record = item.record
        maker = people.on(record.member_id, record.date_made, department=record.answering_body)
        key = (record.date_made, " ".join(record.title.casefold().split()))
        joint_with = first_by_text.setdefault(key, record.id)
        db.table("statements").insert(
            {
                "id": record.id,
                "uin": record.uin,
                "house": record.house,
                "title": record.title,
                "text_html": record.text_html,
                "text": record.text,
                "is_truncated": record.is_truncated,
                "date_made": record.date_made,
                "member_id": record.member_id,
                "member_name": maker.name or record.member_name,
                "member_role": record.member_role or maker.office,
                "answering_body_id": record.answering_body_id,
                "answering_body": record.answering_body,
                "linked": json.dumps(record.linked_ids),
                "joint_with": joint_with if joint_with != record.id else None,
                "relevance": item.why,
                "url": record.url,
                "fetched_from": item.sighting.url,
                "raw_hash": item.sighting.raw_hash,
            }
        )
        _load_attachments(db, "statement", record.id, record.attachments)


def _load_attachments(db: Database, kind: str, source_id: Id, attachments: Iterable[Attachment]) -> None:
    db.table("attachments").insert_all(
        {
            "source_type": kind,
            "source_id": source_id,
            "url": item.url,
            "title": item.title,
            "file_type": item.file_type,
            "size_bytes": item.size_bytes,
        }
        for item in attachments
    )


def load_debate(db: Database, item: Observation[Debate], people: People, *, on_topic: frozenset[int]) -> None:
    """Write one debate whole; `on_topic` holds the positions of the contributions about the topic."""
    debate = item.record
    db.table("debates").insert(
        {
            "id": debate.id,
            "house": debate.house,
            "date": debate.date,
            "title": debate.title,
            "location": debate.location,
            "kind": debate.kind,
            "parents": json.dumps(debate.parents),
            "last_updated": debate.last_updated,
            "relevance": item.why,
            "url": debate.url,
            "fetched_from": item.sighting.url,
            "raw_hash": item.sighting.raw_hash,
        }
    )
    db.table("contributions").insert_all(
        (_contribution_row(debate, said, people, said.position in on_topic) for said in debate.contributions),
        ignore=True,  # a debate may get a new id while its text is revised: what was said keeps its own
    )


def _contribution_row(debate: Debate, said: Contribution, people: People, is_on_topic: bool) -> dict:
    speaker = people.on(said.member_id, debate.date) if said.member_id else OnTheDay()
    return {
        "id": said.id,
        "debate_id": debate.id,
        "position": said.position,
        "member_id": said.member_id,
        "speaker_name": speaker.name or said.speaker_name,
        "twfy_id": said.twfy_id,
        "attributed_to": said.attributed_to,
        "office": said.office or speaker.office,
        "party": speaker.party or said.party,
        "constituency": speaker.constituency or said.constituency,
        "kind": said.kind,
        "is_continuation": said.is_continuation,
        "is_chair": said.is_chair,
        "is_government": people.speaks_for_government(said, debate.date),
        "is_on_topic": is_on_topic,
        "uin": said.uin,
        "column_number": said.column,
        "text": said.text,
        "url": said.url,
    }
