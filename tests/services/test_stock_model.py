"""Any day in a small shop: whatever people do, in whatever order, the numbers are those of a plain notebook."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.orders import add_order, cancel_order, confirm_order, each_order
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, count_stock, list_stock, move_stock

SKUS = ("BOX", "LID")
BUYER = Receiver("测试人", street="样板路1号")
OPENING = 8
pieces = st.integers(1, 4)
skus = st.sampled_from(SKUS)


class Day(RuleBasedStateMachine):
    """The shop beside a notebook: what lies in the office, and for each order its lines and its state."""

    orders = Bundle("orders")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.shop = create_shop(Path(self.folder.name) / "shop")
        self.shop.connection.execute("PRAGMA synchronous = OFF")
        with self.shop.writing():
            ListingImport(self.shop, None, "").take(
                [ListingRecord(at, Listing(sku, sku, (Variant(sku),)), {sku: OPENING}) for at, sku in enumerate(SKUS)]
            )
        self.shelf = dict.fromkeys(SKUS, OPENING)
        self.lines: dict[str, dict[str, int]] = {}
        self.state: dict[str, str] = {}

    def teardown(self):
        self.shop.close()
        self.folder.cleanup()

    def promised(self, sku: str) -> int:
        return sum(self.lines[n].get(sku, 0) for n, state in self.state.items() if state == "confirmed")

    def free(self, sku: str) -> int:
        return self.shelf[sku] - self.promised(sku)

    @rule(sku=skus, quantity=pieces)
    def receive(self, sku, quantity):
        move_stock(self.shop, sku, quantity, reason="purchase")
        self.shelf[sku] += quantity

    @rule(sku=skus, quantity=pieces)
    def break_some(self, sku, quantity):
        if quantity <= self.free(sku):
            move_stock(self.shop, sku, -quantity, reason="damage")
            self.shelf[sku] -= quantity
            return
        try:
            move_stock(self.shop, sku, -quantity, reason="damage")
        except ShopError as error:
            assert error.code == ("stock-negative" if quantity > self.shelf[sku] else "stock-reserved")
        else:
            raise AssertionError("more was broken than was free")

    @rule(sku=skus, found=st.integers(0, 9))
    def count(self, sku, found):
        sheet = Path(self.folder.name) / "count.csv"
        sheet.write_text(f"sku,quantity\n{sku},{found}\n")
        counted, problems = count_stock(self.shop, sheet)
        assert bool(problems) == (found < self.promised(sku) and found != self.shelf[sku])
        if counted:
            self.shelf[sku] = found

    @rule(target=orders, lines=st.dictionaries(skus, pieces, min_size=1))
    def sell(self, lines):
        number = add_order(self.shop, list(lines.items()), BUYER, paid=True).number
        self.lines[number], self.state[number] = lines, "new"
        return number

    def expect(self, outcome, number, allowed, state):
        assert (outcome.error is None) == allowed
        if allowed:
            self.state[number] = state
        assert outcome.order.fulfilment == self.state[number]

    def confirm(self, number):
        enough = all(self.free(sku) >= n for sku, n in self.lines[number].items())
        (outcome,) = each_order(self.shop, [number], confirm_order)
        state = self.state[number]
        self.expect(outcome, number, state in ("new", "confirmed"), "confirmed" if enough else state)
        assert ("short" in outcome.order.flags) == (state == "new" and not enough)

    @rule(number=orders)
    def cancel(self, number):
        (outcome,) = each_order(self.shop, [number], cancel_order)
        self.expect(outcome, number, self.state[number] != "shipped", "cancelled")

    def ship(self, number):
        (outcome,) = ship_orders(self.shop, [number], courier="zto")
        if self.state[number] == "confirmed":
            for sku, quantity in self.lines[number].items():
                self.shelf[sku] -= quantity
        self.expect(outcome, number, self.state[number] in ("confirmed", "shipped"), "shipped")

    def unship(self, number):
        (outcome,) = unship_orders(self.shop, [number])
        if self.state[number] == "shipped":
            for sku, quantity in self.lines[number].items():
                self.shelf[sku] += quantity
        self.expect(outcome, number, self.state[number] == "shipped", "confirmed")

    @rule(number=orders, verbs=st.lists(st.sampled_from(["confirm", "ship", "unship"]), min_size=2, max_size=9))
    def work_on(self, number, verbs):
        for verb in verbs:
            getattr(self, verb)(number)

    @invariant()
    def the_numbers_agree(self):
        for level in list_stock(self.shop):
            assert (level.on_hand, level.reserved) == (self.shelf[level.sku], self.promised(level.sku))
            assert level.on_hand >= level.reserved >= 0
        assert audit_stock(self.shop).ok


TestDay = Day.TestCase
TestDay.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
