"""Writes which paragraphs of the government's answers, statements and speeches had been said before.

Everything loaded is compared anew at every publication: what is a repeat depends on all that was said
earlier, so nothing of it can be remembered from the last one. Texts cut by their source and texts without a
day are left out: they cannot be put in order, or would look changed where they are only short.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from nlp.boilerplate import Found, Passage, count_words, find_repeats, paragraphs
from nlp.privacy import speaks_of_a_person
from scrapers.records import Id

_TEXTS = {
    "question": """
        select id, coalesce(date_corrected, date_answered) as said_on, answer_text from questions
        where answer_text is not null and not is_truncated and said_on is not null order by id""",
    "statement": """
        select id, date_made, text from statements
        where text is not null and not is_truncated and date_made is not null order by id""",
    "contribution": """
        select c.id, d.date, c.text from contributions c join debates d on d.id = c.debate_id
        where c.is_on_topic and c.is_government and c.kind = 'speech' and not c.is_chair
          and d.date is not null order by c.id""",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: the source, which paragraph of it, and the characters."""

    source_type: str
    source_id: Id
    position: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """The paragraph's id; in the order of the text among those of one source."""
        return f"{self.source_type}:{self.source_id}:{self.position:04}"


def write_boilerplate(db: Database) -> int:
    """Write `paragraphs` and `said_before`; return how many paragraphs were said before."""
    words: dict[tuple[str, Id], int] = {}
    places: dict[str, Place] = {}
    passages = []
    for source_type, sql in _TEXTS.items():
        for source_id, day, text in db.execute(sql):
            words[source_type, source_id] = count_words(text)
            for place in _places(source_type, source_id, text):
                places[place.key] = place
                passages.append(Passage(place.key, day[:10], text[place.start : place.end]))
    found = find_repeats(passages)
    db.table("paragraphs").insert_all(_paragraph(item, places) for item in found)
    db.table("said_before").insert_all(_shares(found, words, places))
    return sum(item.is_repeat for item in found)


def _places(source_type: str, source_id: Id, text: str) -> Iterator[Place]:
    for position, (start, end) in enumerate(paragraphs(text)):
        yield Place(source_type, source_id, position, start, end)


def _paragraph(item: Found, places: dict[str, Place]) -> dict[str, object]:
    place, first = places[item.passage.id], places[item.first.id]
    earlier = places[item.earlier.id] if item.earlier else None
    return {
        "source_type": place.source_type,
        "source_id": place.source_id,
        "position": place.position,
        "start_char": place.start,
        "end_char": place.end,
        "text": item.passage.text,
        "date": item.passage.date,
        "words": item.words,
        "words_before": item.words_before,
        "is_private": int(speaks_of_a_person(item.passage.text)),
        "family": item.family,
        "first_source_type": first.source_type,
        "first_source_id": first.source_id,
        "first_date": item.first.date,
        "is_repeat": int(item.is_repeat),
        "earlier_source_type": earlier.source_type if earlier else None,
        "earlier_source_id": earlier.source_id if earlier else None,
        "earlier_date": item.earlier.date if item.earlier else None,
        "similarity": item.similarity,
        "changed_from": json.dumps([change.old for change in item.changes], ensure_ascii=False),
        "changed_to": json.dumps([change.new for change in item.changes], ensure_ascii=False),
    }


def _shares(
    found: Iterable[Found], words: dict[tuple[str, Id], int], places: dict[str, Place]
) -> Iterator[dict[str, object]]:
    """Yield, for every source that has words, how much of it had been said before and where first."""
    repeats: dict[tuple[str, Id], list[Found]] = defaultdict(list)
    for item in found:
        if item.is_repeat:
            place = places[item.passage.id]
            repeats[place.source_type, place.source_id].append(item)
    for (source_type, source_id), total in words.items():
        again = repeats[source_type, source_id]
        before = sum(item.words_before for item in again)
        first = min(
            (item.first for item in again), key=lambda passage: (passage.date, passage.id), default=None
        )
        yield {
            "source_type": source_type,
            "source_id": source_id,
            "words": total,
            "words_before": before,
            "share_said_before": round(before / total, 4) if total else 0.0,
            "first_source_type": places[first.id].source_type if first else None,
            "first_source_id": places[first.id].source_id if first else None,
            "first_date": first.date if first else None,
        }
