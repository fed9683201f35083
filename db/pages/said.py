"""Sentences with who said them, as what, when and where: shared by every page that quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from db.pages.reader import Read, Row

# By primary key of each kind of source: the view `sources` would be read whole for every page.
_MENTIONS = """
select m.commitment_id, m.relation, m.date, m.old_deadline, m.new_deadline, m.old_latest, m.new_latest,
  m.days_slipped, m.similarity, m.position, s.id as sentence_id, s.source_type, s.source_id, s.start_char,
  s.end_char, s.text, s.class, s.why, s.score, c.debate_id, f.publication_id,
  coalesce(q.answering_member, t.member_name, c.speaker_name, person.name, r.responding_department,
    case when e.id is not null then (select group_concat(value, ', ') from json_each(e.departments)) end
  ) as speaker,
  person.id as member_id, coalesce(q.answering_office, t.member_role, c.office) as office,
  coalesce(q.house, t.house, d.house) as house,
  coalesce(q.heading, t.title, d.title, r.title, e.title) as title,
  coalesce(q.uin, t.uin) as uin, coalesce(q.url, t.url, c.url, d.url, f.url, r.url, e.url) as url
from mentions m
join sentences s on s.id = m.sentence_id
left join questions q on s.source_type = 'question' and q.id = s.source_id
left join statements t on s.source_type = 'statement' and t.id = s.source_id
left join contributions c on s.source_type = 'contribution' and c.id = cast(s.source_id as text)
left join debates d on d.id = c.debate_id
left join publication_passages a on s.source_type = 'publication' and a.id = cast(s.source_id as text)
left join publication_documents f on f.id = a.document_id
left join publications r on r.id = f.publication_id
left join petitions e on s.source_type = 'petition' and e.id = s.source_id
left join members person
  on person.id = coalesce(q.answering_member_id, t.member_id, c.member_id)
"""
_OF_COMMITMENT = _MENTIONS + "where m.commitment_id = :key order by m.position"

_CHANGES = """
select sentence_id, aspect, was, now from mention_changes where commitment_id = :key
order by sentence_id, position
"""
_IN_SOURCE = """
select s.id as sentence_id, s.start_char, s.end_char, s.text, m.relation, m.commitment_id
from sentences s join mentions m on m.sentence_id = s.id
where s.source_type = :kind and s.source_id = :key order by s.start_char
"""
_IN_DEBATE = """
select s.id as sentence_id, s.source_id, s.start_char, s.end_char, s.text, m.relation, m.commitment_id
from contributions c
join sentences s on s.source_type = 'contribution' and s.source_id = c.id
join mentions m on m.sentence_id = s.id
where c.debate_id = :key order by c.position, s.start_char
"""


CHANGES_SHOWN = 3
"""Most changes of words shown of one mention."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a commitment was spoken of; `places` are the sources that printed the same words.

    Grouped questions share one answer: the same words by the same speaker on one day were said once.
    `changes` are the words that firmed, softened or put off the promise, as said before and now.
    """

    mention: Row
    places: tuple[Row, ...] = field(default=())
    changes: tuple[Row, ...] = field(default=())


async def occasions(read: Read, commitment: str) -> list[Occasion]:
    """Return every time a commitment was spoken of, in order."""
    grouped: dict[tuple, list[Row]] = {}
    for row in await read(_OF_COMMITMENT, {"key": commitment}):
        key = (row["date"] or row["sentence_id"], row["speaker"], " ".join(row["text"].split()))
        grouped.setdefault(key, []).append(row)
    changes = _by(await read(_CHANGES, {"key": commitment}), "sentence_id")
    return [
        Occasion(rows[0], tuple(rows), tuple(changes.get(rows[0]["sentence_id"], ())[:CHANGES_SHOWN]))
        for rows in grouped.values()
    ]


async def marks_in_source(read: Read, kind: str, key: int | str) -> list[Row]:
    """Return the sentences of one answer or statement that a commitment rests on, in order."""
    return await read(_IN_SOURCE, {"kind": kind, "key": key})


async def marks_in_debate(read: Read, key: str) -> dict[str, list[Row]]:
    """Return the sentences of a debate that a commitment rests on, by contribution id."""
    return _by(await read(_IN_DEBATE, {"key": key}), "source_id")


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]), []).append(row)
    return found
