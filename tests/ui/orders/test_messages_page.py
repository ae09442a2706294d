"""Messages in the window: copied with one key, noted as sent and taken back, exported, templates edited."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.services.message_templates import load_templates
from shopdesk.services.messages import count_messages, messages_of_order
from shopdesk.ui import dialogs
from shopdesk.ui.orders.messages_page import MessagesPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def page(context, qtbot, until, wait):
    """The page once what is due has been found."""
    made = MessagesPage(context)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    until(lambda: made.model.rowCount() > 0 and made.panel.title.text() != "")
    wait(context)
    return made


def current(page):
    return page.model.row_at(page.model.row_of(page.table.current_id()))


def press(page, name):
    page.findChild(QPushButton, name).click()


def test_the_page_finds_what_is_due_by_itself(page, context):
    assert page.model.rowCount() == count_messages(context.shop)["to-confirm"] > 0
    assert current(page).order.number in page.panel.title.text()


def test_where_nothing_is_to_be_said_the_page_leads_to_the_orders(page, context):
    went = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.tell_empty("to-confirm", "")
    press(page, "messagesToOrders")
    assert went == [("orders", {"view": "new"})]


def test_one_key_copies_the_text_and_notes_it_as_sent(page, context, until, wait):
    message, before = current(page), count_messages(context.shop)["to-confirm"]
    press(page, "copyMessage")
    assert QGuiApplication.clipboard().text() == message.text
    until(lambda: count_messages(context.shop)["to-confirm"] == before - 1)
    assert any(told.way == "copied" for told in messages_of_order(context.shop, message.order.number))
    wait(context)
    context.take_back()
    until(lambda: count_messages(context.shop)["to-confirm"] == before)


def test_selected_messages_are_noted_as_sent(page, context, until):
    page.table.selectAll()
    press(page, "markSent")
    until(lambda: count_messages(context.shop)["to-confirm"] == 0)
    page.show_wanted({"view": "sent"})
    until(lambda: page.model.rowCount() == count_messages(context.shop)["sent"] > 0)


def test_a_view_is_exported_as_a_table_and_a_selection_as_mails(page, until, tmp_path, monkeypatch):
    target = tmp_path / "bulk.csv"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_told: target)
    press(page, "exportMessages")
    until(target.exists)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_told: tmp_path)
    page.table.selectRow(0)
    page.mail()
    until(lambda: len(list(tmp_path.glob("*.eml"))) == 1)


def test_a_template_is_edited_and_every_text_follows(page, context, until, wait):
    message = current(page)
    key = (message.kind, message.language)
    press(page, "editTemplate")
    page.panel.text.setPlainText("{price}")
    press(page, "saveTemplate")
    until(lambda: "{price}" in page.panel.error.text())
    assert page.panel.is_editing and not load_templates(context.shop)[key].own
    page.panel.text.setPlainText("{买家}，订单 {订单号} 收到了。")
    press(page, "saveTemplate")
    until(lambda: load_templates(context.shop)[key].own and not page.panel.is_editing)
    until(lambda: message.order.number in current(page).text and "收到了" in current(page).text)
    wait(context)
    context.take_back()
    until(lambda: not load_templates(context.shop)[key].own)


def test_esc_leaves_the_template_first(page):
    press(page, "editTemplate")
    assert page.findChild(QLabel, "templatePlaceholders") is not None
    page._leave()
    assert not page.panel.is_editing


def test_an_order_with_its_message_opens_from_the_panel(page, context):
    went = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    press(page, "orderOfMessage")
    assert went == [("orders", {"order": current(page).order.number})]
