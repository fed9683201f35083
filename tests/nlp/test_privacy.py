from __future__ import annotations

import pytest

from nlp.privacy import speaks_of_a_person


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I will meet the hon. Member to discuss his constituent.", True),
        ("I undertake to look at the case he raises tonight.", True),
        ("I will write to Miss Invented about her arrears.", True),
        ("We will publish the response to the consultation in the spring.", False),
        ("Mr Speaker, the regulations will be laid by March 2026.", False),
        ("I will meet my hon. Friend to discuss enforcement.", False),
    ],
)
def test_a_persons_story_is_recognised(sentence, expected):
    assert speaks_of_a_person(sentence) is expected
