"""What eases the eyes: text as large as the screen allows from the next start on, and nothing that moves."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from shopdesk.ui import machine
from shopdesk.ui.settings.settings_page import SettingsPage
from shopdesk.ui.window import eases

SMALLEST = (1024, 600)


@pytest.mark.parametrize(
    ("screen", "fitting"),
    [
        ((1366, 768), [100, 110, 125]),
        ((1920, 1080), [100, 110, 125, 150, 175]),
        ((3840, 2160), list(eases.SIZES)),
        ((800, 600), [100]),
    ],
)
def test_sizes_that_would_push_the_window_off_the_screen_are_not_offered(screen, fitting):
    assert eases.fitting_sizes(QSize(*screen), SMALLEST, 100) == fitting


def test_a_screen_is_measured_at_the_size_that_is_shown(qapp):
    assert eases.fitting_sizes(QSize(1280, 720), SMALLEST, 150) == [100, 110, 125, 150, 175]


def test_the_size_is_kept_and_told_to_come_with_the_next_start(context, qtbot, monkeypatch):
    monkeypatch.setattr(eases, "fitting_sizes", lambda *_asked: list(eases.SIZES))
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    sizes, note = page.findChild(QComboBox, "textSize"), page.findChild(QLabel, "textSizeNote")
    assert sizes.currentData() == "100" and note.isHidden()
    sizes.setCurrentIndex(sizes.findData("150"))
    sizes.activated.emit(sizes.currentIndex())
    assert eases.wanted_size() == 150
    assert "next start" in note.text() and not note.isHidden()


def test_the_next_start_is_drawn_larger(tmp_path):
    told = (
        "from PySide6.QtCore import QSettings; import sys\n"
        "QSettings.setDefaultFormat(QSettings.Format.IniFormat)\n"
        "QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])\n"
        "from shopdesk.ui import machine; machine.remember(machine.SIZE, '150')\n"
        "from shopdesk import app; print(app.application().primaryScreen().devicePixelRatio())\n"
    )
    surroundings = {key: value for key, value in os.environ.items() if key != eases.SCALE_VARIABLE}
    started = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path)], env=surroundings | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert started.stdout.strip() == "1.5"


def test_a_size_nobody_offers_is_not_taken():
    machine.remember(machine.SIZE, "9999")
    assert eases.wanted_size() == 100
    machine.remember(machine.SIZE, "much")
    assert eases.wanted_size() == 100


def test_nothing_moves_where_this_pc_was_told_so(context, qtbot, qapp):
    page = SettingsPage(context)
    qtbot.addWidget(page)
    motion = page.findChild(QComboBox, "motion")
    motion.setCurrentIndex(motion.findData(eases.STILL))
    motion.activated.emit(motion.currentIndex())
    assert QApplication.cursorFlashTime() == 0
    assert not any(QApplication.isEffectEnabled(effect) for effect in eases._EFFECTS)
    motion.setCurrentIndex(motion.findData(eases.MOVING))
    motion.activated.emit(motion.currentIndex())
    assert QApplication.cursorFlashTime() > 0
