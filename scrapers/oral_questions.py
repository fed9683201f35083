"""Questions tabled for oral answer in the Commons, from Parliament's oral questions and motions service.

The service has the tabled text only; what was said in reply stands in Hansard, beside the same UIN. It can
be asked by the day of answering, not by the day of tabling, and has no route for a single question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scrapers import fields, tabling
from scrapers.fields import Item, WrongShape
from scrapers.html_text import html_to_text
from scrapers.paging import join_url
from scrapers.records import OralQuestion, Parsed
from scrapers.session import PoliteSession, RawAnswer

ROUTE = "/oralquestions/list"
KINDS = ("substantive", "topical")
STATUSES = (
    "submitted", "carded", "unsaved", "ready for shuffle", "to be asked", "shuffle unsuccessful",
    "withdrawn", "unstarred", "draft", "for review", "unasked", "transferred",
)  # fmt: skip
_KNOWN = frozenset({
    "Id", "QuestionType", "QuestionText", "Status", "Number", "TabledWhen", "RemovedFromToBeAskedWhen",
    "DeclarableInterestDetail", "HansardLink", "UIN", "AnsweringWhen", "AnsweringBodyId", "AnsweringBody",
    "AnsweringMinisterTitle", "AskingMember", "AnsweringMinister", "AskingMemberId", "AnsweringMinisterId",
})  # fmt: skip


def fetch_window(
    session: PoliteSession,
    base_url: str,
    *,
    start: str,
    end: str,
    bodies: Collection[int],
    take: int = tabling.MOST_ROWS,
) -> Iterator[RawAnswer]:
    """Yield the list pages of questions to `bodies` that are for answer from `start` to `end`.

    No state is named, as in the answers on record, so that withdrawn and unasked ones are not filtered away.
    """

    def fits(row: Item) -> bool:
        is_to_them = not bodies or row.get("AnsweringBodyId") in {None, *bodies}
        return is_to_them and tabling.is_within(row, "AnsweringWhen", start, end)

    params = {"answeringDateStart": start, "answeringDateEnd": end, "answeringBodyIds": list(bodies)}
    url = join_url(base_url, ROUTE)
    yield from tabling.fetch_list(session, "oral-questions-list", url, params, fits=fits, take=take)


def parse_oral_questions(body: bytes) -> Parsed:
    """Return the questions in a list answer.

    Raises `WrongShape` when it is none; a question that can't be read is rejected, no more.
    """
    rows = tabling.response(body) or []
    if not isinstance(rows, list):
        raise WrongShape("Response is not a list")
    return tabling.parse_rows(rows, _question, noun="oral questions", known=_KNOWN)


def _question(row: Item) -> OralQuestion:
    if not (uin := fields.identifier(row, "UIN")):
        raise WrongShape("UIN is missing")
    asker, asker_name = tabling.member(row, "AskingMemberId", "AskingMember")
    return OralQuestion(
        id=fields.required_number(row, "Id"),
        uin=uin,
        question_text=html_to_text(fields.required_text(row, "QuestionText")),
        kind=tabling.choice(row, "QuestionType", KINDS, first=1),
        status=tabling.choice(row, "Status", STATUSES, first=1),
        number=fields.number(row, "Number") or None,
        date_tabled=fields.day(row, "TabledWhen"),
        date_removed=fields.day(row, "RemovedFromToBeAskedWhen"),
        answering_on=fields.day(row, "AnsweringWhen"),
        answering_body_id=fields.number(row, "AnsweringBodyId"),
        answering_body=fields.text(row, "AnsweringBody"),
        answering_office=fields.text(row, "AnsweringMinisterTitle"),
        asking_member_id=asker,
        asking_member_name=asker_name,
        has_interest=fields.text(row, "DeclarableInterestDetail") is not None,
        url=_address(row),
    )


def _address(row: Item) -> str | None:
    """The link to Hansard, where the service gives one; questions have no page of their own."""
    link = fields.text(row, "HansardLink")
    return link if link and link.startswith(("https://", "http://")) else None
