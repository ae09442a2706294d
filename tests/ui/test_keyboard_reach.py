"""Every page by keyboard and by ear, with whatever can be open on it.

Tab goes once around as one reads and the same way back, each key means one thing, everything has a name of its own,
tells its state and is listed in docs/ui.md. The window is walked through once in each language.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shopdesk import app
from shopdesk.services.sample import create_sample_shop
from shopdesk.ui.context import Context
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.words import spoken
from tests.conftest import NOW
from tests.ui import keyboard, screen_reader
from tests.ui.keyboard_scenes import Visitor, further, pictured

PATIENCE_MS, QUIET = 30_000, 6
LISTED = re.compile(r"`([\w.<>{}-]+)`")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "ui.md"


def settle(window: MainWindow) -> None:
    """Wait until nothing runs and what came is laid out."""
    quiet = 0
    for _turn in range(PATIENCE_MS // 5):
        QTest.qWait(5)
        busy = window.context.runner.busy or window.context.reader.busy
        quiet = 0 if busy else quiet + 1
        if quiet > QUIET:
            return
    raise AssertionError("the window does not come to rest")


def unlisted(window: QWidget) -> list[str]:
    """Return the controls that docs/ui.md does not name; `name-<what>` there stands for all that begin so."""
    listed = LISTED.findall(DOCS.read_text("utf-8"))
    families = tuple(name.partition("<")[0] for name in listed if "<" in name)
    names = {keyboard.called(control) for control in keyboard.controls(window)}
    return [f"{name} is not in docs/ui.md" for name in sorted(names - set(listed)) if not name.startswith(families)]


def doubled(window: QWidget) -> list[str]:
    """Return the keys that mean two things at once."""
    return keyboard.doubled_keys(window, keyboard.stops_of(window))


def look(window: QWidget) -> list[str]:
    """Return all that is wrong with what is open."""
    return [*doubled(window), *unlisted(window), *screen_reader.faults_of(window), *keyboard.tab_faults(window)]


@pytest.fixture
def opened(request, qapp, tmp_path):
    """The window on the sample shop with all that it can hold."""
    spoken.use(request.param)
    shop = tmp_path / "supplied"
    create_sample_shop(shop, now=lambda: NOW).close()
    window = app.open_window(shop, Context(shop, now=lambda: NOW))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()
    window.deleteLater()


def walk(window: MainWindow, scenes: dict[str, Callable[[], object]], seen: Callable[[QWidget], list[str]]) -> str:
    """Go through scenes and return what is wrong with each, line by line."""
    found = []
    for name, act in scenes.items():
        act()
        settle(window)
        assert window.isActiveWindow(), f"{name} takes the keyboard from the window"
        found += [f"{name}: {fault}" for fault in seen(window)]
    return "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_everything_is_reached_named_and_listed_and_each_key_means_one_thing(opened, tmp_path):
    visitor = Visitor(opened, lambda: settle(opened), tmp_path)
    found = walk(opened, {**pictured().scenes(opened), **further(visitor)}, look)
    assert not found, found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["zh_CN"], indirect=True)
def test_each_key_means_one_thing_in_chinese(opened):
    found = walk(opened, pictured().scenes(opened), doubled)
    assert not found, found
