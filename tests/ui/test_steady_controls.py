"""Controls keep their size whatever has the focus, and stand in line with each other."""

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from shopdesk.ui import theme
from shopdesk.ui.controls import ElidedLabel, bar, column
from shopdesk.ui.controls import button as button_of
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import CONTROL, SPACE


def button(**marks: object) -> QPushButton:
    made = QPushButton("Save")
    for name, value in marks.items():
        made.setProperty(name, value)
    return made


CONTROLS = {
    "button": button, "primary": lambda: button(primary=True), "quiet": lambda: button(quiet=True),
    "field": QLineEdit, "choice": QComboBox, "number": QSpinBox, "amount": QDoubleSpinBox, "moment": QDateTimeEdit,
}  # fmt: skip


@pytest.fixture(params=[theme.LIGHT, theme.BLACK_ON_WHITE])
def looks(qapp, request):
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, theme.LIGHT)


@pytest.mark.parametrize("kind", [*CONTROLS, "tool", "framed"])
def test_the_focus_moves_nothing(qtbot, looks, kind):
    control = CONTROLS[kind]() if kind in CONTROLS else QToolButton()
    control.setProperty("framed", kind == "framed")
    other, page = QLineEdit(), QWidget()
    page.setLayout(column(other, control, None))
    qtbot.addWidget(page)
    page.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = control.sizeHint()
    if kind in CONTROLS and looks == theme.LIGHT:
        assert before.height() == control.height() == CONTROL
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    QApplication.sendPostedEvents()
    assert control.sizeHint() == before


def test_a_crowded_bar_gives_up_keys_before_it_cuts_words_and_says_what_it_cut(qtbot):
    said, verb = ElidedLabel("3 orders selected"), button_of("do", "Do it", key="Ctrl+D")
    said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    shown, whole = bar("bar", 48, said, None, verb), "3 orders selected"
    qtbot.addWidget(shown)
    shown.resize(600, 48)
    shown.show()
    assert (said.text(), verb.text()) == (whole, "Do it   Ctrl+D")
    shown.resize(2 * SPACE[4] + SPACE[2] + said.sizeHint().width() + verb.sizeHint().width() - 10, 48)
    qtbot.waitUntil(lambda: (said.text(), verb.text()) == (whole, "Do it"), timeout=5_000)
    shown.resize(2 * SPACE[4] + verb.sizeHint().width() + 60, 48)
    qtbot.waitUntil(lambda: said.text() != whole, timeout=5_000)
    assert said.toolTip() == whole and said.text().endswith("…")


def test_what_scrolls_the_tabs_is_large_enough_to_be_hit(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    tabs = ViewTabs({str(at): f"View number {at}" for at in range(12)}, "views")
    qtbot.addWidget(tabs)
    tabs.resize(500, 40)
    tabs.show()
    assert all(made.width() >= 24 and made.isVisible() for made in tabs.findChildren(QToolButton))
