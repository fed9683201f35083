"""Writes what each answered question asked, part by part, and what the answer did with each part.

It is read afresh from every whole question and answer at each publication: cheap, and so never out of step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from nlp.answer_parts import judge_parts
from nlp.privacy import speaks_of_a_person
from nlp.question_parts import split_question

_ANSWERED = """
select id, question_text, answer_text, is_holding from questions
where answer_text is not null and not is_truncated and not is_withdrawn order by id
"""


def write_question_parts(db: Database) -> int:
    """Fill the table `question_parts`; return how many parts there are."""
    questions = db.execute(_ANSWERED).fetchall()
    rows = [row for question in questions for row in _rows(*question)]
    db.table("question_parts").insert_all(rows)
    return len(rows)


def _rows(key: int | str, question: str, answer: str, is_holding: int) -> Iterator[dict[str, Any]]:
    parts = split_question(question)
    verdicts = judge_parts(parts, answer, is_holding=bool(is_holding))
    for position, (part, verdict) in enumerate(zip(parts, verdicts, strict=True)):
        quote = None if verdict.start is None else answer[verdict.start : verdict.end]
        yield {
            "question_id": key,
            "label": part.label,
            "position": position,
            "start_char": part.start,
            "end_char": part.end,
            "text": part.text,
            "status": verdict.status,
            "why": verdict.why,
            "score": verdict.score,
            "gap": verdict.gap,
            "quote": quote,
            "quote_start": verdict.start,
            "quote_end": verdict.end,
            "is_private": int(speaks_of_a_person(f"{part.text}\n{quote or ''}")),
        }
