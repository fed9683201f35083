"""What a parser returns: frozen records with our names, whatever the source called its fields.

Dates are ISO strings (`YYYY-MM-DD`, UK calendar days); an absent value is None, never an empty string.
Texts are plain (paragraphs split by a newline, tables as rows of ` | `), `*_html` is sanitised HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Id = int | str
"""The service's own key: an integer for the questions API, a string of ours or parlparse's elsewhere."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file published with an answer or statement."""

    url: str
    title: str | None = None
    file_type: str | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """One written question as one source showed it at one time.

    `is_full` is True for a single fetch, a bulk file or saved page text, False for a list row (which the
    API cuts); `is_truncated` says that this record's question or answer is known to be cut.
    """

    id: Id
    source: str  # "list", "detail", "parlparse" or "page text"
    house: str | None  # "Commons" or "Lords"
    question_text: str
    is_full: bool
    is_truncated: bool = False
    uin: str | None = None
    heading: str | None = None
    answering_body_id: int | None = None
    answering_body: str | None = None
    asking_member_id: int | None = None
    asking_member_name: str | None = None
    asking_twfy_id: str | None = None
    answering_member_id: int | None = None
    answering_member_name: str | None = None
    answering_twfy_id: str | None = None
    answering_office: str | None = None  # only where the source prints it
    correcting_member_id: int | None = None
    answer_html: str | None = None
    answer_text: str | None = None
    original_answer_html: str | None = None  # what a corrected answer said before, where the source tells
    date_tabled: str | None = None
    date_for_answer: str | None = None
    date_answered: str | None = None
    date_holding: str | None = None
    date_corrected: str | None = None
    is_named_day: bool = False
    is_withdrawn: bool = False
    is_holding: bool = False
    is_correction: bool = False
    has_interest: bool = False
    grouped_uins: tuple[str, ...] = ()
    grouped_dates: tuple[tuple[str, str], ...] = ()  # of these, UIN and day tabled, which may be another
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A statement that another one names; `kind` is the service's word for how they belong together."""

    statement_id: Id
    kind: str  # "CorrectedStatement", "CorrectedAnswer" or "JointStatement"
    date: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """One written ministerial statement.

    `has_links` is what a list row knows of links: that there are some. Only a full record names them.
    """

    id: Id
    house: str
    title: str
    is_full: bool
    is_truncated: bool = False
    uin: str | None = None
    text_html: str | None = None
    text: str | None = None
    date_made: str | None = None
    member_id: int | None = None
    member_name: str | None = None
    member_twfy_id: str | None = None
    member_role: str | None = None
    answering_body_id: int | None = None
    answering_body: str | None = None
    has_links: bool = False
    links: tuple[StatementLink, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One turn's paragraph block, or a procedural line, in the order spoken.

    `member_id`, `speaker_name` and `office` are already carried forward over continuation paragraphs
    (`is_continuation`); a line that nobody speaks has none of the three and kind "procedural".
    """

    id: str
    position: int  # from 0, unique within the debate
    text: str
    kind: str = "speech"  # "speech", "question" (tabled text), "procedural"
    member_id: int | None = None
    twfy_id: str | None = None
    attributed_to: str | None = None  # exactly as printed
    speaker_name: str | None = None
    office: str | None = None  # as printed at this or an earlier turn of the same debate
    party: str | None = None  # as printed
    constituency: str | None = None  # as printed
    is_continuation: bool = False
    is_chair: bool = False
    uin: str | None = None
    column: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Debate:
    """One leaf debate with everything that was said in it."""

    id: str
    house: str
    title: str
    date: str | None
    contributions: tuple[Contribution, ...]
    location: str | None = None  # "Commons Chamber", "Westminster Hall", "Grand Committee", ...
    kind: str | None = None  # "oral questions", "statement", "bill", "motion", ...
    parents: tuple[str, ...] = ()  # titles of the headings above it, outermost first
    last_updated: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A seat held: `constituency` is what the service calls the place or peerage."""

    house: str
    start_date: str | None
    end_date: str | None = None
    party: str | None = None
    constituency: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A government office held."""

    office: str
    start_date: str | None
    end_date: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of either House, with seats and government posts by date as far as the source gives them."""

    id: int
    name: str
    list_name: str | None = None
    twfy_id: str | None = None
    memberships: tuple[Membership, ...] = ()
    posts: tuple[Post, ...] = ()
    has_history: bool = False  # seats and parties by date, not the present ones alone
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as TheyWorkForYou knows them: what joins its ids to Parliament's.

    `id` is "person/26120"; `other_ids` are the ids old files name speakers by, one a seat ("member/1421",
    "lord/100802"), and ids that were given up for this one.
    """

    id: str
    name: str
    member_id: int | None = None  # Parliament's; None for those it never gave one
    memberships: tuple[Membership, ...] = ()
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """A government post of one person; `member_id` only where the source takes it from Parliament."""

    id: str
    person_id: str
    post: Post
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class OralQuestion:
    """A question tabled for oral answer; what was said in reply stands in Hansard, under the same UIN."""

    id: int
    uin: str
    question_text: str
    kind: str | None = None  # "substantive" or "topical"
    status: str | None = None  # "to be asked", "withdrawn", "unasked", ...
    number: int | None = None  # its place on the order paper
    date_tabled: str | None = None
    date_removed: str | None = None  # the day it was taken off the order paper
    answering_on: str | None = None
    answering_body_id: int | None = None
    answering_body: str | None = None
    answering_office: str | None = None  # the minister's title, no name
    asking_member_id: int | None = None
    asking_member_name: str | None = None
    has_interest: bool = False
    url: str | None = None

    def parts(self) -> tuple[tuple[str, str | None], ...]:
        """Return what decides whether it is about the topic, each part with its name."""
        return (("question", self.question_text),)


@dataclass(frozen=True, slots=True)
class Motion:
    """An early day motion; `uin` carries the suffix of an amendment."""

    id: int
    uin: str
    title: str
    text: str
    status: str | None = None  # "published" or "withdrawn"
    status_since: str | None = None
    date_tabled: str | None = None
    member_id: int | None = None
    member_name: str | None = None
    sponsors: int | None = None  # who ever signed it, the first and those who withdrew included
    amends_id: int | None = None
    is_prayer: bool = False  # for annulling a statutory instrument
    instrument: str | None = None  # the year and number of that instrument, "2031/412"
    instrument_title: str | None = None
    url: str | None = None

    def parts(self) -> tuple[tuple[str, str | None], ...]:
        """Return what decides whether it is about the topic, each part with its name."""
        return (("title", self.title), ("instrument", self.instrument_title), ("motion", self.text))


@dataclass(frozen=True, slots=True)
class MotionSignatures:
    """How many members signed a motion, and how many of them took their name off again."""

    id: int  # the motion's
    signed: int
    withdrawn: int


class Record(Protocol):
    """Anything a parser returns: a frozen dataclass with a key of its own.

    One with a method `parts` is kept only where its words are about the topic (`scrapers.relevance`).
    """

    @property
    def id(self) -> Id: ...


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item a parser could not read: quarantined, never fatal, never silent."""

    item: str  # which item, e.g. "questions[3] id 1728240"
    reason: str
    raw: str  # the item as it stood, for the archive only


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything one raw answer held: what was read, what was not, and fields nobody expected."""

    records: tuple[Record, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unknown_fields: tuple[str, ...] = ()
