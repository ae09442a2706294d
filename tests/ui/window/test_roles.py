"""A PC at the packing bench opens there; the role is asked once, changed in the top bar, and kept."""

import pytest
from PySide6.QtCore import Qt

from shopdesk import app
from shopdesk.ui import machine
from shopdesk.ui.window.first_run import FirstRun
from shopdesk.ui.window.page_names import PAGES
from shopdesk.ui.window.roles import OFFICE, RoleButton, known_roles, role_of_this_pc


@pytest.fixture
def button(qtbot):
    made = RoleButton(PAGES)
    qtbot.addWidget(made)
    return made


def test_a_pc_is_an_office_until_somebody_says_otherwise(button, qtbot):
    assert role_of_this_pc() == OFFICE and "Office" in button.text()
    packing = next(action for action in button.menu().actions() if action.objectName() == "role-packing")
    with qtbot.waitSignal(button.chosen) as went:
        packing.trigger()
    assert went.args == ["packing"] and role_of_this_pc() == "packing" and "Packing bench" in button.accessibleName()


def test_the_menu_shows_what_the_pc_is_for(button):
    def marked() -> list[str]:
        button.menu().aboutToShow.emit()
        return [action.objectName() for action in button.menu().actions() if action.font().bold()]

    assert marked() == ["role-office"]
    button.menu().actions()[2].trigger()
    assert marked() == ["role-stall"]


def test_a_role_that_is_no_more_is_the_office():
    machine.remember(machine.ROLE, "kitchen")
    assert role_of_this_pc() == OFFICE
    assert list(known_roles({"today"})) == [OFFICE]


def test_the_first_start_asks_what_the_pc_is_for_and_keeps_it_over_a_change_of_language(qtbot, tmp_path):
    asked = FirstRun(tmp_path / "shop", lambda _language: None, PAGES)
    qtbot.addWidget(asked)
    asked.role.setCurrentIndex(asked.role.findData("packing"))
    asked._change_language("en")
    assert asked.role.currentData() == "packing"
    asked.make.click()
    assert asked.result() == 1 and role_of_this_pc() == "packing"


def test_a_key_leads_from_one_role_to_another(folder, qtbot):
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.go("orders")
    shown.role.chosen.emit("today")
    assert shown.current_page.name == "today"
    assert {"Ctrl+Shift+1", "F1", "Ctrl+/"} <= shown.keys.keys()
    shown.close()


def test_a_pc_at_the_bench_makes_no_other_page_first_and_takes_the_whole_screen(folder, qtbot):
    machine.remember(machine.ROLE, "packing")
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.appear()
    assert shown.current_page.name == "packing" and list(shown._pages) == ["packing"]
    assert shown.isFullScreen()
    shown.close()


def test_who_leaves_the_bench_finds_the_window_maximised_as_it_was(folder, qtbot):
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.showMaximized()
    shown.go("packing")
    assert shown.isFullScreen()
    shown.go("orders")
    assert shown.isMaximized() and not shown.isFullScreen()
    shown.go("packing")
    shown.close()
    again = app.open_window(folder)
    qtbot.addWidget(again)
    assert again.windowState() & Qt.WindowState.WindowMaximized
    again.close()
