"""A small invented tracker, published by the real `publish` from invented raw answers, and its site.

The analysis is a stand-in that knows the few sentences below, so that these tests are about the site alone.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.archive import Archive
from db.publish import Snapshot, publish
from nlp.annotations import Annotation, Deadline, Document, Sentence, Theme
from scrapers.topic import load_topic
from tracker.serving import build_site

ROOT = Path(__file__).parents[2]
AS_OF = date(2025, 8, 1)
DEBATE = "lords/2025-02-03a.11.2"

# What the stand-in makes of a sentence: class, kind of act, act, deadline.
BY_MARCH = Deadline("by the end of March 2025", "2024-05-03", "2025-03-31", "month")
BY_JUNE = Deadline("by the end of June 2025", "2025-01-20", "2025-06-30", "month")
VAGUE = Deadline("when parliamentary time allows", None, None, "vague")
KNOWN = {
    "We will publish the fee review by the end of March 2025.": (
        "firm", "publish", "publish the fee review", BY_MARCH),
    "We will publish the fee review by the end of June 2025.": (
        "firm", "publish", "publish the fee review", BY_JUNE),
    "We will legislate on the collection of arrears when parliamentary time allows.": (
        "firm", "legislate", "legislate on the collection of arrears", VAGUE),
    "I will look into what happened to her constituent.": ("firm", "review", "look into what happened", None),
    "We intend to hire more tribunal clerks.": ("intended", "recruit", "hire more tribunal clerks", None),
}  # fmt: skip


def stand_in(documents: Iterable[Document]) -> Iterator[Annotation]:
    for document in documents:
        sentences = [
            _sentence(*match.span(), match[0]) for match in re.finditer(r"\S[^.?\n]*[.?]", document.text)
        ]
        themes = (Theme("fees", ("fee",)),) if "fee" in document.text else ()
        yield Annotation(document.id, themes, tuple(sentences))


def _sentence(start: int, end: int, text: str) -> Sentence:
    kind, act, action, deadline = KNOWN.get(text, ("none", None, None, None))
    return Sentence(
        start, end, kind, 0.9, f"rule test.{kind}", action, "We" if action else None, act, deadline
    )


def question(key: int, text: str, answer: str | None = None, answered: str | None = None, **more) -> bytes:
    value = {
        "id": key, "askingMemberId": 201, "house": "Commons", "memberHasInterest": False,
        "dateTabled": "2024-04-29T00:00:00", "dateForAnswer": "2024-05-01T00:00:00", "uin": str(key + 10000),
        "questionText": text, "answeringBodyId": 29, "answeringBodyName": "Department for Work and Pensions",
        "isWithdrawn": False, "isNamedDay": False, "groupedQuestions": [], "answerIsHolding": False,
        "answerIsCorrection": False, "answeringMemberId": 101 if answer else None, "correctingMemberId": None,
        "dateAnswered": f"{answered}T00:00:00" if answered else None, "answerText": answer or "",
        "dateAnswerCorrected": None, "dateHoldingAnswer": None, "attachmentCount": 0,
        "heading": "Child Maintenance Service: Fees", "attachments": [], "groupedQuestionsDates": [],
    }  # fmt: skip
    return json.dumps({"value": value | more, "links": []}).encode()


def statement() -> bytes:
    value = {
        "id": 8001, "memberId": 101, "memberRole": "The Minister for Invented Matters", "uin": "HCWS9",
        "dateMade": "2024-06-04T00:00:00", "answeringBodyId": 29, "house": "Commons", "hasAttachments": True,
        "answeringBodyName": "Department for Work and Pensions", "title": "Child Maintenance: Arrears",
        "text": "<p>Debts are old.</p><p>We will legislate on the collection of <strong>arrears</strong> when"
                " parliamentary time allows.</p>",
        "hasLinkedStatements": False, "linkedStatements": [], "noticeNumber": 1,
        "attachments": [{"url": "https://files.example/plan.pdf", "title": "Plan", "fileType": "PDF",
                         "fileSizeBytes": 2_400_000}],
    }  # fmt: skip
    return json.dumps({"value": value, "links": []}).encode()


def member(key: int, name: str, seat: str) -> bytes:
    value = {
        "id": key, "nameListAs": name, "nameDisplayAs": name, "nameFullTitle": name,
        "latestParty": {"id": 15, "name": "Labour"}, "gender": "F", "thumbnailUrl": None,
        "latestHouseMembership": {"membershipFrom": seat, "membershipFromId": 4, "house": 1,
                                  "membershipStartDate": "2019-05-03T00:00:00", "membershipEndDate": None},
    }  # fmt: skip
    return json.dumps({"value": value, "links": []}).encode()


def biography() -> bytes:
    span = {"startDate": "2019-05-03T00:00:00", "endDate": None, "id": 1, "additionalInfo": None}
    value = {
        "representations": [{**span, "house": 1, "name": "Little Snoring"}],
        "houseMemberships": [{**span, "house": 1, "name": "Commons"}],
        "partyAffiliations": [{**span, "house": 1, "name": "Labour"}],
        "governmentPosts": [{**span, "house": None, "name": "Minister for Invented Matters"}],
        "oppositionPosts": [], "otherPosts": [], "electionsContested": [], "committeeMemberships": [],
    }  # fmt: skip
    return json.dumps({"value": value, "links": []}).encode()


def debate() -> bytes:
    """A day of the Lords: a tabled matter, a minister's promise, then eleven turns about bridges."""

    def speech(number: int, name: str, text: str, more: str = "") -> str:
        return (
            f'<speech id="uk.org.publicwhip/lords/2025-02-03a.11.{number}" speakername="{name}" {more}'
            f' person_id="uk.org.publicwhip/person/{number}" url="https://source.example/{number}">'
            f"<p>{text}</p></speech>"
        )

    minister = 'speakeroffice="The Minister of State, Department for Work and Pensions"'
    turns = [
        speech(
            3, "Lady Alder", "A woman wrote to me of her fear. What of child maintenance &lt;b&gt; courts?"
        ),
        speech(4, "Lord Birch", "We intend to hire more tribunal clerks. The service is busy.", minister),
        *(
            speech(20 + n, f"Lord Cedar{'x' * n}", f"On bridges, point {n}. " + "Bridges. " * 90)
            for n in range(11)
        ),
    ]
    heading = (
        '<major-heading id="uk.org.publicwhip/lords/2025-02-03a.11.2" nospeaker="true" url="">'
        "Arrangement of Business</major-heading>"
    )
    return f"<publicwhip>{heading}{''.join(turns)}</publicwhip>".encode()


def raw_answers() -> Iterator[tuple[str, str, bytes]]:
    api = "https://questions.example"
    first = (
        "<p>The scheme is watched. We will publish the fee review by the end of March 2025.</p>"
        "<p>Staff are trained.</p>"
    )
    second = (
        "<p>We will publish the fee <em>review</em> by the end of June 2025.</p>"
        "<table><tbody><tr><td>Year</td><td>Fees</td></tr><tr><td>2023</td><td>£4</td></tr></tbody></table>"
    )
    later = {"dateTabled": "2025-01-13T00:00:00", "dateForAnswer": "2025-01-15T00:00:00"}
    held = {**later, "answerIsHolding": True, "dateHoldingAnswer": "2025-01-15T00:00:00"}
    yield "question", f"{api}/7001", question(7001, "To ask when the fee review ends.", first, "2024-05-03")
    yield (
        "question",
        f"{api}/7002",
        question(
            7002,
            "To ask about the fee review.",
            "<p>I will reply as soon as possible.</p>",
            "2025-01-15",
            **held,
        ),
    )
    yield "question", f"{api}/7002", question(
        7002, "To ask about the fee review.", second, "2025-01-20", **later, groupedQuestions=["17001"],
        dateHoldingAnswer="2025-01-15T00:00:00")  # fmt: skip
    yield (
        "question",
        f"{api}/7003",
        question(
            7003,
            "To ask about <script>alert(1)</script> child maintenance.",
            heading="Fees <script>x</script>",
        ),
    )
    cut = json.loads(question(7004, "To ask about child maintenance.", "A" * 252 + "...", "2024-05-09"))
    yield "questions-list", f"{api}/list", json.dumps({"results": [cut], "totalResults": 1}).encode()
    yield "question", f"{api}/7005", question(7005, "To ask about child maintenance.", isWithdrawn=True)
    yield (
        "question",
        f"{api}/7006",
        question(
            7006,
            "To ask about a case.",
            "<p>I will look into what happened to her constituent.</p>",
            "2025-07-30",
        ),
    )
    yield "statement", "https://statements.example/8001", statement()
    yield (
        "member",
        "https://members.example/api/Members/101",
        member(101, "Bertram Oakhanger", "Little Snoring"),
    )
    yield "member", "https://members.example/api/Members/201", member(201, "Ada Finch", "Great Yawning")
    yield "biography", "https://members.example/api/Members/101/Biography", biography()
    yield "parlparse", "file:daylord2025-02-03a.xml", debate()


@pytest.fixture(scope="session")
def directories(tmp_path_factory) -> SimpleNamespace:
    """Two directories with the same records: one published as real, one as the sample."""
    real, sample = tmp_path_factory.mktemp("real"), tmp_path_factory.mktemp("sample")
    topic = load_topic(ROOT / "tracker" / "topics" / "cms.toml")
    times = (f"2025-07-{number:02d}T06:00:00+00:00" for number in range(1, 32))
    archive = Archive(real, now=lambda: next(times))
    with archive.runs.record("update", "questions") as counts:
        for kind, url, body in raw_answers():
            archive.store(kind, url, body)
        counts.new = 6
    publish(archive, real, Snapshot(AS_OF, topic, "stand-in"), stand_in)
    publish(archive, sample, Snapshot(AS_OF, topic, "stand-in", is_sample=True), stand_in)
    archive.close()
    with closing(sqlite3.connect(real / "tracker.db")) as db, db:
        db.execute("insert into question_aliases values ('page:17001', 7001)")
    return SimpleNamespace(real=real, sample=sample)


@pytest.fixture(scope="session")
def tracker(directories) -> Iterator[sqlite3.Connection]:
    """The published file, to look up ids in."""
    with closing(sqlite3.connect(directories.real / "tracker.db")) as db:
        db.row_factory = sqlite3.Row
        yield db


Get = Callable[..., object]


@pytest.fixture(scope="session")
def get(directories) -> Get:
    """Return `get(path)`: the answer of the site over the real directory, redirects not followed."""
    return _getter(directories.real)


@pytest.fixture(scope="session")
def get_sample(directories) -> Get:
    """The same of the sample's site."""
    return _getter(directories.sample)


def _getter(directory: Path) -> Get:
    site = build_site(directory)
    return lambda path, **more: asyncio.run(site.client.get(path, **more))


@pytest.fixture
def copied(directories, tmp_path) -> Path:
    """A directory of one's own with the published file, to change."""
    shutil.copy(directories.real / "tracker.db", tmp_path)
    return tmp_path
