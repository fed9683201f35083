"""One debate: who spoke in turn, the government's turns told apart, the promises marked where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from db.pages.marking import Piece, mark_text
from db.pages.oral_question import tabled_for
from db.pages.reader import Read, Row, first
from db.pages.said import marks_in_debate

SHORT = 10
"""A debate of at most so many turns is shown whole."""
LEAST_FOLDED = 2
"""A single turn off the topic is left in place: a fold would hide more than it saves."""

_DEBATE = "select * from debates where id = ?"
_CONTRIBUTIONS = "select * from contributions where debate_id = ? order by position"
_DEBATE_OF = "select debate_id, is_on_topic from contributions where id = ?"


@dataclass(frozen=True, slots=True)
class Block:
    """One contribution as printed: its row and its paragraphs with the promises marked."""

    row: Row
    paragraphs: list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said before the next one rose; `speaker` is its first contribution."""

    speaker: Row
    blocks: list[Block]
    is_on_topic: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Turns shown together; a folded stretch is off the topic."""

    turns: list[Turn]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class DebatePage:
    """What a debate's page shows; `tabled` are the oral questions answered in it."""

    debate: Row
    parents: list[str]
    stretches: list[Stretch]
    promises: list[Row]
    tabled: list[Row]
    turns: int


async def debate_of(read: Read, contribution: str) -> Row | None:
    """Return debate_id and is_on_topic of a contribution, or None."""
    return await first(read, _DEBATE_OF, [contribution])


async def debate_page(read: Read, key: str) -> DebatePage | None:
    """Return what the page of debate `key` shows, or None where there is none."""
    debate = await first(read, _DEBATE, [key])
    if debate is None:
        return None
    marks = await marks_in_debate(read, key)
    blocks = [
        Block(row, mark_text(row["text"], marks.get(row["id"], ())))
        for row in await read(_CONTRIBUTIONS, [key])
    ]
    turns = _turns(blocks)
    return DebatePage(
        debate=debate,
        parents=json.loads(debate["parents"]),
        stretches=_stretches(turns),
        promises=[mark for own in marks.values() for mark in own],
        tabled=await tabled_for(read, key),
        turns=len(turns),
    )


def _turns(blocks: Iterable[Block]) -> list[Turn]:
    turns: list[list[Block]] = []
    for block in blocks:
        if turns and _goes_on(turns[-1][-1].row, block.row):
            turns[-1].append(block)
        else:
            turns.append([block])
    return [Turn(own[0].row, own, any(block.row["is_on_topic"] for block in own)) for own in turns]


def _goes_on(before: Row, now: Row) -> bool:
    if now["kind"] == "procedural" or before["kind"] != now["kind"]:
        return False
    return bool(now["is_continuation"]) or (
        now["speaker_name"] is not None and now["speaker_name"] == before["speaker_name"]
    )


def _stretches(turns: Sequence[Turn]) -> list[Stretch]:
    if len(turns) <= SHORT:
        return [Stretch(list(turns), is_folded=False)]
    groups = [(on_topic, list(own)) for on_topic, own in groupby(turns, key=lambda turn: turn.is_on_topic)]
    return [Stretch(own, is_folded=not on_topic and len(own) >= LEAST_FOLDED) for on_topic, own in groups]
