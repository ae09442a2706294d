"""Any afternoon at the door: no parcel is on two manifests, and what left the shelf is what has left the house."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.handovers import (
    hand_over,
    list_handovers,
    redo_handover,
    scan_parcel,
    undo_handover,
    waiting_parcels,
)
from shopdesk.services.imports import import_file
from shopdesk.services.orders import (
    add_order,
    cancel_order,
    confirm_order,
    each_order,
    hold_order,
    pack_order,
    release_order,
    show_order,
)
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, list_stock

NOW = datetime(2026, 11, 13, 9, 40, tzinfo=UTC)
BUYER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
ORDERS = 4


class Afternoon(RuleBasedStateMachine):
    """A shop with a few packed orders; refusals are answers, not failures."""

    @initialize()
    def open_shop(self) -> None:
        self._folder = TemporaryDirectory(prefix="shopdesk-afternoon-")
        self.shop = create_shop(Path(self._folder.name) / "shop", now=lambda: NOW)
        goods = Path(self._folder.name) / "goods.csv"
        goods.write_text(HEAD + "box,盒,色,白,BOX,40,9.00\n", "utf-8")
        import_file(self.shop, goods)
        set_setting(self.shop, "orders.courier", "zto")
        self.orders = [add_order(self.shop, [("BOX", at + 1)], BUYER, paid=True).number for at in range(ORDERS)]
        each_order(self.shop, self.orders, confirm_order)
        each_order(self.shop, self.orders, pack_order)

    def _try(self, act, *arguments, **named):
        try:
            return act(self.shop, *arguments, **named)
        except ShopError as error:
            assert not error.stops_everything
            return None

    @rule(only_scanned=st.booleans())
    def leave(self, only_scanned: bool) -> None:
        self._try(hand_over, "zto", only_scanned=only_scanned)

    @rule(at=st.integers(0, ORDERS - 1))
    def scan(self, at: int) -> None:
        scan_parcel(self.shop, "zto", self.orders[at])

    @rule(at=st.integers(0, 5), act=st.sampled_from([undo_handover, redo_handover]))
    def turn(self, at: int, act) -> None:
        if known := list_handovers(self.shop):
            self._try(act, known[at % len(known)].number)

    @rule(at=st.integers(0, ORDERS - 1))
    def one_leaves_or_comes_back(self, at: int) -> None:
        number = self.orders[at]
        away = show_order(self.shop, number).fulfilment == "shipped"
        (unship_orders if away else ship_orders)(self.shop, [number])

    @rule(at=st.integers(0, ORDERS - 1), act=st.sampled_from([cancel_order, hold_order, release_order, pack_order]))
    def meanwhile(self, at: int, act) -> None:
        each_order(self.shop, [self.orders[at]], act)

    @invariant()
    def what_left_the_shelf_has_left_the_house(self) -> None:
        told = [show_order(self.shop, number) for number in self.orders]
        gone = sum(at + 1 for at, order in enumerate(told) if order.fulfilment == "shipped")
        (level,) = list_stock(self.shop)
        assert level.on_hand == 40 - gone
        assert audit_stock(self.shop).ok

    @invariant()
    def what_is_packed_waits_and_nothing_else(self) -> None:
        packed = [number for number in self.orders if show_order(self.shop, number).fulfilment == "packed"]
        assert sorted(number for parcel in waiting_parcels(self.shop) for number in parcel.orders) == packed

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            self.shop.close()
            self._folder.cleanup()


Afternoon.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAfternoon = Afternoon.TestCase
