"""What is proposed as showing the outcome of a promise, and, more often, what is not."""

from __future__ import annotations

import random

import pytest

from nlp import outcomes
from nlp import promises as candidates
from nlp.annotations import Deadline
from nlp.happenings import Happening, likeness, shared_words, years_covered
from nlp.links import Utterance, link
from nlp.mentions import Chain
from nlp.outcomes import OF_ONE_KIND, later_words, propose
from nlp.profiles import profile
from nlp.telling_words import terms

MARCH = Deadline("by March 2031", "2030-05-10", "2031-03-31", "month")


def promise(
    text: str, action: str, kind: str, *, day: str = "2030-05-10", before: str = "", context: str = "",
    class_: str = "firm", deadline: Deadline | None = None,
) -> Utterance:  # fmt: skip
    return Utterance(day + text[:8], day, class_, text, action, kind, deadline, context, before)


def chains(*utterances: Utterance) -> dict[str, Chain]:
    return {chain.mentions[0].utterance.id: chain for chain in link(utterances)}


def proposed(said: Utterance, happening: Happening) -> float | None:
    found = propose(chains(said), [happening])
    return found[0].score if found else None


HANDBOOK = promise(
    "We will publish a handbook on safe accounts for advisers by March 2031.",
    "publish a handbook on safe accounts for advisers",
    "publish",
    deadline=MARCH,
)
CONSULT = promise(
    "We will consult on counting unearned income by March 2031.",
    "consult on counting unearned income",
    "consult",
)
ANSWER = promise(
    "The Government will publish a response in due course.",
    "publish a response",
    "publish",
    before="We consulted on pooled ledgers for kinship carers.\nThe consultation closed on 3 April 2030.",
)
REPORT = promise(
    "We will respond to the Committee's report on orphaned ledgers in the autumn.",
    "respond to the Committee's report on orphaned ledgers",
    "other",
)
COMMENCE = promise(
    "We will bring section 4 of the Ledgers (Protection) Act 2029 into force.",
    "bring section 4 of the Ledgers (Protection) Act 2029 into force",
    "legislate",
)
REGULATIONS = promise(
    "We will lay regulations on pooled ledgers next year.", "lay regulations on pooled ledgers", "legislate"
)


@pytest.mark.parametrize(
    ("said", "happening"),
    [
        (HANDBOOK, Happening("h", "published", "2031-02-01", "Safe accounts: a handbook for advisers")),
        (CONSULT, Happening("h", "consultation opened", "2031-02-01", "Child maintenance: unearned income")),
        (ANSWER, Happening("h", "outcome published", "2030-12-01", "Pooled ledgers for kinship carers",
                           since="2030-01-03")),
        (ANSWER, Happening("h", "outcome published", "2030-12-01", "Sharing the books", since="2030-01-03",
                           closed="2030-04-03")),
        (REPORT, Happening("h", "response published", "2030-10-01", "Second Report - Orphaned ledgers",
                           since="2030-03-01")),
        (COMMENCE, Happening("h", "in force", "2034-01-01", "Ledgers (Protection) Act 2029",
                             provision="section 4")),
        (REGULATIONS, Happening("h", "law made", "2031-01-05", "The Pooled Ledgers (Fees) Regulations 2031")),
    ],
    ids=["paper", "consultation", "outcome by title", "outcome by closing day", "response", "force", "made"],
)  # fmt: skip
def test_what_names_the_promised_thing_is_proposed(said, happening):
    [found] = propose(chains(said), [happening])
    assert (found.found, found.kind, found.stance, found.on) == (
        "h",
        happening.kind,
        "supports",
        happening.on,
    )
    assert 0.5 <= found.score <= 1
    assert found.why
    assert found.found_by == f"outcomes.{happening.kind.replace(' ', '-')}"


@pytest.mark.parametrize(
    ("said", "happening", "why"),
    [
        (HANDBOOK, Happening("h", "published", "2030-05-10", "Safe accounts: a handbook for advisers"),
         "no later than the promise"),
        (HANDBOOK, Happening("h", "published", "2033-05-10", "Safe accounts: a handbook for advisers"),
         "years later"),
        (HANDBOOK, Happening("h", "published", "2031-02-01", "Research with advisers"), "one word in common"),
        (HANDBOOK, Happening("h", "consultation opened", "2031-02-01", "Safe accounts: a handbook"),
         "another deed"),
        (CONSULT, Happening("h", "consultation opened", "2031-02-01", "Letters to parents"),
         "another subject"),
        (ANSWER, Happening("h", "outcome published", "2030-12-01", "Cold stoves", since="2030-01-03"),
         "another consultation"),
        (ANSWER, Happening("h", "outcome published", "2031-12-01", "Pooled ledgers for kinship carers",
                           since="2030-06-01"), "opened after the promise"),
        (REPORT, Happening("h", "response published", "2030-10-01", "First Report - Cold stoves",
                           since="2030-03-01"), "another report"),
        (COMMENCE, Happening("h", "in force", "2034-01-01", "Ledgers (Protection) Act 2029",
                             provision="section 5"), "another section"),
        (COMMENCE, Happening("h", "in force", "2034-01-01", "Ledgers Act 2029", provision="section 4"),
         "another Act"),
        (REGULATIONS, Happening("h", "law made", "2031-01-05", "The Ledgers (Rules) Regulations 2031"),
         "a title that tells nothing"),
        (promise("We will review the Ledgers (Protection) Act 2029.", "review the Act", "review"),
         Happening("h", "in force", "2031-01-01", "Ledgers (Protection) Act 2029", provision="section 1"),
         "only thinking was promised"),
        (promise("We will go on refining figures as responses are considered.", "refining figures", "other",
                 before=ANSWER.before),
         Happening("h", "outcome published", "2030-12-01", "Pooled ledgers for kinship carers",
                   since="2030-01-03"), "no answer was promised"),
    ],
)  # fmt: skip
def test_what_is_about_something_else_is_not(said, happening, why):
    assert proposed(said, happening) is None, why


def test_words_that_all_titles_share_prove_nothing():
    said = promise(
        "We will publish child maintenance statistics in June.",
        "publish child maintenance statistics",
        "publish",
    )
    title = "Child Maintenance Service statistics: data to March 2030"
    assert proposed(said, Happening("h", "published", "2030-06-20", title)) == 1.0
    assert proposed(said, Happening("h", "published", "2030-06-20", "Child maintenance: our plan")) is None


def test_of_a_series_the_first_are_proposed_and_of_one_day_one():
    said = promise("We will publish ledger statistics every month.", "publish ledger statistics", "publish")
    series = [
        Happening(f"h{month}", "published", f"2030-{month:02d}-20", "Ledger statistics")
        for month in range(6, 13)
    ]
    assert [one.found for one in propose(chains(said), series)] == ["h6", "h7", "h8"][:OF_ONE_KIND]
    sections = [
        Happening(f"s{n}", "in force", "2034-01-01", "Ledgers (Protection) Act 2029",
                  provision=f"section {n}", group="act")
        for n in (4, 14, 40)
    ]  # fmt: skip
    assert [one.found for one in propose(chains(COMMENCE), sections)] == ["s4"]


def test_the_order_given_changes_nothing():
    said = [HANDBOOK, CONSULT, ANSWER, REPORT, COMMENCE, REGULATIONS]
    happenings = [
        Happening(f"h{day}", "published", f"2031-02-{day:02d}", "Safe accounts: a handbook for advisers")
        for day in range(1, 9)
    ]
    expected = propose(chains(*said), happenings)
    mixed = random.Random(1)
    mixed.shuffle(said)
    mixed.shuffle(happenings)
    assert propose(chains(*said), happenings) == expected


def test_the_pairs_looked_at_do_not_grow_with_their_product(monkeypatch):
    looked_at = []

    def counted(*pair):
        looked_at.append(pair)
        return likeness(*pair)

    monkeypatch.setattr("nlp.outcomes.likeness", counted)

    def pairs(count: int) -> int:
        looked_at.clear()
        said = [
            promise(f"We will publish ledger {n} of safe accounts.", f"publish ledger {n} of safe accounts",
                    "publish", day=f"2030-05-{n % 28 + 1:02d}")
            for n in range(count)
        ]  # fmt: skip
        made = {f"c{n}": Chain() for n in range(count)}
        for one, chain in zip(said, made.values(), strict=True):
            chain.add(one)
        propose(made, [Happening(f"h{n}", "published", "2030-08-01", "Safe accounts") for n in range(count)])
        return len(looked_at)

    assert pairs(200) <= 2 * pairs(100)


def test_only_the_latest_promises_to_answer_are_kept(monkeypatch):
    monkeypatch.setattr(candidates, "ANSWERS_KEPT", 1)
    kept = candidates.Promises([])
    for said in (ANSWER, REPORT):
        kept.file(candidates.Promise(said.id, said, profile(said)))
    found = kept.about(Happening("h", "outcome published", "2031-01-01", "x"))
    assert [one.key for one in found] == [REPORT.id]


# Later sentences of the chain

DONE = Utterance(
    "done", "2031-04-02", "delivered", "The handbook on safe accounts for advisers was published on 1 April.",
    "published the handbook on safe accounts for advisers", "publish",
)  # fmt: skip


def test_a_later_word_of_the_government_is_proposed_once():
    again = Utterance("again", "2031-05-02", "delivered", DONE.text, DONE.action, "publish")
    [[key, chain]] = chains(HANDBOOK, DONE, again).items()
    [found] = later_words(key, chain)
    assert (found.promise, found.found, found.kind, found.stance) == (
        HANDBOOK.id,
        "done",
        "delivered",
        "supports",
    )
    assert "both say: handbook, safe, accounts, advisers" in found.why
    assert found.found_by == "links.delivered"


def test_a_chain_is_read_once_for_all_its_later_sentences(monkeypatch):
    read = []
    monkeypatch.setattr(outcomes, "_terms", lambda said: read.append(said.id) or [])
    words = ("lamps", "buoys", "ferries")
    later = [
        Utterance(one, f"2031-05-0{day}", "delivered", f"{DONE.text} It names {one}.", DONE.action, "publish")
        for day, one in enumerate(words, start=1)
    ]
    [[key, chain]] = chains(HANDBOOK, *later).items()
    assert len(list(later_words(key, chain))) == len(words)
    assert read == [HANDBOOK.id]


def test_a_refusal_contradicts():
    no = Utterance(
        "no", "2031-04-02", "refusal", "We will not publish a handbook on safe accounts for advisers.",
        "publish a handbook on safe accounts for advisers", "publish",
    )  # fmt: skip
    [[key, chain]] = chains(HANDBOOK, no).items()
    assert [one.stance for one in later_words(key, chain)] == ["contradicts"]


def test_what_was_done_for_other_years_is_not_proposed():
    said = promise("We will raise ledger grants in April 2031.", "raise ledger grants", "fund")
    no = Utterance(
        "no", "2032-02-02", "refusal", "We will not raise ledger grants for 2033/34.", "raise ledger grants",
        "fund",
    )  # fmt: skip
    [[key, chain]] = chains(said, no).items()
    assert len(chain.mentions) == 2
    assert list(later_words(key, chain)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grants for 2031/32", {"2031"}),
        ("open until 30 June 2031", {"2031"}),
        ("published on 4 September 2025", set()),
    ],
)
def test_years_covered_are_not_days_on_which_something_was_done(text, expected):
    assert years_covered(text) == expected


def test_shared_words_stand_as_they_are_written_and_in_order():
    promised = {*terms("a handbook for advisers of a child"), "20"}
    found = shared_words("Child Maintenance: Handbook for Advisers, 20 pages", promised)
    assert found == ["Handbook", "Advisers"]
