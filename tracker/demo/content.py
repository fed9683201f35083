"""The content of the sample parliament: the TOML files of `parliament/` read into records of ours.

The files hold what a person would write down, and no more; `shapes.py`, `debate_shapes.py` and
`member_shapes.py` make the services' objects of it. A key that no record has is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "parliament"


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its title, file name and size in bytes."""

    title: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One state of an answer, from the day it was given: `kind` is holding, final or correction."""

    on: date
    by: int
    text: str
    kind: str = "final"
    blank_lines: bool = False
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A written question with every answer it ever gets.

    `with_` is the id of the question whose answer it shares.
    """

    id: int
    uin: str
    tabled: date
    due: date
    asker: int
    heading: str
    text: str
    body: int = 29
    answers: tuple[Answer, ...] = ()
    with_: int | None = None
    named_day: bool = False
    interest: bool = False
    withdrawn: date | None = None

    @property
    def house(self) -> str:
        return "Lords" if self.uin.startswith("HL") else "Commons"


@dataclass(frozen=True, slots=True)
class Statement:
    """A written statement; `same_as` is the id of the one made in the other House, `corrects` that of one
    which this one puts right.
    """  # fmt: skip

    id: int
    uin: str
    made: date
    by: int
    role: str
    title: str
    text: str
    body: int = 29
    same_as: int | None = None
    corrects: int | None = None
    files: tuple[File, ...] = ()

    @property
    def house(self) -> str:
        return "Lords" if self.uin.startswith("HL") else "Commons"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a debate: a turn (`by`, `as_`), a continuation (text alone), a time, or a division.

    From the day `revised` its text is `revision`; with `is_new_id` the service then calls it something else.
    """

    text: str = ""
    by: int | None = None
    as_: str = ""
    tag: str = "hs_Para"
    uin: str | None = None
    time: str | None = None
    ayes: int | None = None
    noes: int | None = None
    revised: date | None = None
    revision: str = ""
    is_new_id: bool = False
    edition: str = ""  # what tells the new id from the first

    def as_on(self, day: date) -> Item:
        """Return the item as it was printed on the day."""
        if self.revised is None or self.revised > day:
            return self
        return replace(self, text=self.revision, edition="revised" if self.is_new_id else "")


@dataclass(frozen=True, slots=True)
class Debate:
    """A heading of Hansard with what was said under it; `parent` is the id of the heading above."""

    id: int
    ext_id: str
    title: str
    tag: str | None
    date: date
    house: str
    section: str  # the API's name of the part of the day: "Debate", "WestHall", "GEN", ...
    location: str
    parent: int | None = None
    items: tuple[Item, ...] = ()
    revised: date | None = None  # the last day on which it was

    def as_on(self, day: date) -> Debate:
        """Return the debate as it was printed on the day."""
        revisions = [item.revised for item in self.items if item.revised and item.revised <= day]
        return replace(
            self,
            items=tuple(item.as_on(day) for item in self.items),
            revised=max(revisions, default=None),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A seat, party or office (`name`) held from `start` to `end`; `info` is the office's department id."""

    name: str
    start: date
    end: date | None = None
    info: int | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of either House."""

    id: int
    name: str
    list_name: str
    full_title: str
    gender: str
    house: str
    seats: tuple[Span, ...]
    parties: tuple[Span, ...]
    posts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """An answering body (`id`) with the number its department has in the Members API."""

    id: int
    name: str
    short_name: str
    target: str
    department_id: int


@dataclass(frozen=True, slots=True)
class Parliament:
    """Everything the sample services know, whatever the day."""

    questions: Mapping[int, Question]
    statements: Mapping[int, Statement]
    debates: tuple[Debate, ...]
    members: Mapping[int, Member]
    departments: Mapping[int, Department]
    sitting_days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def group_of(self, question: Question) -> tuple[Question, ...]:
        """Return the other questions that were answered together with this one."""
        root = question.with_ or question.id
        return tuple(q for q in self.questions.values() if (q.with_ or q.id) == root and q is not question)


@cache
def load_parliament() -> Parliament:
    """Read the files of `parliament/`.

    >>> len(load_parliament().members) > 10
    True
    """
    people = read("members.toml")
    questions = {q.id: q for q in map(_question, _tables("questions", "question"))}
    debates = tuple(debate for path in _paths("debates") for debate in _debates(read(path)))
    return Parliament(
        questions={key: _with_group_answers(q, questions) for key, q in questions.items()},
        statements={s.id: s for s in map(_statement, _tables("statements", "statement"))},
        debates=debates,
        members={m.id: m for m in map(_member, people["member"])},
        departments={d["id"]: Department(**d) for d in people["department"]},
        sitting_days=_sitting_days(debates, read("calendar.toml")),
    )


def _paths(kind: str) -> list[Path]:
    return sorted((FOLDER / kind).glob("*.toml"))


def read(path: str | Path) -> dict[str, Any]:
    """Return a file of `parliament/` as it is written."""
    return tomllib.loads((FOLDER / path).read_text(encoding="utf-8"))


def _tables(kind: str, key: str) -> list[dict[str, Any]]:
    return [table for path in _paths(kind) for table in read(path)[key]]


def _files(table: Mapping[str, Any]) -> tuple[File, ...]:
    return tuple(File(**file) for file in table.get("files", ()))


def _answer(table: dict[str, Any]) -> Answer:
    fields: dict[str, Any] = table | {"files": _files(table)}
    return Answer(**fields)


def _question(table: dict[str, Any]) -> Question:
    answers = tuple(_answer(answer) for answer in table.pop("answer", ()))
    text = " ".join(table.pop("text").split())
    return Question(text=text, with_=table.pop("with", None), answers=answers, **table)


def _with_group_answers(question: Question, questions: Mapping[int, Question]) -> Question:
    if question.with_ is None:
        return question
    return replace(question, answers=questions[question.with_].answers)


def _statement(table: dict[str, Any]) -> Statement:
    fields: dict[str, Any] = table | {"files": _files(table)}
    return Statement(**fields)


def _debates(table: dict[str, Any]) -> list[Debate]:
    """A file holds the headings of one chamber's day, in order."""
    headings = table.pop("debate")
    return [Debate(**table, **_heading(heading)) for heading in headings]


def _heading(table: dict[str, Any]) -> dict[str, Any]:
    items = tuple(Item(as_=item.pop("as", ""), **item) for item in table.pop("item", ()))
    return {"tag": None} | table | {"items": items}


def _member(table: dict[str, Any]) -> Member:
    spans: dict[str, Any] = {
        key: tuple(Span(**span) for span in table.pop(key, ())) for key in ("seats", "parties", "posts")
    }
    return Member(**table, **spans)


def _sitting_days(
    debates: tuple[Debate, ...], quiet: Mapping[str, list[date]]
) -> dict[str, tuple[date, ...]]:
    """Days with a debate, and the days of `calendar.toml` on which nothing of interest was said."""
    return {
        house: tuple(sorted({d.date for d in debates if d.house == house} | set(quiet[house])))
        for house in ("Commons", "Lords")
    }
