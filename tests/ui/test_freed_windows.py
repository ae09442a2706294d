"""A window that was closed, or built anew in another language, leaves nothing behind: neither pages nor tasks."""

import gc
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from shopdesk import app
from shopdesk.ui.window.main_window import MainWindow

ONE_THING = {"listing", "promotion_proof"}  # they show one thing that must be named


def shown_window() -> MainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())


@pytest.mark.timeout(300)
def test_every_page_is_freed_when_the_window_is_built_anew(folder, qtbot, wait):
    window = app.open_window(folder)
    context = window.context
    window.show()
    for page in app.PAGES.keys() - ONE_THING:
        window.go(page)
        qtbot.waitUntil(lambda: not context.reader.busy, timeout=20_000)
    wait(context)
    old = {type(page).__name__: weakref.ref(page) for page in (*window._pages.values(), window)}
    window.rebuild.emit()
    del window

    def left() -> list[str]:
        gc.collect()
        return [name for name, one in old.items() if one() is not None]

    wait(context)
    qtbot.waitUntil(lambda: left() == [], timeout=10_000)
    new = shown_window()
    context.changed.emit(frozenset({"orders", "settings", "listings"}))  # nothing of the old window hears it
    context.thumbnails.loaded.emit("nowhere")
    wait(context)
    qtbot.addWidget(new)
    new.close()


def test_a_task_that_has_ended_is_freed_with_what_waited_for_it(context, qtbot, wait):
    class Waiter:
        def hear(self, result: object) -> None:
            self.result = result

    waiter = Waiter()
    gone = weakref.ref(context.write("work", lambda shop, _job: 7, changes=set(), done=waiter.hear))
    qtbot.waitUntil(lambda: gone() is None or not isValid(gone()), timeout=10_000)
    assert waiter.result == 7 and context.runner.tasks == []
    waited = weakref.ref(waiter)
    del waiter
    gc.collect()
    assert waited() is None
