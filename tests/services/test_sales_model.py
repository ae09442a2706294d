"""Whatever happens at the stall in whatever order, with power cuts between, its cash and its goods add up."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.sale_refunds import refund_sale, refundable
from shopdesk.services.sales import find_sale, list_sales, sell
from shopdesk.services.shifts import (
    close_shift,
    current_shift,
    hold_cart,
    list_held,
    move_cash,
    recall_cart,
    report_shift,
    start_shift,
)
from shopdesk.services.shop import create_shop, open_shop
from shopdesk.services.stock import audit_stock, show_stock
from shopdesk.services.transfers import transfer_stock
from tests.conftest import NOW

SKUS = ("BOX", "CUP")


class StallDay(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.temporary = TemporaryDirectory()
        self.folder = Path(self.temporary.name) / "shop"
        self.shop = create_shop(self.folder, now=lambda: NOW)
        self.shop.connection.execute("PRAGMA synchronous = OFF")
        stock_shop(self.shop)
        transfer_stock(self.shop, dict.fromkeys(SKUS, 30), origin="office", target="stall")
        self.lying = dict.fromkeys(SKUS, 30)
        self.till = 0
        self.number = 0

    def teardown(self) -> None:
        self.shop.close()
        self.temporary.cleanup()

    @rule(cash=st.integers(0, 50_000))
    def open(self, cash: int) -> None:
        try:
            start_shift(self.shop, cash=cash)
            self.till = cash
        except ShopError as error:
            assert error.code == "shift-open" and current_shift(self.shop)

    @rule(
        lines=st.lists(st.tuples(st.sampled_from(SKUS), st.integers(1, 12)), min_size=1, max_size=3),
        off=st.integers(0, 700), way=st.sampled_from(["cash", "wechat", "split"]), twice=st.booleans(),
    )  # fmt: skip
    def sell(self, lines, off, way, twice) -> None:
        self.number += 1
        cart = Cart(tuple(CartLine(*line) for line in lines), discount=off, discount_reason="老客" if off else "")
        total = sum(3000 * pieces for _sku, pieces in lines) - off
        paid = {
            "cash": [("cash", total, "")], "wechat": [("wechat", total, "")],
            "split": [("alipay", total // 2, ""), ("cash", total - total // 2, "")],
        }[way]  # fmt: skip
        wanted = {sku: sum(n for one, n in lines if one == sku) for sku in SKUS}
        try:
            for _time in range(1 + twice):
                sale = sell(self.shop, cart, paid, uuid=f"sale-{self.number}")
                assert sale.total == total
        except ShopError as error:
            if error.code == "shift-none":
                assert current_shift(self.shop) is None
            else:
                assert error.code == "stall-sold-out" and any(wanted[sku] > self.lying[sku] for sku in SKUS)
            return
        self.till += sum(amount for method, amount, _ in paid if method == "cash")
        for sku, pieces in wanted.items():
            self.lying[sku] -= pieces

    @precondition(lambda self: list_sales(self.shop))
    @rule(data=st.data(), damaged=st.booleans(), way=st.sampled_from(["cash", "wechat"]))
    def refund(self, data, damaged, way) -> None:
        sale = data.draw(st.sampled_from(list_sales(self.shop)), label="sale")
        left = refundable(sale)
        sku = data.draw(st.sampled_from(SKUS))
        pieces = data.draw(st.integers(1, 13))
        try:
            told = refund_sale(self.shop, sale.number, {sku: pieces}, method=way, damaged=damaged)
        except ShopError as error:
            assert error.code in ("shift-none", "refund-pieces", "cash-missing")
            assert error.code != "refund-pieces" or pieces > left.get(sku, 0)
            return
        self.till -= told.amount if way == "cash" else 0
        self.lying[sku] += 0 if damaged else pieces

    @rule(amount=st.integers(-20_000, 20_000).filter(bool))
    def move(self, amount: int) -> None:
        try:
            move_cash(self.shop, amount, reason="换零钱")
            self.till += amount
        except ShopError as error:
            assert error.code in ("shift-none", "cash-missing")

    @rule(pieces=st.integers(1, 3))
    def hold(self, pieces: int) -> None:
        hold_cart(self.shop, Cart((CartLine("BOX", pieces),)))

    @precondition(lambda self: list_held(self.shop))
    @rule()
    def recall(self) -> None:
        assert recall_cart(self.shop, list_held(self.shop)[0].uuid).lines

    @rule()
    def cut_the_power(self) -> None:
        self.shop.close()
        self.shop = open_shop(self.folder, now=lambda: NOW)

    @precondition(lambda self: current_shift(self.shop))
    @rule(apart=st.sampled_from([0, 0, 150, -50]))
    def close(self, apart: int) -> None:
        held = list_held(self.shop)
        counted = max(self.till + apart, 0)
        report = close_shift(self.shop, cash=counted, reason="数过", drop_held=bool(held))
        assert (report.expected, report.adds_up, report.held) == (self.till, True, len(held))

    @invariant()
    def cash_and_goods_add_up(self) -> None:
        for sku in SKUS:
            assert dict(show_stock(self.shop, sku).level.locations).get("stall", 0) == self.lying[sku]
        if current_shift(self.shop):
            report = report_shift(self.shop)
            assert (report.expected, report.adds_up) == (self.till, True)
        for sale in list_sales(self.shop):
            assert 0 <= sale.refunded <= sale.total == sum(tender.amount for tender in sale.tenders)
            assert find_sale(self.shop, sale.number) == sale
        assert audit_stock(self.shop).ok


def stock_shop(shop) -> None:
    records = [
        ListingRecord(at, Listing(handle=sku, title=sku, variants=(Variant(sku, price=3000),)), {sku: 60})
        for at, sku in enumerate(SKUS, start=2)
    ]
    with shop.writing():
        ListingImport(shop, None, "").take(records)


StallDay.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestStallDay = StallDay.TestCase
