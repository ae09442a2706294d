"""The page of replies: one is written with what is filled in, changed, taken out, each step taken back."""

import json

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from shopdesk.services.rule_files import own_copy, reply_templates
from shopdesk.services.tickets import word_reply
from shopdesk.ui.returns.replies_page import RepliesPage


@pytest.fixture
def page(context, qtbot):
    """The page as it is opened."""
    shown = RepliesPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def press(page, name: str) -> None:
    page.findChild(QPushButton, name).click()


def codes(context) -> list[str]:
    return [reply.code for reply in reply_templates(context.shop)]


def test_a_reply_is_written_and_changed_and_each_is_taken_back(page, context, wait):
    before = codes(context)
    press(page, "newReplyForm")
    page.findChild(QLineEdit, "replyCode").setText("YW")
    text = page.findChild(QPlainTextEdit, "replyTextEnglish")
    text.setFocus()
    text.insertPlainText("Dear ")
    press(page, "replyWord-buyer")
    text.insertPlainText(", it is late.")
    press(page, "saveReply")
    wait(context)
    assert codes(context) == [*before, "yw"] and page.table.current_id() == len(before)
    assert word_reply(context.shop, "yw", language="en") == "Dear –, it is late."
    page.findChild(QPlainTextEdit, "replyTextChinese").setPlainText("{买家}，晚到了。")
    press(page, "saveReply")
    wait(context)
    assert reply_templates(context.shop)[-1].texts["zh_CN"] == "{买家}，晚到了。"
    context.take_back()
    wait(context)
    assert "zh_CN" not in reply_templates(context.shop)[-1].texts
    context.take_back()
    wait(context)
    assert codes(context) == before


def test_a_placeholder_nobody_knows_is_refused_and_what_was_typed_stays(page, context, wait):
    before = reply_templates(context.shop)
    press(page, "newReplyForm")
    page.findChild(QLineEdit, "replyCode").setText("x")
    page.findChild(QPlainTextEdit, "replyTextEnglish").setPlainText("Dear {nobody}")
    press(page, "saveReply")
    wait(context)
    assert "{nobody}" in page.panel.form.error.text() and page.panel.form.error.isVisible()
    assert page.panel.form.texts["en"].toPlainText() == "Dear {nobody}"
    assert reply_templates(context.shop) == before


def test_replies_are_taken_out_as_one_change(page, context, wait, qtbot):
    before = codes(context)
    page.table.selectAll()
    press(page, "removeReply")
    wait(context)
    assert codes(context) == []
    qtbot.waitUntil(lambda: (new := page.findChild(QPushButton, "firstReplyForm")) is not None and new.isVisible())
    context.take_back()
    wait(context)
    assert codes(context) == before


def test_a_damaged_file_is_said_and_shows_nothing(page, context):
    said: list[str] = []
    context.told.connect(said.append)
    own_copy(context.shop, "reply_templates.json").write_text(json.dumps([{"code": "a"}]), "utf-8")
    page.refresh()
    assert page.rows_shown() == 0 and "reply_templates.json" in said[0]


def test_a_narrow_panel_holds_all_that_can_be_put_in(page, qtbot):
    page.resize(1024 - 56, 700)
    page.show_panel(True)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.form is not None and page.panel.form.isVisible())
    rights = [put.mapTo(page, put.rect().topRight()).x() for put in page.panel.form.findChildren(QPushButton)]
    qtbot.waitUntil(lambda: page.panel.form.width() <= page.panel.width())
    assert rights and max(rights) < page.width()
