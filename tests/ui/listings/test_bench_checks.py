"""The table of the bench says what is asked as a rule with its unit, first what needs a look, and cuts no word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopdesk.domain.pictures import Check, PictureReport
from shopdesk.ui.listings.bench_checks import BenchChecks, asked, measured
from shopdesk.words.pictures import CHECK_NAMES


def check(name: str, verdict: str = "pass", found: object = 0, limit: object = "") -> Check:
    return Check(name, verdict, found, limit)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("size", 800, "≥ 800 px"), ("bytes", 5 * 1024 * 1024, "≤ 5 MB"), ("fill", 0.6, "≥ 60%"), ("square", 1, "1 : 1"),
     ("specks", 0, "0"), ("edge", "clear", "clear")],
)  # fmt: skip
def test_what_is_asked_stands_with_its_sign_and_unit(name, value, words):
    assert asked(check(name, limit=value)) == words


def test_a_small_file_stands_in_kilobytes():
    assert measured("bytes", 29_184) == "28 KB"


def test_what_failed_stands_first_and_the_rest_is_one_line_until_it_is_wanted(qtbot):
    checks = [check(name, "fail" if name == "sharpness" else "pass", 1, 1) for name in CHECK_NAMES]
    made = BenchChecks(PictureReport("a.jpg", "shopdesk", tuple(checks), None), None)
    qtbot.addWidget(made)
    made.show()
    shown = [part.text() for part in made.findChildren(QLabel) if part.isVisible()]
    assert shown.index("Sharpness") < shown.index("Square") and "Frames" not in shown
    made.more.click()
    assert "Frames" in [part.text() for part in made.findChildren(QLabel) if part.isVisible()]
    assert made.all_of_them


def test_what_a_background_is_can_be_read_to_its_end(qtbot):
    made = BenchChecks(PictureReport("a.jpg", "shopdesk", (check("background", "warn", "plain", "white"),), None), None)
    qtbot.addWidget(made)
    made.show()
    (words,) = (part for part in made.findChildren(QLabel) if part.text() == "plain but not white")
    needed = words.fontMetrics().boundingRect(0, 0, words.width(), 999, Qt.TextFlag.TextWordWrap, words.text())
    assert needed.width() <= words.width() and needed.height() <= words.height()
