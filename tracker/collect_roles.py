"""Collects who held the department's offices, by GOV.UK, once a month."""

from __future__ import annotations

from functools import partial

from scrapers import govuk_roles
from scrapers.govuk import path_in
from tracker.collect import Collector, Source


def collect_roles(run: Collector) -> None:
    """Read the index of ministers, then the page of every office it gives the topic's departments.

    Offices that the index gave before are read again too: it drops one with its last holder.
    """
    if _is_due(run):
        with run.window(_window(run)):
            for path in run.progress(_paths(run), "offices"):
                fetch = partial(govuk_roles.fetch_role, run.session, run.settings.govuk_url, path)
                run.keep_if_there(f"office {path}", fetch)
            run.done(_window(run), run.since)
    run.done_to(run.today)


def _paths(run: Collector) -> list[str]:
    answer = govuk_roles.fetch_ministers(run.session, run.settings.govuk_url)
    run.keep(answer)
    named = govuk_roles.role_paths(answer.body, run.topic.departments)
    held = [path_in(sighting.url) for sighting in run.archive.sightings() if sighting.kind == "govuk-role"]
    return list(dict.fromkeys([*named, *held]))


def _is_due(run: Collector) -> bool:
    return run.is_due(_window(run), run.since, ())


def _window(run: Collector) -> str:
    return f"ministers {run.today[:7]}"


ROLES = Source(collect_roles, lambda run: int(_is_due(run)))
