"""The directory of the databases: one run at a time in it, the sample kept apart from real records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from db.archive import FILE as ARCHIVE_FILE
from db.archive import Archive, open_to_look
from db.publish import FILE as TRACKER_FILE
from db.publish import Snapshot, publish
from nlp.pipeline import ANALYSER_VERSION, analyse
from scrapers.relevance import Topic
from tracker.clock import utc_now
from tracker.settings import Settings

LOCK = "tracker.lock"
_MADE_BY = "made by"


class RunRefused(RuntimeError):
    """The run may not start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What makes a run of the sample parliament repeatable: the time it has, the address it is served at."""

    now: datetime
    address: str


@contextmanager
def working_directory(directory: Path, *, sample: Sample | None = None) -> Iterator[Archive]:
    """Open the archive of `directory` for one run at a time.

    Raises RunRefused when another run is at work, the directory can't be used, or it holds the sample and
    this run does not (or the reverse).
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / LOCK).acquire(timeout=0):
            _check_archive_is_there(directory)
            archive = Archive(directory, now=lambda: utc_now(sample.now if sample else None))
            try:
                _check_purpose(archive, directory, is_sample=sample is not None)
                archive.runs.close_broken()
                yield archive
            finally:
                archive.close()
    except Timeout as error:
        raise RunRefused(
            f"another run is at work in {directory}; let it finish and run this again"
        ) from error
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise RunRefused(f"can't use {directory} as the directory of the databases: {error}") from error


def _check_archive_is_there(directory: Path) -> None:
    """Refuse to begin anew beside a tracker, which the first run would put something smaller in place of."""
    archive, tracker = directory / ARCHIVE_FILE, directory / TRACKER_FILE
    if tracker.exists() and not (archive.exists() and archive.stat().st_size):
        raise RunRefused(
            f"{archive} is gone or empty, and {tracker} was made from it: put back a copy of the archive, "
            "or move the tracker away to begin anew"
        )


def _check_purpose(archive: Archive, directory: Path, *, is_sample: bool) -> None:
    if not is_sample:
        refuse_sample(archive, directory)
    elif archive.fact(_MADE_BY) != "demo" and next(archive.sightings(), None) is not None:
        raise RunRefused(f"{directory} holds real records; the demo writes to a directory of its own")
    if is_sample:
        archive.set_fact(_MADE_BY, "demo")


def refuse_sample(archive: Archive, directory: Path) -> None:
    """Raise RunRefused where the archive holds the sample: nothing real is planned for it or put into it."""
    if archive.fact(_MADE_BY) == "demo":
        raise RunRefused(
            f"{directory} holds the sample parliament, which is invented; give another --db directory"
        )


def holds_sample(directory: Path) -> bool:
    """Say whether the archive of a directory was made by the demo."""
    with closing(open_to_look(directory / ARCHIVE_FILE)) as db:
        row = db.execute("select value from facts where key = ?", [_MADE_BY]).fetchone()
    return row == ("demo",)


def clear_sample(directory: Path) -> None:
    """Remove the sample's databases from `directory`, so that a demo shows a first run and not a tenth.

    Real records are never touched: without the archive's own word that it holds the sample, nothing is.
    """
    if not (directory / ARCHIVE_FILE).exists():
        return
    with working_directory(directory, sample=Sample(now=datetime.now(UTC), address="")):
        pass  # refuses a directory with real records
    for name in (TRACKER_FILE, ARCHIVE_FILE):  # a tracker is never left without its archive
        for path in directory.glob(f"{name}*"):
            path.unlink()


def publish_tracker(archive: Archive, settings: Settings, topic: Topic, *, afresh: bool = False) -> None:
    """Make the published tracker of this directory from its archive, as of the settings' date.

    `afresh` takes nothing over from what was published before.
    """
    snapshot = Snapshot(
        as_of=settings.as_of,
        topic=topic,
        analyser=ANALYSER_VERSION,
        is_sample=archive.fact(_MADE_BY) == "demo",
    )
    publish(archive, settings.data, snapshot, analyse, afresh=afresh)
