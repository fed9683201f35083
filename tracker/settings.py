"""Settings: the option given, else the environment, else `tracker.toml` here, else the default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

FILE = "tracker.toml"
TOPIC = Path(__file__).parent / "topics" / "cms.toml"
_LONDON = ZoneInfo("Europe/London")
_DEFAULTS = {
    "data": "data",
    "contact": "",
    "as_of": "",
    "pace": "1.0",
    "max_requests": "5000",
    "topic": str(TOPIC),
    "questions_url": "https://questions-statements-api.parliament.uk",
    "hansard_url": "https://hansard-api.parliament.uk",
    "members_url": "https://members-api.parliament.uk",
    "oralquestions_url": "https://oralquestionsandmotions-api.parliament.uk",
    "committees_url": "https://committees-api.parliament.uk",
    "petitions_url": "https://petition.parliament.uk",
    "govuk_url": "https://www.gov.uk",
    "legislation_url": "https://www.legislation.gov.uk",
    "bulk_url": "https://www.theyworkforyou.com",
}


class SettingsError(ValueError):
    """A setting that can't be used; the message names it, where it came from and what it should be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a command may be told from outside.

    `data` is the directory of the databases; `pace` the least seconds between two requests to one host;
    `max_requests` ends a run that would make more; the addresses are scheme, host and
    perhaps a path prefix of the public services.
    """

    data: Path
    contact: str | None
    as_of: date
    pace: float
    topic: Path
    max_requests: int
    questions_url: str
    hansard_url: str
    members_url: str
    oralquestions_url: str
    committees_url: str
    petitions_url: str
    govuk_url: str
    legislation_url: str
    bulk_url: str


def load_settings(
    options: Mapping[str, str | None], *, environment: Mapping[str, str] = os.environ, folder: Path = Path()
) -> Settings:
    """Return the settings in force. Raises SettingsError for one that can't be read or isn't known."""
    values: dict[str, tuple[str, str]] = {key: (value, "the default") for key, value in _DEFAULTS.items()}
    values |= _from_file(folder / FILE)
    for key in _DEFAULTS:
        name = f"CMS_TRACKER_{key.upper()}"
        if environment.get(name):
            values[key] = (environment[name], f"the environment variable {name}")
    for key, value in options.items():
        if value is not None:
            values[key] = (value, f"the option --{key.replace('_', '-')}")
    return Settings(
        data=Path(values["data"][0]),
        contact=values["contact"][0] or None,
        as_of=_day(*values["as_of"]),
        pace=_pace(*values["pace"]),
        topic=Path(values["topic"][0]),
        max_requests=_count(*values["max_requests"]),
        **{key: _address(key, *values[key]) for key in _DEFAULTS if key.endswith("_url")},
    )


def _from_file(path: Path) -> dict[str, tuple[str, str]]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} can't be read: {error}") from error
    if unknown := sorted(set(found) - set(_DEFAULTS)):
        raise SettingsError(f"{path} has an unknown setting {unknown[0]!r}; known: {', '.join(_DEFAULTS)}")
    return {key: (str(value), str(path)) for key, value in found.items()}


def _day(text: str, origin: str) -> date:
    if not text:
        return datetime.now(_LONDON).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"the as-of date {text!r} from {origin} is no date like 2026-01-31") from error


def _pace(text: str, origin: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = -1.0
    if not 0 <= pace < float("inf"):
        raise SettingsError(f"the pace {text!r} from {origin} is no number of seconds such as 1.0")
    return pace


def _count(text: str, origin: str) -> int:
    if not text.strip().isdecimal() or int(text) < 1:
        raise SettingsError(f"max_requests {text!r} from {origin} is no number of requests such as 5000")
    return int(text)


def _address(key: str, text: str, origin: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise SettingsError(f"{key} {text!r} from {origin} does not begin with http:// or https://")
    return text.rstrip("/")
