"""JSON Lines in, JSON Lines out: the contract of `cms-tracker analyse`, streamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from nlp.annotations import Annotation, Deadline, Document
from nlp.pipeline import analyse

Report = Callable[[int, str], None]
Analyser = Callable[[Iterable[Document]], Iterator[Annotation]]
HOUSES = ("Commons", "Lords")


class BadLine(ValueError):
    """A line that is no document; the message says which field is wrong and what was expected."""


def analyse_lines(lines: Iterable[str], errors: Report, *, analyser: Analyser = analyse) -> Iterator[str]:
    """Yield the analysis of each line as one line of JSON without its newline, in order.

    A bad line is reported as `errors(line number from 1, message)` and left out; blank lines are skipped.
    """
    for annotation in analyser(_read_lines(lines, errors)):
        yield dump_annotation(annotation)


def read_document(line: str) -> Document:
    """Return the document of one line of JSON. Raises BadLine."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise BadLine(f"expected a JSON object, got {type(data).__name__}")
    return Document(
        id=_text(data, "id"),
        text=_text(data, "text"),
        date=_date(data),
        question=_optional_text(data, "question"),
        speaker=_optional_text(data, "speaker"),
        is_government=_flag(data),
        house=_house(data),
    )


def dump_annotation(annotation: Annotation) -> str:
    """Return one output line: compact JSON, keys in the order of the contract."""
    sentences = [
        {
            "start": one.start,
            "end": one.end,
            "class": one.class_,
            "score": one.score,
            "why": one.why,
            "action": one.action,
            "actor": one.actor,
            "act_kind": one.act_kind,
            "deadline": _dump_deadline(one.deadline),
        }
        for one in annotation.sentences
    ]
    themes = [theme.name for theme in annotation.themes]
    return json.dumps({"id": annotation.id, "themes": themes, "sentences": sentences}, ensure_ascii=False)


def _dump_deadline(deadline: Deadline | None) -> dict[str, str | None] | None:
    if deadline is None:
        return None
    fields = asdict(deadline)
    return {name: fields[name] for name in ("text", "earliest", "latest", "precision")}


def _read_lines(lines: Iterable[str], errors: Report) -> Iterator[Document]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield read_document(line.removeprefix("\ufeff"))
        except BadLine as error:
            errors(number, str(error))


def _text(data: dict[str, Any], name: str) -> str:
    if name not in data:
        raise BadLine(f"{name!r} is missing")
    value = data[name]
    if not isinstance(value, str):
        raise BadLine(f"{name!r} must be a string, not {_shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadLine(f"{name!r} holds half a surrogate pair at character {error.start}") from error
    return value


def _optional_text(data: dict[str, Any], name: str) -> str | None:
    return None if data.get(name) is None else _text(data, name)


def _date(data: dict[str, Any]) -> str | None:
    value = _optional_text(data, "date")
    if value is None:
        return None
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise BadLine(f"'date' must be a day as YYYY-MM-DD or null, not {_shown(value)}") from error
    if len(value) != len("YYYY-MM-DD") or "W" in value:
        raise BadLine(f"'date' must be a day as YYYY-MM-DD or null, not {_shown(value)}")
    return value


def _flag(data: dict[str, Any]) -> bool:
    if "is_government" not in data:
        raise BadLine("'is_government' is missing")
    value = data["is_government"]
    if not isinstance(value, bool):
        raise BadLine(f"'is_government' must be true or false, not {_shown(value)}")
    return value


def _house(data: dict[str, Any]) -> str | None:
    value = _optional_text(data, "house")
    if value is not None and value not in HOUSES:
        raise BadLine(f"'house' must be one of {', '.join(HOUSES)} or null, not {_shown(value)}")
    return value


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=True)
    return shown if len(shown) <= 60 else shown[:57] + "..."
