"""The schema of `tracker.db`: numbered steps, applied once each, never edited after a release.

The file is made afresh at every publication, so its steps run from the first each time. Ids declared INT
take the questions API's integers as integers and parlparse's or page text's strings as they are. The steps
of `archive.db` stand in `db/migrations_archive.py`; the two files together are the only source of both
schemas.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.migrations_archive import archive, run_script

__all__ = ["archive", "tracker"]

tracker = Migrations("tracker")


@tracker()
def m001_records(db: Database) -> None:
    """What was asked, answered, stated and said, and by whom."""
    run_script(
        db,
        """
        create table members (
            id int primary key, name text not null, list_name text, twfy_id text, party text, house text,
            constituency text, url text
        );
        create table memberships (
            member_id int not null references members(id), house text not null, party text,
            constituency text, start_date text, end_date text
        );
        create index memberships_member on memberships(member_id);
        create table posts (
            member_id int not null references members(id), office text not null, department text,
            start_date text, end_date text
        );
        create index posts_member on posts(member_id);
        create table questions (
            id int primary key, uin text, house text, heading text, question_text text not null,
            answer_html text, answer_text text, is_truncated integer not null, source text not null,
            answering_body_id integer, answering_body text,
            asking_member_id int references members(id), asking_member text, asking_party text,
            asking_constituency text,
            answering_member_id int references members(id), answering_member text, answering_office text,
            asking_resolved_by text, answering_resolved_by text,
            correcting_member_id int references members(id),
            date_tabled text, date_for_answer text, date_answered text, date_holding text,
            date_corrected text, is_named_day integer not null, is_withdrawn integer not null,
            is_holding integer not null, is_correction integer not null, has_interest integer not null,
            has_newer_list_row integer not null, grouped_uins text not null, relevance text not null,
            url text, fetched_from text not null, raw_hash text not null
        );
        create index questions_answered on questions(date_answered);
        create index questions_asker on questions(asking_member_id);
        create index questions_answerer on questions(answering_member_id);
        create table question_aliases (
            alias text primary key, question_id int not null references questions(id)
        );
        create table answer_versions (
            question_id int not null references questions(id), version integer not null,
            state text not null, answer_text text not null, answer_html text, dated text,
            first_seen text not null, last_seen text not null, raw_hash text not null,
            primary key (question_id, version)
        );
        create table statements (
            id int primary key, uin text, house text not null, title text not null, text_html text,
            text text, is_truncated integer not null, date_made text,
            member_id int references members(id), member_name text, member_role text,
            resolved_by text,
            answering_body_id integer, answering_body text, linked text not null,
            joint_with int, relevance text not null, url text, fetched_from text not null,
            raw_hash text not null
        );
        create table attachments (
            source_type text not null, source_id int not null, url text not null, title text,
            file_type text, size_bytes integer
        );
        create index attachments_source on attachments(source_type, source_id);
        create table debates (
            id text primary key, house text not null, date text, title text not null, location text,
            kind text, parents text not null, last_updated text, relevance text not null, url text,
            fetched_from text not null, raw_hash text not null
        );
        create table contributions (
            id text primary key, debate_id text not null references debates(id), position integer not null,
            member_id int references members(id), speaker_name text, twfy_id text, attributed_to text,
            resolved_by text,
            office text, party text, constituency text, kind text not null,
            is_continuation integer not null, is_chair integer not null, is_government integer not null,
            is_on_topic integer not null, uin text, column_number text, text text not null, url text
        );
        create index contributions_debate on contributions(debate_id, position);
        create index contributions_member on contributions(member_id)
        """,
    )


@tracker()
def m002_analysis(db: Database) -> None:
    """What the analysis found, each row tied to characters of its source."""
    run_script(
        db,
        """
        create table sentences (
            id text primary key, source_type text not null, source_id int not null,
            start_char integer not null, end_char integer not null, text text not null,
            class text not null, score real not null, why text not null, action text, actor text,
            act_kind text
        );
        create index sentences_source on sentences(source_type, source_id);
        create index sentences_class on sentences(class);
        create table analyses (
            source_type text not null, source_id int not null, input_hash text not null,
            primary key (source_type, source_id)
        );
        create table deadlines (
            sentence_id text primary key references sentences(id), text text not null, earliest text,
            latest text, precision text not null
        );
        create table themes (
            source_type text not null, source_id int not null, theme text not null, why text not null,
            primary key (source_type, source_id, theme)
        )
        """,
    )


@tracker()
def m003_ledger(db: Database) -> None:
    """Commitments, every sentence that speaks of them, and how their statuses came about."""
    run_script(
        db,
        """
        create table commitments (
            id text primary key, first_date text, last_date text, member_id int references members(id),
            member_name text, office text, house text, answering_body text, class text not null,
            quote text not null, is_private integer not null, action text, actor text, act_kind text not null,
            themes text not null,
            deadline_text text, deadline_earliest text, deadline_latest text, deadline_precision text,
            official_status text not null, schedule_status text not null, evidence_status text not null,
            times_said integer not null, times_slipped integer not null, days_slipped integer not null,
            days_waiting integer, days_to_deadline integer, source_type text not null,
            source_id int not null, sentence_id text not null references sentences(id), url text
        );
        create index commitments_first_date on commitments(first_date);
        create index commitments_schedule on commitments(schedule_status, deadline_latest);
        create index commitments_member on commitments(member_id);
        create table commitment_themes (
            commitment_id text not null references commitments(id), theme text not null,
            primary key (commitment_id, theme)
        );
        create table mentions (
            commitment_id text not null references commitments(id),
            sentence_id text not null references sentences(id), relation text not null, date text,
            old_deadline text, new_deadline text, old_latest text, new_latest text,
            days_slipped integer, similarity real, position integer not null,
            primary key (commitment_id, sentence_id)
        );
        create index mentions_sentence on mentions(sentence_id);
        create table commitment_aliases (
            alias text primary key, commitment_id text not null references commitments(id)
        );
        create table status_history (
            commitment_id text not null references commitments(id), date text, axis text not null,
            status text not null, sentence_id text references sentences(id), position integer not null,
            primary key (commitment_id, position)
        )
        """,
    )


@tracker()
def m004_ledger_of_runs(db: Database) -> None:
    """What every run did, without raw text, and what the snapshot was made from."""
    run_script(
        db,
        """
        create table runs (
            id integer primary key, command text not null, source text not null, started text not null,
            finished text, outcome text not null, requests integer not null, new integer not null,
            updated integer not null, unchanged integer not null, quarantined integer not null,
            left_out integer not null, message text, failure text
        );
        create table quarantine (
            source text not null, item text not null, reason text not null, url text,
            first_seen text not null
        );
        create table snapshot (key text primary key, value text not null)
        """,
    )


@tracker()
def m005_other_sources(db: Database) -> None:
    """Oral questions, motions, committees, petitions, GOV.UK, statistics and statute."""
    run_script(
        db,
        """
        create table oral_questions (
            id int primary key, uin text not null, question_text text not null, kind text, status text,
            number integer, date_tabled text, date_removed text, answering_on text,
            answering_body_id integer, answering_body text, answering_office text,
            asking_member_id int references members(id), asking_member text,
            asking_party text, asking_constituency text, has_interest integer not null,
            debate_id text references debates(id), contribution_id text references contributions(id),
            relevance text not null, url text, fetched_from text not null, raw_hash text not null
        );
        create index oral_questions_day on oral_questions(answering_on, uin);
        create table motions (
            id int primary key, uin text not null, title text not null, text text not null, status text,
            status_since text, date_tabled text, member_id int references members(id), member_name text,
            party text, constituency text, sponsors integer, sponsors_withdrawn integer, amends_id int,
            is_prayer integer not null, instrument text, instrument_title text, relevance text not null,
            url text, fetched_from text not null, raw_hash text not null
        );
        create table statement_links (
            statement_id int not null references statements(id), linked_id int not null,
            link_type text not null, link_date text
        );
        create index statement_links_linked on statement_links(linked_id);
        create index statement_links_statement on statement_links(statement_id);
        create table publications (
            id int primary key, committee_id integer, committee text, house text, kind text not null,
            title text not null, date text, paper_number text, responds_to_id int,
            responding_department text, response_deadline text, is_response_excepted integer not null,
            relevance text not null, url text, fetched_from text not null, raw_hash text not null
        );
        create index publications_answers on publications(responds_to_id);
        create table publication_documents (
            id text primary key, publication_id int not null references publications(id), file_name text,
            text text, trouble text, is_extracted integer not null, is_government integer not null,
            office text, url text, fetched_from text not null, raw_hash text not null
        );
        create index publication_documents_of on publication_documents(publication_id);
        create table publication_passages (
            id text primary key, document_id text not null references publication_documents(id),
            position integer not null, start_char integer not null, end_char integer not null,
            text text not null, context text, is_government integer not null
        );
        create index publication_passages_of on publication_passages(document_id);
        create table petitions (
            id int primary key, title text not null, background text, details text, state text,
            is_archived integer not null, signatures integer, rejection text,
            date_opened text, date_closed text, departments text not null,
            response_summary text, response_text text, date_responded text, date_debated text,
            debate_url text, relevance text not null, url text, fetched_from text not null,
            raw_hash text not null
        );
        create table documents (
            id text primary key, path text not null, kind text not null, title text not null,
            description text, text text, date_published text, date_updated text, organisations text not null,
            opening_date text, closing_date text, outcome_text text, is_withdrawn integer not null,
            is_full integer not null, relevance text not null, url text, fetched_from text not null,
            raw_hash text not null
        );
        create table document_changes (
            document_id text not null references documents(id), date text not null, note text not null
        );
        create table statistics (
            series text not null, period text not null, period_end text, value real, unit text not null,
            note text,
            table_title text not null, sheet text not null, position integer not null,
            source_file text not null, fetched_from text not null, raw_hash text not null
        );
        create index statistics_series on statistics(series, period_end);
        create table legislation (
            id text primary key, title text not null, kind text not null, year integer not null,
            number integer not null, date_made text, date_modified text, provisions integer,
            prospective integer, in_force text, in_force_why text not null, url text,
            fetched_from text not null, raw_hash text not null
        );
        create table commencements (
            legislation_id text not null references legislation(id), provision text, note text not null,
            date text, instrument text, url text
        );
        create table office_holders (
            role text not null, departments text not null, person text not null, start_date text,
            end_date text, member_id int references members(id), agrees text not null,
            url text, fetched_from text not null, raw_hash text not null
        )
        """,
    )


@tracker()
def m006_boilerplate(db: Database) -> None:
    """Paragraphs that ministers say again: where each was said first and which words changed."""
    run_script(
        db,
        """
        create table paragraphs (
            source_type text not null, source_id int not null, position integer not null,
            start_char integer not null, end_char integer not null, text text not null, date text not null,
            words integer not null, words_before integer not null, is_private integer not null,
            family text not null, first_source_type text not null, first_source_id int not null,
            first_date text not null, is_repeat integer not null, earlier_source_type text,
            earlier_source_id int, earlier_date text, similarity real, changed_from text not null,
            changed_to text not null, primary key (source_type, source_id, position)
        );
        create index paragraphs_family on paragraphs(family, date);
        create table said_before (
            source_type text not null, source_id int not null, words integer not null,
            words_before integer not null, share_said_before real not null, first_source_type text,
            first_source_id int, first_date text, primary key (source_type, source_id)
        )
        """,
    )


@tracker()
def m007_question_parts(db: Database) -> None:
    """What each question asks, part by part, and what its answer did with each."""
    run_script(
        db,
        """
        create table question_parts (
            question_id int not null references questions(id), label text not null,
            position integer not null, start_char integer not null, end_char integer not null,
            text text not null, status text not null, why text not null, score real not null,
            gap text, quote text, quote_start integer, quote_end integer, is_private integer not null,
            primary key (question_id, label)
        );
        create index question_parts_status on question_parts(status);
        create index question_parts_gap on question_parts(gap)
        """,
    )


@tracker()
def m008_outcomes(db: Database) -> None:
    """Which words of a promise changed, what may show its outcome, and what a person should look at first."""
    run_script(
        db,
        """
        create table mention_changes (
            commitment_id text not null references commitments(id),
            sentence_id text not null references sentences(id), position integer not null,
            aspect text not null, was text, now text, was_sentence_id text references sentences(id),
            primary key (commitment_id, sentence_id, position)
        );
        create table evidence (
            id text primary key, commitment_id text not null references commitments(id), kind text not null,
            stance text not null, date text not null, quote text not null, title text,
            source_type text not null, source_id int not null, part text not null,
            start_char integer not null, end_char integer not null,
            sentence_id text references sentences(id), url text, score real not null, why text not null,
            found_by text not null, days_after_promise integer not null, days_after_deadline integer,
            is_private integer not null
        );
        create index evidence_commitment on evidence(commitment_id, date);
        create index evidence_source on evidence(source_type, source_id);
        create table review_candidates (
            sentence_id text primary key references sentences(id), usefulness real not null,
            rules_class text not null, why text not null, wordings integer not null, date text, title text,
            url text
        )
        """,
    )


@tracker()
def m009_grouped_dates(db: Database) -> None:
    """When the questions answered together with one were tabled: their numbers come back every session."""
    run_script(db, "alter table questions add column grouped_dates text not null default '{}'")


@tracker()
def m010_sentence_themes(db: Database) -> None:
    """Which sentence speaks of which theme of its text."""
    run_script(
        db,
        """
        create table sentence_themes (
            sentence_id text not null references sentences(id), theme text not null, why text not null,
            primary key (sentence_id, theme)
        );
        create index sentence_themes_theme on sentence_themes(theme)
        """,
    )
