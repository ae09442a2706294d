"""A return is opened from its order with the policy's decision beside it; the policy itself is seen and changed."""

import pytest
from PySide6.QtWidgets import QLabel

from shopdesk.domain.addresses import Receiver
from shopdesk.services.categories import add_category
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import add_order, confirm_order, order_row, show_order
from shopdesk.services.return_versions import list_versions
from shopdesk.services.returns import case_of, list_returns, show_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import list_stock
from shopdesk.services.tracking import deliver_order
from shopdesk.ui.controls import EmptyState
from shopdesk.ui.returns import return_exception_form
from shopdesk.ui.returns.return_new_page import ReturnNewPage
from shopdesk.ui.returns.return_policy_page import ReturnPolicyPage

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=15_000)


def sell(shop, *, signed: bool) -> str:
    """Sell two pieces and send them off; return the order's number."""
    sku = next(level.sku for level in list_stock(shop) if level.available >= 6)
    made = add_order(shop, [(sku, 2)], HERE, paid=True).number
    with shop.writing():
        confirm_order(shop, order_row(shop, made))
    ship_orders(shop, [made], courier="zto", waybill=f"7539900000{made[-4:]}")
    if signed:
        with shop.writing():
            deliver_order(shop, order_row(shop, made))
    return made


@pytest.fixture
def number(context):
    """An order of two pieces that was signed for."""
    return sell(context.shop, signed=True)


@pytest.fixture
def page(context, qtbot):
    made = ReturnNewPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


def choose(box, code: str) -> None:
    assert box.findData(code) >= 0, code
    box.setCurrentIndex(box.findData(code))


def test_the_decision_stands_there_before_the_case_is_opened(page, context, number, until):
    page.show_wanted({"order": number})
    assert page.rows_shown() == 1 and page.decision.allowed and "7" in page.card.why.text()
    choose(page.reason, "size-exchange")
    assert page.kind.currentData() == "exchange"
    choose(page.reason, "quality")
    assert page.kind.currentData() == "return-refund"
    gone = []
    context.went.connect(lambda name, wanted: gone.append((name, wanted["case"])))
    (stepper,) = page.pieces.values()
    stepper.field.setValue(1)
    page.note.setText("杯盖松动")
    page.submit()
    until(lambda: bool(gone))
    case = case_of(context.shop, gone[0][1])
    assert (case.state, case.reason, case.note, case.lines[0].quantity) == ("approved", "quality", "杯盖松动", 1)
    until(lambda: not context.runner.busy)
    context.take_back()
    until(lambda: not list_returns(context.shop))
    until(lambda: not context.runner.busy)
    context.do_again()
    until(lambda: len(list_returns(context.shop)) == 1)


def test_a_parcel_that_is_back_unsigned_is_supposed_to_be_refused_at_the_door(page, context, number):
    page.show_wanted({"order": number, "came": True})
    assert page.reason.currentData() != "refused", "this one was signed for"
    page.show_wanted({"order": sell(context.shop, signed=False), "came": True})
    assert (page.reason.currentData(), page.kind.currentData()) == ("refused", "refused-parcel")
    assert page.decision.rule == "parcel-refused"


def test_before_an_order_is_named_the_page_asks_for_one(page, number, until):
    empty = page.findChild(EmptyState, "returnNewEmpty")
    assert empty.isVisible() and empty.accessibleName() == "Which order does it come from?"
    page.order.setText(number)
    page.order.returnPressed.emit()
    assert not empty.isVisible()


def test_what_could_not_be_meant_cannot_be_opened(page, context, number):
    page.show_wanted({"order": number})
    (stepper,) = page.pieces.values()
    stepper.field.setValue(0)
    assert page.decision.rule == "nothing-asked" and not page.open.isEnabled()
    page.show_wanted({"order": "SD-999999"})
    assert page.asked is None and page.order_error.isVisible() and not page.open.isEnabled()


def test_what_the_policy_refuses_is_granted_only_with_a_reason(page, context, number, until):
    context.shop.connection.execute("UPDATE listings SET special = 1")
    page.show_wanted({"order": number})
    assert page.decision.rule == "special-goods" and page.overrule.isVisible()
    page.submit_anyway()
    assert page.card.anyway_error.isVisible() and not list_returns(context.shop)
    page.card.anyway.setText("老客户")
    page.submit_anyway()
    until(lambda: len(list_returns(context.shop)) == 1)
    (case,) = list_returns(context.shop)
    assert (case.state, case.decision.rule) == ("approved", "goodwill")
    assert "老客户" in str([step.details for step in show_return(context.shop, case.number).steps])


def test_what_is_in_another_case_cannot_be_asked_for_twice(page, context, number, until):
    page.show_wanted({"order": number})
    page.submit()
    until(lambda: len(list_returns(context.shop)) == 1)
    until(lambda: not context.runner.busy)
    page.show_wanted({"order": number})
    (stepper,) = page.pieces.values()
    assert stepper.value == 0
    stepper.field.setValue(1)
    assert page.decision.rule == "already-returned" and not page.open.isEnabled()
    assert show_order(context.shop, number).after_sales == "open"


def test_a_changed_policy_is_a_new_version_and_is_taken_back(context, qtbot, until):
    page = ReturnPolicyPage(context)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    assert page.rows_shown() == 11
    page.form.scope.setCurrentIndex(page.form.scope.findData("channel"))
    page.form.submit()
    assert page.form.error.isVisible()
    assert not page.form.listing.isVisible() and not page.form.category.isVisible()
    page.form.channel.setCurrentIndex(page.form.channel.findText("Pinduoduo"))
    page.form.days.setText("9")
    page.form.submit()
    page._days["quality"].setText("30")
    page.submit()
    until(lambda: not context.runner.busy)
    assert len(list_versions(context.shop)) == 2
    newest = list_versions(context.shop)[0]
    assert newest.reasons["quality"].days == 30 and newest.reason("no-reason", channel="pdd").days == 9
    until(lambda: not context.runner.busy)
    context.take_back()
    until(lambda: not context.runner.busy)  # the table is put back beside the window
    assert len(list_versions(context.shop)) == 1


@pytest.mark.parametrize(("days", "begins"), [("many", ""), ("15", "2001-01-01"), ("99999", "")])
def test_a_policy_that_cannot_be_is_refused_in_words(context, qtbot, until, days, begins):
    page = ReturnPolicyPage(context)
    qtbot.addWidget(page)
    page.show()
    page._days["quality"].setText(days)
    if begins:
        page.begins.setText(begins)
    page.submit()
    until(page.error.isVisible)
    until(lambda: not context.runner.busy)
    assert len(list_versions(context.shop)) == 1


def test_an_exception_is_made_for_a_listing_found_by_its_sku_and_told_by_its_title(context, qtbot):
    page = ReturnPolicyPage(context)
    qtbot.addWidget(page)
    page.show()
    listing = list_listings(context.shop)[0]
    page.form.scope.setCurrentIndex(page.form.scope.findData("listing"))
    page.form.days.setText("9")
    page.form.listing.setText("no such thing")
    page.form.submit()
    assert "no such thing" in page.form.error.text()
    page.form.listing.setText(listing.variants[0].sku)
    page.form.submit()
    assert page._exceptions[-1]["listing"] == listing.handle
    assert any(listing.title in label.text() for label in page.findChildren(QLabel))


def test_an_exception_is_made_for_a_category_of_the_shop_whatever_its_name_holds(context, qtbot):
    add_category(context.shop, ["锅/壶"])
    page = ReturnPolicyPage(context)
    qtbot.addWidget(page)
    page.form.category.setCurrentText("锅/壶")
    page.form.days.setText("0")
    page.form.submit()
    assert page._exceptions[-1]["category"] == ["锅/壶"]


def test_a_shop_without_categories_is_told_so(context, qtbot, monkeypatch):
    monkeypatch.setattr(return_exception_form, "list_categories", lambda _shop: [])
    page = ReturnPolicyPage(context)
    qtbot.addWidget(page)
    page.form.days.setText("0")
    page.form.submit()
    assert page.form.error.text() == "No categories yet" and not page._exceptions
