"""A day is typed, stepped with arrows or taken from the calendar, and shown as the reader writes it."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from shopdesk.ui.calendar_popup import CalendarPopup
from shopdesk.ui.day_field import DayField
from shopdesk.words import spoken

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture(params=["en", "zh_CN"])
def language(request):
    before = spoken.language
    spoken.language = request.param
    yield request.param
    spoken.language = before


@pytest.fixture
def shown(qtbot):
    """A form that ends in another field; it is called for its day."""
    form = QWidget()
    qtbot.addWidget(form)

    def make(*, timed: bool = False) -> DayField:
        layout = QVBoxLayout(form)
        for part in (made := DayField("day", "Day", lambda: NOW, timed=timed), QLineEdit()):
            layout.addWidget(part)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow, timeout=5_000)
        made.setFocus()
        return made

    return make


def calendar(field: DayField, qtbot) -> CalendarPopup:
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is not None, timeout=5_000)
    return field.findChild(CalendarPopup)


def test_what_was_typed_is_shown_as_it_was_understood(qtbot, shown, language):
    field = shown()
    QTest.keyClicks(field, "12-24")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == ("24 Dec 2026" if language == "en" else "2026-12-24")
    assert field.day() == date(2026, 12, 24)


def test_what_cannot_be_read_stays_as_it_was_typed(qtbot, shown):
    field = shown()
    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "soon"
    with pytest.raises(ValueError, match=r"."):
        field.day()


def test_arrows_go_from_day_to_day_and_keep_the_time(qtbot, shown):
    field = shown(timed=True)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.moment() == datetime(2026, 11, 13).astimezone(UTC)
    field.setText("2026-11-30 20:00")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.moment() == datetime(2026, 12, 1, 20).astimezone(UTC)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.moment() == datetime(2026, 11, 29, 20).astimezone(UTC)


def test_a_day_is_taken_from_the_calendar_by_key(qtbot, shown):
    field = shown()
    edited = []
    field.textEdited.connect(edited.append)
    opened = calendar(field, qtbot)
    assert opened.months.selectedDate().toPython() == date(2026, 11, 13)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(opened.months.focusProxy() or opened.months, key)
    assert field.day() == date(2026, 12, 14) and edited == [field.text()]
    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is None, timeout=5_000)


def test_the_calendar_names_its_month_and_turns_to_others(qtbot, shown, language):
    field = shown(timed=True)
    field.setText("2026-12-24 20:05")
    opened = calendar(field, qtbot)
    qtbot.mouseClick(opened.findChild(QToolButton, "monthAfter"), Qt.MouseButton.LeftButton)
    assert opened.accessibleName() == ("Jan 2027" if language == "en" else "2027 年 1 月")
    opened.months.setSelectedDate(opened.months.selectedDate().addDays(21))
    QTest.keyClick(opened.months.focusProxy() or opened.months, Qt.Key.Key_Return)
    assert field.moment() == datetime(2027, 1, 14, 20, 5).astimezone(UTC)


def test_escape_leaves_the_calendar_and_the_day_as_it_was(qtbot, shown):
    field = shown()
    field.set_day(date(2026, 12, 24))
    opened = calendar(field, qtbot)
    QTest.keyClick(opened.months.focusProxy() or opened.months, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is None, timeout=5_000)
    assert field.day() == date(2026, 12, 24)


def test_a_field_that_is_only_read_opens_no_calendar(qtbot, shown):
    field = shown()
    field.setReadOnly(True)
    field.open_calendar()
    assert field.findChild(CalendarPopup) is None
