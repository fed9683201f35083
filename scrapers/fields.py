"""Reading fields of JSON answers: absent is None, a wrong type is said, an unknown name is reported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scrapers.html_text import clean_link, without_emails
from scrapers.records import Attachment, Parsed, Record, Rejected

Item = Mapping[str, Any]
HOUSES = {1: "Commons", 2: "Lords", "1": "Commons", "2": "Lords", "Commons": "Commons", "Lords": "Lords"}
_TOO_LARGE = 2**63  # for a database column
_LONDON = ZoneInfo("Europe/London")
_HAS_ZONE = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
_NO_DATE = "0001-01-01"  # what .NET sends for a date nobody filled in


class WrongShape(ValueError):
    """An answer, or an item of one, is not what the service documents; the message says where."""


def load_json(body: bytes) -> Any:
    """Return the JSON value in `body`, or raise `WrongShape`.

    A text cut in the middle of a character ends in half a surrogate pair, which nothing can store: it
    becomes a question mark.
    """
    try:
        value = json.loads(body)
        if b"\\ud" in body.lower().replace(b"\0", b""):  # which UTF-16 has between the letters
            value = json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
        return value
    except (ValueError, RecursionError) as error:
        raise WrongShape(f"not JSON: {error}") from error


def load_object(body: bytes) -> Item:
    """Return the JSON object in `body`, or raise `WrongShape`."""
    if not isinstance(answer := load_json(body), Mapping):
        raise WrongShape(f"expected an object, found {_type_name(answer)}")
    return answer


def load_objects(body: bytes) -> list[Item]:
    """Return the JSON array of objects in `body`, or raise `WrongShape`."""
    return mappings({"the answer": load_json(body)}, "the answer")


def text(item: Item, key: str) -> str | None:
    """Return a text, without e-mail addresses; null, missing and blank are all None."""
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise WrongShape(f"{key} is {_type_name(value)}, not text")
    return without_emails(value or "").strip() or None


def markup(item: Item, key: str) -> str:
    """Return markup as it came, for `clean_html` or `html_to_text`, which take e-mail addresses out.

    Taken out before, they would leave broken links: an address stands inside Outlook's wrapper of a link.
    """
    return item[key] if text(item, key) else ""


def required_text(item: Item, key: str) -> str:
    """Return a text that must be there."""
    if (value := text(item, key)) is None:
        raise WrongShape(f"{key} is missing")
    return value


def identifier(item: Item, key: str) -> str | None:
    """Return a number or code as text, whichever way it was sent."""
    value = item.get(key)
    return str(value) if type(value) is int else text(item, key)


def number(item: Item, key: str) -> int | None:
    """Return a whole number, also one sent as text."""
    value = item.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,18}\s*", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongShape(f"{key} is {_type_name(value)}, not a whole number")
    if abs(value) >= _TOO_LARGE:
        raise WrongShape(f"{key} is {value}, too large a number")
    return value


def required_number(item: Item, key: str) -> int:
    """Return a whole number that must be there."""
    if (value := number(item, key)) is None:
        raise WrongShape(f"{key} is missing")
    return value


def flag(item: Item, key: str) -> bool:
    """Return a boolean; null and missing are False."""
    value = item.get(key)
    if value is not None and not isinstance(value, bool):
        raise WrongShape(f"{key} is {_type_name(value)}, not true or false")
    return bool(value)


def day(item: Item, key: str) -> str | None:
    """Return the ISO day in the UK of a date, or of a date and time; one without zone is the UK's."""
    if (value := text(item, key)) is None or value.startswith(_NO_DATE):
        return None
    try:
        if _HAS_ZONE.search(value):
            return datetime.fromisoformat(value).astimezone(_LONDON).date().isoformat()
        return date.fromisoformat(value[:10]).isoformat()
    except (ValueError, OverflowError) as error:  # the latter in the first and last year there are
        raise WrongShape(f"{key} is {value!r}, not a date") from error


def house(item: Item, key: str) -> str | None:
    """Return "Commons" or "Lords", which some services number 1 and 2."""
    value = item.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str | int) and value in HOUSES:
        return HOUSES[value]
    raise WrongShape(f"{key} is {value!r}, not a House")


def mapping(item: Item, key: str) -> Item:
    """Return a nested object; null and missing are an empty one."""
    value = item.get(key)
    if value is not None and not isinstance(value, Mapping):
        raise WrongShape(f"{key} is {_type_name(value)}, not an object")
    return value or {}


def values(item: Item, key: str) -> list[Any]:
    """Return a list of anything; null and missing are an empty one."""
    value = item.get(key)
    if value is not None and not isinstance(value, list):
        raise WrongShape(f"{key} is {_type_name(value)}, not a list")
    return value or []


def mappings(item: Item, key: str) -> list[Item]:
    """Return a list of objects without its nulls; null and missing are an empty one."""
    listed = [value for value in values(item, key) if value is not None]
    if not all(isinstance(value, Mapping) for value in listed):
        raise WrongShape(f"{key} holds something that is not an object")
    return listed


def texts(item: Item, key: str) -> tuple[str, ...]:
    """Return a list of texts without its blanks and nulls; null and missing are an empty one."""
    listed = [value for value in values(item, key) if value is not None]
    if not all(isinstance(value, str) for value in listed):
        raise WrongShape(f"{key} holds something that is not text")
    return tuple(value for value in listed if value)


def attachments(item: Item) -> tuple[Attachment, ...]:
    """Return the attachments of a question or statement; one without address can't be one."""
    return tuple(
        Attachment(
            url=clean_link(entry["url"]).replace(" ", "%20"),  # file names come as they are
            title=text(entry, "title"),
            file_type=text(entry, "fileType"),
            size_bytes=number(entry, "fileSizeBytes"),
        )
        for entry in mappings(item, "attachments")
        if text(entry, "url")
    )


def unwrap(answer: Any, *, listed: str = "results") -> tuple[list[Any], bool]:
    """Return the `{value, links}` items of an answer, and whether they may be full records.

    An object with the key `listed` is a list answer, whose texts are cut (null is an empty list); a single
    item, or an array of them, is full where nothing in it shows that it was cut.
    """
    if isinstance(answer, Mapping) and isinstance(answer.get(listed, ""), list | None):
        return answer[listed] or [], False
    if isinstance(answer, Mapping) and "value" in answer:
        return [answer], True
    if isinstance(answer, list):
        return answer, True
    raise WrongShape(f'expected an object with "{listed}", an object with "value", or an array of those')


def parse_items(
    items: Iterable[Any], read: Callable[[Item], Record], *, noun: str, known: Iterable[str]
) -> Parsed:
    """Read the `value` of every item with `read`; what it can't read is rejected with its reason."""
    records: list[Record] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(items):
        try:
            value = item_value(item)
            unknown |= set(value) - set(known)
            records.append(read(value))
        except WrongShape as error:
            rejected.append(reject(item, f"{noun}[{index}]", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def is_item(item: Any) -> bool:
    """Tell whether `item` has the wrapping of these services, an object under "value"."""
    return isinstance(item, Mapping) and isinstance(item.get("value"), Mapping)


def item_value(item: Any) -> Item:
    """Return what an item of these services wraps in "value"."""
    if not is_item(item):
        raise WrongShape('not an object with a "value"')
    return item["value"]


def reject(item: Any, where: str, reason: str) -> Rejected:
    """Return `item` for the quarantine, named by its place and, where it has one, its id."""
    value = item.get("value", item) if isinstance(item, Mapping) else item
    identity = value.get("id") if isinstance(value, Mapping) else None
    name = where if identity is None else f"{where} id {identity}"
    return Rejected(name, reason, json.dumps(item, ensure_ascii=False))


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", float: "a fraction"}
    return names.get(type(value), "a number")
