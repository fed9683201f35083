"""Offices and their holders, by GOV.UK."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.documents import GovRole, Holding
from scrapers.fields import WrongShape
from scrapers.govuk_roles import parse_role, role_paths

REAL = Path(__file__).parents[2].parent / "shared" / "real" / "api-samples" / "govuk"
needs_real = pytest.mark.skipif(
    not REAL.exists(), reason="the real answers lie beside the project, not in it"
)


def index(*departments: dict[str, object]) -> bytes:
    return json.dumps({"links": {"ordered_ministerial_departments": departments}}).encode()


def office(name: str) -> dict[str, str]:
    return {"base_path": f"/government/ministers/{name}"}


def minister(*held: tuple[str, bool]) -> dict[str, object]:
    appointments = [{"details": {"current": now}, "links": {"role": [office(name)]}} for name, now in held]
    return {"links": {"role_appointments": appointments}}


def test_the_offices_of_the_department_alone():
    here = {
        "title": "Department for Work and Pensions",
        "links": {"ordered_roles": [office("a"), office("b")]},
    }
    other = {"title": "Home Office", "links": {"ordered_roles": [office("c")]}}
    assert role_paths(index(other, here), ["work and pensions"]) == [
        "/government/ministers/a",
        "/government/ministers/b",
    ]


def test_without_a_list_of_offices_those_that_ministers_hold_now():
    links = {"ordered_ministers": [minister(("a", False), ("b", True)), minister(("b", True))]}
    here = {"title": "Department for Work and Pensions", "links": links}
    assert role_paths(index(here), ["Work and Pensions"]) == ["/government/ministers/b"]


def test_an_index_without_departments_is_said():
    with pytest.raises(WrongShape, match="no departments"):
        role_paths(index(), ["Work and Pensions"])


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"links": {}}'])
def test_what_is_no_office_is_said(body):
    with pytest.raises(WrongShape):
        parse_role(body)


@needs_real
def test_the_real_index_and_office():
    body = (REAL / "content_ministers_index.json").read_bytes()
    assert role_paths(body, ["business and trade"]) == [
        "/government/ministers/secretary-of-state--2",
        "/government/ministers/president-of-the-board-of-trade",
    ]
    parsed = parse_role((REAL / "content_role_prime_minister.json").read_bytes())
    (role,) = parsed.records
    assert isinstance(role, GovRole)
    assert (parsed.rejected, parsed.unknown_fields) == ((), ())
    assert (role.title, role.departments) == ("Prime Minister", ("Cabinet Office",))
    (held,) = role.holdings
    assert isinstance(held, Holding)
    assert (held.start_date, held.end_date) == ("2010-05-12", "2016-07-13"), "midnight in London"
