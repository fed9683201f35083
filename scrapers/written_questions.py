"""Written questions and their answers, from Parliament's questions and statements service.

A list row is cut at 255 characters and has lost its markup; only the single fetch is whole. Documented
at https://questions-statements-api.parliament.uk/index.html.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Any, Literal
from urllib.parse import quote

from scrapers import fields
from scrapers.failures import SourceFailure
from scrapers.fields import Item
from scrapers.html_text import clean_html, html_to_text
from scrapers.paging import Page, fetch_pages, join_url, month_windows
from scrapers.records import Parsed, WrittenQuestion
from scrapers.session import PoliteSession, RawAnswer

__all__ = ["fetch_question", "fetch_window", "month_windows", "parse_questions"]

ROUTE = "/api/writtenquestions/questions"
PUBLIC_URL = "https://questions-statements.parliament.uk/written-questions/detail"
LIST_CUT = 255  # characters a list row keeps of a text
_ELLIPSIS = "..."  # added to a cut answer, not to a cut question
_WINDOWS = {"tabled": "tabledWhen", "answered": "answeredWhen", "corrected": "correctedWhen"}
_ANSWERED = ("dateAnswered", "dateHoldingAnswer", "dateAnswerCorrected")
_DATES = {"tabled": ("dateTabled",), "answered": _ANSWERED, "corrected": _ANSWERED}
_FULL_PAGE = 20  # rows from which on it is worth asking whether the filter was heard
_KNOWN = frozenset({
    "id", "askingMemberId", "askingMember", "house", "memberHasInterest", "dateTabled", "dateForAnswer",
    "uin", "questionText", "answeringBodyId", "answeringBodyName", "isWithdrawn", "isNamedDay",
    "groupedQuestions", "answerIsHolding", "answerIsCorrection", "answeringMemberId", "answeringMember",
    "correctingMemberId", "correctingMember", "dateAnswered", "answerText", "originalAnswerText",
    "comparableAnswerText", "dateAnswerCorrected", "dateHoldingAnswer", "attachmentCount", "heading",
    "attachments", "groupedQuestionsDates",
})  # fmt: skip


def fetch_window(
    session: PoliteSession,
    base_url: str,
    *,
    field: Literal["tabled", "answered", "corrected"],
    start: str,
    end: str,
    bodies: Collection[int],
    take: int = 100,
) -> Iterator[RawAnswer]:
    """Yield the list pages of questions to `bodies` tabled, answered or corrected from `start` to `end`.

    Withdrawn questions are asked for too; answered ones include holding answers. Keep windows to a
    month (`month_windows`): the service dies on long ones.
    """
    params = {
        f"{_WINDOWS[field]}From": start,
        f"{_WINDOWS[field]}To": end,
        "answeringBodies": list(bodies),
        "house": "Bicameral",
        "includeWithdrawn": "true",
    }
    url = join_url(base_url, ROUTE)
    for page in fetch_pages(session, "questions-list", url, params, read_page=list_page, take=take):
        check_filtered(page, dates=_DATES[field], start=start, end=end, bodies=bodies)
        yield page


def fetch_question(
    session: PoliteSession, base_url: str, question_id: int | str | tuple[str, str]
) -> RawAnswer:
    """Return one question in full, by its id or by (ISO date tabled, uin)."""
    return session.get_json("question", question_url(base_url, question_id))


def question_url(base_url: str, question_id: int | str | tuple[str, str]) -> str:
    """Return the address of the single fetch of a question."""
    key = question_id if isinstance(question_id, tuple) else (question_id,)
    path = "/".join(quote(str(part), safe="") for part in key)
    return join_url(base_url, f"{ROUTE}/{path}")


def list_page(body: bytes) -> Page:
    """Return the ids and the total of a list answer of this service, questions or statements."""
    answer = fields.load_object(body)
    ids = tuple(_row_id(item) for item in fields.values({"results": answer["results"]}, "results"))
    return Page(ids, fields.required_number(answer, "totalResults"))


def check_filtered(
    page: RawAnswer, *, dates: Collection[str], start: str, end: str, bodies: Collection[int]
) -> None:
    """Raise `SourceFailure` when most rows of a full page are not what was asked for.

    This service ignores parameters it does not know, and then hands out everything it has. `dates` names
    the fields of which one must lie in the window; a few rows that don't fit are the service's own matter.
    """
    items = fields.values(fields.load_object(page.body), "results")
    rows = [item["value"] for item in items if fields.is_item(item)]
    wanted = [
        row
        for row in rows
        if any(start <= str(row.get(name, start))[:10] <= end for name in dates)
        and (not bodies or row.get("answeringBodyId") in {None, *bodies})
    ]
    if len(rows) >= _FULL_PAGE and len(wanted) < len(rows) / 2:
        raise SourceFailure("bad request", page.url, "the service did not filter by dates or bodies")


def _row_id(item: Any) -> Hashable:
    """The id of a row; one without, which the parser will reject, still counts as a row that came."""
    try:
        return fields.required_number(fields.item_value(item), "id")
    except fields.WrongShape:
        return repr(item)


def parse_questions(body: bytes, *, by_id: bool = False) -> Parsed:
    """Return the questions in `body`: a list answer, a single answer or an array of single answers.

    What was asked for `by_id` is full, in whatever wrapping it comes. Raises `WrongShape` when it is none
    of these; an item that can't be read is rejected, no more.
    """
    items, is_full = tell_full(fields.load_json(body), "answerText", by_id=by_id)
    return fields.parse_items(
        items, lambda item: _question(item, is_full(item)), noun="questions", known=_KNOWN
    )


def tell_full(answer: Any, key: str, *, by_id: bool = False) -> tuple[list[Any], Callable[[Item], bool]]:
    """Return the items of `answer`, and a function that tells of each value whether it is full.

    The rows of a list are not, also where somebody saved them without the list around them: then a text
    under `key` that is cut gives them away, and only what no list row can hold counts as full.
    """
    items, is_single = fields.unwrap(answer)
    may_be_full = is_single or by_id
    has_rows = any(_is_row_cut(item["value"], key) for item in items if fields.is_item(item))
    return items, lambda value: may_be_full and (not has_rows or _exceeds_row(value, key))


def _is_row_cut(value: Item, key: str) -> bool:
    raw = str(value.get(key) or "")
    return len(raw) == LIST_CUT + len(_ELLIPSIS) and raw.endswith(_ELLIPSIS) and "<" not in raw


def _exceeds_row(value: Item, key: str) -> bool:
    raw, question = str(value.get(key) or ""), str(value.get("questionText") or "")
    return "<" in raw or len(raw) > LIST_CUT + len(_ELLIPSIS) or len(question) > LIST_CUT


def is_cut_text(item: Item, key: str) -> bool:
    """Tell whether a list row's answer or statement was cut, which the service marks with three dots."""
    raw = item.get(key) or ""  # as it came: the service counts blanks too
    return len(raw) >= LIST_CUT and raw.endswith(_ELLIPSIS)


def _question(item: Item, is_full: bool) -> WrittenQuestion:
    raw_answer = fields.markup(item, "answerText")
    if not raw_answer:  # the specification allows null; with an answer there is still something to read
        fields.required_text(item, "questionText")
    date_tabled, uin = fields.day(item, "dateTabled"), fields.identifier(item, "uin")
    answer_html = clean_html(raw_answer) if raw_answer and is_full else None
    return WrittenQuestion(
        id=fields.required_number(item, "id"),
        source="detail" if is_full else "list",
        house=fields.house(item, "house"),
        question_text=html_to_text(fields.markup(item, "questionText")),
        is_full=is_full,
        is_truncated=not is_full and (_is_cut_question(item) or is_cut_text(item, "answerText")),
        uin=uin,
        heading=fields.text(item, "heading"),
        answering_body_id=fields.number(item, "answeringBodyId"),
        answering_body=fields.text(item, "answeringBodyName"),
        asking_member_id=fields.number(item, "askingMemberId"),
        asking_member_name=fields.text(fields.mapping(item, "askingMember"), "name"),
        answering_member_id=fields.number(item, "answeringMemberId"),
        answering_member_name=fields.text(fields.mapping(item, "answeringMember"), "name"),
        correcting_member_id=fields.number(item, "correctingMemberId"),
        answer_html=answer_html,
        answer_text=html_to_text(answer_html or raw_answer) or None,
        original_answer_html=clean_html(fields.markup(item, "originalAnswerText")) or None,
        date_tabled=date_tabled,
        date_for_answer=fields.day(item, "dateForAnswer"),
        date_answered=fields.day(item, "dateAnswered"),
        date_holding=fields.day(item, "dateHoldingAnswer"),
        date_corrected=fields.day(item, "dateAnswerCorrected"),
        is_named_day=fields.flag(item, "isNamedDay"),
        is_withdrawn=fields.flag(item, "isWithdrawn"),
        is_holding=fields.flag(item, "answerIsHolding"),
        is_correction=fields.flag(item, "answerIsCorrection"),
        has_interest=fields.flag(item, "memberHasInterest"),
        grouped_uins=fields.texts(item, "groupedQuestions"),
        grouped_dates=_grouped_dates(item),
        attachments=fields.attachments(item),
        url=f"{PUBLIC_URL}/{date_tabled}/{uin}" if date_tabled and uin else None,
    )


def _grouped_dates(item: Item) -> tuple[tuple[str, str], ...]:
    """Return UIN and day tabled of the others in a group: a UIN alone comes back every session."""
    pairs = (
        (fields.identifier(entry, "questionUin"), fields.day(entry, "dateTabled"))
        for entry in fields.mappings(item, "groupedQuestionsDates")
    )
    return tuple((uin, day) for uin, day in pairs if uin and day)


def _is_cut_question(item: Item) -> bool:
    return len(item.get("questionText") or "") == LIST_CUT  # nothing marks a cut question but its length
