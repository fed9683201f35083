"""Figures of the official statistics to `tracker.db`: of every series and period, what was published last."""

from __future__ import annotations

from collections import defaultdict

from sqlite_utils import Database

from db.gather import Gathered
from db.merge import Observation
from db.people import People
from scrapers.documents import StatisticsTable
from scrapers.govuk_attachments import file_name
from scrapers.relevance import Topic
from scrapers.wanted_tables import Chosen, choose

Workbook = list[Observation[StatisticsTable]]


def load_statistics(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write the figures of the topic's tables.

    Releases revise what earlier ones said; the archive keeps both, the newest is published. A table that is
    not as the topic file says gives nothing (`tracker.collect_statistics` has said so loudly), and what
    earlier releases said stands.
    """
    rows: dict[tuple[str, str], dict] = {}
    for workbook in sorted(_workbooks(gathered), key=_published):
        chosen, _ = choose([item.record for item in workbook], topic.tables)
        seen = {item.record.id: item for item in workbook}
        for table in chosen:
            rows |= _rows(table, seen[table.table.id])
    ordered = sorted(rows.values(), key=lambda row: (row["series"], row["period_end"] or "", row["position"]))
    db.table("statistics").insert_all(row | {"position": n} for n, row in enumerate(ordered))


def _workbooks(gathered: Gathered) -> list[Workbook]:
    by_file: dict[str, Workbook] = defaultdict(list)
    for item in gathered.of(StatisticsTable):
        by_file[item.record.file_url].append(item)
    return list(by_file.values())


def _published(workbook: Workbook) -> tuple[str, str, str]:
    """The newest release is the one whose figures reach furthest; of two alike, the one that came later."""
    ends = [figure.period_end or "" for item in workbook for figure in item.record.figures]
    first = workbook[0]
    return max(ends, default=""), first.sighting.first_seen, first.record.file_url


def _rows(chosen: Chosen, item: Observation[StatisticsTable]) -> dict[tuple[str, str], dict]:
    return {
        (figure.series, figure.period): {
            "series": figure.series,
            "period": figure.period,
            "period_end": figure.period_end,
            "value": figure.value,
            "unit": figure.unit,
            "note": figure.note,
            "table_title": chosen.table.title,
            "sheet": chosen.table.sheet,
            "position": position,
            "source_file": file_name(chosen.table.file_url),
            "fetched_from": item.sighting.url,
            "raw_hash": item.sighting.raw_hash,
        }
        for position, figure in enumerate(chosen.figures)
    }
