"""An outage of any length: the next run reads what was missed, and what came to an end meanwhile."""

from __future__ import annotations

from datetime import date

SINCE, BEFORE = date(2024, 6, 1), date(2024, 6, 30)
SEEN = ("raw_hash", "fetched_from", "first_seen", "last_seen")  # tell of the reading, not of what was read


def tables(collected) -> dict[str, set[tuple]]:
    """Return the rows of every table, but for when each was seen."""
    names = collected.rows("select name from sqlite_master where type = 'table'")
    told = {name for (name,) in names if "_fts" not in name and not name.startswith(("_", "sqlite_"))}
    return {name: collected.table(name, without=SEEN) for name in told - {"runs", "snapshot"}}


def test_eighteen_months_without_a_run_are_made_good_by_the_next(collected, unbroken):
    assert not collected.run(since=SINCE, as_of=BEFORE).failed
    assert not collected.run(since=None).failed
    found, expected = tables(collected), tables(unbroken(since=SINCE))
    assert {name for name in expected if found[name] != expected[name]} == set()


def test_who_holds_an_office_is_asked_for_again_once_a_month(collected, parliament):
    collected.run("questions", "members", since=date(2025, 11, 1), as_of=date(2025, 11, 20))
    in_office = {row[0] for row in collected.rows("select member_id from posts where end_date is null")}
    assert in_office
    for day, expected in ((date(2025, 12, 2), in_office), (date(2025, 12, 3), set())):
        parliament.requests.clear()
        collected.run("members", since=None, as_of=day)
        asked = {int(target.split("/")[4]) for target in parliament.requests if "/Biography" in target}
        assert asked == expected
