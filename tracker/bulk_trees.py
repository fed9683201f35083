"""Where bulk files are read from: the public service, or a copy of its tree on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scrapers.parlparse_files import (
    DIRECTORIES,
    BulkFile,
    bulk_file,
    fetch_file,
    fetch_listing,
    parse_listing,
)
from scrapers.popolo import OFFICES, PEOPLE
from scrapers.session import PoliteSession, RawAnswer

_ROOTS = ("", "scrapedxml", "pwdata/scrapedxml", "parldata/scrapedxml")
_PEOPLE_FOLDERS = ("members", "../members", "", "..")  # from where the directories are


class Tree(Protocol):
    """A tree of bulk files."""

    def listed(self, directory: str) -> list[BulkFile]:
        """Return the files of a directory."""
        ...

    def marked(self, directory: str, file: BulkFile) -> BulkFile:
        """Return a listed file with a mark that changes whenever the file does."""
        ...

    def fetch(self, directory: str, file: BulkFile) -> RawAnswer:
        """Return one file as it is."""
        ...


@dataclass(frozen=True, slots=True)
class WebTree:
    """The files at the public service, or a mirror of it."""

    session: PoliteSession
    base_url: str

    def listed(self, directory: str) -> list[BulkFile]:
        return parse_listing(fetch_listing(self.session, self.base_url, directory).body, directory)

    def marked(self, directory: str, file: BulkFile) -> BulkFile:
        return file  # the listing has told

    def fetch(self, directory: str, file: BulkFile) -> RawAnswer:
        return fetch_file(self.session, self.base_url, directory, file.name)


@dataclass(frozen=True, slots=True)
class LocalTree:
    """A copy on this machine: `root` holds the directories; a file's mark is the hash of its bytes."""

    root: Path

    def listed(self, directory: str) -> list[BulkFile]:
        names = sorted(path.name for path in (self.root / directory).glob("*.xml"))
        return [file for name in names if (file := bulk_file(directory, name))]

    def fetch(self, directory: str, file: BulkFile) -> RawAnswer:
        return _saved(self.root / directory / file.name, "parlparse", f"{directory}/{file.name}")

    def marked(self, directory: str, file: BulkFile) -> BulkFile:
        body = (self.root / directory / file.name).read_bytes()
        return BulkFile(file.name, file.day, file.letter, hashlib.sha256(body).hexdigest())

    def people(self) -> Iterable[RawAnswer]:
        """Yield the files that say who people are, as far as they lie with the copy."""
        for name, kind in ((PEOPLE, "people"), *((name, "offices") for name in OFFICES)):
            for folder in _PEOPLE_FOLDERS:
                if (path := self.root / folder / name).is_file():
                    yield _saved(path, kind, name)
                    break


def local_tree(directory: Path) -> LocalTree:
    """Return the tree of the copy in `directory`. Raises FileNotFoundError where there is none."""
    for root in _ROOTS:
        if any((directory / root / name).is_dir() for name in DIRECTORIES):
            return LocalTree(directory / root)
    raise FileNotFoundError(f"{directory} holds none of the directories {', '.join(DIRECTORIES)}")


def _saved(path: Path, kind: str, name: str) -> RawAnswer:
    return RawAnswer(
        kind=kind, url=f"file:{name}", body=path.read_bytes(), fetched_at="", status=200, content_type=""
    )
