"""What a parser returns: frozen records with our names, whatever the source called its fields.

Dates are ISO strings (`YYYY-MM-DD`, UK calendar days); an absent value is None, never an empty string.
Texts are plain (paragraphs split by a newline, tables as rows of ` | `), `*_html` is sanitised HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """One written ministerial statement."""

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
    linked_ids: tuple[tuple[Id, str], ...] = ()  # (statement id, link type)
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


Record = WrittenQuestion | WrittenStatement | Debate | Member


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
