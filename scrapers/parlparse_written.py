"""Written questions and written statements of parlparse files.

Old files (to 2014) are Hansard's pages of one day: ids carry that day, the letter of the re-scrape and, for
the Lords, a column. New files are made from the questions API: ids carry the day *tabled* and the UIN, and
the day of the answer stands only in the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from scrapers.html_text import clean_html
from scrapers.parlparse_items import (
    Gid,
    NoGid,
    Speaker,
    Speakers,
    element_html,
    element_text,
    heading_text,
    last_date,
    page_url,
    read_gid,
)
from scrapers.records import Rejected, WrittenQuestion, WrittenStatement

_UIN = re.compile(r"(?:HL)?\d+", re.IGNORECASE)
_NEW_QUESTION = re.compile(r"wrans/\d{4}-\d\d-\d\d\.(?P<uin>(?:HL)?\d+)\.q\d+", re.IGNORECASE)
_NEW_STATEMENT = re.compile(r"wms/\d{4}-\d\d-\d\d\.(?P<uin>h[cl]ws\d+)\.\d+", re.IGNORECASE)
_RESCRAPED = re.compile(r"/\d{4}-\d\d-\d\d[a-z]+\.")
_LORDS_FILE = re.compile(r"lords(?:wrans|wms)\d{4}-")
_LORDS_WORDING = re.compile(r"\s*To ask (?:His|Her) Majesty[’']s Government\b")


@dataclass(slots=True)
class _Group:
    """Questions that one reply answers."""

    department: str | None
    heading: str | None
    questions: list[Element] = field(default_factory=list)
    replies: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The reply as every question of its group carries it."""

    speaker: Speaker
    text: str | None = None
    html: str | None = None
    date_holding: str | None = None


def read_questions(root: Element, rejected: list[Rejected], *, name: str | None) -> Iterator[WrittenQuestion]:
    """Yield the questions of a file; each of a group carries the common reply and the others' UINs."""
    speakers = Speakers()
    for group in _groups(root):
        answer = _answer(group, speakers)
        for element in group.questions:
            try:
                yield _question(element, group, answer, speakers, name)
            except NoGid as error:
                raw = tostring(element, encoding="unicode")
                rejected.append(Rejected(f"question {element_text(element)[:60]!r}", str(error), raw))
        if not group.questions:
            raw = "".join(tostring(reply, encoding="unicode") for reply in group.replies)
            rejected.append(Rejected(f"reply below {group.heading!r}", "no question stands before it", raw))


def read_statements(
    root: Element, rejected: list[Rejected], *, name: str | None
) -> Iterator[WrittenStatement]:
    """Yield the written statements of a file, one a speech."""
    speakers = Speakers()
    department: str | None = None
    title: str | None = None
    for element in root:
        if element.tag == "major-heading":
            department, title = heading_text(element), None
        elif element.tag == "minor-heading":
            title = heading_text(element)
        elif element.tag == "speech":
            try:
                yield _statement(element, title or department, department, speakers, name)
            except NoGid as error:
                rejected.append(
                    Rejected(f"statement {title!r}", str(error), tostring(element, encoding="unicode"))
                )


def _groups(root: Element) -> Iterator[_Group]:
    group = _Group(None, None)
    for element in root:
        if element.tag == "ques":
            if group.replies:
                yield group
                group = _Group(group.department, group.heading)
            group.questions.append(element)
        elif element.tag == "reply":
            group.replies.append(element)
        elif element.tag in {"major-heading", "minor-heading"}:
            if group.questions or group.replies:
                yield group
            is_major = element.tag == "major-heading"
            text = heading_text(element) or None
            group = _Group(text if is_major else group.department, None if is_major else text)
    if group.questions or group.replies:
        yield group


def _answer(group: _Group, speakers: Speakers) -> _Answer:
    if not group.replies:
        return _Answer(Speaker())
    notes = [p for reply in group.replies for p in reply.iter("p") if p.get("class") == "holdinganswer"]
    unwanted = {element_text(note) for note in notes}
    lines = (line for reply in group.replies for line in element_text(reply).split("\n"))
    html = "".join(clean_html(element_html(reply)) for reply in group.replies)
    codes = (phrase.get("code") or "" for note in notes for phrase in note.iter("phrase"))
    return _Answer(
        speaker=speakers.read(group.replies[0]),
        text="\n".join(line for line in lines if line and line not in unwanted) or None,
        html=html.strip() or None,
        date_holding=next((day for code in codes if (day := last_date(code))), None),
    )


def _question(
    element: Element, group: _Group, answer: _Answer, speakers: Speakers, name: str | None
) -> WrittenQuestion:
    gid = read_gid(element)
    text = element_text(element)
    if not text:
        raise NoGid("the question has no text")
    uin, tabled = _uin(element, gid), _date_tabled(element, gid)
    asker = speakers.read(element)
    return WrittenQuestion(
        id=gid.text,
        source="parlparse",
        house=_question_house(uin, text, asker, name),
        question_text=text,
        is_full=True,
        uin=uin,
        heading=group.heading,
        answering_body=group.department,
        asking_member_name=asker.name,
        asking_twfy_id=asker.twfy_id,
        answering_member_name=answer.speaker.name,
        answering_twfy_id=answer.speaker.twfy_id,
        answering_office=answer.speaker.office,
        answer_html=answer.html,
        answer_text=answer.text,
        date_tabled=tabled,
        date_answered=_file_date(gid, name) if answer.text else None,
        date_holding=answer.date_holding,
        grouped_uins=tuple(other for other in _group_uins(group) if other != uin),
        url=page_url(element, gid),
    )


def _group_uins(group: _Group) -> list[str]:
    numbers = (number for element in group.questions for number in _numbers(element))
    return list(dict.fromkeys(numbers))


def _numbers(element: Element) -> list[str]:
    """Return the UINs inside a `<ques>`: old files print up to a dozen questions in one."""
    numbers = ((paragraph.get("qnum") or "").strip().upper() for paragraph in element.iter("p"))
    return [number for number in numbers if _UIN.fullmatch(number)]


def _uin(element: Element, gid: Gid) -> str | None:
    numbers = _numbers(element)
    in_gid = next((part.upper() for part in gid.text.split(".") if part.upper() in numbers), None)
    return in_gid or next(iter(numbers), None)


def _date_tabled(element: Element, gid: Gid) -> str | None:
    is_new = _NEW_QUESTION.fullmatch(gid.text) and not element.get("colnum")
    return gid.date if is_new else None


def _file_date(gid: Gid, name: str | None) -> str | None:
    """Return the day of the file: from its name, or from ids that carry the letter of the re-scrape."""
    return last_date(name or "") or (gid.date if _RESCRAPED.search(gid.text) else None)


def _question_house(uin: str | None, text: str, asker: Speaker, name: str | None) -> str | None:
    if (uin or "").startswith("HL") or _is_lords(asker, name) or _LORDS_WORDING.match(text):
        return "Lords"
    return "Commons" if uin or (asker.twfy_id or "").startswith("member/") else None


def _is_lords(speaker: Speaker, name: str | None) -> bool:
    return (speaker.twfy_id or "").startswith("lord/") or bool(_LORDS_FILE.search(name or ""))


def _statement(
    element: Element, title: str | None, department: str | None, speakers: Speakers, name: str | None
) -> WrittenStatement:
    gid = read_gid(element)
    text = element_text(element)
    if not (title and text):
        raise NoGid("the statement has no text" if title else "no heading stands above the statement")
    match = _NEW_STATEMENT.fullmatch(gid.text)
    uin = match["uin"].upper() if match else None
    maker = speakers.read(element)
    is_lords = (uin or "").startswith("HLWS") or _is_lords(maker, name)
    return WrittenStatement(
        id=gid.text,
        house="Lords" if is_lords else "Commons",
        title=title,
        is_full=True,
        uin=uin,
        text_html=clean_html(element_html(element)).strip(),
        text=text,
        date_made=gid.date,
        member_name=maker.name,
        member_twfy_id=maker.twfy_id,
        member_role=maker.office,
        answering_body=department,
        url=page_url(element, gid),
    )
