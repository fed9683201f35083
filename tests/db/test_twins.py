"""What both Parliament's services and TheyWorkForYou's files hold stands once."""

from __future__ import annotations

from db.archive import Sighting
from db.merge import Observation
from db.twins import without_copied_debates, without_copied_statements
from scrapers.records import Debate, WrittenStatement


def seen(record, kind: str) -> Observation:
    return Observation(record, Sighting("hash", kind, "https://example.org", False, "", ""), "why")


def statement(key: int | str, house: str = "Commons", uin: str | None = "HCWS7", day: str = "2023-03-28"):
    return WrittenStatement(key, house, "Arrears", is_full=True, uin=uin, date_made=day)


def debate(key: str, title: str, day: str = "2023-03-28", house: str = "Commons") -> Debate:
    return Debate(key, house, title, day, ())


def test_of_a_statement_in_both_the_services_record_stays():
    own = seen(statement(1), "statement")
    copy = seen(statement("wms/2023-03-28.hcws7.0", uin="hcws7"), "parlparse")
    assert without_copied_statements([copy, own]) == [own]


def test_another_day_house_or_number_is_another_statement():
    own = seen(statement(1), "statement")
    others = [
        seen(statement("a", house="Lords"), "parlparse"),
        seen(statement("b", day="2023-03-29"), "parlparse"),
        seen(statement("c", uin="HCWS8"), "parlparse"),
        seen(statement("d", uin=None), "parlparse"),
    ]
    assert without_copied_statements([own, *others]) == [own, *others]


def test_of_a_debate_in_both_hansards_own_stays_also_where_the_title_names_its_kind():
    own = seen(debate("A1", "Child Maintenance", house="Lords"), "debate")
    copy = seen(debate("lords/2023-03-28a.1.0", "Child  Maintenance — Question", house="Lords"), "parlparse")
    other = seen(
        debate("lords/2023-03-28a.2.0", "Child Maintenance: Fees — Question", house="Lords"), "parlparse"
    )
    assert without_copied_debates([own, copy, other]) == [own, other]


def test_years_that_only_one_source_has_are_left_as_they_are():
    copies = [seen(debate(f"debate/2009-01-0{day}a.1.0", "Arrears"), "parlparse") for day in (1, 2)]
    assert without_copied_debates(copies) == copies
