"""Records of what stands outside the proceedings: committees, petitions, GOV.UK, statistics, statute.

Conventions are those of `scrapers.records`: ISO days, None for what is absent, plain texts.
"""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.records import Attachment

Parts = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class CommitteePublication:
    """A report, government response, letter or special report that a select committee published.

    `response_deadline` is the day by which the government owes the committee an answer.
    """

    id: int
    committee_id: int | None
    committee: str | None
    kind: str  # "report", "government response", "correspondence", "special report"
    title: str
    house: str | None = None  # None for a joint committee
    date: str | None = None
    paper_number: str | None = None  # "HC 272"
    responds_to_id: int | None = None
    response_ids: tuple[int, ...] = ()
    response_deadline: str | None = None
    is_response_excepted: bool = False
    responding_department: str | None = None
    files: tuple[CommitteeFile, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CommitteeFile:
    """One document of a publication, in the formats the service offers."""

    document_id: int
    name: str | None = None
    size_bytes: int | None = None
    formats: tuple[str, ...] = ()  # "OriginalFormat", "Html", "Pdf"


@dataclass(frozen=True, slots=True)
class CommitteeDocument:
    """The text of one document; `is_extracted` says that a library took it out of a PDF.

    `trouble` says why the text, or a part of it, could not be had.
    """

    id: str  # "{publication id}/{document id}"
    publication_id: int
    document_id: int
    file_name: str | None
    text: str | None  # None where the file holds no text that can be taken out
    is_extracted: bool
    trouble: str | None = None
    url: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether there is a text: of two formats of one document, the one with a text is meant."""
        return self.text is not None


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition to Parliament with the government's response, where it has one."""

    id: int
    title: str
    background: str | None = None
    details: str | None = None
    state: str | None = None
    is_archived: bool = False  # of an earlier Parliament
    signatures: int | None = None
    rejection: str | None = None  # the service's code of the reason: "duplicate", "already-happening"
    date_opened: str | None = None
    date_closed: str | None = None
    departments: tuple[str, ...] = ()
    response_summary: str | None = None
    response_text: str | None = None  # the summary, then the details
    date_responded: str | None = None
    date_debated: str | None = None
    debate_url: str | None = None
    url: str | None = None

    def parts(self) -> Parts:
        """Return what decides whether it is about the topic, each part with its name."""
        return (
            ("title", self.title),
            ("background", self.background),
            ("details", self.details),
            ("response", self.response_text),
        )


@dataclass(frozen=True, slots=True)
class PetitionRow(Petition):
    """A petition as a list shows it; its own page is the better text, the row has the newer number."""


@dataclass(frozen=True, slots=True)
class GovDocument:
    """A document on GOV.UK: consultation, statistics release, policy paper. Evidence, not a promise.

    `updated_at` is the time of its last public change in UTC, to the second.
    """

    id: str  # GOV.UK's content id; for one known from the search alone, its path
    path: str
    kind: str  # GOV.UK's document type: "consultation_outcome", "policy_paper", ...
    title: str
    description: str | None = None
    text: str | None = None
    date_published: str | None = None
    date_updated: str | None = None
    updated_at: str | None = None
    organisations: tuple[str, ...] = ()
    opening_date: str | None = None
    closing_date: str | None = None
    outcome_text: str | None = None
    is_withdrawn: bool = False
    is_full: bool = True  # False for a row of the search
    changes: tuple[tuple[str, str], ...] = ()  # (ISO day, note), oldest first
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None

    def parts(self) -> Parts:
        """Return what decides whether it is about the topic, each part with its name."""
        return (("title", self.title), ("description", self.description), ("text", self.text))


@dataclass(frozen=True, slots=True)
class Holding:
    """One time in office: `end_date` is None while it lasts."""

    person: str
    start_date: str | None
    end_date: str | None = None
    person_path: str | None = None


@dataclass(frozen=True, slots=True)
class GovRole:
    """A ministerial office as GOV.UK lists its holders: a second opinion on who held it when."""

    id: str  # GOV.UK's content id
    title: str
    holdings: tuple[Holding, ...] = ()
    departments: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure: `value` is None where the table suppresses it, `note` says with which mark.

    `period` is as printed; `period_end` is its last day, where that can be told.
    """

    series: str
    period: str
    value: float | None
    unit: str
    note: str | None = None
    period_end: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """One table of a workbook; `id` is the path of the file and the table's number in it.

    Its series are called by the headings of its columns. Which tables are published, the topic file says by
    their titles.
    """

    id: str
    title: str
    sheet: str
    file_url: str
    figures: tuple[Statistic, ...] = ()


@dataclass(frozen=True, slots=True)
class Commencement:
    """A note on when a provision came into force, in its own words.

    A note that gives several days is several of these. `provision` ("section 4", "schedule 1 paragraph 2") is
    None where the note belongs to no provision in particular; `url` is the provision's address.
    """

    provision: str | None
    note: str
    date: str | None = None  # None where the note gives no day, or says that it is not in force
    instrument: str | None = None  # "S.I. 2024/123"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Legislation:
    """An Act or instrument with how much of it is in force.

    `in_force` is "in force", "partly in force" or "not in force", and None where the text doesn't tell, as
    one that was never revised; `in_force_why` says by what it was decided.
    """

    id: str  # "ukpga/1991/48"
    title: str
    kind: str  # "ukpga", "uksi", "nisr", ...
    year: int
    number: int
    date_made: str | None = None
    date_modified: str | None = None
    provisions: int | None = None  # numbered sections, regulations and paragraphs
    prospective: int | None = None  # those of them that are not in force
    in_force: str | None = None
    in_force_why: str | None = None
    commencements: tuple[Commencement, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class LegislationEntry:
    """An Act or instrument as a feed of search results names it.

    `state` changes whenever its text may have changed: when it was last published, and the version of today.
    """

    id: str
    title: str
    kind: str
    year: int
    number: int
    date_made: str | None = None
    date_modified: str | None = None
    state: str = ""
    url: str | None = None
