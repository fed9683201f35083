"""TheyWorkForYou's XML ("parlparse"): the bulk source for the years before the APIs, and for saved days.

One file is one day of one kind: the Commons, Westminster Hall, the Lords, a bill committee's sitting, written
answers or written statements. `parse_parlparse` reads any of them; the ids inside say which it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from scrapers.parlparse_debates import read_debates
from scrapers.parlparse_items import NoGid, read_gid
from scrapers.parlparse_written import read_questions, read_statements
from scrapers.records import Debate, Parsed, Rejected, WrittenQuestion, WrittenStatement
from scrapers.safe_xml import BadXml, read_xml

_READ = {"oral-heading", "major-heading", "minor-heading", "speech", "ques", "reply", "bill", "committee"}
_LEFT_ALONE = {"division", "gidredirect"}  # votes have no text, redirects map the ids of earlier scrapes
_Found = Debate | WrittenQuestion | WrittenStatement


def parse_parlparse(body: bytes, *, name: str | None = None) -> Parsed:
    """Return the debates, written questions or written statements of one file.

    `name` is the file's name: new files of written answers give the day of the answer nowhere else. Raises
    BadXml or UnsafeXml (`scrapers.safe_xml`). An item that lacks what its record needs is rejected with the
    reason, the others are read; an element nobody knows is named in `unknown_fields`.
    """
    root = read_xml(body)
    if root.tag != "publicwhip":
        raise BadXml(f"the root element is <{root.tag}>; parlparse files have <publicwhip>")
    rejected: list[Rejected] = []
    records = _only_once(_read(root, rejected, name), rejected)
    unknown = sorted({element.tag for element in root} - _READ - _LEFT_ALONE)
    return Parsed(tuple(records), tuple(rejected), tuple(unknown))


def _read(root: Element, rejected: list[Rejected], name: str | None) -> Iterable[_Found]:
    kind = _kind(root, rejected)
    if kind == "wrans":
        return read_questions(root, rejected, name=name)
    if kind == "wms":
        return read_statements(root, rejected, name=name)
    return read_debates(root, rejected) if kind else ()


def _kind(root: Element, rejected: list[Rejected]) -> str | None:
    """Return the kind of the first id that can be read; the whole file is rejected where none can."""
    reason = None
    for element in root:
        if element.tag in _READ - {"bill", "committee"}:
            try:
                return read_gid(element).kind
            except NoGid as error:
                reason = reason or str(error)
    if reason:
        rejected.append(Rejected("the whole file", f"no id is of the UK Parliament: {reason}", ""))
    return None


def _only_once(records: Iterable[_Found], rejected: list[Rejected]) -> Iterable[_Found]:
    """Yield the records, without those that differ from an earlier one of the same id."""
    seen: dict[str | int, _Found] = {}
    for record in records:
        if seen.setdefault(record.id, record) == record:
            yield record
        else:
            rejected.append(Rejected(f"id {record.id}", "the file holds another by this id", repr(record)))
