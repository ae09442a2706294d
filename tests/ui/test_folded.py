"""What can be unfolded tells a screen reader whether it is: trees by their lines, buttons by their description."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTreeView, QWidget

from tests.ui.screen_reader import heard
from tests.ui.test_keyboard_reach import settle

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def lines(tree: QTreeView) -> dict[str, bool]:
    """Return of each line in sight that is told to hold others whether it is told as expanded."""
    told = heard(tree)
    shown: dict[str, bool] = {}
    for item in (told.child(at) for at in range(told.childCount())):
        if item.role() == QAccessible.Role.TreeItem and item.state().expandable:
            shown.setdefault(item.text(NAME), bool(item.state().expanded))  # further columns do not tell it
    return shown


def _with_more(tree: QTreeView) -> QModelIndex:
    """Return the first line that holds others."""
    model = tree.model()
    return next(model.index(at, 0) for at in range(model.rowCount()) if model.hasChildren(model.index(at, 0)))


@pytest.mark.parametrize(("page", "name"), [("listings", "Home 34"), ("categories", "家居日用")])
def test_a_category_tells_whether_those_below_it_are_shown(listened, page, name):
    listened.go(page)
    settle(listened)
    (tree,) = (one for one in listened.current_page.findChildren(QTreeView) if one.objectName() == "categoryTree")
    tree.collapse(_with_more(tree))
    QTest.qWait(50)
    assert lines(tree)[name] is False
    tree.expand(_with_more(tree))
    QTest.qWait(50)
    assert lines(tree)[name] is True


def test_a_button_that_unfolds_tells_whether_it_has(listened, qtbot):
    listened.go("orders", view="to-ship")
    settle(listened)
    reveal = listened.current_page.findChild(QPushButton, "revealReceiver")
    assert heard(reveal).text(DESCRIPTION) == "collapsed"
    reveal.click()
    assert heard(reveal).text(DESCRIPTION) == "expanded" and heard(reveal).text(NAME) == "Hide receiver"
    listened.go("printing")
    settle(listened)
    history = listened.current_page.findChild(QPushButton, "queueHistory")
    assert heard(history).text(DESCRIPTION) == "collapsed"
    history.click()
    qtbot.waitUntil(lambda: heard(history).text(DESCRIPTION) == "expanded")
    assert listened.current_page.findChild(QWidget, "queueHistory").accessibleName() == "Only the open ones"
