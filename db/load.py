"""Merged records to the tables of `tracker.db`, with party, seat and office as of the day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from db.merge import MergedQuestion, Observation
from db.merge_statements import copies_in_the_other_house
from db.people import People
from scrapers.records import Attachment, Contribution, Debate, Id, Member, WrittenStatement


def members_pointed_at(db: Database) -> set[int]:
    """Return the ids of all members that any row of any table refers to."""
    return {
        key
        for table in db.tables
        for foreign in table.foreign_keys
        if foreign.other_table == "members"
        for (key,) in db.execute(
            f"select distinct [{foreign.column}] from [{table.name}] where [{foreign.column}] is not null"
        )
    }


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


def load_questions(db: Database, questions: Sequence[MergedQuestion], people: People) -> None:
    """Write questions, the versions of their answers, their attachments and the ids they were known by."""
    db.table("questions").insert_all(_question_row(question, people) for question in questions)
    db.table("answer_versions").insert_all(row for question in questions for row in _version_rows(question))
    db.table("question_aliases").insert_all(
        (
            {"alias": str(alias), "question_id": question.record.id}
            for question in questions
            for alias in question.aliases
        ),
        ignore=True,
    )
    for question in questions:
        _load_attachments(db, "question", question.record.id, question.record.attachments)


def _version_rows(question: MergedQuestion) -> Iterator[dict]:
    for number, version in enumerate(question.versions, start=1):
        yield {
            "question_id": question.record.id,
            "version": number,
            "state": version.state,
            "answer_text": version.text,
            "answer_html": version.html,
            "dated": version.dated,
            "first_seen": version.first_seen,
            "last_seen": version.last_seen,
            "raw_hash": version.raw_hash,
        }


def _question_row(question: MergedQuestion, people: People) -> dict:
    record = question.record
    asked_by = people.who(record.asking_member_id, record.asking_twfy_id)
    asker = people.on(asked_by.key, record.date_tabled or record.date_answered)
    answered_by = people.who(record.answering_member_id, record.answering_twfy_id)
    answerer = people.on(answered_by.key, record.date_answered, department=record.answering_body)
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
        "asking_member_id": asked_by.member_id,
        "asking_member": asker.name or record.asking_member_name,
        "asking_party": asker.party,
        "asking_constituency": asker.constituency,
        "answering_member_id": answered_by.member_id,
        "answering_member": answerer.name or record.answering_member_name,
        "answering_office": record.answering_office or answerer.office,
        "asking_resolved_by": asked_by.resolved_by,
        "answering_resolved_by": answered_by.resolved_by,
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
        "grouped_dates": json.dumps(dict(record.grouped_dates)),
        "relevance": question.why,
        "url": record.url,
        "fetched_from": question.sighting.url,
        "raw_hash": question.sighting.raw_hash,
    }


def load_statements(
    db: Database, statements: Sequence[Observation[WrittenStatement]], people: People
) -> None:
    """Write written statements and their links; the second House's copy of one points at the first."""
    copies = copies_in_the_other_house(statements)  # the Commons come first: the Lords copy repeats
    for item in statements:
        record = item.record
        made_by = people.maker(record)
        maker = people.on(made_by.key, record.date_made, department=record.answering_body)
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
                "member_id": made_by.member_id,
                "resolved_by": made_by.resolved_by,
                "member_name": maker.name or record.member_name,
                "member_role": record.member_role or maker.office,
                "answering_body_id": record.answering_body_id,
                "answering_body": record.answering_body,
                "linked": json.dumps([[link.statement_id, link.kind, link.date] for link in record.links]),
                "joint_with": copies.get(record.id),
                "relevance": item.why,
                "url": record.url,
                "fetched_from": item.sighting.url,
                "raw_hash": item.sighting.raw_hash,
            }
        )
        db.table("statement_links").insert_all(
            {
                "statement_id": record.id,
                "linked_id": link.statement_id,
                "link_type": link.kind,
                "link_date": link.date,
            }
            for link in record.links
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
        _contribution_row(debate, said, people, said.position in on_topic) for said in debate.contributions
    )


def _contribution_row(debate: Debate, said: Contribution, people: People, is_on_topic: bool) -> dict:
    who = people.speaker(said, debate)
    speaker = people.on(who.key, debate.date, department=people.department_of(debate))
    return {
        "id": said.id,
        "debate_id": debate.id,
        "position": said.position,
        "member_id": who.member_id,
        "resolved_by": who.resolved_by,
        "speaker_name": speaker.name or said.speaker_name,
        "twfy_id": said.twfy_id,
        "attributed_to": said.attributed_to,
        "office": said.office or speaker.office,
        "party": speaker.party or said.party,
        "constituency": speaker.constituency or said.constituency,
        "kind": said.kind,
        "is_continuation": said.is_continuation,
        "is_chair": said.is_chair,
        "is_government": people.speaks_for_government(said, debate, who),
        "is_on_topic": is_on_topic,
        "uin": said.uin,
        "column_number": said.column,
        "text": said.text,
        "url": said.url,
    }
