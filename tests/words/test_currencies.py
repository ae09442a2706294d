"""Currencies bear the names and signs that people use."""

from shopdesk.words import spoken
from shopdesk.words.currencies import sign_of, word_currency


def test_a_currency_has_its_name_and_its_code(monkeypatch):
    monkeypatch.setattr(spoken, "language", spoken.language)
    spoken.use("zh_CN")
    assert word_currency("CNY") == "人民币 · CNY"
    spoken.use("en")
    assert word_currency("CNY") == "Chinese yuan · CNY"


def test_an_unknown_currency_is_its_code():
    assert word_currency("XAU") == sign_of("XAU") == "XAU"
    assert sign_of("CNY") == "¥"
