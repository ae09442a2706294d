"""What a scanner or a hand has typed is taken out whole: pieces and code."""

import pytest
from PySide6.QtCore import Qt

from shopdesk.ui.scan_field import scan_field, take_scan


@pytest.mark.parametrize(
    ("typed", "told"),
    [("6901234567892", (1, "6901234567892")), ("5*QH-MUG", (5, "QH-MUG")), (" 12 × QH-MUG ", (12, "QH-MUG")),
     ("5 x QH-MUG", (5, "QH-MUG")), ("30x40-BOX", (1, "30x40-BOX")),
     ("*QH", (1, "*QH")), ("5*", (1, "5*")), ("1234567*QH", (1, "1234567*QH")), ("  ", (1, ""))],
)  # fmt: skip
def test_a_scan_is_pieces_and_a_code(qtbot, typed, told):
    field = scan_field("scan", "Scan", "")
    qtbot.addWidget(field)
    field.setText(typed)
    assert take_scan(field) == told and field.text() == ""


def test_no_input_method_takes_the_scanners_keys(qtbot):
    field = scan_field("scan", "Scan", "")
    qtbot.addWidget(field)
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) and field.accessibleName() == "Scan"
