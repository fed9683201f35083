"""TheyWorkForYou's XML, of old and new making; all people and texts are invented."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from scrapers.parlparse import parse_parlparse
from scrapers.parlparse_items import element_text
from scrapers.records import Contribution, Debate, Parsed, WrittenQuestion, WrittenStatement
from scrapers.safe_xml import BadXml, UnsafeXml, read_xml

REAL = Path(__file__).parents[2].parent / "shared" / "real"
FILES = sorted(REAL.rglob("*.xml"))
ADA = 'speakername="Ada Sample" person_id="uk.org.publicwhip/person/1"'


def read(content: str, *, name: str | None = None, head: str = "") -> Parsed:
    return parse_parlparse(f"{head}<publicwhip>{content}</publicwhip>".encode(), name=name)


def heading(rank: str, gid: str, text: str) -> str:
    return f'<{rank}-heading id="uk.org.publicwhip/{gid}" nospeaker="true" url="">{text}</{rank}-heading>'


def speech(gid: str, text: str, attributes: str = ADA) -> str:
    return (
        f'<speech id="uk.org.publicwhip/{gid}" {attributes} colnum="5" url=""><p pid="x">{text}</p></speech>'
    )


def debates(parsed: Parsed) -> list[Debate]:
    assert not parsed.rejected
    return [record for record in parsed.records if isinstance(record, Debate)]


def said(content: str) -> list[Contribution]:
    (debate,) = debates(read(heading("major", "debate/2021-03-02a.1.0", "Letters") + content))
    return list(debate.contributions)


COMMONS_DAY = (
    heading("major", "debate/2021-03-02a.1.0", "Prayers - <i>[Mr Speaker in the Chair]</i>")
    + heading("oral", "debate/2021-03-02a.1.1", "Oral\nAnswers to\nQuestions")
    + heading("major", "debate/2021-03-02a.1.2", "Letters")
    + speech("debate/2021-03-02a.1.3", "The Secretary of State was asked—", 'nospeaker="true"')
    + heading("minor", "debate/2021-03-02a.1.4", "Stamps")
    + speech("debate/2021-03-02a.1.5", '</p><p qnum="900123">What steps?').replace('<p pid="x"></p>', "")
    + speech("debate/2021-03-02a.1.6", "We will.", 'speakername="Ben" person_id="uk.org.publicwhip/person/2"')
    + heading("major", "debate/2021-03-02a.2.0", "Envelopes Bill")
    + heading("minor", "debate/2021-03-02a.2.1", "Clause 1")
    + speech("debate/2021-03-02a.2.2", "I beg to move.")
)


def test_headings_with_speeches_become_debates() -> None:
    found = debates(read(COMMONS_DAY))
    assert [(debate.id, debate.title, debate.parents, debate.kind) for debate in found] == [
        ("debate/2021-03-02a.1.2", "Letters", ("Oral Answers to Questions",), "oral questions"),
        ("debate/2021-03-02a.1.4", "Stamps", ("Oral Answers to Questions", "Letters"), "oral questions"),
        ("debate/2021-03-02a.2.1", "Clause 1", ("Envelopes Bill",), "bill"),
    ]
    assert {(debate.house, debate.location, debate.date) for debate in found} == {
        ("Commons", "Commons Chamber", "2021-03-02")
    }


def test_a_tabled_question_keeps_its_number() -> None:
    question, answer = debates(read(COMMONS_DAY))[1].contributions
    assert (question.kind, question.uin, question.text) == ("question", "900123", "What steps?")
    assert (answer.kind, answer.uin, answer.position) == ("speech", None, 1)


@pytest.mark.parametrize(
    ("gid", "house", "place", "page"),
    [
        ("debate/2009-10-27a.1.0", "Commons", "Commons Chamber", "debates/?id=2009-10-27a.1.0"),
        ("westminhall/2009-10-27a.1.0", "Commons", "Westminster Hall", "whall/?id=2009-10-27a.1.0"),
        ("lords/2009-10-27a.1.0", "Lords", "Lords Chamber", "lords/?id=2009-10-27a.1.0"),
        (
            "standing/standing2009-10-20_POST_07-0_2009-10-27a.1.0",
            "Commons",
            "Public Bill Committee",
            "pbc/?id=standing2009-10-20_POST_07-0_2009-10-27a.1.0",
        ),
    ],
)
def test_the_id_says_where_and_when(gid: str, house: str, place: str, page: str) -> None:
    (debate,) = debates(read(heading("minor", gid, "Stamps") + speech(gid[:-1] + "1", "Yes.")))
    assert (debate.house, debate.location, debate.date) == (house, place, "2009-10-27")
    assert debate.url == f"https://www.theyworkforyou.com/{page}"
    assert debate.contributions[0].url == f"https://www.theyworkforyou.com/{page[:-1]}1"


def test_grand_committee_is_told_by_its_columns() -> None:
    gid = "lords/2021-03-02a.GC1.0"
    content = heading("major", gid, "Stamps") + speech("lords/2021-03-02a.GC1.1", "Yes.").replace(
        '"5"', '"GC1"'
    )
    assert debates(read(content))[0].location == "Grand Committee"


def test_an_address_in_the_file_comes_first() -> None:
    content = speech("debate/2021-03-02a.1.1", "Yes.").replace('url=""', 'url="https://example.org/x"')
    assert said(content)[0].url == "https://example.org/x"


def test_speech_before_any_heading_is_kept() -> None:
    (debate,) = debates(read(speech("debate/2021-03-02a.1.1", "Yes.")))
    assert (debate.id, debate.title) == ("debate/2021-03-02a.1.1", "(no heading)")


@pytest.mark.parametrize(
    ("attributes", "name", "twfy_id", "office"),
    [
        ('speakername="Ada Sample" person_id="uk.org.publicwhip/person/9"', "Ada Sample", "person/9", None),
        ('speakername="Lord Sample" speakerid="uk.org.publicwhip/lord/7"', "Lord Sample", "lord/7", None),
        ('speakername="Hon. Members" speakerid="unknown"', "Hon. Members", None, None),
        (
            'speakername="Ada" speakerid="uk.org.publicwhip/member/3" speakeroffice="Minister of Post"',
            "Ada",
            "member/3",
            "Minister of Post",
        ),
        (
            'speakername="The Minister of State (Ada Sample)" person_id="uk.org.publicwhip/person/9"',
            "Ada Sample",
            "person/9",
            "The Minister of State",
        ),
        ('speakername="A Witness" nospeaker="true"', "A Witness", None, None),
    ],
)
def test_speakers(attributes: str, name: str, twfy_id: str | None, office: str | None) -> None:
    (turn,) = said(speech("debate/2021-03-02a.1.1", "Yes.", attributes))
    assert (turn.speaker_name, turn.twfy_id, turn.office, turn.kind) == (name, twfy_id, office, "speech")


def test_a_line_nobody_speaks_is_procedural() -> None:
    (line,) = said(speech("debate/2021-03-02a.1.1", "Question put and agreed to.", 'nospeaker="true"'))
    assert (line.kind, line.speaker_name, line.twfy_id, line.office) == ("procedural", None, None, None)


def test_an_office_is_carried_to_later_turns_of_the_same_speaker() -> None:
    ada = 'speakername="Ada" speakerid="uk.org.publicwhip/member/3"'
    ben = 'speakername="Ben" speakerid="uk.org.publicwhip/member/4"'
    turns = said(
        speech("debate/2021-03-02a.1.1", "One.", f'{ada} speakeroffice="Minister of Post"')
        + speech("debate/2021-03-02a.1.2", "Two.", ben)
        + speech("debate/2021-03-02a.1.3", "Three.", ada)
        + speech("debate/2021-03-02a.1.4", "Four.", ada)
    )
    assert [turn.office for turn in turns] == [
        "Minister of Post",
        None,
        "Minister of Post",
        "Minister of Post",
    ]
    assert [turn.is_continuation for turn in turns] == [False, False, False, True]
    assert [turn.attributed_to for turn in turns] == ["Minister of Post (Ada)", "Ben", "Ada", "Ada"]


@pytest.mark.parametrize("text", ["I call the shadow Minister.", "Order. The hon. Member must sit."])
def test_what_only_the_chair_says_marks_the_chair(text: str) -> None:
    assert said(speech("debate/2021-03-02a.1.1", text))[0].is_chair


def test_the_chair_is_read_from_headings_and_may_change() -> None:
    member = 'speakername="{}" person_id="uk.org.publicwhip/person/{}"'
    (debate,) = debates(
        read(
            heading("minor", "westminhall/2021-03-02a.1.0", "[Ms Cleo Chair in the Chair]\n — \nStamps")
            + speech("westminhall/2021-03-02a.1.1", "Time.", member.format("Cleo Chair", 1))
            + heading("minor", "westminhall/2021-03-02a.1.2", "[Dan Deputy in the Chair]")
            + speech("westminhall/2021-03-02a.1.3", "Time.", member.format("Dan Deputy", 2))
            + speech("westminhall/2021-03-02a.1.4", "I speak.", member.format("Cleo Chair", 1))
        )
    )
    assert (debate.title, debate.kind) == ("Stamps", "westminster hall")
    chairs = [(turn.speaker_name, turn.kind, turn.is_chair) for turn in debate.contributions]
    assert chairs == [
        ("Cleo Chair", "speech", True),
        (None, "procedural", False),
        ("Dan Deputy", "speech", True),
        ("Cleo Chair", "speech", False),
    ]


def test_a_committee_lists_its_chairs_and_ministers() -> None:
    gid = "standing/standing2021-01-20_POST_07-0_2021-03-02a.1."
    members = (
        '<bill title="Envelopes Bill">Envelopes Bill</bill><committee>'
        '<chairmen><mpname memberid="uk.org.publicwhip/member/1" membername="Cleo Chair"/></chairmen>'
        '<mpname memberid="uk.org.publicwhip/member/2" membername="Ben">Ben (Minister for Post)</mpname>'
        '<mpname memberid="uk.org.publicwhip/member/3" membername="Ada">Ada <span>(North)</span></mpname>'
        "</committee>"
    )
    people = 'speakername="{}" speakerid="uk.org.publicwhip/member/{}"'
    turns = "".join(
        speech(f"{gid}{number + 1}", "Yes.", people.format(name, number))
        for number, name in enumerate(["Cleo Chair", "Ben", "Ada"], start=1)
    )
    (debate,) = debates(read(members + heading("minor", f"{gid}1", "Clause 8") + turns))
    assert (debate.parents, debate.kind) == (("Envelopes Bill",), "bill")
    assert [(turn.is_chair, turn.office) for turn in debate.contributions] == [
        (True, None),
        (False, "Minister for Post"),
        (False, None),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <i>two</i>\n <b>three</b>.</p>\n\t<p>Four.</p>", "One two three.\nFour."),
        (
            '<p>I ask.</p><p class="italic">Amendment 7 withdrawn.</p>',
            "I ask.\nAmendment 7 withdrawn.",
        ),
        ('<p class="indent">“Quoted”.</p>', "“Quoted”."),
        (
            '<p>On <phrase class="date" code="2021-03-01">1 March</phrase> we wrote.</p>',
            "On 1 March we wrote.",
        ),
        (
            "<p>As below.</p><table><tbody><tr><td>Year</td><td>Letters</td></tr>"
            "<tr><td>2020</td><td>1,234</td></tr></tbody></table>",
            "As below.\nYear | Letters\n2020 | 1,234",
        ),
        ("<p>&#147;That&#146;s &#150; all&#148;</p>", "“That’s – all”"),
        ("<p>One<br/>two</p>", "One\ntwo"),
        ("Bare text.", "Bare text."),
        ("<p>x &lt; y &amp; z</p>", "x < y & z"),
    ],
)
def test_text(markup: str, text: str) -> None:
    turn = f'<speech id="uk.org.publicwhip/debate/2021-03-02a.1.1" speakername="Ada">{markup}</speech>'
    assert said(turn)[0].text == text


def test_old_encoding_and_entities_are_read() -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;">]>'
    content = heading("major", "lords/2009-10-27a.1.0", "Post &mdash; <i>Question</i>")
    content += speech("lords/2009-10-27a.1.1", "A caf\xe9&mdash;no.")
    body = f'{head}<publicwhip latest="no">{content}</publicwhip>'.encode("iso-8859-1")
    (debate,) = debates(parse_parlparse(body))
    assert (debate.title, debate.kind) == ("Post — Question", "oral questions")
    assert debate.contributions[0].text == "A café—no."


def question(gid: str, text: str, numbers: str = "", colnum: str = "", url: str = "") -> str:
    return (
        f'<ques id="uk.org.publicwhip/wrans/{gid}" speakername="Ada" person_id="uk.org.publicwhip/person/1" '
        f'{colnum} url="{url}"><p {numbers}>{text}</p></ques>'
    )


def reply(gid: str, markup: str) -> str:
    return (
        f'<reply id="uk.org.publicwhip/wrans/{gid}" speakername="Ben" speakeroffice="Minister of Post" '
        f'person_id="uk.org.publicwhip/person/2">{markup}</reply>'
    )


def questions(content: str, name: str | None = None) -> list[WrittenQuestion]:
    parsed = read(
        heading("major", "wrans/2024-09-02.12.mh", "Department of Post")
        + heading("minor", "wrans/2024-09-02.12.h", "Stamps: Prices")
        + content,
        name=name,
    )
    assert not parsed.rejected
    return [record for record in parsed.records if isinstance(record, WrittenQuestion)]


def test_a_question_of_a_new_file() -> None:
    address = "https://questions-statements.parliament.uk/written-questions/detail/2024-09-02/12"
    content = question("2024-09-02.12.q0", "To ask why.", 'qnum="12"', url=address)
    content += reply("2024-09-02.12.r0", "<p>We will <b>publish</b> it.</p><p><a>table</a> (PDF, 3.0KB)</p>")
    (found,) = questions(content, name="answers2024-09-05.xml")
    assert found == WrittenQuestion(
        id="wrans/2024-09-02.12.q0",
        source="parlparse",
        house="Commons",
        question_text="To ask why.",
        is_full=True,
        uin="12",
        heading="Stamps: Prices",
        answering_body="Department of Post",
        asking_member_name="Ada",
        asking_twfy_id="person/1",
        answering_member_name="Ben",
        answering_twfy_id="person/2",
        answering_office="Minister of Post",
        answer_html=found.answer_html,
        answer_text="We will publish it.\ntable (PDF, 3.0KB)",
        date_tabled="2024-09-02",
        date_answered="2024-09-05",
        url=address,
    )
    assert found.answer_html
    assert "publish" in found.answer_html


@pytest.mark.parametrize(
    ("gid", "colnum", "name", "tabled", "answered"),
    [
        ("2024-09-02.12.q0", "", "answers2024-09-05.xml", "2024-09-02", "2024-09-05"),
        ("2024-09-02.12.q0", "", "file:///old/2020-01-01/answers2024-09-05b.xml", "2024-09-02", "2024-09-05"),
        ("2024-09-02.12.q0", "", None, "2024-09-02", None),
        ("2009-10-27c.12.q0", 'colnum="5W"', "answers2009-10-27c.xml", None, "2009-10-27"),
        ("2009-10-27c.12.q0", 'colnum="5W"', None, None, "2009-10-27"),
        ("2003-10-14.12.q0", 'colnum="5W"', None, None, None),
        ("2009-10-27a.115.1", 'colnum="115"', None, None, "2009-10-27"),
    ],
)
def test_dates_are_said_only_where_they_are_known(
    gid: str, colnum: str, name: str | None, tabled: str | None, answered: str | None
) -> None:
    content = question(gid, "Why?", 'qnum="12"', colnum) + reply("2009-10-27c.12.r0", "<p>So.</p>")
    (found,) = questions(content, name)
    assert (found.date_tabled, found.date_answered) == (tabled, answered)


def test_questions_of_a_group_share_the_reply() -> None:
    content = (
        question("2024-09-02.12.q0", "To ask one.", 'qnum="12"')
        + question("2024-09-03.15.q1", "To ask two.", 'qnum="15"')
        + reply("2024-09-02.12.r0", "<p>Yes.</p>")
        + question("2024-09-04.20.q0", "To ask three.", 'qnum="20"')
    )
    one, two, three = questions(content, "answers2024-09-05.xml")
    assert [(q.answer_text, q.grouped_uins) for q in (one, two)] == [("Yes.", ("15",)), ("Yes.", ("12",))]
    assert two.date_tabled == "2024-09-03"
    assert two.url == "https://www.theyworkforyou.com/wrans/?id=2024-09-03.15.q1"
    assert (three.answer_text, three.date_answered, three.grouped_uins) == (None, None, ())


def test_questions_printed_in_one_paragraph_block_stay_one() -> None:
    content = question("2009-10-27c.12.q0", 'To ask</p><p qnum="14">(1) one;</p><p qnum="12">(2) two.')
    (found,) = questions(content)
    assert (found.uin, found.grouped_uins, found.question_text) == (
        "12",
        ("14",),
        "To ask\n(1) one;\n(2) two.",
    )


def test_the_note_on_a_holding_answer_is_a_date_and_no_answer() -> None:
    note = '<p class="holdinganswer">holding <phrase class="date" code="2009-10-22">22 October</phrase></p>'
    content = question("2009-10-27c.12.q0", "Why?", 'qnum="12"') + reply(
        "2009-10-27c.12.r0", note + "<p>So.</p>"
    )
    (found,) = questions(content)
    assert (found.date_holding, found.answer_text, found.is_holding) == ("2009-10-22", "So.", False)


@pytest.mark.parametrize(
    ("number", "text", "name", "house"),
    [
        ('qnum="12"', "To ask the Minister.", None, "Commons"),
        ('qnum="HL12"', "To ask.", None, "Lords"),
        ("", "To ask His Majesty's Government.", None, "Lords"),
        ("", "To ask.", "lordswrans2024-09-05.xml", "Lords"),
        ("", "To ask.", "answers.xml", None),
    ],
)
def test_house_of_a_question(number: str, text: str, name: str | None, house: str | None) -> None:
    assert questions(question("2024-09-02.12.q0", text, number), name)[0].house == house


def test_statements_one_a_speech() -> None:
    parsed = read(
        heading("major", "wms/2024-09-02.hcws1.mh", "Department of Post")
        + heading("minor", "wms/2024-09-02.hcws1.h", "Stamps")
        + speech("wms/2024-09-02.hcws1.0", "I will publish.", 'speakername="Ada" speakeroffice="Minister"')
        + heading("minor", "wms/2024-09-02.hlws2.h", "Stamps in the Lords")
        + speech("wms/2024-09-02.hlws2.0", "My friend will.", 'speakername="Lady B"')
    )
    first, second = parsed.records
    assert isinstance(first, WrittenStatement)
    assert isinstance(second, WrittenStatement)
    assert first == WrittenStatement(
        id="wms/2024-09-02.hcws1.0",
        house="Commons",
        title="Stamps",
        is_full=True,
        uin="HCWS1",
        text_html="<p>I will publish.</p>",
        text="I will publish.",
        date_made="2024-09-02",
        member_name="Ada",
        member_role="Minister",
        answering_body="Department of Post",
        url="https://www.theyworkforyou.com/wms/?id=2024-09-02.hcws1.0",
    )
    assert (second.house, second.uin, second.title) == ("Lords", "HLWS2", "Stamps in the Lords")


GOOD = heading("major", "debate/2021-03-02a.1.0", "Stamps") + speech("debate/2021-03-02a.1.1", "Yes.")


@pytest.mark.parametrize(
    ("content", "item", "reason"),
    [
        (GOOD + speech("", "Lost."), "speech 'Lost.'", "<speech> has no id"),
        (
            GOOD + heading("major", "sp/2021-03-02.1", "Far") + speech("debate/2021-03-02a.1.2", "x"),
            "debate 'Far'",
            "'sp/2021-03-02.1' is none of",
        ),
        (
            GOOD + heading("major", "debate/2021-13-45a.2", "When") + speech("debate/2021-03-02a.1.2", "x"),
            "debate 'When'",
            "has no date",
        ),
        (GOOD + GOOD.replace("</p>", " No.</p>"), "id debate/2021-03-02a.1.0", "holds another by this id"),
    ],
)
def test_an_item_that_lacks_something_is_rejected_alone(content: str, item: str, reason: str) -> None:
    parsed = read(content)
    assert [record.id for record in parsed.records] == ["debate/2021-03-02a.1.0"]
    (rejected,) = parsed.rejected
    assert rejected.item.startswith(item)
    assert reason in rejected.reason
    assert rejected.raw


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (heading("minor", "wrans/2024-09-02.1.h", "S") + question("2024-09-02.1.q0", ""), "has no text"),
        (
            heading("minor", "wrans/2024-09-02.1.h", "S") + reply("2024-09-02.1.r0", "x"),
            "no question stands before",
        ),
        (speech("wms/2024-09-02.hcws1.0", "Text."), "no heading stands above"),
        (
            heading("minor", "sp/2024-09-02.1.h", "S") + speech("sp/2024-09-02.1.2", "Aye."),
            "no id is of the UK Parliament",
        ),
    ],
)
def test_a_file_without_a_good_item_gives_reasons(content: str, reason: str) -> None:
    parsed = read(content)
    assert parsed.records == ()
    (rejected,) = parsed.rejected
    assert reason in rejected.reason


def test_redirects_and_votes_are_left_alone_and_strange_elements_named() -> None:
    redirect = '<gidredirect oldgid="a" newgid="b" matchtype="altques"/>'
    vote = '<division id="uk.org.publicwhip/debate/2021-03-02a.1.9" nospeaker="true"><mplist/></division>'
    parsed = read(GOOD + redirect + vote + "<hologram/>")
    assert len(parsed.records) == 1
    assert parsed.unknown_fields == ("hologram",)


def test_other_xml_is_refused() -> None:
    with pytest.raises(BadXml, match="root element is <feed>"):
        parse_parlparse(b"<feed/>")
    with pytest.raises(BadXml, match="not well-formed"):
        parse_parlparse(b"<publicwhip><speech>")
    with pytest.raises(UnsafeXml):
        read(GOOD, head='<!DOCTYPE publicwhip [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


needs_real_files = pytest.mark.skipif(not FILES, reason="the real files lie beside the project, not in it")


def short_id(element: Element) -> str:
    return element.get("id", "").removeprefix("uk.org.publicwhip/")


@needs_real_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_files_lose_nothing(path: Path) -> None:
    body = path.read_bytes()
    parsed = parse_parlparse(body, name=path.name)
    assert (parsed.rejected, parsed.unknown_fields) == ((), ())
    root = read_xml(body)
    there = [
        short_id(element) for element in root if element.tag in {"speech", "ques"} and element_text(element)
    ]
    headings = {short_id(element) for element in root if element.tag.endswith("-heading")}
    turns = [turn for record in parsed.records if isinstance(record, Debate) for turn in record.contributions]
    written = [record for record in parsed.records if not isinstance(record, Debate)]
    # A heading that only says who takes the Chair becomes a line of the debate that goes on.
    found = [turn.id for turn in turns if turn.id not in headings] + [record.id for record in written]
    assert found == there


@needs_real_files
def test_real_texts_are_whole() -> None:
    for path in FILES:
        body = path.read_bytes()
        there = {short_id(element): element for element in read_xml(body)}
        for record in parse_parlparse(body, name=path.name).records:
            if isinstance(record, Debate):
                assert all(turn.text == element_text(there[turn.id]) for turn in record.contributions)
            if isinstance(record, WrittenQuestion):
                assert record.answer_text
                assert record.date_answered == "2009-10-27"
