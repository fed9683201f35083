"""The search page: the same words looked for in promises, questions, speeches and all else that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.pages.reader import Read, Row
from db.search import match_expression
from nlp.privacy import speaks_of_a_person

PAGE = 20
"""Results a page of one kind."""
TASTE = 5
"""Results of each kind on the first page."""
LONGEST = 200
"""Characters of a query that are read."""
OPEN, CLOSE = "\x02", "\x03"
"""Stand around a found word until the template turns them into <mark>."""

_NOT_TYPED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_WORDS = f"snippet({{table}}_fts, {{column}}, '{OPEN}', '{CLOSE}', '…', 32)"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found: its table, what a result shows, the column its snippet is of."""

    id: str
    table: str
    label: str
    columns: str
    joins: str = ""
    snippet_of: int = -1

    def rows_sql(self) -> str:
        """Return the query for a page of results, the best first."""
        words = _WORDS.format(table=self.table, column=self.snippet_of)
        return f"""select t.id, {self.columns}, {words} as snippet
            from {self.table}_fts join {self.table} t on t.rowid = {self.table}_fts.rowid {self.joins}
            where {self.table}_fts match :match
            order by {self.table}_fts.rank, t.id limit :limit offset :offset"""

    @property
    def is_always_named(self) -> bool:
        return self.id in ALWAYS_NAMED

    def count_sql(self) -> str:
        """Return the query for the number of results."""
        return f"select count(*) as count from {self.table}_fts where {self.table}_fts match :match"


KINDS = (
    Kind(
        "commitments",
        "commitments",
        "Promises",
        """t.first_date as date, c.minister as who, t.office, t.is_private,
           t.schedule_status, t.official_status, null as title""",
        "join commitment_tracker c on c.id = t.id",
        snippet_of=0,
    ),
    Kind(
        "questions",
        "questions",
        "Questions and answers",
        """coalesce(t.date_answered, t.date_tabled) as date, coalesce(t.asking_member, p.name) as who,
           t.heading as title, t.uin, t.answer_text is null as is_unanswered, t.date_answered""",
        "left join members p on p.id = t.asking_member_id",
    ),
    Kind(
        "statements",
        "statements",
        "Written statements",
        "t.date_made as date, coalesce(t.member_name, p.name) as who, t.title, t.member_role as office",
        "left join members p on p.id = t.member_id",
    ),
    Kind(
        "contributions",
        "contributions",
        "Speeches",
        "d.date, t.speaker_name as who, t.office, d.title, t.debate_id, t.is_on_topic, d.house",
        "join debates d on d.id = t.debate_id",
    ),
    Kind(
        "oral_questions",
        "oral_questions",
        "Oral questions",
        """coalesce(t.answering_on, t.date_tabled) as date, coalesce(t.asking_member, p.name) as who,
           'Oral question' as title, t.uin""",
        "left join members p on p.id = t.asking_member_id",
    ),
    Kind(
        "publication_passages",
        "publication_passages",
        "Committee publications",
        "r.date, r.committee as who, r.title, r.paper_number as uin",
        """join publication_documents f on f.id = t.document_id
           join publications r on r.id = f.publication_id""",
    ),
    Kind(
        "petitions",
        "petitions",
        "Petitions",
        "t.date_opened as date, 'Petition' as who, t.title",
    ),
    Kind(
        "motions",
        "motions",
        "Motions",
        "t.date_tabled as date, coalesce(t.member_name, p.name) as who, t.title, t.uin",
        "left join members p on p.id = t.member_id",
    ),
    Kind(
        "documents",
        "documents",
        "GOV.UK documents",
        "coalesce(t.date_updated, t.date_published) as date, 'GOV.UK' as who, t.title",
    ),
    Kind(
        "legislation",
        "legislation",
        "Legislation",
        "t.date_made as date, 'legislation.gov.uk' as who, t.title",
    ),
)
ALWAYS_NAMED = ("commitments", "questions", "statements", "contributions")
"""Kinds whose number is shown also where it is none."""


@dataclass(frozen=True, slots=True)
class Found:
    """The results of one kind: how many there are and those on this page."""

    kind: Kind
    count: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search page shows; `kind` is None for a taste of all, `is_blank` where there is no word."""

    words: str
    is_blank: bool
    kind: str | None
    page: int
    pages: int
    found: list[Found]

    @property
    def total(self) -> int:
        return sum(found.count for found in self.found)


def clean_words(typed: str) -> str:
    """Return what was typed without control characters and superfluous blanks, cut to LONGEST."""
    return " ".join(_NOT_TYPED.sub(" ", typed).split())[:LONGEST].strip()


async def search_page(read: Read, typed: str, *, kind: str | None = None, page: int = 1) -> SearchPage:
    """Return what the search page shows for what was typed; nothing that can be typed is an error."""
    words = clean_words(typed)
    match = match_expression(words)
    chosen = next((known.id for known in KINDS if known.id == kind), None)
    if not match:
        return SearchPage(words, True, chosen, 1, 1, [])
    counts = {known.id: (await read(known.count_sql(), {"match": match}))[0]["count"] for known in KINDS}
    pages = max(1, -(-counts[chosen] // PAGE)) if chosen else 1
    page = min(max(page, 1), pages)
    found = [Found(known, counts[known.id], await _rows(read, known, match, chosen, page)) for known in KINDS]
    return SearchPage(words, False, chosen, page, pages, found)


async def _rows(read: Read, kind: Kind, match: str, chosen: str | None, page: int) -> list[Row]:
    if chosen not in (None, kind.id):
        return []
    limit = PAGE if chosen else TASTE
    window = {"match": match, "limit": limit, "offset": (page - 1) * limit if chosen else 0}
    return [_without_a_story(row) for row in await read(kind.rows_sql(), window)]


def _without_a_story(row: Row) -> Row:
    """Leave out the words of a result that speak of one person's case: they stand on their own page only."""
    plain = row["snippet"].replace(OPEN, "").replace(CLOSE, "")
    is_private = bool(row.get("is_private")) or speaks_of_a_person(plain)
    return {**row, "is_private": is_private, "snippet": "" if is_private else row["snippet"]}
