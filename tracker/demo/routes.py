"""Which function answers which address: three services on one server, told apart by the path's first part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tracker.demo import debate_routes, member_routes, question_routes
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
        (r"/members/api/members/search", member_routes.search_members),
        (r"/members/api/members/history", member_routes.history),
        (r"/members/api/members/(\d+)", member_routes.member),
        (r"/members/api/members/(\d+)/biography", member_routes.biography),
        (r"/members/api/posts/governmentposts", member_routes.government_posts),
        (r"/members/api/reference/answeringbodies", member_routes.answering_bodies),
    )
)
