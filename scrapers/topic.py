"""What a campaign is about, as a file that people can edit.

A topic is a TOML file such as `tracker/topics/cms.toml` with these keys, all of them needed:

    id, title, description   what the campaign is called
    since                    first day to collect, YYYY-MM-DD
    answering_bodies         numbers of the bodies whose questions and statements are swept
    own_bodies, departments  those that run the subject: numbers, and words of the printed name or heading
    search_terms             what Hansard, motions, petitions and GOV.UK are searched for
    committees               numbers of the select committees whose publications are read
    organisations            whose GOV.UK publications are searched, by the end of their address there
    document_types           which kinds of them, as GOV.UK calls them
    workbooks                words in the title or name of the workbooks of statistics that are read
    tables                   which of their tables are published; see below
    legislation              Acts and instruments that are followed, by the path of their address
    legislation_titles       words of a title by which further legislation is found
    terms                    patterns that decide alone
    weak_terms               patterns that need an own body, or a `context` pattern beside them
    context                  see weak_terms
    excludes                 patterns that take the weak terms' meaning away

Patterns are regular expressions, read in any case but for `weak_terms`. A blank in one stands for any run of
blanks, hyphens and line ends (for an optional one write `\\s*`). They are matched against `plain(text)`.

A table has `series` (what its figures are called), `title` (a pattern for the title printed above it),
`unit` (of columns whose heading names none) and, where its columns are known, `columns`: each with its own
`series` and a `heading` pattern. All of them must be there. Without `columns`, every column is published
under its heading.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Set
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

Patterns = tuple[re.Pattern[str], ...]
T = TypeVar("T")

_TEXTS = {
    "departments", "search_terms", "organisations", "document_types", "workbooks", "legislation",
    "legislation_titles",
}  # fmt: skip
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013"), " ")


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """A column of a table that is published under a name of ours."""

    series: str
    heading: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WantedTable:
    """A table of statistics that is published; without `columns`, all that it has."""

    series: str
    title: re.Pattern[str]
    unit: str
    columns: tuple[WantedColumn, ...] = ()


class TopicError(ValueError):
    """A topic file that cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A campaign's subject, as its file says."""

    id: str
    title: str
    description: str
    since: str
    answering_bodies: tuple[int, ...]
    own_bodies: tuple[int, ...]
    departments: tuple[str, ...]
    search_terms: tuple[str, ...]
    committees: tuple[int, ...]
    organisations: tuple[str, ...]
    document_types: tuple[str, ...]
    workbooks: tuple[str, ...]
    tables: tuple[WantedTable, ...]
    legislation: tuple[str, ...]
    legislation_titles: tuple[str, ...]
    terms: Patterns
    weak_terms: Patterns
    context: Patterns
    excludes: Patterns


def load_topic(path: Path) -> Topic:
    """Return the topic in the TOML file at `path`. Raises TopicError naming the file and the key."""
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TopicError(f"{path}: {error}") from error
    names = [field.name for field in fields(Topic)]
    if unknown := sorted(set(table) - set(names)):
        raise TopicError(f"{path}: unknown key {unknown[0]!r}; a topic has {', '.join(names)}")
    if missing := [name for name in names if name not in table]:
        raise TopicError(f"{path}: key {missing[0]!r} is missing")
    return Topic(**{name: _read_key(name, table[name], f"{path}: key {name!r}") for name in names})


def plain(text: str) -> str:
    """Return `text` as patterns expect it, hyphens as blanks; every character keeps its place."""
    return text.translate(_HYPHENS)


def first_match(patterns: Patterns, text: str) -> str | None:
    """Return the words in plain `text` that the first of `patterns` to match any finds."""
    for pattern in patterns:
        if match := pattern.search(text):
            return " ".join(match[0].split())
    return None


def _read_key(name: str, value: Any, where: str) -> Any:
    if name in {"id", "title", "description"}:
        return _checked(value, str, where).strip()
    if name == "since":
        return _day(value, where)
    if name in {"answering_bodies", "own_bodies", "committees"}:
        return tuple(_checked(item, int, where) for item in _checked(value, list, where))
    if name == "tables":
        return tuple(_table(item, where) for item in _checked(value, list, where))
    texts = tuple(_checked(item, str, where) for item in _checked(value, list, where))
    if name in _TEXTS:
        return texts
    flags = re.NOFLAG if name == "weak_terms" else re.IGNORECASE
    return tuple(_compile(text, flags, where) for text in texts)


def _table(item: Any, where: str) -> WantedTable:
    read = _texts_of(item, {"series", "title", "unit"}, where, also={"columns"})
    columns = [
        _texts_of(column, {"series", "heading"}, where)
        for column in _checked(item.get("columns", []), list, where)
    ]
    return WantedTable(
        series=read["series"],
        title=_compile(read["title"], re.IGNORECASE, where),
        unit=read["unit"],
        columns=tuple(
            WantedColumn(column["series"], _compile(column["heading"], re.IGNORECASE, where))
            for column in columns
        ),
    )


def _texts_of(item: Any, names: set[str], where: str, *, also: Set[str] = frozenset()) -> dict[str, str]:
    """Return the texts of a nested table, which has these keys and perhaps others."""
    found = set(_checked(item, dict, where))
    if missing := sorted(names - found) or sorted(found - names - also):
        raise TopicError(f"{where}: each has {', '.join(sorted(names))}; look at {missing[0]!r}")
    return {name: _checked(item[name], str, where).strip() for name in names}


def _checked(value: Any, kind: type[T], where: str) -> T:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TopicError(f"{where} holds {value!r}, which is no {kind.__name__}")
    if kind is str and not str(value).strip():
        raise TopicError(f"{where} holds an empty text")
    return value


def _day(value: Any, where: str) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise TopicError(f"{where} is {value!r}, which is no day YYYY-MM-DD") from error


def _compile(text: str, flags: re.RegexFlag, where: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text.replace(" ", r"\s+"), flags)
    except re.error as error:
        raise TopicError(f"{where}: {text!r} is no regular expression: {error}") from error
    if pattern.search(""):
        raise TopicError(f"{where}: {text!r} matches everything")
    return pattern
