"""Choosing files begins where a seller's files are, and where the last choice ended."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.ui import dialogs, machine


@pytest.fixture
def chosen(monkeypatch, qtbot):
    """Answer each file dialog; what is kept is where each began."""
    begun: list[str] = []
    answers: list[str] = []

    def answer(_parent, _title, place="", *_patterns):
        begun.append(place)
        return answers.pop(0)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *told: (answer(*told), "PDF (*.pdf)"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *told: ([name for name in [answer(*told)] if name], ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent, answers, begun


def usual(location) -> str:
    return QStandardPaths.writableLocation(location)


def test_a_first_choice_begins_in_the_persons_own_folders(chosen):
    parent, answers, begun = chosen
    answers += ["", ""]
    assert dialogs.choose_target(parent, "Save", "CON: 面单/2026.pdf", "PDF (*.pdf)") is None
    documents = usual(QStandardPaths.StandardLocation.DocumentsLocation)
    assert begun == [str(Path(documents) / "CON_ 面单_2026.pdf")]
    dialogs.choose_files(parent, "Open", "*.csv")
    assert begun[1] == usual(QStandardPaths.StandardLocation.DownloadLocation)


def test_the_next_choice_begins_where_the_last_one_ended(chosen, tmp_path):
    parent, answers, begun = chosen
    answers += [str(tmp_path / "a.pdf"), "", str(tmp_path / "in" / "b.csv"), ""]
    (tmp_path / "in").mkdir()
    assert dialogs.choose_target(parent, "Save", "a.pdf", "PDF (*.pdf)") == tmp_path / "a.pdf"
    dialogs.choose_target_and_form(parent, "Save", "b", ["PDF (*.pdf)"])
    assert Path(begun[1]) == tmp_path / "b"
    assert dialogs.choose_files(parent, "Open", "*.csv") == [tmp_path / "in" / "b.csv"]
    dialogs.choose_files(parent, "Open", "*.csv")
    assert Path(begun[3]) == tmp_path / "in"


def test_a_folder_that_is_gone_is_not_begun_in(chosen, tmp_path):
    parent, answers, begun = chosen
    machine.remember(machine.OPENED, str(tmp_path / "taken out"))
    answers.append("")
    dialogs.choose_files(parent, "Open", "*.csv")
    assert begun == [usual(QStandardPaths.StandardLocation.DownloadLocation)]


@pytest.mark.parametrize("error", [ShopError("shop-busy"), ZeroDivisionError("of its own")])
def test_an_error_is_left_by_enter_and_by_escape(qtbot, error):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        shown = dialogs.error_dialog(error, "Printing")
        qtbot.addWidget(shown)
        shown.show()
        qtbot.waitExposed(shown)
        assert shown.focusWidget().objectName() == "closeError"
        qtbot.keyClick(shown.focusWidget(), key)
        qtbot.waitUntil(lambda shown=shown: not shown.isVisible())
