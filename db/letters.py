"""Who speaks in a document that a committee published: the government, or the committee and others."""

from __future__ import annotations

import re
from collections.abc import Collection

from db.people import is_government_office
from scrapers.documents import CommitteePublication

_FROM = re.compile(
    r"""\b(?:letter|correspondence|response|reply|memorandum|note|update)s?\ from\ (?:the\ )?(?P<from>.+?)
    (?=[,;]?\ \b(?:to(?!\ the\ (?:Treasury|Lord))|on|about|regarding|re|relating|concerning|in\ response
        |in\ relation|following|with|dated|providing|setting)\b|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_TO = re.compile(r"\b(?:letter|correspondence|reply|note)s? to\b", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"\b(?:DWP|HMRC|HM Treasury|Department (?:for|of)|Ministry of|Home Office|Cabinet Office"
    r"|Permanent Secretary|Government)\b"
)
_OTHER_GOVERNMENT = re.compile(r"\b(?:Scottish|Welsh|Northern Ireland|Jersey|Guernsey|Local)\b")
_ANSWERED = re.compile(r"\bgovernment\b.{0,40}\b(?:response|reply)\b", re.IGNORECASE)
_SALUTATION = re.compile(r"^Dear (?P<who>[^\n]{1,60})", re.MULTILINE | re.IGNORECASE)
_SIGN_OFF_LINES = 12
_PRINTED_BEHIND = re.compile(r"^(?:Appendix|Annex)\b[^\n]{0,100}$", re.MULTILINE)


def office_of_author(title: str) -> str | None:
    """Return the office in government that a letter's title says it is from, as printed, or None."""
    found = _FROM.search(title)
    author = found["from"].strip(" ,") if found else ""
    return author if _is_government(author) else None


def is_government_document(publication: CommitteePublication, *, name: str | None, text: str | None) -> bool:
    """Tell whether the government wrote a document, or had it printed in a committee's special report.

    A letter is judged by the title, then by the file's `name`, then by its salutation and signature.
    """
    if publication.kind == "government response":
        return True
    if publication.kind == "special report":
        return bool(_ANSWERED.search(publication.title)) or publication.responds_to_id is not None
    if publication.kind != "correspondence":
        return False
    for title in (publication.title, _readable(name or "")):
        if _FROM.search(title):
            return office_of_author(title) is not None
        if _TO.search(title):
            return False
    return _is_signed_by_government(text or "")


def answer_begins(publication: CommitteePublication, text: str) -> int:
    """Return where in a government document the government begins to speak.

    A special report prints the answer as an appendix, behind some lines of the committee's own.
    """
    if publication.kind != "special report":
        return 0
    printed = _PRINTED_BEHIND.search(text)
    return printed.start() if printed else 0


def names_body(names: Collection[str], *printed: str | None) -> bool:
    """Tell whether one of `printed` holds one of the names of bodies, in any case."""
    return any(name.casefold() in (text or "").casefold() for name in names for text in printed)


def _is_government(author: str) -> bool:
    if _OTHER_GOVERNMENT.search(author) and "Secretary of State" not in author:
        return False
    return is_government_office(author) or bool(_DEPARTMENT.search(author))


def _readable(name: str) -> str:
    """A file's name as words: "Letter_from_the_Minister.pdf" is "Letter from the Minister"."""
    return re.sub(r"[_\s]+", " ", name.rpartition(".")[0] or name)


def _is_signed_by_government(text: str) -> bool:
    greeted = _SALUTATION.search(text)
    if greeted and is_government_office(greeted["who"]):
        return False
    last = text.splitlines()[-_SIGN_OFF_LINES:]
    return any(len(line) < 100 and is_government_office(line) for line in last)
