"""Writes which sentences a person should look at first, read by the view `review_queue`."""

from __future__ import annotations

from sqlite_utils import Database

from db.status import last_day
from nlp.annotations import Deadline
from nlp.review_order import IN_DOUBT, LOOSELY, Reviewable, review_order

_DOUBTFUL = """
select s.id, s.text, s.class, s.score, s.why, h.status, linked.similarity, c.schedule_status,
  (select count(*) from mentions m where m.commitment_id = c.id and m.position > 0),
  c.deadline_text, c.deadline_earliest, c.deadline_latest, c.deadline_precision
from sentences s left join commitments c on c.sentence_id = s.id
left join status_history h on h.sentence_id = s.id and h.status != 'promised'
left join mentions linked on linked.sentence_id = h.sentence_id and linked.commitment_id = h.commitment_id
where s.score <= :score or linked.similarity <= :likeness
"""
_PLACES = """
select s.id, said.said_on, said.title, said.url
from review_candidates r join sentences s on s.id = r.sentence_id
join sources said on said.source_type = s.source_type and said.source_id = s.source_id
"""


def write_review_queue(db: Database) -> int:
    """Fill `review_candidates`; return how many sentences are listed. Reads the analysis and the ledger."""
    rows = db.execute(_DOUBTFUL, {"score": IN_DOUBT, "likeness": LOOSELY}).fetchall()
    listed = review_order(
        Reviewable(*row[:8], is_dated=bool(row[9] and last_day(Deadline(*row[9:]))), followers=row[8])
        for row in rows
    )
    db.table("review_candidates").insert_all(
        {
            "sentence_id": one.id,
            "usefulness": one.usefulness,
            "rules_class": one.rules_class,
            "why": one.why,
            "wordings": one.wordings,
        }
        for one in listed
    )
    # Kept in the table: a view over all kinds of sources would be read whole for each page of the list.
    for key, day, title, url in db.execute(_PLACES).fetchall():
        db.table("review_candidates").update(key, {"date": day, "title": title, "url": url})
    return len(listed)
