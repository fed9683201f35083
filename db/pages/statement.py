"""One written statement: its text with the promises in it marked."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.marking import Piece, mark_html, mark_text
from db.pages.question import attachments
from db.pages.reader import Read, Row, first
from db.pages.said import marks_in_source

_STATEMENT = """
select t.*, coalesce(t.member_name, p.name) as minister, other.id as joint_id, other.house as joint_house
from statements t left join members p on p.id = t.member_id
left join statements other on other.id = t.joint_with where t.id = ?
"""
# Which of the two names the other is up to the service: the later one corrects.
_CORRECTIONS = """
select distinct l.other as id, s.title, s.house, s.date_made, s.date_made > :made as is_later
from (select linked_id as other, link_type from statement_links where statement_id = :key
  union select statement_id, link_type from statement_links where linked_id = :key) l
left join statements s on s.id = l.other
where l.link_type != 'JointStatement' order by s.date_made, l.other
"""
_REPEATED_BY = "select id, house from statements where joint_with = ? order by id"


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What a statement's page shows.

    `repeats` are the other House's copies; of `corrections`, later ones correct it, it corrects earlier ones.
    """

    statement: Row
    html: str | None
    paragraphs: list[list[Piece]]
    promises: list[Row]
    unplaced: list[Row]
    repeats: list[Row]
    corrections: list[Row]
    attachments: list[Row]


async def statement_page(read: Read, key: str, *, link: str) -> StatementPage | None:
    """Return what the page of statement `key` shows, or None; `link` is as in `mark_html`."""
    statement = await first(read, _STATEMENT, [key])
    if statement is None:
        return None
    promises = await marks_in_source(read, "statement", statement["id"])
    html, unplaced = None, []
    if statement["text_html"]:
        html, unplaced = mark_html(statement["text_html"], promises, link=link)
    return StatementPage(
        statement=statement,
        html=html,
        paragraphs=mark_text(statement["text"] or "", promises),
        promises=promises,
        unplaced=unplaced,
        repeats=await read(_REPEATED_BY, [statement["id"]]),
        corrections=await read(_CORRECTIONS, {"key": statement["id"], "made": statement["date_made"]}),
        attachments=await attachments(read, "statement", statement["id"]),
    )
