"""Every kind, reason and rule of after-sales has its words."""

from shopdesk.domain.return_policy import KINDS, NEEDS, PAYERS, REASONS
from shopdesk.domain.return_rules import ALLOWANCES, REFUSALS
from shopdesk.words.returns import KINDS as KIND_WORDS
from shopdesk.words.returns import NEEDS as NEED_WORDS
from shopdesk.words.returns import PAYERS as PAYER_WORDS
from shopdesk.words.returns import REASONS as REASON_WORDS
from shopdesk.words.returns import RULES, word_rule


def test_every_kind_reason_need_and_rule_has_its_words():
    assert set(KINDS) == set(KIND_WORDS) and set(REASONS) == set(REASON_WORDS)
    assert set(PAYERS) == set(PAYER_WORDS) and set(NEEDS) == set(NEED_WORDS)
    assert {*REFUSALS, *ALLOWANCES} == set(RULES)


def test_a_rule_is_told_with_what_it_decided_on():
    told = {"sku": "BOX", "days": "7", "ended": "2026-11-19"}
    assert word_rule("window-over", told) == "The window of 7 days ended on 19 Nov 2026."
    assert "–" in word_rule("window-over", {})
