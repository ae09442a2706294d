"""Views that have no room among the tabs are chosen from a menu beside them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from shopdesk.ui.controls import row
from shopdesk.ui.tables.hidden_views import HiddenViews
from shopdesk.ui.tables.view_tabs import ViewTabs

VIEWS = {f"view-{at}": f"Orders of the kind number {at}" for at in range(8)}


@pytest.fixture
def tabs(qtbot):
    """Tabs with their menu in a bar that is wide enough for all."""
    made = ViewTabs(VIEWS, "views")
    place = QFrame()
    place.menu = HiddenViews(made)
    place.setLayout(row(made, place.menu, None))
    qtbot.addWidget(place)
    place.resize(2400, 40)
    place.show()
    qtbot.waitExposed(place)
    yield made  # its place lives as long


def test_the_menu_comes_where_tabs_are_out_of_sight_and_leads_to_each(tabs, qtbot):
    place, menu = tabs.parentWidget(), tabs.parentWidget().menu
    assert menu.isHidden()
    place.resize(600, 40)
    qtbot.waitUntil(menu.isVisible, timeout=5_000)
    seen = [at for at in range(len(VIEWS)) if tabs.tabRect(at).right() <= tabs.width()]
    assert menu.text() == f"+{len(VIEWS) - len(seen)}"
    menu.menu().aboutToShow.emit()
    actions = menu.menu().actions()
    assert [action.text() for action in actions] == list(VIEWS.values())
    assert [action.font().bold() for action in actions] == [at == 0 for at in range(len(VIEWS))]
    actions[-1].trigger()
    assert tabs.view == "view-7" and tabs.tabRect(7).right() <= tabs.width()
    place.resize(2400, 40)
    qtbot.waitUntil(menu.isHidden, timeout=5_000)


def test_a_view_that_is_not_offered_needs_no_room(tabs, qtbot):
    place, menu = tabs.parentWidget(), tabs.parentWidget().menu
    for at in range(2, 8):
        tabs.setTabVisible(at, False)
    place.resize(420, 40)
    qtbot.waitUntil(menu.isHidden, timeout=5_000)
    tabs.set_counts(dict.fromkeys(VIEWS, 1_234_567_890))
    qtbot.waitUntil(menu.isVisible, timeout=5_000)
    menu.menu().aboutToShow.emit()
    assert len(menu.menu().actions()) == 2


def test_nothing_but_the_tabs_takes_the_keyboard_from_the_rows(tabs):
    assert tabs.parentWidget().menu.focusPolicy() == Qt.FocusPolicy.TabFocus
