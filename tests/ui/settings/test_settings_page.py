"""Settings: kept as soon as they are entered, refused under their field, taken back by undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QPushButton

from shopdesk.services.settings import SETTINGS, get_setting
from shopdesk.ui import dialogs, machine, theme
from shopdesk.ui.settings import rule_files_card
from shopdesk.ui.settings.code_picks import CodePicks
from shopdesk.ui.settings.settings_page import SettingsPage
from shopdesk.words import spoken


@pytest.fixture
def page(context, qtbot):
    shown = SettingsPage(context)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def enter(page, qtbot, name: str, text: str) -> QLineEdit:
    field = page.findChild(QLineEdit, f"setting-{name}")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def test_a_setting_is_kept_at_once_and_taken_back(page, context, qtbot, wait):
    before = get_setting(context.shop, "orders.ship_hours")
    enter(page, qtbot, "orders.ship_hours", "72")
    wait(context)
    assert get_setting(context.shop, "orders.ship_hours") == 72
    context.take_back()
    wait(context)
    assert get_setting(context.shop, "orders.ship_hours") == before


def test_a_refused_entry_stays_with_its_reason_under_it(page, context, qtbot, wait):
    field = enter(page, qtbot, "orders.ship_hours", "soon")
    wait(context)
    wrong = page.findChild(QLabel, "wrong-orders.ship_hours")
    assert not wrong.isHidden()
    assert "1–1440" in wrong.text()
    assert field.text() == "soon"
    assert get_setting(context.shop, "orders.ship_hours") == 48


def test_a_check_box_is_kept(page, context, qtbot, wait):
    box = page.findChild(QCheckBox, "setting-paper.slip_pictures")
    was = box.isChecked()
    box.click()
    wait(context)
    assert get_setting(context.shop, "paper.slip_pictures") is not was


def test_a_setting_is_found_by_its_words(page, qtbot):
    qtbot.keyClicks(page.search, "quality")
    assert not page.findChild(QLineEdit, "setting-returns.quality_days").isHidden()
    assert page.rows_shown() == 1
    qtbot.keyClicks(page.search, "xyz")
    assert page.rows_shown() == 0


@pytest.mark.parametrize("text", ["寄件人", "jijianren", "jjr"])
def test_a_chinese_setting_is_found_by_its_pinyin(context, qtbot, text):
    spoken.use("zh_CN")
    shown = SettingsPage(context)
    qtbot.addWidget(shown)
    shown.search.setText(text)
    assert not shown.findChild(QFrame, "section-sender").isHidden()
    assert shown.findChild(QFrame, "section-stock").isHidden()


def test_looks_are_remembered_on_this_pc_and_asked_for(page, context, qtbot):
    asked = []
    context.looks_changed.connect(lambda: asked.append(machine.recall(machine.THEME)))
    page.theme.setCurrentIndex(page.theme.findData(theme.DARK))
    page.theme.activated.emit(page.theme.currentIndex())
    assert asked == ["dark"]


def test_rules_are_edited_as_files_and_given_back(page, context, wait, monkeypatch):
    opened = []
    monkeypatch.setattr(rule_files_card.QDesktopServices, "openUrl", lambda url: not opened.append(url))
    state = page.findChild(QLabel, "stateRules-festivals")
    back = page.findChild(QPushButton, "shippedRules-festivals")
    assert state.text() == "as shipped" and back.isHidden()
    page.findChild(QPushButton, "editRules-festivals").click()
    own = context.shop.folder / "tables" / "festivals.json"
    assert [Path(url.toLocalFile()) for url in opened] == [own]
    assert state.text() == "your own" and not back.isHidden()
    own.write_text("[{}]", "utf-8")
    page.rules.refresh()
    assert "cannot be read ([0].code: –)" in state.text()
    back.click()
    wait(context)
    assert state.text() == "as shipped"
    context.take_back()
    wait(context)
    assert own.read_text("utf-8") == "[{}]"


def test_rules_are_found_by_their_words(page, qtbot):
    qtbot.keyClicks(page.search, "rules as")
    assert not page.rules.isHidden()
    assert page.findChild(QFrame, "section-sender").isHidden()


def test_every_setting_stands_on_the_page(page):
    assert set(page._fields) == set(SETTINGS)


def section_at_the_top(page) -> str:
    """Return the first section of which the top is to be seen."""
    shown = page._scroll.viewport()
    tops = {name: card.mapTo(shown, card.rect().topLeft()).y() for name, card in page._cards.items()}
    return next(name for name, top in tops.items() if 0 <= top < shown.height())


def test_the_list_of_sections_leads_to_each_and_follows_what_is_read(page, qtbot):
    page.resize(1024, 600)
    names = [page.sections.item(at).data(Qt.ItemDataRole.UserRole) for at in range(page.sections.count())]
    assert names == list(page._cards)
    page.sections.setFocus()
    for expected in names[1:5]:
        qtbot.keyClick(page.sections, Qt.Key.Key_Down)
        assert section_at_the_top(page) == expected
    page._scroll.verticalScrollBar().setValue(0)
    assert page.sections.currentRow() == 0
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())
    assert page.sections.currentRow() == len(names) - 1


def test_a_page_that_asks_for_a_section_stands_at_it(page, qtbot):
    page.resize(1024, 600)
    page.show_wanted({"section": "stall"})
    qtbot.waitUntil(lambda: section_at_the_top(page) == "stall")
    assert page.sections.currentItem().text() == "Market stall"


def test_the_list_leaves_out_sections_in_which_nothing_is_found(page, qtbot):
    qtbot.keyClicks(page.search, "sender's")
    shown = [
        page.sections.item(at).text() for at in range(page.sections.count()) if not page.sections.item(at).isHidden()
    ]
    assert shown == ["Sender on labels and slips"]


def pick(page, name: str, value: str) -> QComboBox:
    box = page.findChild(QComboBox, f"setting-{name}")
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    return box


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("orders.courier", "sf", "SF Express"), ("stock.location", "stall", "Stall"), ("pictures.profile", "jd", "JD")],
)
def test_what_the_shop_holds_is_chosen_by_its_name(page, context, wait, name, value, words):
    before = get_setting(context.shop, name)
    box = pick(page, name, value)
    assert box.currentText() == words
    wait(context)
    assert get_setting(context.shop, name) == value
    context.take_back()
    wait(context)
    assert get_setting(context.shop, name) == before == box.currentData()


def test_a_folder_is_chosen_beside_its_field(page, context, wait, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_asked: tmp_path)
    page.findChild(QPushButton, "choose-pictures.watched_folder").click()
    wait(context)
    assert get_setting(context.shop, "pictures.watched_folder") == str(tmp_path)
    assert page.findChild(QLineEdit, "setting-pictures.watched_folder").text() == str(tmp_path)


def test_days_of_the_week_are_picked_by_a_press(page, context, wait):
    shop = context.shop
    picks = page.findChild(CodePicks, "setting-shop.rest_weekdays")
    for code in ("sun", "sat"):
        picks.buttons[code].click()
        wait(context)
    assert get_setting(shop, "shop.rest_weekdays") == "sat sun"
    picks.buttons["sat"].click()
    wait(context)
    assert get_setting(shop, "shop.rest_weekdays") == "sun" and not picks.buttons["sat"].isChecked()


def test_what_is_hidden_on_paper_is_picked_by_a_press(page, context, wait):
    picks = page.findChild(CodePicks, "setting-paper.mask")
    assert [made.text() for made in picks.buttons.values()] == ["Telephone", "Receiver's name", "Street"]
    picks.buttons["street"].click()
    wait(context)
    assert get_setting(context.shop, "paper.mask") == "street"
