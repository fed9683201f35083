from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from db.archive import Sighting
from db.merge import Observation, merge_member, merge_page_text, merge_parlparse, merge_question
from scrapers.page_text import question_fingerprint
from scrapers.records import Member, Membership, Post, WrittenQuestion


def seen(day: str, name: str = "h") -> Sighting:
    return Sighting(
        f"{name}{day}", "question", f"https://x/{name}", False, f"{day}T06:00:00", f"{day}T06:00:00"
    )


def question(key=7, *, text="Whether it will publish figures.", answer=None, full=True, **more):
    source = more.pop("source", "detail" if full else "list")
    return WrittenQuestion(
        id=key, source=source, house="Commons", question_text=text, is_full=full, answer_text=answer, **more
    )


ROW = Observation(
    question(full=False, answer="We will pub...", is_truncated=True, date_answered="2025-03-01"),
    seen("2025-03-02", "row"),
    "heading",
)
HOLDING = Observation(
    question(answer="Not possible.", is_holding=True, date_answered="2025-02-01"), seen("2025-02-02")
)
FINAL = Observation(question(answer="We will publish it.", date_answered="2025-03-01"), seen("2025-03-05"))
CORRECTED = Observation(
    question(
        answer="We will publish them.",
        date_answered="2025-03-01",
        date_corrected="2025-04-01",
        is_correction=True,
    ),
    seen("2025-04-02"),
)


@pytest.mark.parametrize("order", list(permutations([ROW, HOLDING, FINAL, CORRECTED])))
def test_the_newest_full_text_speaks_whatever_the_order(order):
    merged = merge_question(order)
    assert merged.record.answer_text == "We will publish them."
    assert [version.state for version in merged.versions] == ["holding", "final", "corrected"]
    assert merged.why == "heading"


@pytest.mark.parametrize("order", [[ROW, FINAL], [FINAL, ROW]])
def test_a_list_row_never_shortens_or_versions_a_full_answer(order):
    merged = merge_question(order)
    assert merged.record.answer_text == "We will publish it."
    assert [version.text for version in merged.versions] == ["We will publish it."]
    assert not merged.has_newer_list_row


def test_a_list_row_that_knows_of_a_later_answer_is_noted_and_no_more():
    merged = merge_question([ROW, HOLDING])
    assert merged.record.answer_text == "Not possible."
    assert merged.has_newer_list_row


def test_a_list_row_speaks_for_a_question_never_seen_in_full():
    merged = merge_question([ROW])
    assert merged.record.is_truncated
    assert merged.versions == ()


def page(text: str, answer: str | None):
    key = "page-" + question_fingerprint(text)
    return merge_question(
        [Observation(question(key, text=text, answer=answer, source="page text"), seen("2025-01-01", "page"))]
    )


def test_page_text_folds_into_the_record_of_the_same_question():
    service = merge_question(
        [Observation(question(date_answered="2025-03-01", answer="Whole."), seen("2025-03-02"))]
    )
    saved = page("whether it will publish  figures", "From the page.")
    [merged] = merge_page_text([saved, service])
    assert merged.record.id == 7
    assert merged.record.answer_text == "Whole."
    assert merged.aliases == (saved.record.id,)


def test_page_text_lends_its_answer_where_the_services_own_is_cut():
    [merged] = merge_page_text(
        [merge_question([ROW]), page(ROW.record.question_text, "We will publish it all.")]
    )
    assert merged.record.answer_text == "We will publish it all."
    assert not merged.record.is_truncated
    assert merged.record.date_answered == "2025-03-01"


def test_a_question_that_the_list_cut_is_known_by_its_opening():
    text = "To ask the Secretary of State, " + "what assessment she has made of the service; " * 8
    row = merge_question(
        [Observation(question(text=text[:255], full=False, is_truncated=True), seen("2025-01-03"))]
    )
    [merged] = merge_page_text([row, page(text, "An answer.")])
    assert merged.record.id == 7
    assert merged.record.question_text == text


def test_page_text_of_an_unknown_question_stands_alone():
    service = merge_question([Observation(question(), seen("2025-03-02"))])
    assert len(merge_page_text([service, page("Something else entirely?", "Yes.")])) == 2


def test_a_member_is_put_together_from_parts():
    merged = merge_member(
        [
            Member(9, "Invented Name"),
            Member(9, "", memberships=(Membership("Commons", "2019-12-12", party="Lab"),), has_history=True),
            Member(9, "", posts=(Post("Minister", "2024-07-09"),)),
        ]
    )
    assert merged.name == "Invented Name"
    assert merged.memberships[0].party == "Lab"
    assert merged.posts[0].office == "Minister"


def held(start, end=None, party="Lab"):
    return Membership("Commons", start, end, party)


def test_seats_by_date_come_before_the_present_party():
    merged = merge_member(
        [
            Member(9, "Ada Sample", memberships=(held("2024-07-04", party="Ind"),)),
            Member(
                9,
                "",
                memberships=(held("2024-07-04", "2025-03-01"), held("2025-03-01", party="Ind")),
                has_history=True,
            ),
        ]
    )
    assert [(seat.start_date, seat.party) for seat in merged.memberships] == [
        ("2024-07-04", "Lab"),
        ("2025-03-01", "Ind"),
    ]


def test_the_newest_biography_ends_what_an_older_one_left_open():
    old = Member(
        9, "", memberships=(held("2019-12-12"),), posts=(Post("Minister", "2023-01-01"),), has_history=True
    )
    new = Member(
        9,
        "",
        memberships=(held("2019-12-12", "2024-05-30"),),
        posts=(Post("Minister", "2023-01-01", "2024-05-30"),),
        has_history=True,
    )
    merged = merge_member([old, new])
    assert (merged.memberships, merged.posts) == (new.memberships, new.posts)


@pytest.mark.parametrize("days", [("2025-03-05", "2025-03-09"), ("2025-03-09", "2025-03-05")])
def test_the_file_named_as_source_does_not_depend_on_which_came_first(days):
    first, second = (
        Observation(FINAL.record, Sighting(name, "question", f"file:{name}", False, day, day), why)
        for name, day, why in zip("ab", days, ("", "heading"), strict=True)
    )
    merged = merge_question([first, second])
    assert (merged.sighting.raw_hash, merged.why, merged.versions[0].raw_hash) == ("a", "heading", "a")


@pytest.mark.parametrize("order", list(permutations((3, 1, 2))))
def test_page_text_joins_the_same_one_of_several_like_questions(order):
    services = [merge_question([Observation(question(key), seen("2025-03-02"))]) for key in order]
    merged = merge_page_text([*services, page("Whether it will publish figures.", "Yes.")])
    assert [item.record.id for item in merged if item.aliases] == [1]


TABLED = {"date_tabled": "2025-02-20", "uin": "HL4711"}
GID = "uk.org.publicwhip/wrans/2025-02-20.HL4711.q0"


def copy(key: str = GID, **more):
    """Return parlparse's record of a question."""
    record = question(key, source="parlparse", asking_twfy_id="uk.org.publicwhip/person/1", **TABLED | more)
    return merge_question([Observation(record, seen("2025-03-09", "parlparse"), "text")])


def test_parlparses_copy_and_the_services_record_are_one_question():
    service = merge_question(
        [Observation(question(answer="Whole.", date_answered="2025-03-01", **TABLED), seen("2025-03-02"))]
    )
    for order in ([service, copy(answer="The same.")], [copy(answer="The same."), service]):
        [merged] = merge_parlparse(order)
        assert (merged.record.id, merged.aliases, merged.why) == (7, (GID,), "text")
        assert (merged.record.answer_text, merged.record.source) == ("Whole.", "detail")
        assert [version.text for version in merged.versions] == ["Whole."]
        assert merged.record.asking_twfy_id == "uk.org.publicwhip/person/1"


def test_parlparse_lends_what_the_service_has_shown_only_a_part_of():
    row = Observation(
        question(
            full=False, answer="We will pub...", is_truncated=True, date_answered="2025-03-01", **TABLED
        ),
        seen("2025-03-02", "row"),
    )
    [merged] = merge_parlparse([merge_question([row]), copy(answer="We will publish them.")])
    assert (merged.record.id, merged.record.answer_text) == (7, "We will publish them.")
    assert not merged.record.is_truncated
    assert [version.text for version in merged.versions] == ["We will publish them."]


@pytest.mark.parametrize(
    "more",
    [{"uin": "HL4712"}, {"date_tabled": "2024-02-20"}, {"date_tabled": None}, {"uin": None}],
    ids=["another number", "the same number in another session", "no day", "no number"],
)
def test_anything_else_of_parlparse_stays_a_question_of_its_own(more):
    service = merge_question([Observation(question(answer="Whole.", **TABLED), seen("2025-03-02"))])
    merged = merge_parlparse([service, copy(answer="Other.", **more)])
    assert [item.record.id for item in merged] == [7, GID]
    assert [item.aliases for item in merged] == [(), ()]


def test_the_houses_number_their_questions_apart():
    lords = {"uin": "4711"}
    service = merge_question([Observation(question(answer="Yes.", **TABLED | lords), seen("2025-03-02"))])
    other = replace(copy(), record=replace(copy().record, house="Lords", **lords))
    assert len(merge_parlparse([service, other])) == 2


def test_a_seat_without_party_takes_it_from_another_record_of_the_same_day():
    before = Membership("Commons", "2005-05-05", "2009-03-01", "Labour", "Weir")
    after = Membership("Commons", "2009-03-01", None, "Independent", "Weir")
    other = Member(1, "Ada Sample", memberships=(before, after), has_history=True)
    biography = Member(
        1, "", memberships=(Membership("Commons", "2010-05-06", None, None, "Weir"),), has_history=True
    )
    [seat] = merge_member([other, biography]).memberships
    assert (seat.start_date, seat.party) == ("2010-05-06", "Independent")
