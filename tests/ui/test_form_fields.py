"""A refusal is said under its field, and to a screen reader once, whatever has the focus."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.ui import form_fields
from shopdesk.ui.controls import column
from shopdesk.ui.form_fields import complain, error_line


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []
    monkeypatch.setattr(form_fields, "announce", lambda _w, words, *, urgent=False: heard.append((words, urgent)))
    return heard


def test_a_refusal_is_told_as_it_comes_and_described_on_its_field(told, qtbot):
    page, field, under = QWidget(), QLineEdit(), error_line("error")
    page.setLayout(column(field, under))
    qtbot.addWidget(page)
    page.show()
    complain(field, under, "")
    assert told == []
    for words in ("No number", "No number", "Too large"):
        complain(field, under, words)
        assert field.accessibleDescription() == words and under.isVisible()
    assert told == [("No number", True), ("Too large", True)]
    complain(field, under, "")
    complain(field, under, "Too large")
    assert told[2:] == [("Too large", True)], "said again after it was mended"


def test_a_line_that_was_told_before_is_not_told_again_when_its_page_is_shown(told, qtbot):
    page, under = QWidget(), error_line("error")
    page.setLayout(column(under))
    qtbot.addWidget(page)
    page.show()
    under.setText("No number")
    under.show()
    page.hide()
    page.show()
    assert told == [("No number", True)]
