"""Stores and publishes many invented questions, and prints how fast that goes and what it takes.

    .venv/bin/python tests/soak/rows_per_second.py --questions 100000

The questions are the same every time. They go through what a run does with an answer: read by the parser,
kept verbatim, counted; then all are published with an analysis that finds nothing, so that the loading is
what is measured. The analysis is measured apart, on some of them. `--profile` says where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from db.archive import FILE as ARCHIVE
from db.archive import Archive
from db.publish import FILE, Snapshot, publish
from db.runs import RunCounts
from nlp.annotations import Annotation, Document
from nlp.pipeline import analyse
from scrapers.parsers import parse
from scrapers.relevance import load_topic
from tracker.clock import utc_now
from tracker.settings import TOPIC

AS_OF = date(2025, 12, 31)
ADDRESS = "https://questions.example/api/writtenquestions/questions"
SUBJECTS = ("arrears", "liability orders", "the calculation", "staffing", "fees", "domestic abuse", "appeals")
SENTENCES = (
    "The Child Maintenance Service works with both parents to agree what is due each month.",
    "In the quarter to June, {number} parents paid through the collection service.",
    "We will publish our response to the consultation on {subject} by the end of March 2026.",
    "The Department keeps {subject} under review and takes the views of parents into account.",
    "Officials are considering what more can be done about {subject} when parliamentary time allows.",
    "No decision has been made, and {number} letters about {subject} were answered last year.",
)


def questions(number: int) -> Iterator[tuple[int, bytes]]:
    """Yield the ids and the bodies of so many single answers, the same every time."""
    chance = random.Random(20251231)
    for key in range(1, number + 1):
        yield key, json.dumps({"value": _value(key, chance), "links": []}).encode()


def _value(key: int, chance: random.Random) -> dict[str, object]:
    subject, tabled = chance.choice(SUBJECTS), date(2010, 1, 4) + timedelta(days=key % 5800)
    said = chance.choices(SENTENCES, k=chance.randint(3, 9))
    told = [text.format(number=chance.randint(100, 99999), subject=subject) for text in said]
    return {
        "id": key,
        "askingMemberId": chance.randint(1, 650),
        "house": "Commons",
        "memberHasInterest": False,
        "dateTabled": f"{tabled}T00:00:00",
        "dateForAnswer": f"{tabled + timedelta(days=3)}T00:00:00",
        "uin": str(key % 99999),
        "questionText": f"To ask the Secretary of State for Work and Pensions, what plans he has "
        f"for {subject} in the Child Maintenance Service, with reference to case {key}.",
        "answeringBodyId": 29,
        "answeringBodyName": "Department for Work and Pensions",
        "isWithdrawn": False,
        "isNamedDay": key % 3 == 0,
        "groupedQuestions": [],
        "answerIsHolding": False,
        "answerIsCorrection": False,
        "answeringMemberId": chance.randint(1, 650),
        "dateAnswered": f"{tabled + timedelta(days=5)}T00:00:00",
        "answerText": "".join(f"<p>{text}</p>" for text in told),
        "heading": f"Child Maintenance Service: {subject.title()}",
        "attachments": [],
    }


def store(directory: Path, number: int) -> RunCounts:
    """Keep the questions in an archive, as a run keeps the answers it gets."""
    archive = Archive(directory, now=utc_now)
    with archive.runs.record("update", "questions") as counts:
        for key, body in questions(number):
            url = f"{ADDRESS}/{key}"
            parsed = parse("question", url, body)
            with archive.db.atomic():
                archive.store("question", url, body, content_type="application/json")
                archive.items.count("questions", parsed, counts, url=url)
    archive.close()
    return counts


def find_nothing(documents: Iterable[Document]) -> Iterator[Annotation]:
    """Analyse nothing: what is measured is the loading."""
    return (Annotation(document.id, (), ()) for document in documents)


def publish_all(directory: Path) -> None:
    """Make a tracker of all that is stored."""
    archive = Archive(directory, now=utc_now)
    snapshot = Snapshot(as_of=AS_OF, topic=load_topic(TOPIC), analyser="none")
    publish(archive, directory, snapshot, find_nothing, afresh=True)
    archive.close()


def analyse_some(number: int) -> int:
    """Analyse so many answers; return how many sentences they have."""
    records = [record for key, body in questions(number) for record in parse("question", "", body).records]
    documents = [Document(id=str(record.id), text=getattr(record, "answer_text", "")) for record in records]
    return sum(len(annotation.sentences) for annotation in analyse(documents))


@contextmanager
def profiled(name: str) -> Iterator[None]:
    """Print the functions in which most of the time was spent."""
    profile = cProfile.Profile()
    with profile:
        yield
    print(f"--- {name}, by time in the function itself")
    pstats.Stats(profile).sort_stats("tottime").print_stats(15)


def measure(what: str, number: int, work: Callable[[], object], *, is_profiled: bool = False) -> None:
    """Do the work and print how many rows a second it did, and the most memory that was ever used."""
    started, worked = time.perf_counter(), time.process_time()
    with profiled(what) if is_profiled else nullcontext():
        work()
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {number} in {seconds:.1f} s, {number / seconds:.0f} a second; ", end="")
    print(f"the processor was busy for {busy:.1f} s; peak {peak:.0f} MB", flush=True)


def size(path: Path) -> str:
    """Return the size of a file in megabytes, with what has not been written back to it."""
    parts = [part for part in (path, path.with_name(f"{path.name}-wal")) if part.exists()]
    return f"{path.name} {sum(part.stat().st_size for part in parts) / 1e6:.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--analysed", type=int, default=2_000, help="how many are analysed too")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    number, is_profiled = options.questions, options.profile
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        measure("archive", number, lambda: store(directory, number), is_profiled=is_profiled)
        measure("tracker", number, lambda: publish_all(directory), is_profiled=is_profiled)
        print(", ".join(size(directory / name) for name in (ARCHIVE, FILE)))
    analyse_some(10)  # loads the model
    measure("analysis", options.analysed, lambda: analyse_some(options.analysed))


if __name__ == "__main__":
    main()
