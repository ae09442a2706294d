"""A fault that is met while a fault is told, or when the window has been left, does not tell itself for ever."""

import sys
import threading

from shopdesk import app
from shopdesk.ui.window.faults import Faults


def test_a_fault_of_the_telling_itself_is_not_told_again(qapp, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults, met = Faults(), []

    def tell(error: BaseException) -> None:
        met.append(error)
        faults._hear(StopIteration, StopIteration(), None)  # as Qt does with what a slot raises

    faults.met.connect(tell)
    faults._hear(ValueError, ValueError("first"), None)
    faults._hear(ValueError, ValueError("second"), None)
    assert [str(error) for error in met] == ["first", "second"]


def test_a_fault_after_the_window_was_left_is_logged_and_opens_nothing(window, folder, monkeypatch):
    monkeypatch.setattr(app.QApplication, "topLevelWidgets", lambda: [window])  # those of other tests may still go
    window.close()
    app._tell_fault(ValueError("late"))
    assert "ValueError" in (folder / "logs" / "shopdesk.log").read_text("utf-8")
