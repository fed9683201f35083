from __future__ import annotations

from datetime import date

import pytest

from db.status import governing_deadline, official_history, schedule_status
from nlp.annotations import Deadline
from nlp.links import Mention, Utterance


def mention(relation: str, day: str | None, deadline: Deadline | None = None) -> Mention:
    classes = {"claimed_done": "delivered", "progress": "progress", "refused": "refusal"}
    said = Utterance(f"{relation}-{day}", day, classes.get(relation, "firm"), "words", deadline=deadline)
    return Mention(said, relation, new=deadline)


BY_MARCH = Deadline("by March", "2025-01-01", "2025-03-31", "month")
BY_JUNE = Deadline("by June", "2025-02-01", "2025-06-30", "month")
VAGUE = Deadline("in due course", None, None, "vague")
AS_OF = date(2025, 4, 15)


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ([("made", "2025-01-01")], "promised"),
        ([("made", "2025-01-01"), ("progress", "2025-02-01")], "in progress"),
        ([("made", "2025-01-01"), ("progress", "2025-02-01"), ("restated", "2025-03-01")], "in progress"),
        ([("made", "2025-01-01"), ("claimed_done", "2025-02-01")], "says done"),
        ([("made", "2025-01-01"), ("refused", "2025-02-01")], "withdrawn"),
        ([("made", "2025-01-01"), ("refused", "2025-02-01"), ("restated", "2025-03-01")], "promised"),
        ([("made", "2024-01-01")], "nothing since"),
        ([("made", "2024-01-01"), ("claimed_done", "2024-02-01")], "says done"),
        ([("made", None)], "promised"),
    ],
)
def test_official_status_is_the_last_word_of_the_government(relations, expected):
    history = official_history([mention(relation, day) for relation, day in relations], AS_OF)
    assert history[-1].status == expected


def test_history_keeps_every_change_with_its_sentence():
    history = official_history([mention("made", "2025-01-01"), mention("claimed_done", "2025-02-01")], AS_OF)
    assert [(change.date, change.status) for change in history] == [
        ("2025-01-01", "promised"),
        ("2025-02-01", "says done"),
    ]
    assert history[1].sentence_id == "claimed_done-2025-02-01"


@pytest.mark.parametrize(
    ("deadline", "official", "as_of", "expected"),
    [
        (None, "promised", AS_OF, "no date"),
        (VAGUE, "promised", AS_OF, "vague"),
        (Deadline("until 14 February 2025", "2025-01-01", "2025-02-14", "day"), "promised", AS_OF, "no date"),
        (BY_JUNE, "promised", AS_OF, "not due"),
        (BY_JUNE, "promised", date(2025, 5, 31), "due soon"),
        (BY_JUNE, "promised", date(2025, 5, 30), "not due"),
        (BY_JUNE, "promised", date(2025, 6, 30), "due soon"),
        (BY_JUNE, "nothing since", date(2025, 7, 1), "overdue"),
        (BY_JUNE, "says done", date(2025, 7, 1), "closed"),
        (BY_JUNE, "withdrawn", AS_OF, "closed"),
    ],
)
def test_schedule_status_follows_the_calendar(deadline, official, as_of, expected):
    assert schedule_status(deadline, official, as_of) == expected


def test_a_vague_repetition_does_not_wipe_out_a_date():
    mentions = [mention("made", "2025-01-01", BY_MARCH), mention("softened", "2025-02-01", VAGUE)]
    assert governing_deadline(mentions) == BY_MARCH


def test_the_newest_date_governs():
    mentions = [mention("made", "2025-01-01", BY_MARCH), mention("slipped", "2025-02-01", BY_JUNE)]
    assert governing_deadline(mentions) == BY_JUNE
