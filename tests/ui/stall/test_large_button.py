"""Buttons for fingers: the words as large as they stand whole, the key small below them."""

from shopdesk.ui.stall.large_button import LargeButton
from shopdesk.ui.stall.stall_parts import large


def test_a_narrow_button_says_its_words_on_two_lines_in_smaller_letters(qtbot):
    made = large("hold", "Hold the whole cart", key="F4")
    assert isinstance(made, LargeButton)
    qtbot.addWidget(made)
    wide = made.sizeHint().width()
    narrow = made.minimumSizeHint().width()
    assert narrow < wide * 2 // 3
    made.resize(narrow, 66)
    room = made.size().shrunkBy(made.contentsMargins())
    assert made._words_font(room).pixelSize() < made.font().pixelSize()
    made.resize(wide + 40, 66)
    assert made._words_font(made.size()).pixelSize() == made.font().pixelSize()


def test_keys_are_called_as_they_stand_on_the_keyboard(qtbot):
    made = large("done", "Money received", key="Ctrl+Return")
    qtbot.addWidget(made)
    assert made.text() == "Money received\nCtrl+Enter"
    assert made.toolTip() == "Money received  Ctrl+Enter" and made.accessibleName() == "Money received"
