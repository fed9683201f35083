from __future__ import annotations

import pytest

from db.letters import answer_begins, is_government_document, office_of_author
from scrapers.documents import CommitteePublication


def publication(title: str, kind: str = "correspondence", **more) -> CommitteePublication:
    return CommitteePublication(1, 164, "Work and Pensions Committee", kind, title, **more)


def is_government(title: str, *, name: str = "scan.pdf", text: str = "", **more) -> bool:
    return is_government_document(publication(title, **more), name=name, text=text)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        (
            "Letter from the Secretary of State for Work and Pensions on the queue, dated 3 May 2024",
            "Secretary of State for Work and Pensions",
        ),
        ("Letter from Minister for Paths to the Chair on stiles", "Minister for Paths"),
        ("Correspondence from the Minister of State for Gates dated 6.12.24", "Minister of State for Gates"),
        ("Letter from Chief Secretary to the Treasury regarding fees", "Chief Secretary to the Treasury"),
        ("Letter from A Person, Minister for Gates, on stiles", "A Person, Minister for Gates"),
        ("Letter from the Permanent Secretary, DWP, relating to fees", "Permanent Secretary, DWP"),
        ("Letter from Paths Secretary of State on gates", "Paths Secretary of State"),
        ("Letter from the Department for Work and Pensions about a form", "Department for Work and Pensions"),
        ("Letter from the Chair to the Secretary of State for Work and Pensions", None),
        ("Letter to the Minister for Gates", None),
        ("Letter from the Shadow Minister for Gates", None),
        ("Letter from the Scottish Government Minister for Gates", None),
        ("Letter from the Chief Executive of a charity on what the Minister said", None),
        ("Correspondence with the Minister for Gates", None),
    ],
)
def test_the_office_that_a_letters_title_names(title, office):
    assert office_of_author(title) == office
    assert is_government(title) == (office is not None)


def test_where_the_title_does_not_say_the_files_name_does():
    title = "Correspondence with the Minister for Gates on stiles"
    assert is_government(title, name="Letter_from_the_Minister_for_Gates.pdf")
    assert not is_government(title, name="Letter to the Minister for Gates.pdf")


def test_else_the_salutation_and_the_signature_do():
    title = "Correspondence with the Minister for Gates on stiles"
    assert is_government(title, text="Dear Chair,\nWe will.\nYours,\nA Person MP\nMinister for Gates")
    assert not is_government(title, text="Dear Minister,\nWill you?\nYours,\nA Member MP\nChair")
    assert not is_government(title, text="Dear Chair,\nWill you?\nYours,\nA Person\nChief Executive")


@pytest.mark.parametrize(
    ("title", "kind", "more", "expected"),
    [
        ("Stiles: Government Response", "government response", {}, True),
        ("First Special Report - Stiles: Government Response", "special report", {}, True),
        ("First Special Report - Stiles: answer", "special report", {"responds_to_id": 3}, True),
        ("First Special Report - Conduct of a Member", "special report", {}, False),
        ("First Report - The Government’s response to floods", "report", {}, False),
    ],
)
def test_answers_are_the_governments_and_reports_the_committees(title, kind, more, expected):
    assert is_government(title, kind=kind, **more) is expected


def test_a_special_report_is_the_committees_up_to_its_appendix():
    text = "First Special Report\nWe received the answer.\nAppendix: Government Response\nWe will."
    special = publication("Stiles: Government Response", "special report")
    assert text[answer_begins(special, text) :].startswith("Appendix")
    assert answer_begins(publication("Stiles: Government Response", "government response"), text) == 0
