"""Which function answers which address: all services on one server, told apart by the path's first part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tracker.demo import (
    bulk_routes,
    committee_routes,
    debate_routes,
    govuk_routes,
    legislation_routes,
    member_routes,
    petition_routes,
    question_routes,
    tabled_routes,
)
from tracker.demo.asking import Ask, NotFound

_QUESTIONS = "/questions-statements/api/writtenquestions/questions"
_STATEMENTS = "/questions-statements/api/writtenstatements/statements"


def answer(ask: Ask, path: str) -> Any:
    """Return what the services answer at the path, ready for JSON; raises NotFound or ServerFault."""
    for pattern, handler in _ROUTES:
        if match := pattern.fullmatch(path):
            return handler(ask, *match.groups())
    raise NotFound(path)


_ROUTES: tuple[tuple[re.Pattern[str], Callable[..., Any]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), handler)
    for pattern, handler in (
        (_QUESTIONS, question_routes.questions),
        (_QUESTIONS + r"/(\d+)", question_routes.question),
        (_QUESTIONS + r"/(\d{4}-\d\d-\d\d)/([A-Za-z]*\d+)", question_routes.question_by_uin),
        (_STATEMENTS, question_routes.statements),
        (_STATEMENTS + r"/(\d+)", question_routes.statement),
        (_STATEMENTS + r"/(\d{4}-\d\d-\d\d)/([A-Za-z]*\d+)", question_routes.statement_by_uin),
        (r"/hansard/overview/calendar\.json", debate_routes.calendar),
        (r"/hansard/overview/sectionsforday\.json", debate_routes.sections_for_day),
        (r"/hansard/overview/sectiontrees\.json", debate_routes.section_trees),
        (r"/hansard/overview/linkedsittingdates\.json", debate_routes.linked_sitting_dates),
        (r"/hansard/overview/lastsittingdate\.json", debate_routes.last_sitting_date),
        (r"/hansard/debates/debate/([^/]+)\.json", debate_routes.debate),
        (r"/hansard/search/contributions/spoken\.json", debate_routes.spoken),
        (r"/hansard/search/contributions/corrections\.json", debate_routes.corrections),
        (r"/committees/api/publications", committee_routes.publications),
        (r"/committees/api/publications/(\d+)", committee_routes.publication),
        (r"/committees/api/publications/(\d+)/document/(\d+)/(\w+)", committee_routes.document),
        (r"/petitions/petitions\.json", petition_routes.petitions),
        (r"/petitions/archived/petitions\.json", petition_routes.archived_petitions),
        (r"/petitions/petitions/(\d+)\.json", petition_routes.petition),
        (r"/petitions/archived/petitions/(\d+)\.json", petition_routes.archived_petition),
        (r"/legislation/all/data\.feed", legislation_routes.feed),
        (r"/legislation/(\w+/\d+/\d+)/data\.xml", legislation_routes.text),
        (r"/oralquestionsandmotions/oralquestions/list", tabled_routes.oral_questions),
        (r"/oralquestionsandmotions/earlydaymotions/list", tabled_routes.motions),
        (r"/oralquestionsandmotions/earlydaymotion/(\d+)", tabled_routes.motion),
        (r"/members/api/members/search", member_routes.search_members),
        (r"/members/api/members/history", member_routes.history),
        (r"/members/api/members/(\d+)", member_routes.member),
        (r"/members/api/members/(\d+)/biography", member_routes.biography),
        (r"/members/api/posts/governmentposts", member_routes.government_posts),
        (r"/members/api/reference/answeringbodies", member_routes.answering_bodies),
        (r"/bulk/pwdata/scrapedxml/(\w+)/", bulk_routes.listing),
        (r"/bulk/pwdata/scrapedxml/(\w+)/([\w-]+\.xml)", bulk_routes.file),
        (r"/bulk/pwdata/members/((?:posts/)?[\w-]+\.json)", bulk_routes.members_file),
        (r"/govuk/api/search\.json", govuk_routes.search),
        (r"/govuk/api/content(/.+)", govuk_routes.content_item),
        (r"/govuk/media/([^/]+)/([^/]+)", govuk_routes.asset),
    )
)
