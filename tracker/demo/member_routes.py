"""The Members service: members, their biographies and histories, posts and answering bodies."""

from __future__ import annotations

from typing import Any

from tracker.demo import member_shapes
from tracker.demo.asking import Ask, NotFound
from tracker.demo.content import Member


def member(ask: Ask, number: str) -> Any:
    """One member, as today or on a day."""
    return member_shapes.member_item(_member(ask, number), ask.day("detailsForDate") or ask.as_of)


def biography(ask: Ask, number: str) -> Any:
    """Seats, parties and posts of one member."""
    return member_shapes.biography_item(_member(ask, number), ask.parliament, ask.as_of)


def history(ask: Ask) -> Any:
    """Names, parties and seats of several members."""
    known = (ask.parliament.members.get(number) for number in sorted(ask.numbers("ids")))
    return [member_shapes.history_item(found, ask.as_of) for found in known if found]


def search_members(ask: Ask) -> Any:
    """Members by a part of their name."""
    name, house = ask.text("name").lower(), ask.number("house", 0)
    found = [
        m
        for m in ask.parliament.members.values()
        if name in m.name.lower() and (not house or member_shapes.HOUSES[m.house] == house)
    ]
    return member_shapes.search_result(
        found, ask.as_of, skip=ask.number("skip", 0), take=ask.number("take", 20)
    )


def government_posts(ask: Ask) -> Any:
    """Current holders of a department's posts, or of the Cabinet's."""
    return member_shapes.government_posts(ask.parliament, ask.number("departmentId", 0) or None, ask.as_of)


def answering_bodies(ask: Ask) -> Any:
    """The departments that answer, with their numbers in both services."""
    return [member_shapes.answering_body(found) for found in ask.parliament.departments.values()]


def _member(ask: Ask, number: str) -> Member:
    if found := ask.parliament.members.get(int(number)):
        return found
    raise NotFound("member")
