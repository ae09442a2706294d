"""Twelve stories at the returns bench, one for each kind, with what becomes of the stock; and what goes wrong there."""

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.domain.addresses import Receiver
from shopdesk.services.goods import show_goods
from shopdesk.services.orders import add_order, confirm_order, order_row, show_order
from shopdesk.services.returns import case_of, list_returns, open_return, show_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import audit_stock, list_stock, show_stock
from shopdesk.services.tracking import deliver_order
from shopdesk.ui import dialogs
from shopdesk.ui.returns import return_bench_head
from shopdesk.ui.returns.return_bench_page import ReturnBenchPage

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
WAYBILL = "75399000000001"


class Bench:
    """The bench with one order sold to a buyer."""

    def __init__(self, context, page, qtbot) -> None:
        self.context, self.page, self.qtbot, self.shop = context, page, qtbot, context.shop
        free = [level.sku for level in list_stock(self.shop) if level.available >= 6]
        self.sku, self.other = free[0], free[1]
        self.number = ""

    def sell(self, *, signed: bool = True, pieces: int = 2, receiver: Receiver = HERE) -> str:
        self.number = add_order(self.shop, [(self.sku, pieces)], receiver, paid=True).number
        with self.shop.writing():
            confirm_order(self.shop, order_row(self.shop, self.number))
        ship_orders(self.shop, [self.number], courier="zto", waybill=WAYBILL)
        if signed:
            with self.shop.writing():
                deliver_order(self.shop, order_row(self.shop, self.number))
        return self.number

    def ask(self, reason: str, kind: str = "", pieces: int = 1, **more):
        case = open_return(self.shop, self.number, [(self.sku, pieces)], reason=reason, kind=kind, **more)
        self.page.show_case(case.number)
        return case

    def until(self, is_so) -> None:
        self.qtbot.waitUntil(is_so, timeout=15_000)

    @property
    def case(self):
        return case_of(self.shop, self.page.desk.details.case.number)

    def scan(self, code: str) -> None:
        self.page.scan(code)
        self.until(lambda: not self.context.runner.busy)

    def step(self, name: str, state: str, note: str = "") -> None:
        """Press the button of a step, and wait until the case stands as it should."""
        foot = self.page.foot
        if foot._next.primary == name:
            assert foot.primary.isEnabled()
            foot.primary.click()
        else:
            found = foot.findChild(QPushButton, f"step-{name}")
            assert found is not None, f"{name} is not offered: {foot._next}"
            found.click()
        if note:
            foot.reason.setText(note)
            foot.submit()
        self.until(lambda: self.page.desk.details.case.state == state and not self.context.runner.busy)

    def line(self):
        return self.page.inspect.lines[self.sku]

    def places(self, sku: str = "") -> dict[str, int]:
        return {code: n for code, n in show_stock(self.shop, sku or self.sku).level.locations.items() if n}

    def refunds(self) -> list[int]:
        return [told.amount for told in show_return(self.shop, self.case.number).refunds if not told.undone]

    def take_back(self, state: str) -> None:
        self.context.take_back()
        self.until(lambda: self.page.desk.details.case.state == state and not self.context.runner.busy)


@pytest.fixture
def bench(context, qtbot):
    page = ReturnBenchPage(context)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    return Bench(context, page, qtbot)


def moved(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {place: after.get(place, 0) - before.get(place, 0) for place in before | after
            if after.get(place, 0) != before.get(place, 0)}  # fmt: skip


def test_a_return_is_scanned_counted_booked_and_paid_back_with_one_key_and_taken_back(bench, tmp_path, monkeypatch):
    bench.sell(pieces=3)
    bench.ask("quality", pieces=3, waybill="YT8001")
    before = bench.places()
    read: list[str] = []
    monkeypatch.setattr(return_bench_head, "announce", lambda _at, words, urgent=False: read.append(words))
    bench.scan("YT8001")
    assert read and "received" in read[-1], "a screen reader says what a scan came to"
    assert bench.case.state == "received" and "received" in bench.page.head.said.text()
    bench.scan("YT8001")
    assert "already" in bench.page.head.said.text(), "the same parcel again is only told"
    line = bench.line()
    line.received.field.setValue(2)
    line.damaged.field.setValue(1)
    assert (line.found.good, line.found.damaged, line.found.missing) == (1, 1, 1)
    words = [shown.text() for shown in line.findChildren(QLabel)]
    assert any("missing" in text for text in words) and any("Quarantine" in text for text in words)
    price = show_order(bench.shop, bench.number).lines[0].unit_price
    assert bench.page.refund.agreed().amount == 2 * price, "what did not come back is not paid back"
    bench.step("inspect-refund", "refunded")
    assert bench.refunds() == [2 * price]
    gone = moved(before, bench.places())
    assert gone.pop("quarantine") == 1 and list(gone.values()) == [1] and audit_stock(bench.shop).ok
    target = tmp_path / "voucher.pdf"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_told: target)
    bench.page.papers.save_voucher()
    bench.until(lambda: target.exists() and not bench.context.runner.busy)
    assert target.read_bytes().startswith(b"%PDF")
    bench.take_back("received")
    assert bench.places() == before and not bench.refunds()


def test_a_refund_only_asks_for_no_parcel(bench):
    bench.sell()
    bench.ask("damaged", "refund-only")
    before = bench.places()
    assert bench.page.foot._next.primary == "refund"
    bench.step("refund", "refunded")
    assert bench.refunds() and bench.places() == before


@pytest.mark.parametrize("reason", ["size-exchange", "quality", "functional-fault"])
def test_an_exchange_books_what_came_and_reserves_what_goes_out(bench, reason):
    bench.sell()
    bench.ask(reason, "exchange")
    bench.step("receive", "received")
    before = bench.places()
    reserved = show_stock(bench.shop, bench.other).level.reserved
    bench.page.instead._pick(show_goods(bench.shop, bench.other))
    bench.step("inspect-exchange", "exchanged")
    assert sum(moved(before, bench.places()).values()) == 1
    assert show_stock(bench.shop, bench.other).level.reserved == reserved + 1
    made = show_order(bench.shop, bench.case.exchange)
    assert [line.sku for line in made.lines] == [bench.other] and made.total == 0
    bench.take_back("received")
    assert bench.places() == before and show_stock(bench.shop, bench.other).level.reserved == reserved


def test_a_missing_part_is_paid_for_in_part_and_the_goods_stay(bench):
    bench.sell()
    bench.ask("missing-part", "partial")
    assert not bench.page.foot.primary.isEnabled(), "a partial refund is agreed on first"
    (edit,) = bench.page.refund._fields
    edit.setText("5.50")
    edit.textEdited.emit("5.50")
    bench.step("refund", "refunded")
    assert bench.refunds() == [550]


def test_goods_are_sent_again_without_a_return(bench):
    bench.sell()
    bench.ask("missing-part", "reissue")
    bench.step("reissue", "exchanged")
    assert show_order(bench.shop, bench.case.exchange).fulfilment == "confirmed"


def test_a_repair_stays_the_buyers_and_ends_with_a_note(bench):
    bench.shop.connection.execute("UPDATE listings SET warranty_months = 12")
    bench.sell()
    bench.ask("functional-fault", "repair")
    bench.step("receive", "received")
    before = bench.places()
    bench.step("inspect", "inspected")
    assert bench.places() == before, "what is repaired is not the shop's"
    bench.page.foot.press()
    bench.page.foot.submit()
    assert bench.case.state == "inspected", "without a note it is not closed"
    bench.page.foot.leave()
    bench.step("repaired", "closed", "换了电池，顺丰寄回")
    bench.take_back("inspected")


def test_a_refused_parcel_is_received_by_its_own_waybill(bench):
    bench.sell(signed=False)
    bench.ask("refused", "refused-parcel", pieces=2)
    before = bench.places()
    bench.scan(WAYBILL)
    assert bench.case.state == "received"
    bench.step("inspect-refund", "refunded")
    assert sum(moved(before, bench.places()).values()) == 2
    assert show_order(bench.shop, bench.number).payment == "refunded"


def test_goods_over_the_counter_are_received_as_they_are_granted(bench):
    bench.sell()
    bench.ask("no-reason", "counter", wait=True)
    bench.step("approve", "received")
    bench.take_back("requested")
    bench.step("approve", "received")
    bench.step("inspect-refund", "refunded")
    assert bench.refunds()


def test_a_wrong_item_goes_to_the_shelf_it_came_from_and_is_paid_back_whole(bench):
    bench.sell()
    bench.ask("wrong-item", "wrong-item")
    bench.step("receive", "received")
    own, other = bench.places(), bench.places(bench.other)
    bench.line().wrong.field.setValue(1)
    bench.page.inspect._pick(show_goods(bench.shop, bench.other))
    price = show_order(bench.shop, bench.number).lines[0].unit_price
    bench.step("inspect-refund", "refunded")
    assert bench.refunds() == [price]
    assert not moved(own, bench.places()) and sum(moved(other, bench.places(bench.other)).values()) == 1


def test_a_never_ordered_item_is_what_came_in_nobodys_parcel(bench):
    before = bench.places(bench.other)
    bench.scan("SF0000000001")
    assert bench.page.head.keep.isVisible() and not list_returns(bench.shop)
    bench.page.head.keep.click()
    bench.until(lambda: bench.page.desk is not None and not bench.context.runner.busy)
    assert (bench.case.kind, bench.case.waybill) == ("ownerless", "SF0000000001")
    bench.page.inspect._pick(show_goods(bench.shop, bench.other))
    bench.step("inspect", "inspected")
    assert sum(moved(before, bench.places(bench.other)).values()) == 1
    bench.step("owner", "closed", "买家寄错，已入库")


def test_a_parcel_without_an_owner_waits_until_it_is_found_and_can_be_forgotten(bench):
    bench.page.steps.keep_ownerless("SF0000000002")
    bench.until(lambda: bench.page.desk is not None and not bench.context.runner.busy)
    number = bench.case.number
    bench.context.take_back()
    bench.until(lambda: case_of(bench.shop, number).state == "withdrawn" and not bench.context.runner.busy)
    assert not list_returns(bench.shop, view="open")


def test_a_request_is_refused_with_a_reason_or_granted_against_the_policy(bench):
    bench.sell()
    bench.ask("no-reason", wait=True)
    bench.step("refuse", "refused", "吊牌已剪")
    assert "吊牌已剪" in str([step.details for step in bench.page.desk.details.steps])
    bench.take_back("requested")
    bench.step("approve", "approved")
    bench.page.papers.copy_instructions()
    assert bench.number in QGuiApplication.clipboard().text()


def test_a_return_becomes_an_exchange_at_the_bench(bench):
    bench.sell()
    bench.ask("quality")
    bench.step("receive", "received")
    bench.step("instead-exchange", "exchanged")
    assert bench.case.kind == "exchange"
    bench.take_back("received")
    assert bench.case.kind == "return-refund"


def test_too_much_and_what_is_no_amount_are_said_and_nothing_is_paid(bench):
    bench.sell()
    bench.ask("quality")
    bench.step("receive", "received")
    edit = bench.page.refund._fields[0]
    for typed in ("999999", "abc"):
        edit.setText(typed)
        edit.textEdited.emit(typed)
        assert bench.page.refund.error.isVisible() and not bench.page.foot.primary.isEnabled()
    bench.page.refund.anew.click()
    assert bench.page.foot.primary.isEnabled()


def test_photos_are_kept_once_and_what_is_no_picture_is_refused(bench, tmp_path):
    bench.sell()
    bench.ask("quality")
    bench.step("receive", "received")
    Image.new("RGB", (60, 40), "red").save(tmp_path / "lid.png")
    (tmp_path / "note.png").write_text("no picture", "utf-8")
    failed = []
    bench.context.failed.connect(lambda error, _doing: failed.append(error.code))
    assert bench.page.take_files([tmp_path / "lid.png"])
    bench.until(lambda: len(show_return(bench.shop, bench.case.number).files) == 1)
    bench.until(lambda: not bench.context.runner.busy)
    bench.page.take_files([tmp_path / "note.png"])
    bench.until(lambda: failed == ["photo-unreadable"])
    assert len(show_return(bench.shop, bench.case.number).files) == 1
    bench.until(lambda: not bench.context.runner.busy)
    bench.context.take_back()
    bench.until(lambda: show_return(bench.shop, bench.case.number).files == ())


def test_an_order_without_a_case_leads_to_a_new_one(bench):
    bench.sell()
    asked = []
    bench.context.went.connect(lambda page, wanted: asked.append((page, wanted)))
    bench.scan(bench.number)
    bench.until(lambda: asked == [("return_new", {"order": bench.number, "came": True})])
