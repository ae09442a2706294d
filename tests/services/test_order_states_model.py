"""Any day with orders: whatever people do with them, in whatever order, pieces, money and parcels add up."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.orders import Order, is_at_work, is_open
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.order_edits import change_receiver, pay_order
from shopdesk.services.order_groups import merge_orders, unmerge_orders
from shopdesk.services.order_parts import split_order, unsplit_order
from shopdesk.services.orders import (
    add_order,
    cancel_order,
    confirm_order,
    each_order,
    hold_order,
    list_orders,
    pack_order,
    pick_order,
    release_order,
    show_order,
)
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, list_stock
from shopdesk.services.waybills import add_waybills, assign_waybills

SKUS = ("BOX", "LID")
PRICES = {"BOX": 1999, "LID": 333}
OPENING = 14
HOMES = tuple(Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", street=f"样板路{at}号") for at in (1, 2))
STEPS = {
    "confirm": confirm_order, "pick": pick_order, "pack": pack_order, "cancel": cancel_order, "hold": hold_order,
    "release": release_order,
}  # fmt: skip
VERBS = (*STEPS, "confirm", "assign", "merge", "merge", "unmerge", "ship", "ship-by-hand", "unship", "split", "unsplit",
         "move", "move-away", "pay")  # fmt: skip
# What a refusal may be called: anything else is a fault of the program.
REFUSALS = {
    "order-state", "order-on-hold", "order-short", "merge-needs-two", "merge-receivers", "merge-flags",
    "merge-waybills", "not-merged", "not-split", "split-has-parts", "split-everything", "quantity-out-of-range",
    "sku-not-in-order", "waybill-taken", "unship-short",
}  # fmt: skip
at = st.integers(0, 30)
skus = st.sampled_from(SKUS)


class Orders(RuleBasedStateMachine):
    """The shop beside what was ordered: of each order taken its pieces and its money, whatever becomes of it."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.shop = create_shop(Path(self.folder.name) / "shop")
        self.shop.connection.execute("PRAGMA synchronous = OFF")
        with self.shop.writing():
            ListingImport(self.shop, None, "").take(
                [ListingRecord(n, Listing(sku, sku, (Variant(sku),)), {sku: OPENING}) for n, sku in enumerate(SKUS)]
            )
        add_waybills(self.shop, "zto", [f"7530000000{n:04d}" for n in range(12)])
        self.taken: dict[str, tuple[dict[str, int], tuple[int, int, int]]] = {}
        for lines, home in (({"BOX": 2}, 0), ({"BOX": 1, "LID": 2}, 0), ({"LID": 3}, 0), ({"BOX": 1}, 1)):
            self.add(lines, HOMES[home], paid=True, discount=100)

    def teardown(self):
        self.shop.close()
        self.folder.cleanup()

    def all(self) -> list[Order]:
        return sorted(list_orders(self.shop), key=lambda order: order.number)

    def one(self, at: int) -> str:
        known = self.all()
        return known[at % len(known)].number

    def beside(self, number: str) -> list[str]:
        """Return the next orders that may well go with an order in one parcel."""
        one = show_order(self.shop, number)
        alike = [o for o in self.all() if o.receiver == one.receiver and o.payment == "paid" and is_open(o.fulfilment)]
        return [o.number for o in alike if o.number != number and ("hold" in o.flags) == ("hold" in one.flags)][:2]

    def outcome(self, outcomes) -> None:
        (done,) = outcomes
        assert done.error is None or done.error.code in REFUSALS, done.error

    def attempt(self, act, *arguments) -> None:
        try:
            act(self.shop, *arguments)
        except ShopError as error:
            assert error.code in REFUSALS, error

    @rule(lines=st.dictionaries(skus, st.integers(1, 4), min_size=1), home=st.sampled_from(HOMES), paid=st.booleans(),
          discount=st.integers(0, 300))  # fmt: skip
    def add(self, lines, home, paid, discount):
        money = {"prices": PRICES, "shipping": 800, "discount": discount}
        made = add_order(self.shop, list(lines.items()), home, paid=paid, **money)
        self.taken[made.number] = (lines, (made.shipping, made.discount, made.total))

    def do(self, verb: str, number: str) -> None:
        if verb in STEPS:
            self.outcome(each_order(self.shop, [number], STEPS[verb]))
        elif verb == "ship":
            self.outcome(ship_orders(self.shop, [number], courier="zto"))
        elif verb == "ship-by-hand":
            self.outcome(ship_orders(self.shop, [number], courier="zto", waybill="75300000009999"))
        elif verb == "unship":
            self.outcome(unship_orders(self.shop, [number]))
        elif verb == "assign":
            self.outcome(assign_waybills(self.shop, [number], "zto"))
        elif verb == "merge":
            self.attempt(merge_orders, [number, *self.beside(number)])
        elif verb == "unmerge":
            self.attempt(unmerge_orders, [number])
        elif verb == "split":
            first = show_order(self.shop, number).lines[0]
            self.attempt(split_order, number, [(first.sku, 1)])
        elif verb == "unsplit":
            self.attempt(unsplit_order, number)
        elif verb == "move":
            self.attempt(change_receiver, number, HOMES[0])
        elif verb == "move-away":
            self.attempt(change_receiver, number, HOMES[1])
        else:
            self.attempt(pay_order, number)

    @rule(deeds=st.lists(st.tuples(at, st.sampled_from(VERBS)), min_size=3, max_size=8))
    def work(self, deeds):
        for at, verb in deeds:
            self.do(verb, self.one(at))

    @rule(at=at, verbs=st.lists(st.sampled_from(VERBS), min_size=3, max_size=8))
    def work_on_one(self, at, verbs):
        number = self.one(at)
        for verb in verbs:
            if number in {order.number for order in self.all()}:  # a part is gone once it is joined again
                self.do(verb, number)

    @rule(at=st.lists(at, min_size=2, max_size=3))
    def merge_any(self, at):
        self.attempt(merge_orders, [self.one(each) for each in at])

    @invariant()
    def what_is_reserved_is_what_orders_at_work_need(self):
        known = self.all()
        for level in list_stock(self.shop):
            needed = sum(n.quantity for o in known if is_at_work(o.fulfilment) for n in o.lines if n.sku == level.sku)
            gone = sum(n.quantity for o in known if o.fulfilment == "shipped" for n in o.lines if n.sku == level.sku)
            assert (level.on_hand, level.reserved) == (OPENING - gone, needed)
        assert audit_stock(self.shop).ok

    @invariant()
    def an_order_and_its_parts_are_what_was_taken(self):
        known = {order.number: order for order in self.all()}
        pieces = {number: dict.fromkeys(lines, 0) for number, (lines, _money) in self.taken.items()}
        money = dict.fromkeys(self.taken, (0, 0, 0))
        for order in known.values():
            home = order
            while home.split_from:
                home = known[home.split_from]
            for line in order.lines:
                pieces[home.number][line.sku] += line.quantity
            shipping, discount, total = money[home.number]
            money[home.number] = (shipping + order.shipping, discount + order.discount, total + order.total)
        assert {number: (pieces[number], money[number]) for number in self.taken} == self.taken

    @invariant()
    def a_parcel_has_one_waybill_and_a_waybill_one_parcel(self):
        known = {order.number: order for order in self.all()}
        parcels: dict[str, set[frozenset[str]]] = {}
        for order in known.values():
            others = [known[number] for number in order.together]
            if order.fulfilment == "cancelled":
                continue
            same = {(other.courier, other.waybill, other.receiver) for other in others}
            assert same <= {(order.courier, order.waybill, order.receiver)}
            assert order.fulfilment != "shipped" or {other.fulfilment for other in others} <= {"shipped"}
            if order.waybill:
                parcels.setdefault(order.waybill, set()).add(frozenset([order.number, *order.together]))
        assert all(len(parcel) == 1 for parcel in parcels.values()), parcels


TestOrders = Orders.TestCase
TestOrders.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
