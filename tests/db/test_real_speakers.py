"""Speakers of the real parlparse files: nobody is lost, and the offices of 2009 are found in the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from db.offices import department_words, titles_of
from db.people import People
from db.twfy import TwfyPeople
from scrapers.parlparse import parse_parlparse
from scrapers.parlparse_items import PREFIX
from scrapers.popolo_offices import parse_offices
from scrapers.records import Debate, OfficeHeld, Person, Post, WrittenQuestion, WrittenStatement
from scrapers.safe_xml import read_xml

Said = tuple[str, str | None, str | None]  # the item's id, the speaker's name and TheyWorkForYou id

NAMED = {  # speeches, questions, replies and statements with a speaker, by file
    "answers2009-10-27c": 621,
    "daylord2009-10-27a": 137,
    "debates2020-06-15a": 437,
    "lordswrans2009-10-27a": 82,
    "ministerial2009-10-29a": 12,
    "standing2009-10-20_CHILDPOV_07-0_2009-10-29a": 70,
    "westminster2009-10-27a": 123,
}
SEATS = {  # facts of parlparse: whose seat it was, of ministers who left Parliament by 2010 and of peers
    "lord/100030": 13526,
    "lord/100164": 13395,
    "lord/100797": 13480,
    "lord/100802": 13057,
    "lord/100821": 13450,
    "member/1388": 10546,
    "member/1448": 10330,
    "member/1512": 10287,
    "member/1548": 11027,
    "member/1594": 10112,
    "member/1616": 10496,
    "member/1653": 11346,
    "member/1682": 10486,
    "member/1686": 10430,
    "member/1775": 10709,
    "member/1833": 10338,
    "member/1837": 10204,
    "member/1910": 10461,
    "member/1911": 10621,
    "member/1939": 10209,
    "member/1950": 10232,
    "member/2025": 10160,
}
ASKED_ELSEWHERE = {  # answered under a heading that is not the name of the department they served in
    ("member/1775", "SOLICITOR-GENERAL"),
    ("member/1833", "BUSINESS, INNOVATION AND SKILLS"),
    ("member/1911", "HOME DEPARTMENT"),
}


@pytest.fixture(scope="module")
def files(shared) -> dict[str, Path]:
    return {path.stem: path for path in (shared / "real" / "parlparse").glob("*.xml")}


@pytest.fixture(scope="module")
def people(shared) -> People:
    """The real list of ministers to 2010, with the few persons whose seats the test knows."""
    posts: dict[str, tuple[Post, ...]] = {}
    body = (shared / "real" / "members" / "parlparse-ministers-to-2010.json").read_bytes()
    for held in parse_offices(body).records:
        assert isinstance(held, OfficeHeld)
        posts[held.person_id] = (*posts.get(held.person_id, ()), held.post)
    persons = {
        f"person/{key}": Person(f"person/{key}", f"Person {key}", key, other_ids=(seat,))
        for seat, key in SEATS.items()
    }
    return People([], TwfyPeople(persons, posts))


def spoken(path: Path) -> Iterator[Element]:
    """Yield the items of a file that may have a speaker, in their order."""
    for element in read_xml(path.read_bytes()).iter():
        if element.tag in {"ques", "reply", "speech"}:
            yield element


def printed(path: Path) -> Iterator[Said]:
    """Yield the speaker of every item of a file, as its XML has them."""
    asked: list[str] = []
    is_answered = False
    for element in spoken(path):
        name, twfy_id = element.get("speakername"), _id(element)
        if element.tag == "reply":
            is_answered = True
            yield from ((f"{key} answered", name, twfy_id) for key in asked)
            continue
        asked = [] if is_answered else asked
        is_answered = False
        asked.append((element.get("id") or "").removeprefix(PREFIX))
        if name or twfy_id:
            yield asked[-1], name, twfy_id


def _id(element: Element) -> str | None:
    value = (element.get("person_id") or element.get("speakerid") or "").removeprefix(PREFIX)
    return value if value not in ("", "unknown") else None


def read(path: Path) -> Iterator[Said]:
    """Yield the speakers of every record that a file is read into."""
    for record in parse_parlparse(path.read_bytes(), name=path.name).records:
        if isinstance(record, Debate):
            yield from ((said.id, said.speaker_name, said.twfy_id) for said in record.contributions)
        elif isinstance(record, WrittenStatement):
            yield str(record.id), record.member_name, record.member_twfy_id
        elif isinstance(record, WrittenQuestion):
            yield str(record.id), record.asking_member_name, record.asking_twfy_id
            yield f"{record.id} answered", record.answering_member_name, record.answering_twfy_id


@pytest.mark.parametrize("name", NAMED)
def test_every_speaker_of_a_file_is_on_a_record(files, name):
    found, expected = set(read(files[name])), list(printed(files[name]))
    assert [said for said in expected if said not in found] == []
    is_named = [bool(element.get("speakername") or _id(element)) for element in spoken(files[name])]
    assert sum(is_named) == NAMED[name]


def answers(files: dict[str, Path]) -> Iterator[WrittenQuestion]:
    for name in ("answers2009-10-27c", "lordswrans2009-10-27a"):
        for record in parse_parlparse(files[name].read_bytes(), name=files[name].name).records:
            assert isinstance(record, WrittenQuestion)
            yield record


def test_who_answered_in_2009_has_the_office_of_the_day(files, people):
    """Not found are those who sat on after 2010: the list to 2010 leaves them out."""
    found: Counter[str] = Counter()
    for answer in answers(files):
        who = people.who(None, answer.answering_twfy_id)
        office = people.on(who.key, answer.date_answered, department=answer.answering_body).office
        assert (who.key is None) == (office is None) == (answer.answering_twfy_id not in SEATS)
        found["office" if office else "no office"] += 1
    assert found == {"office": 107, "no office": 245}


def test_of_two_posts_the_one_in_the_answering_department_is_meant(files, people):
    for answer in answers(files):
        who = people.who(None, answer.answering_twfy_id)
        if who.member_id is None or answer.answering_body is None:
            continue
        if (answer.answering_twfy_id, answer.answering_body) in ASKED_ELSEWHERE:
            continue
        member = people.member(who.member_id)
        here = people.on(who.key, answer.date_answered, department=answer.answering_body).office
        assert member is not None
        in_department = [
            post
            for post in member.posts
            if any(title.department == department_words(answer.answering_body) for title in titles_of(post))
        ]
        assert any((here or "").startswith(post.office) for post in in_department), (answer, here)


def test_a_printed_title_that_several_may_hold_names_nobody(files, people):
    """Every speaker of 2009 has an id, so a title is not needed to find them; alone it would mislead."""
    titles = {
        (element.get("speakeroffice"), name)
        for name in files
        if "2009" in name
        for element in spoken(files[name])
        if element.get("speakeroffice")
    }
    assert len(titles) == 16
    for title, name in titles:
        day = "2009-10-29" if "2009-10-29" in name else "2009-10-27"
        assert people.holder_of(title, None, day).member_id is None
