"""Tickets at the desk: opened, answered with a reply by short code, taken through their steps, solved, taken back."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from shopdesk.services.customers import customer_of_order, read_customer
from shopdesk.services.orders import list_orders, order_row
from shopdesk.services.ticket_evidence import evidence_of
from shopdesk.services.tickets import find_ticket, list_tickets, open_ticket
from shopdesk.ui import dialogs
from shopdesk.ui.customers.customer_panel import CustomerPanel
from shopdesk.ui.returns.tickets_page import TicketsPage


@pytest.fixture
def page(context, qtbot):
    """The page of tickets, on a shop with one ticket of an order that came by mail."""
    sent = [order for order in list_orders(context.shop, view="shipped") if order.lines[0].matched]
    order = next(o for o in sent if customer_of_order(context.shop, order_row(context.shop, o.number)) is not None)
    told = {"channel": "email", "order": order.number, "sku": order.lines[0].sku}
    ticket = open_ticket(context.shop, "The lid does not close", **told)
    shown = TicketsPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_wanted({"view": "open", "ticket": ticket.number})
    shown.number = ticket.number
    return shown


def press(page, name: str, kind: type = QPushButton) -> None:
    page.findChild(kind, name).click()


def stands(context, page):
    return find_ticket(context.shop, page.number)


def test_a_ticket_is_opened_from_an_order_and_taken_back(page, context, wait, qtbot):
    order = list_orders(context.shop, view="shipped")[0]
    page.show_wanted({"new": True, "order": order.number, "kind": "complaint"})
    assert page.findChild(QLineEdit, "ticketOrder").text() == order.number
    press(page, "ticketFormSave")
    assert "sentence" in page._forms.form.error.text(), "a ticket without a concern is no ticket"
    page._forms.form.subject.setText("Two cups arrived broken")
    page._forms.form.order.setText("nowhere")
    press(page, "ticketFormSave")
    wait(context)
    assert page._forms.form.error.isVisible() and page._forms.form.isEnabled(), "what was typed stays"
    page._forms.form.order.setText(order.number)
    press(page, "ticketFormSave")
    wait(context)
    assert page._forms.form is None and page.panel.ticket.subject == "Two cups arrived broken"
    assert page.panel.ticket.kind == "complaint" and page.panel.ticket.assigned == context.shop.actor
    context.take_back()
    wait(context)
    page.refresh()
    assert [ticket.number for ticket in list_tickets(context.shop)] == [page.number]
    context.do_again()
    wait(context)
    assert len(list_tickets(context.shop)) == len(list_tickets(context.shop, view="unanswered"))


def test_a_reply_goes_in_by_its_short_code_filled_with_what_is_known(page, context, wait, qtbot):
    form = page.panel.answer_form
    form.code.setText("zw")
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    words = form.words.toPlainText()
    assert page.number in words and "{" not in words
    form.code.setText("nonsense")
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    assert form.error.isVisible() and form.words.toPlainText() == words
    press(page, "saveTicketAnswer")
    wait(context)
    told = stands(context, page)
    assert told.answered_at is not None and QGuiApplication.clipboard().text() == words
    page.refresh()
    assert page.count_views()["unanswered"] == 0
    context.take_back()
    wait(context)
    assert stands(context, page).answered_at is None, "the clock of the first answer runs again"


def test_a_ticket_goes_its_five_steps_and_the_suggestion_is_filed(page, context, wait, qtbot):
    for step, words in (("diagnosed", "A burr on the rim"), ("planned", "Send another lid"), ("carried-out", "Sent")):
        qtbot.waitUntil(
            lambda step=step: page.panel.step_form.isVisible() and page.panel.step_form.step.currentData() == step
        )
        form = page.panel.step_form
        press(page, "saveTicketStep")
        assert form.error.isVisible(), "a step without words tells nothing"
        form.words.setPlainText(words)
        press(page, "saveTicketStep")
        wait(context)
        assert stands(context, page).step == step
    qtbot.waitUntil(lambda: page.panel.step_form.isVisible() and page.panel.ticket.step == "carried-out")
    form = page.panel.step_form
    assert form.satisfaction.isVisibleTo(form) and not form.kind.isVisibleTo(form)
    form.words.setPlainText("The new lid fits")
    form.satisfaction.setCurrentIndex(form.satisfaction.findData("4"))
    form.suggestion.setText("Pad the rim")
    press(page, "saveTicketStep")
    wait(context)
    told = stands(context, page)
    assert (told.satisfaction, told.suggestion, told.plan) == (4, "Pad the rim", "Send another lid")
    assert "Pad the rim" in read_customer(context.shop, told.customer).note
    page.refresh()
    page.show_wanted({"view": "solved", "ticket": page.number})
    assert page.panel.step_form is None, "a solved ticket asks for nothing"
    press(page, "ticketStepBack")
    wait(context)
    assert stands(context, page).solved_at is None
    assert "Pad the rim" not in read_customer(context.shop, told.customer).note


def test_evidence_is_kept_seen_and_refused(page, context, wait, tmp_path, monkeypatch):
    photo, film, letter = tmp_path / "rim.png", tmp_path / "noise.mp4", tmp_path / "letter.jpg"
    Image.new("RGB", (64, 64)).save(photo)
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(200))
    letter.write_text("no picture")
    monkeypatch.setattr(dialogs, "choose_files", lambda *_told: [photo, film, letter])
    press(page, "addEvidence")
    wait(context)
    page.panel.show_ticket(stands(context, page))
    assert [file.name for file in evidence_of(context.shop, stands(context, page))] == ["rim.png", "noise.mp4"]
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(seen.append(url.toLocalFile())) or True)
    press(page, "seeEvidence-1")
    assert seen[0].endswith(".mp4")
    press(page, "dropEvidence-0", QToolButton)
    wait(context)
    assert len(evidence_of(context.shop, stands(context, page))) == 1
    context.take_back()
    wait(context)
    assert len(evidence_of(context.shop, stands(context, page))) == 2
    page.take_files([letter])
    wait(context)
    assert page.panel.evidence_error.isVisible() and "letter.jpg" in page.panel.evidence_error.text()


def test_a_ticket_is_given_to_somebody_and_found_by_its_words(page, context, wait):
    page.panel.person.setText("Lin")
    page.panel.severity.setCurrentIndex(page.panel.severity.findData("urgent"))
    press(page, "assignTicket")
    wait(context)
    told = stands(context, page)
    assert (told.assigned, told.severity) == ("Lin", "urgent")
    page.search.setText("lid does not")
    assert page.rows_shown() == 1
    page.search.setText("no such words")
    assert page.rows_shown() == 0 and page.empty.isVisible()
    went: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.search.clear()
    press(page, "ticketToOrder")
    assert went == [("orders", {"order": told.order})]


def test_a_ticket_begins_at_its_customer(page, context, wait, qtbot):
    customer = stands(context, page).customer
    panel = CustomerPanel(context)
    qtbot.addWidget(panel)
    panel.show_customer(customer)
    went: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    panel.findChild(QPushButton, "customerTicket").click()
    assert went == [("tickets", {"new": True, "customer": customer})]
    page.show_wanted(went[0][1])
    page._forms.form.subject.setText("When does it come?")
    press(page, "ticketFormSave")
    wait(context)
    assert [t.customer for t in list_tickets(context.shop) if t.subject == "When does it come?"] == [customer]


def test_in_a_small_window_the_concern_stands_whole_enough_beside_the_panel(page, qtbot):
    page.resize(1024 - 56, 700)
    page.show_panel(True)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
    assert page.table.columnWidth(3) > 140
