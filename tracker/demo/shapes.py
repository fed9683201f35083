"""Written questions and statements as the public service shows them on a given day.

Pure: a record of `content.py` and a day in, the API's object out, with the habits measured on the real
service: list rows cut and stripped, attachments only in single fetches, dates without a timezone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.demo.content import Answer, File, Member, Parliament, Question, Statement
from tracker.demo.markup import answer_html, plain
from tracker.demo.member_shapes import PARTIES

CUT = 255
"""Characters after which the service cuts the texts of list rows."""

Json = dict[str, Any]


def stamp(day: date | None) -> str | None:
    """Return the day as the services write it, midnight without a timezone."""
    return f"{day.isoformat()}T00:00:00" if day else None


def current_answer(question: Question, as_of: date) -> Answer | None:
    """Return the answer as it stands on the day, None before the first."""
    given = [answer for answer in question.answers if answer.on <= as_of]
    return max(given, key=lambda answer: answer.on) if given else None


def is_withdrawn(question: Question, as_of: date) -> bool:
    """Return whether the question had been withdrawn by the day."""
    return question.withdrawn is not None and question.withdrawn <= as_of


def question_value(question: Question, parliament: Parliament, as_of: date) -> Json:
    """Return the `value` of a single fetch of the question, as on the day."""
    body = parliament.departments[question.body]
    return {
        "id": question.id,
        "askingMemberId": question.asker,
        "askingMember": None,
        "house": question.house,
        "memberHasInterest": question.interest,
        "dateTabled": stamp(question.tabled),
        "dateForAnswer": stamp(question.due),
        "uin": question.uin,
        "questionText": question.text,
        "answeringBodyId": body.id,
        "answeringBodyName": body.name,
        "isWithdrawn": is_withdrawn(question, as_of),
        "isNamedDay": question.named_day,
        **_answer_fields(question, as_of),
        **_group_fields(question, parliament, as_of),
        "originalAnswerText": "",
        "comparableAnswerText": "",
        "attachmentCount": 0,  # so it is, whatever is attached
        "heading": question.heading,
    }


def _answer_fields(question: Question, as_of: date) -> Json:
    answer = current_answer(question, as_of)
    given = [a for a in question.answers if a.on <= as_of]
    holding = next((a for a in given if a.kind == "holding"), None)
    # A correction keeps the date and the minister of the answer it corrects.
    corrected = answer if answer and answer.kind == "correction" else None
    answered = next((a for a in reversed(given) if a.kind != "correction"), None)
    return {
        "answerIsHolding": answer.kind == "holding" if answer else None,
        "answerIsCorrection": corrected is not None if answer else None,
        "answeringMemberId": answered.by if answered else None,
        "answeringMember": None,
        "correctingMemberId": corrected.by if corrected else None,
        "correctingMember": None,
        "dateAnswered": stamp(answered.on if answered else None),
        "answerText": answer_html(answer.text, blank_lines=answer.blank_lines) if answer else None,
        "dateAnswerCorrected": stamp(corrected.on if corrected else None),
        "dateHoldingAnswer": stamp(holding.on if holding else None),
        "attachments": _attachments("qna", question.id, answer.files if answer else ()),
    }


def _group_fields(question: Question, parliament: Parliament, as_of: date) -> Json:
    answered = current_answer(question, as_of) is not None
    others = [q for q in parliament.group_of(question) if answered and q.tabled <= as_of]
    return {
        "groupedQuestions": [q.uin for q in others],
        "groupedQuestionsDates": [{"questionUin": q.uin, "dateTabled": stamp(q.tabled)} for q in others],
    }


def statement_value(statement: Statement, parliament: Parliament, as_of: date) -> Json:
    """Return the `value` of a single fetch of the statement."""
    body = parliament.departments[statement.body]
    links = _statement_links(statement, parliament, as_of)
    return {
        "id": statement.id,
        "memberId": statement.by,
        "member": None,
        "memberRole": statement.role,
        "uin": statement.uin,
        "dateMade": stamp(statement.made),
        "answeringBodyId": body.id,
        "answeringBodyName": body.name,
        "title": statement.title,
        "text": answer_html(statement.text),
        "house": statement.house,
        "noticeNumber": 0,
        "hasAttachments": bool(statement.files),
        "hasLinkedStatements": bool(links),
        "linkedStatements": links,
        "attachments": _attachments("statement", statement.id, statement.files),
    }


def _statement_links(statement: Statement, parliament: Parliament, as_of: date) -> list[Json]:
    """Both of two statements name each other, from the day on which the later was made."""
    made = [other for other in parliament.statements.values() if other.made <= as_of]
    kinds = {other.id: "JointStatement" for other in made if other.id == statement.same_as}
    kinds |= {
        other.id: "CorrectedStatement"
        for other in made
        if other.id == statement.corrects or other.corrects == statement.id
    }
    return [
        {
            "linkedStatementId": key,
            "linkType": kind,
            "linkDate": stamp(max(statement.made, parliament.statements[key].made)),
        }
        for key, kind in kinds.items()
    ]


def _attachments(kind: str, owner: int, files: Iterable[File]) -> list[Json]:
    return [
        {
            "url": f"https://qna.files.parliament.uk/{kind}-attachments/{owner}/original/{file.name}",
            "title": file.title,
            "fileType": file.name.rpartition(".")[2],
            "fileSizeBytes": file.size,
        }
        for file in files
    ]


def list_row(value: Json) -> Json:
    """Return a detail `value` as a list shows it: texts cut, attachments and links left out."""
    row = value | {"attachments": []}
    if "questionText" in value:
        row |= {
            "questionText": _legacy(value["questionText"])[:CUT],
            "answerText": _preview(value["answerText"]),
        }
    else:
        row |= {"linkedStatements": [], "text": _preview(value["text"])}
    return row


def _preview(html: str | None) -> str | None:
    if html is None:
        return None
    text = _legacy(plain(html))
    return text if len(text) <= CUT else text[:CUT] + "..."


def _legacy(text: str) -> str:
    """Lists pass through a legacy code page: what it lacks becomes a question mark."""
    return text.replace("\u2011", "-").encode("cp1252", "replace").decode("cp1252")


def item(value: Json, kind: str) -> Json:
    """Wrap a value as the service does; the link's address is none of its real routes."""
    return {"value": value, "links": [{"rel": "self", "href": f"/{kind}/{value['id']}", "method": "GET"}]}


def with_members(value: Json, parliament: Parliament, as_of: date) -> Json:
    """Return the value with its members spelt out, as `expandMember=true` asks."""
    names = [key for key in ("askingMember", "answeringMember", "correctingMember", "member") if key in value]
    found = {key: parliament.members.get(value[key + "Id"] or -1) for key in names}
    return value | {key: _member_object(member, as_of) for key, member in found.items() if member}


def _member_object(member: Member, as_of: date) -> Json:
    party = PARTIES[next((p.name for p in member.parties if p.holds(as_of)), member.parties[-1].name)]
    return {
        "id": member.id,
        "listAs": member.list_name,
        "name": member.name,
        "party": party.name,
        "partyColour": party.colour,
        "partyAbbreviation": party.abbreviation,
        "memberFrom": member.seats[-1].name,
        "thumbnailUrl": f"https://members-api.parliament.uk/api/Members/{member.id}/Thumbnail",
    }
