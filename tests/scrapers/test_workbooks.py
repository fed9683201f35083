"""Workbooks of statistics: tables by their titles, figures and marks as printed, changes said loudly."""

from __future__ import annotations

import re

import pytest

from scrapers.documents import Statistic, StatisticsTable
from scrapers.fields import WrongShape
from scrapers.figures import NoFigure, period_end, read_figure, without_marks
from scrapers.topic import WantedColumn, WantedTable
from scrapers.wanted_tables import choose
from scrapers.workbooks import fetch_workbook, parse_workbook
from tracker.demo.workbooks import Cell, statistics_workbook, write_ods

ADDRESS = "https://assets.example.org/media/1f/national-tables.ods"
ORDERS = {
    "name": "6_1",
    "title": "Table 6.1: Enforcement actions [note 1]",
    "headings": [
        "Quarter",
        "Deduction orders [1]",
        "Liability orders",
        "Paid in full (%)",
        "Due (£ millions)",
    ],
    "rows": [
        ["Jan to Mar 2020", "1,200", "[c]", {"share": 0.5}, 1.5],
        ["Apr to Jun 2020 [p]", "1,300 [r]", "", {"share": 1.0}, "£2.5"],
    ],
}


def tables(body: bytes) -> list[StatisticsTable]:
    return [record for record in parse_workbook(body, ADDRESS).records if isinstance(record, StatisticsTable)]


@pytest.mark.parametrize(
    ("cell", "value", "mark"),
    [
        ("1,234,500", 1234500.0, None),
        (1200.0, 1200.0, None),
        ("85%", 85.0, None),
        ("-3.5", -3.5, None),
        ("\u22122", -2.0, None),
        ("£12.50", 12.5, None),
        ("700 [r]", 700.0, "[r]"),
        ("..", None, ".."),
        ("-", None, "-"),
        (":", None, ":"),
        ("[c]", None, "[c]"),
        ("[x] [note 3]", None, "[x] [note 3]"),
        ("[z]", None, "[z]"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_figure_or_the_mark_in_its_place(cell: Cell, value: float | None, mark: str | None):
    assert read_figure(cell) == (value, mark)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["about 12", "12 to 15", "1,23", "see note", True])
def test_words_are_no_figure(cell):
    with pytest.raises(NoFigure):
        read_figure(cell)


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("Jan to Mar 2020", "2020-03-31"),
        ("Quarter ending February 2024", "2024-02-29"),
        ("Dec-24", "2024-12-31"),
        ("Sept 2023", "2023-09-30"),
        ("2021", "2021-12-31"),
        ("2020-06-01", "2020-06-01"),
        ("2020/21", None),
        ("Total", None),
    ],
)
def test_the_last_day_of_a_period_where_its_words_tell(period, end):
    assert period_end(period) == end


def test_footnote_marks_are_no_part_of_a_heading():
    assert without_marks("Received [1] [note 2]  by  post[3]") == "Received by post"


def test_a_table_is_read_with_its_marks_units_and_periods():
    (table,) = tables(statistics_workbook([ORDERS]))
    assert (table.title, table.sheet, table.file_url) == ("Table 6.1: Enforcement actions", "6_1", ADDRESS)
    assert table.id == "/media/1f/national-tables.ods#1"
    march, june = ("Jan to Mar 2020", "2020-03-31"), ("Apr to Jun 2020", "2020-06-30")
    assert table.figures == (
        Statistic("Deduction orders", march[0], 1200.0, "number", None, march[1]),
        Statistic("Deduction orders", june[0], 1300.0, "number", "[r] [p]", june[1]),
        Statistic("Liability orders", march[0], None, "number", "[c]", march[1]),
        Statistic("Liability orders", june[0], None, "number", "[p]", june[1]),
        Statistic("Paid in full (%)", march[0], 50.0, "%", None, march[1]),
        Statistic("Paid in full (%)", june[0], 100.0, "%", "[p]", june[1]),
        Statistic("Due (£ millions)", march[0], 1.5, "£ millions", None, march[1]),
        Statistic("Due (£ millions)", june[0], 2.5, "£ millions", "[p]", june[1]),
    )


def test_shares_printed_in_per_cent_stay_as_they_are():
    rows = [["Jan to Mar 2020", 0.5], ["Apr to Jun 2020", 85.0]]
    (table,) = tables(write_ods([("1", [["Table 1: Paid"], ["Quarter", "Percentage paid"], *rows])]))
    assert [figure.value for figure in table.figures] == [0.5, 85.0]


def test_several_tables_on_a_sheet_margins_and_lines_below():
    rows = [
        [],
        [None, "Table 1: Orders"],
        [None, "Quarter", "Made"],
        [None, "Jan to Mar 2020", 10],
        [None, "1. Rounded to 10."],
        [None, "Table 2: Appeals"],
        [None, "Month", "Lodged", None],
        [None, "January 2020", 20, None],
        [],
        [None, "Source: invented"],
    ]
    found = tables(write_ods([("both", rows)]))
    assert [(t.id[-2:], t.title, [(f.series, f.period, f.value) for f in t.figures]) for t in found] == [
        ("#1", "Table 1: Orders", [("Made", "Jan to Mar 2020", 10.0)]),
        ("#2", "Table 2: Appeals", [("Lodged", "January 2020", 20.0)]),
    ]


def test_words_in_place_of_a_figure_are_rejected_and_the_others_stand():
    sheet = [
        ["Table 1: Orders"],
        ["Quarter", "Made"],
        ["Jan to Mar 2020", "about 10"],
        ["Apr to Jun 2020", 20],
    ]
    parsed = parse_workbook(write_ods([("1", sheet)]), ADDRESS)
    (table,) = parsed.records
    assert isinstance(table, StatisticsTable)
    assert [figure.value for figure in table.figures] == [20.0]
    assert parsed.rejected[0].item == "sheet 1, Table 1: Orders, Made, Jan to Mar 2020"
    assert "'about 10'" in parsed.rejected[0].reason


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", write_ods([("Cover", [["Hello"]])])]
)
def test_what_holds_no_table_over_time_is_said(body):
    with pytest.raises(WrongShape):
        parse_workbook(body, ADDRESS)


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


NAMED = WantedTable(
    "Enforcement",
    pattern("enforcement actions"),
    "orders",
    (
        WantedColumn("Deductions", pattern("deduction orders")),
        WantedColumn("Liability", pattern("liability")),
    ),
)
OPEN = WantedTable("Enforcement", pattern("enforcement actions"), "orders")


def test_named_columns_are_published_under_their_names_with_the_tables_unit():
    chosen, faults = choose(tables(statistics_workbook([ORDERS])), [NAMED])
    assert faults == []
    assert [(f.series, f.value, f.unit) for f in chosen[0].figures] == [
        ("Deductions", 1200.0, "orders"),
        ("Deductions", 1300.0, "orders"),
        ("Liability", None, "orders"),
        ("Liability", None, "orders"),
    ]


def test_a_table_without_named_columns_gives_all_it_has():
    chosen, faults = choose(tables(statistics_workbook([ORDERS])), [OPEN])
    assert faults == []
    assert {(f.series, f.unit) for f in chosen[0].figures} == {
        ("Enforcement: Deduction orders", "orders"),
        ("Enforcement: Liability orders", "orders"),
        ("Enforcement: Paid in full (%)", "%"),
        ("Enforcement: Due (£ millions)", "£ millions"),
    }


@pytest.mark.parametrize(
    ("change", "want", "said"),
    [
        (
            {"title": "Table 6.1: What we did"},
            NAMED,
            "no table has a title like 'enforcement actions'; there are",
        ),
        ({"title": "Table 6.1: What we did"}, NAMED, "'Table 6.1: What we did' on sheet '6_1'"),
        ({"headings": ["Quarter", "Orders of deduction", "Liability orders"]}, NAMED, "0 columns of"),
        (
            {"headings": ["Quarter", "Orders of deduction", "Liability orders"]},
            NAMED,
            "'Orders of deduction'",
        ),
        ({"headings": ["Quarter", "Deduction orders", "Liability A", "Liability B"]}, NAMED, "2 columns of"),
        (
            {"headings": ["Quarter", "Total", "Total"]},
            OPEN,
            "two figures under 'Total' for 'Apr to Jun 2020'",
        ),
    ],
)
def test_a_changed_title_or_column_is_said_with_what_is_there(change, want, said):
    chosen, faults = choose(tables(statistics_workbook([ORDERS | change])), [want])
    assert chosen == [], "nothing is published of a table that is not as it was"
    assert said in faults[0]


def test_two_tables_of_one_title_are_said():
    twice = [ORDERS, ORDERS | {"name": "6_2"}]
    chosen, faults = choose(tables(statistics_workbook(twice)), [OPEN])
    assert chosen == []
    assert "2 tables have a title like" in faults[0]


def test_a_file_that_was_replaced_keeps_the_address_asked_for(service, session, reply):
    moved = reply(b"moved", status=302, headers={"Location": "/media/2/new.ods"})
    service.script(moved, reply(b"PK", content_type="application/octet-stream"))
    answer = fetch_workbook(session, f"{service.url}/media/1/old.ods")
    assert (answer.body, answer.url) == (b"PK", f"{service.url}/media/1/old.ods")
