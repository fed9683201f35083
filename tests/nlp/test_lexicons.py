"""Every rule is proven by the sentences that stand beside it."""

from __future__ import annotations

import pytest

from nlp import lexicon
from nlp.lexicon import FOLDER, LexiconError, load_rules

RULES = [(path.stem, rule) for path in sorted(FOLDER.glob("*.toml")) for rule in load_rules(path.stem)]
PROOFS = [(name, rule, sentence, True) for name, rule in RULES for sentence in rule.matches] + [
    (name, rule, sentence, False) for name, rule in RULES for sentence in rule.rejects
]


@pytest.mark.parametrize(
    ("name", "rule", "sentence", "expected"),
    PROOFS,
    ids=[f"{name}:{rule.id}:{'+' if yes else '-'}{text[:40]}" for name, rule, text, yes in PROOFS],
)
def test_rule_keeps_to_its_own_examples(name, rule, sentence, expected):
    assert bool(rule.pattern.search(sentence)) is expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[rule]]\nid="a"\nrole="r"\npattern="x"\nmatches=["x"]\nrejects=["y"]\nwhy="z"', "unknown key"),
        ('[[rule]]\nid="a"\nrole="r"\npattern="("\nmatches=["x"]\nrejects=["y"]', "no regular expression"),
        ('[[rule]]\nid="a"\nrole="r"\npattern="x"\nmatches=[]\nrejects=["y"]', "'matches' is missing"),
        ('[[rule]]\nid="a"\nrole="q"\npattern="x"\nmatches=["x"]\nrejects=["y"]', "unknown role"),
        ('[[rule]]\nid="a"\nrole="r"\npattern="x"\nmatches=["x"]\nrejects=["y"]\n' * 2, "used twice"),
    ],
)
def test_a_faulty_lexicon_is_refused(tmp_path, monkeypatch, text, complaint):
    (tmp_path / "faulty.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    load_rules.cache_clear()
    with pytest.raises(LexiconError, match=complaint):
        load_rules("faulty", frozenset({"r"}))
    load_rules.cache_clear()
