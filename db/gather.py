"""Reads the whole archive into merged records: what is published, before it is written down."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from db.archive import Archive, Sighting
from db.merge import (
    MergedQuestion,
    Observation,
    merge_member,
    merge_page_text,
    merge_parlparse,
    merge_question,
    settle,
    tabled_as,
)
from db.merge_debates import merge_debate, resolve_shared
from db.merge_statements import corrections_of, merge_statement
from db.tabled import keep_tabled, may_belong
from db.twfy import KINDS, TwfyPeople, read_twfy_people
from db.twins import without_copied_debates, without_copied_statements
from scrapers.parsers import parse
from scrapers.records import (
    Debate,
    Id,
    Member,
    Motion,
    OralQuestion,
    Record,
    WrittenQuestion,
    WrittenStatement,
)
from scrapers.relevance import Topic, is_relevant

log = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)
MOVED = "moved "
"""Begins the name of a fact of the archive: a path of GOV.UK that led to another one, the value."""

_SCRAPED = re.compile(r"(?P<file>\w+/\d{4}-\d\d-\d\d)(?P<letter>[a-z])\.")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything about the topic, each thing once, in an order that never varies."""

    questions: tuple[MergedQuestion, ...]
    statements: tuple[Observation[WrittenStatement], ...]
    debates: tuple[Observation[Debate], ...]
    members: dict[int, Member]
    others: dict[type, tuple[Observation, ...]] = field(default_factory=dict)
    twfy: TwfyPeople = field(default_factory=TwfyPeople)
    moved: dict[str, str] = field(default_factory=dict)  # paths of GOV.UK, and where each led to

    def of(self, kind: type[R]) -> tuple[Observation[R], ...]:
        """Return the newest observation of every other record of this kind, by id."""
        return self.others.get(kind, ())


@dataclass(slots=True)
class _Seen:
    questions: dict[Id, list[Observation[WrittenQuestion]]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[Id, list[Observation[WrittenStatement]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    debates: dict[str, list[Observation[Debate]]] = field(default_factory=lambda: defaultdict(list))
    members: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))
    others: dict[type, dict[Id, list[Observation]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )


def gather(archive: Archive, topic: Topic) -> Gathered:
    """Return every record in the archive that is about the topic, by what its own text says."""
    seen = _Seen()
    for sighting in archive.sightings():
        if sighting.kind in KINDS:
            continue  # large, and of every file only the newest copy counts: see `twfy`
        for record in _read(archive, sighting):
            _sort(seen, record, sighting, topic)
    questions = [merge_question(items) for items in _relevant_questions(seen.questions)]
    statements = [merge_statement(items) for items in _relevant_statements(seen.statements)]
    debates, shared = resolve_shared([merge_debate(items) for items in _relevant(seen.debates.values())])
    if shared:
        log.info("%d contributions stood in more than one debate; the newest debate has them", shared)
    questions = merge_page_text(merge_parlparse(questions))
    statements, debates = without_copied_statements(statements), without_copied_debates(debates)
    others = {kind: _newest_of_each(groups) for kind, groups in seen.others.items()}
    return Gathered(
        questions=tuple(sorted(questions, key=lambda item: str(item.record.id))),
        statements=tuple(sorted(statements, key=lambda item: (item.record.house, str(item.record.id)))),
        debates=tuple(sorted(debates, key=lambda item: item.record.id)),
        members={key: merge_member(records) for key, records in seen.members.items()},
        others=keep_tabled(others, debates, topic),
        twfy=read_twfy_people(archive),
        moved=archive.facts(MOVED),
    )


def _read(archive: Archive, sighting: Sighting) -> tuple[Record, ...]:
    try:
        return parse(sighting.kind, sighting.url, archive.body(sighting.raw_hash)).records
    except ValueError as error:  # stored by an earlier release, which read more; it must not block the rest
        log.warning("left out, can't be read: %s: %s", sighting.url, error)
        return ()


def _sort(seen: _Seen, record: Record, sighting: Sighting, topic: Topic) -> None:
    if isinstance(record, Member):
        seen.members[record.id].append(record)
        return
    if not isinstance(record, WrittenQuestion | WrittenStatement | Debate):
        _sort_other(seen, record, sighting, topic)
        return
    verdict = is_relevant(record, topic)
    why = verdict.why if verdict.relevant else "kept by hand" if sighting.keeps_all else ""
    if isinstance(record, WrittenQuestion):
        seen.questions[record.id].append(Observation(record, sighting, why))
    elif isinstance(record, WrittenStatement):
        seen.statements[record.id].append(Observation(record, sighting, why))
    else:
        seen.debates[record.id].append(Observation(record, sighting, why))


def _sort_other(seen: _Seen, record: Record, sighting: Sighting, topic: Topic) -> None:
    """Keep a record that has words about the topic, or that is judged by what it belongs to."""
    verdict = is_relevant(record, topic)
    why = verdict.why if verdict.relevant else "kept by hand" if sighting.keeps_all else ""
    if why or may_belong(record) or not hasattr(record, "parts"):
        seen.others[type(record)][record.id].append(Observation(record, sighting, why))


def _newest_of_each(groups: dict[Id, list[Observation]]) -> tuple[Observation, ...]:
    newest = [settle(max(items, key=_fullest_newest), items) for items in groups.values()]
    return tuple(sorted(newest, key=lambda item: str(item.record.id)))


def _fullest_newest(item: Observation) -> tuple[bool, str, str]:
    return (getattr(item.record, "is_full", True), item.sighting.last_seen, item.sighting.raw_hash)


def _relevant(groups: Iterable[list[Observation]]) -> list[list[Observation]]:
    return [group for group in _newest_scrapes(list(groups)) if any(item.why for item in group)]


def _relevant_questions(
    groups: dict[Id, list[Observation[WrittenQuestion]]],
) -> list[list[Observation[WrittenQuestion]]]:
    """Return the questions about the topic, also those of which only parlparse's copy shows that they are."""
    kept = _relevant(groups.values())
    copies = [item.record for group in kept for item in group if item.record.source == "parlparse"]
    wanted = {key for record in copies if (key := tabled_as(record))}
    known = {group[0].record.id for group in kept}
    twins = [
        group
        for key, group in groups.items()
        if wanted and isinstance(key, int) and key not in known and tabled_as(group[0].record) in wanted
    ]
    return kept + twins


def _relevant_statements(
    groups: dict[Id, list[Observation[WrittenStatement]]],
) -> list[list[Observation[WrittenStatement]]]:
    kept = _relevant(groups.values())
    return kept + corrections_of(groups, (group[0].record.id for group in kept))


def _newest_scrapes(groups: list[list[Observation]]) -> list[list[Observation]]:
    """Leave out what parlparse scraped again: of the files of one day, the last letter holds."""
    newest: dict[tuple[str, str], str] = {}
    scrapes = [_scrape(group[0].record) for group in groups]
    for file, letter in filter(None, scrapes):
        newest[file] = max(newest.get(file, ""), letter)
    return [
        group
        for group, scrape in zip(groups, scrapes, strict=True)
        if scrape is None or scrape[1] == newest[scrape[0]]
    ]


def _scrape(record: WrittenQuestion | WrittenStatement | Debate) -> tuple[tuple[str, str], str] | None:
    """Return the file a record's id is of (both Houses' answers are called alike) and its letter."""
    match = _SCRAPED.match(str(record.id))
    return ((match["file"], record.house or ""), match["letter"]) if match else None


def members_named(gathered: Gathered) -> dict[int, str]:
    """Return every member id that a record points at, with the best name that is printed beside it."""
    found: list[tuple[int | None, str | None]] = []
    for item in gathered.questions:
        record = item.record
        found += [
            (record.asking_member_id, record.asking_member_name),
            (record.answering_member_id, record.answering_member_name),
            (record.correcting_member_id, None),
        ]
    found += [(item.record.member_id, item.record.member_name) for item in gathered.statements]
    found += [
        (item.record.asking_member_id, item.record.asking_member_name) for item in gathered.of(OralQuestion)
    ]
    found += [(item.record.member_id, item.record.member_name) for item in gathered.of(Motion)]
    for item in gathered.debates:
        found += [(said.member_id, said.speaker_name) for said in item.record.contributions]
    named: dict[int, str] = {}
    for key, name in found:
        if key is not None and (key not in named or name):
            named[key] = name or f"Member {key}"
    return named


def last_named(gathered: Gathered) -> dict[int, str]:
    """Return, by member id, the newest day on which each asked, answered or spoke."""
    found = [(item.record.answering_member_id, item.record.date_answered) for item in gathered.questions]
    found += [(item.record.asking_member_id, item.record.date_tabled) for item in gathered.questions]
    found += [(item.record.member_id, item.record.date_made) for item in gathered.statements]
    found += [(item.record.asking_member_id, item.record.date_tabled) for item in gathered.of(OralQuestion)]
    found += [(item.record.member_id, item.record.date_tabled) for item in gathered.of(Motion)]
    for item in gathered.debates:
        found += [(said.member_id, item.record.date) for said in item.record.contributions]
    newest: dict[int, str] = {}
    for key, day in found:
        if key is not None and day:
            newest[key] = max(newest.get(key, ""), day)
    return newest
