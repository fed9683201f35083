"""The questions and statements service: searches, single fetches, and what its filters let through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.demo import shapes
from tracker.demo.asking import Ask, NotFound, ServerFault
from tracker.demo.content import Question
from tracker.demo.markup import plain

_BROKEN_TERM = "international"  # some search terms always fail on the real service


def questions(ask: Ask) -> Any:
    """Search questions: newest activity first, unanswered ones last."""
    if _BROKEN_TERM in ask.text("searchTerm").lower():
        raise ServerFault("this search term always fails")
    tabled = [q for q in ask.parliament.questions.values() if q.tabled <= ask.as_of]
    values = [shapes.question_value(q, ask.parliament, ask.as_of) for q in tabled]
    found = [value for value in values if _wants_question(ask, value)]
    return _page(ask, sorted(found, key=_activity, reverse=True), "Questions")


def question(ask: Ask, number: str) -> Any:
    """One question by its id."""
    return _single_question(ask, ask.parliament.questions.get(int(number)))


def question_by_uin(ask: Ask, day: str, uin: str) -> Any:
    """One question by tabling date and uin, for a uin comes back every session."""
    wanted = (day, uin.lower())
    known = ask.parliament.questions.values()
    return _single_question(ask, next((q for q in known if (str(q.tabled), q.uin.lower()) == wanted), None))


def _single_question(ask: Ask, found: Question | None) -> Any:
    if found is None or found.tabled > ask.as_of:
        raise NotFound("question")
    value = shapes.question_value(found, ask.parliament, ask.as_of)
    return shapes.item(_expanded(ask, value), "Questions")


def _wants_question(ask: Ask, value: Mapping[str, Any]) -> bool:
    answered = value["dateAnswered"] is not None
    status = ask.text("answered") or ask.text("questionStatus")
    return (
        (ask.flag("includeWithdrawn") or not value["isWithdrawn"])
        and _in_window(ask, "tabledWhen", value["dateTabled"])
        and _in_window(ask, "dateForAnswerWhen", value["dateForAnswer"])
        and _in_window(ask, "answeredWhen", value["dateAnswered"])
        and _in_window(ask, "correctedWhen", value["dateAnswerCorrected"])
        and _is_among(ask, "answeringBodies", value["answeringBodyId"])
        and _is_among(ask, "askingMemberId", value["askingMemberId"])
        and _is_among(ask, "answeringMemberId", value["answeringMemberId"])
        and ask.text("house", "Bicameral") in ("Bicameral", value["house"])
        and ask.text("uin", value["uin"]).lower() == value["uin"].lower()
        and not (status in ("Answered", "AnsweredOnly") and not answered)
        and not (status in ("Unanswered", "NotAnswered") and answered)
        and _says(ask.text("searchTerm"), value["heading"], value["questionText"], value["answerText"])
    )


def statements(ask: Ask) -> Any:
    """Search statements, newest first."""
    made = [s for s in ask.parliament.statements.values() if s.made <= ask.as_of]
    values = [shapes.statement_value(s, ask.parliament, ask.as_of) for s in made]
    found = [
        value
        for value in values
        if _in_window(ask, "madeWhen", value["dateMade"])
        and _is_among(ask, "answeringBodies", value["answeringBodyId"])
        and ask.text("house", "Bicameral") in ("Bicameral", value["house"])
        and ask.text("uin", value["uin"]).lower() == value["uin"].lower()
        and _says(ask.text("searchTerm"), value["title"], value["text"])
    ]
    return _page(ask, sorted(found, key=lambda v: (v["dateMade"], v["id"]), reverse=True), "Statements")


def statement(ask: Ask, number: str) -> Any:
    """One statement by its id."""
    found = ask.parliament.statements.get(int(number))
    if found is None or found.made > ask.as_of:
        raise NotFound("statement")
    return shapes.item(_expanded(ask, shapes.statement_value(found, ask.parliament, ask.as_of)), "Statements")


def statement_by_uin(ask: Ask, day: str, uin: str) -> Any:
    """One statement by its date and uin."""
    wanted = (day, uin.lower())
    for known in ask.parliament.statements.values():
        if (str(known.made), known.uin.lower()) == wanted:
            return statement(ask, str(known.id))
    raise NotFound("statement")


def _page(ask: Ask, values: list[Any], kind: str) -> Any:
    skip, take = ask.number("skip", 0), ask.number("take", 20)
    rows = (shapes.list_row(_expanded(ask, value)) for value in values[skip : skip + take])
    return {"totalResults": len(values), "results": [shapes.item(row, kind) for row in rows]}


def _expanded(ask: Ask, value: dict[str, Any]) -> dict[str, Any]:
    return shapes.with_members(value, ask.parliament, ask.as_of) if ask.flag("expandMember") else value


def _activity(value: Mapping[str, Any]) -> tuple[str, int]:
    return max(value["dateAnswered"] or "", value["dateAnswerCorrected"] or ""), value["id"]


def _in_window(ask: Ask, name: str, stamp: str | None) -> bool:
    first, last = ask.day(f"{name}From"), ask.day(f"{name}To")
    if first is None and last is None:
        return True
    return stamp is not None and (first or date.min) <= date.fromisoformat(stamp[:10]) <= (last or date.max)


def _is_among(ask: Ask, name: str, number: int | None) -> bool:
    wanted = ask.numbers(name)
    return not wanted or number in wanted


def _says(term: str, *texts: str | None) -> bool:
    """Spaced words are alternatives; a hyphen makes a phrase of them."""
    said = " ".join(plain(text) for text in texts if text).lower()
    return not term or any(word.replace("-", " ") in said for word in term.lower().split())
