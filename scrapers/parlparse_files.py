"""TheyWorkForYou's bulk files: which there are, and which of a day's files holds.

A directory of https://www.theyworkforyou.com/pwdata/scrapedxml/ holds one kind of proceedings, a file a day
(of a bill committee, a file a sitting). A day that was scraped again has several, told apart by a letter: the
last letter holds. Documented at https://parser.theyworkforyou.com/hansard.html.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from scrapers.paging import join_url
from scrapers.parlparse_items import last_date
from scrapers.session import PoliteSession, RawAnswer

ROUTE = "/pwdata/scrapedxml"
DIRECTORIES = {
    "debates": "debates",
    "westminhall": "westminster",
    "lordspages": "daylord",
    "wrans": "answers",
    "lordswrans": "lordswrans",
    "wms": "ministerial",
    "lordswms": "lordswms",
    "standing": "standing",
}
"""Directories of the UK Parliament, each with what the names of its files begin with."""

# The name of a file, and what the listing says of it: when it was changed and how large it is.
_ENTRY = re.compile(
    r'<a\s[^>]*href="(?:[^"?#]*/)?(?P<name>[^"?#/]+\.xml)"[^>]*>.*?</a>(?P<told>.*?)(?=<a\s|</tr|\n|\Z)',
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_LETTER = re.compile(r"(?P<stem>.*\d{4}-\d\d-\d\d)(?P<letter>[a-z]{0,2})\.xml")
_SUPERSEDED = re.compile(rb"<publicwhip\b[^>]*\blatest\s*=\s*[\"']no[\"']")
_PROLOGUE = 20_000  # bytes within which the root element stands, behind some sixty entities


@dataclass(frozen=True, slots=True)
class BulkFile:
    """One file of a directory: `mark` changes whenever the file does, as far as the listing tells."""

    name: str
    day: str  # ISO; of written answers the day of the answer, of a committee that of the sitting
    letter: str
    mark: str = ""

    @property
    def stem(self) -> str:
        """What all files of one day, or one sitting, have in common."""
        return self.name.removesuffix(f"{self.letter}.xml")


def fetch_listing(session: PoliteSession, base_url: str, directory: str) -> RawAnswer:
    """Return the page that lists a directory's files."""
    return session.get("listing", join_url(base_url, f"{ROUTE}/{directory}/"), expect="html")


def fetch_file(session: PoliteSession, base_url: str, directory: str, name: str) -> RawAnswer:
    """Return one file. Whether it is well-formed is the parser's business."""
    return session.get("parlparse", join_url(base_url, f"{ROUTE}/{directory}/{name}"), expect="file")


def parse_listing(body: bytes, directory: str) -> list[BulkFile]:
    """Return the files of `directory` that its page lists; names that say no day are left out."""
    entries = _ENTRY.finditer(body.decode("utf-8", errors="replace"))
    found = (
        bulk_file(directory, entry["name"], mark=" ".join(unescape(_TAG.sub(" ", entry["told"])).split()))
        for entry in entries
    )
    return [file for file in found if file]


def bulk_file(directory: str, name: str, *, mark: str = "") -> BulkFile | None:
    """Return the file of that name, or None where the name is not one of the directory's."""
    match = _LETTER.fullmatch(name)
    if match is None or not name.startswith(DIRECTORIES[directory]):
        return None
    day = last_date(match["stem"])
    return BulkFile(name, day, match["letter"], mark) if day else None


def by_day(files: Iterable[BulkFile], *, first: str, last: str) -> Iterator[list[BulkFile]]:
    """Yield the files of each day or sitting from `first` to `last`: oldest day first, last letter first."""
    days: dict[str, list[BulkFile]] = defaultdict(list)
    for file in files:
        if first <= file.day <= last:
            days[file.stem].append(file)
    for stem in sorted(days, key=lambda stem: (days[stem][0].day, stem)):
        yield sorted(days[stem], key=lambda file: (len(file.letter), file.letter), reverse=True)


def is_superseded(body: bytes) -> bool:
    """Say whether a file itself tells that a later scrape of the day has taken its place."""
    return bool(_SUPERSEDED.search(body[:_PROLOGUE]))
