"""Who held which ministerial office when, by GOV.UK: a second opinion beside Parliament's own record.

The index of ministers names a department's offices, and the page of each office lists its holders by date,
junior ministers of former governments among them.
"""

from __future__ import annotations

from collections.abc import Collection

from scrapers import fields
from scrapers.documents import GovRole, Holding
from scrapers.fields import Item, WrongShape
from scrapers.govuk import PUBLIC_URL, fetch_content, titles_of
from scrapers.records import Parsed, Rejected
from scrapers.session import PoliteSession, RawAnswer

MINISTERS = "/government/ministers"
_KNOWN_DETAILS = frozenset({
    "attends_cabinet_type", "body", "role_payment_type", "seniority", "supports_historical_accounts",
    "whip_organisation",
})  # fmt: skip


def fetch_ministers(session: PoliteSession, base_url: str) -> RawAnswer:
    """Return the index of the ministers in office."""
    return fetch_content(session, base_url, MINISTERS, "govuk-ministers")


def fetch_role(session: PoliteSession, base_url: str, path: str) -> RawAnswer:
    """Return the page of one office, with everybody who held it."""
    return fetch_content(session, base_url, path, "govuk-role")


def role_paths(body: bytes, departments: Collection[str]) -> list[str]:
    """Return the paths of the offices of every department whose name holds one of the words given.

    Raises `WrongShape` where the index lists no departments: it is built anew with every government.
    """
    listed = fields.mappings(
        fields.mapping(fields.load_object(body), "links"), "ordered_ministerial_departments"
    )
    if not listed:
        raise WrongShape("the index of ministers lists no departments")
    paths: dict[str, None] = {}
    for department in listed:
        title = (fields.text(department, "title") or "").casefold()
        if any(words.casefold() in title for words in departments):
            paths |= dict.fromkeys(_offices(fields.mapping(department, "links")))
    return list(paths)


def parse_role(body: bytes) -> Parsed:
    """Return the office in `body`; an appointment that can't be read is rejected, the others stand."""
    item = fields.load_object(body)
    if "role_appointments" not in fields.mapping(item, "links"):
        raise WrongShape("expected an office with links.role_appointments")
    holdings: list[Holding] = []
    rejected: list[Rejected] = []
    path = fields.required_text(item, "base_path")
    for index, entry in enumerate(fields.values(fields.mapping(item, "links"), "role_appointments")):
        try:
            holdings.append(_holding(entry))
        except WrongShape as error:
            rejected.append(fields.reject(entry, f"{path} appointment {index}", str(error)))
    role = GovRole(
        id=fields.required_text(item, "content_id"),
        title=fields.required_text(item, "title"),
        holdings=tuple(sorted(holdings, key=lambda held: held.start_date or "")),
        departments=titles_of(item, "ordered_parent_organisations"),
        url=PUBLIC_URL + path,
    )
    unknown = {f"details.{name}" for name in set(fields.mapping(item, "details")) - _KNOWN_DETAILS}
    return Parsed((role,), tuple(rejected), tuple(sorted(unknown)))


def _offices(links: Item) -> list[str]:
    """The offices that the department lists; where it lists none, those its ministers hold now."""
    listed = fields.mappings(links, "ordered_roles") or [
        role
        for minister in fields.mappings(links, "ordered_ministers")
        for held in fields.mappings(fields.mapping(minister, "links"), "role_appointments")
        if fields.flag(fields.mapping(held, "details"), "current")
        for role in fields.mappings(fields.mapping(held, "links"), "role")
    ]
    paths = (fields.text(role, "base_path") for role in listed)
    return [path for path in paths if path and path.startswith(f"{MINISTERS}/")]


def _holding(entry: Item) -> Holding:
    if not isinstance(entry, dict):
        raise WrongShape("not an object")
    details = fields.mapping(entry, "details")
    people = fields.mappings(fields.mapping(entry, "links"), "person")
    if not people:
        raise WrongShape("an appointment without a person")
    return Holding(
        person=fields.required_text(people[0], "title"),
        start_date=fields.day(details, "started_on"),
        end_date=fields.day(details, "ended_on"),
        person_path=fields.text(people[0], "base_path"),
    )
