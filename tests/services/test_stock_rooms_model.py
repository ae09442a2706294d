"""A shop with a stall, batches and a kit: whatever is carried, built, sold, counted and undone, a notebook agrees.

SHOPDESK_MODEL_STEPS sets how many steps are played; without it some hundred, so that every run of the tests does.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from shopdesk.db.lots import put_lot
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.identity import new_id
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.kits import break_kit, build_kit, set_kit
from shopdesk.services.ledger import Booking, book, find_place, find_variant, undo_movement
from shopdesk.services.orders import add_order, cancel_order, confirm_order, each_order
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, list_stock, show_stock
from shopdesk.services.stock_counts import enter_count, post_count, start_count, unpost_count
from shopdesk.services.transfers import transfer_stock

PARTS = {"BOX": 1, "LID": 2}
SKUS = ("BOX", "LID", "SET")
PLACES = ("office", "stall", "quarantine")
BUYER = Receiver("测试人", street="样板路1号")
STEPS = int(os.environ.get("SHOPDESK_MODEL_STEPS", "600"))
pieces = st.integers(1, 5)


class Rooms(RuleBasedStateMachine):
    """The shop beside a notebook: what lies where, and what each order keeps."""

    orders = Bundle("orders")
    moves = Bundle("moves")
    counts = Bundle("counts")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.shop = create_shop(Path(self.folder.name) / "shop")
        self.shop.connection.execute("PRAGMA synchronous = OFF")
        with self.shop.writing():
            ListingImport(self.shop, None, "").take(
                [ListingRecord(at, Listing(sku, sku, (Variant(sku),)), {}) for at, sku in enumerate(SKUS)]
            )
        set_kit(self.shop, "SET", PARTS)
        self.lying = {(sku, place): 0 for sku in SKUS for place in PLACES}
        self.kept: dict[str, dict[str, int]] = {}
        self.lines: dict[str, dict[str, int]] = {}
        self.state: dict[str, str] = {}

    def teardown(self):
        self.shop.close()
        self.folder.cleanup()

    def promised(self, sku: str) -> int:
        return sum(kept.get(sku, 0) for number, kept in self.kept.items() if self.state[number] == "confirmed")

    def free(self, sku: str, place: str = "office") -> int:
        return self.lying[sku, place] - (self.promised(sku) if place == "office" else 0)

    def attempt(self, allowed: bool, act, *arguments, **named):
        """Do it; it is refused exactly when the notebook says so."""
        try:
            done = act(*arguments, **named)
        except ShopError as error:
            assert not allowed, error
            assert error.code in ("stock-negative", "stock-reserved")
            return None
        assert allowed
        return done

    @rule(target=moves, sku=st.sampled_from(SKUS), count=pieces, lot=st.sampled_from(["", "A", "B"]))
    def receive(self, sku, count, lot):
        variant, uuid = find_variant(self.shop, sku), new_id()
        with self.shop.writing():
            keeps = date(2027, 1, 1 if lot == "B" else 9)
            row = lot and put_lot(
                self.shop.connection, uuid=new_id(), variant_id=variant, code=lot, at=self.shop.now(), expires_on=keeps
            )
            book(self.shop, variant, find_place(self.shop), count, Booking("receipt", lot, uuid, row or None))
        self.lying[sku, "office"] += count
        return uuid, sku, count

    @rule(move=consumes(moves))
    def undo(self, move):
        uuid, sku, count = move
        done = self.attempt(count <= self.free(sku), lambda: (undo_movement(self.shop, uuid), True))
        if done:
            self.lying[sku, "office"] -= count

    @rule(sku=st.sampled_from(SKUS), count=pieces, way=st.permutations(PLACES))
    def carry(self, sku, count, way):
        origin, target, _ = way
        done = self.attempt(
            count <= self.free(sku, origin), transfer_stock, self.shop, {sku: count}, origin=origin, target=target
        )
        if done:
            self.lying[sku, origin] -= count
            self.lying[sku, target] += count

    @rule(count=pieces, breaking=st.booleans())
    def make(self, count, breaking):
        moved = {"SET": -count if breaking else count} | {
            part: each * (count if breaking else -count) for part, each in PARTS.items()
        }
        allowed = all(self.free(sku) + change >= 0 for sku, change in moved.items() if change < 0)
        if self.attempt(allowed, break_kit if breaking else build_kit, self.shop, "SET", count):
            for sku, change in moved.items():
                self.lying[sku, "office"] += change

    @rule(target=orders, lines=st.dictionaries(st.sampled_from(SKUS), pieces, min_size=1))
    def order(self, lines):
        number = add_order(self.shop, list(lines.items()), BUYER, paid=True).number
        self.lines[number], self.state[number], self.kept[number] = lines, "new", {}
        return number

    def share(self, number: str) -> dict[str, int] | None:
        left, kept = {sku: self.free(sku) for sku in SKUS}, dict.fromkeys(SKUS, 0)
        for sku, count in self.lines[number].items():
            built = min(max(left[sku], 0), count) if sku == "SET" else count
            wanted = {sku: built} | (
                {part: each * (count - built) for part, each in PARTS.items()} if built < count else {}
            )
            for taken, some in wanted.items():
                left[taken] -= some
                kept[taken] += some
        return kept if all(left[sku] >= 0 or not kept[sku] for sku in SKUS) else None

    @rule(
        number=orders, verbs=st.lists(st.sampled_from(["confirm", "ship", "unship", "cancel"]), min_size=1, max_size=4)
    )
    def work_on(self, number, verbs):
        for verb in verbs:
            getattr(self, verb)(number)

    def confirm(self, number):
        kept = self.share(number)
        (outcome,) = each_order(self.shop, [number], confirm_order)
        if self.state[number] == "new" and kept is not None:
            self.state[number], self.kept[number] = "confirmed", kept
        assert outcome.order.fulfilment == self.state[number]

    def ship(self, number):
        (outcome,) = ship_orders(self.shop, [number], courier="zto")
        if self.state[number] == "confirmed":
            self.state[number] = "shipped"
            for sku, count in self.kept[number].items():
                self.lying[sku, "office"] -= count
        assert outcome.order.fulfilment == self.state[number]

    def unship(self, number):
        if self.state[number] != "shipped":
            return
        for sku, count in self.kept[number].items():
            self.lying[sku, "office"] += count
        kept = self.share(number)
        assert kept is not None
        ship_back = unship_orders(self.shop, [number])
        assert ship_back[0].error is None
        self.state[number], self.kept[number] = "confirmed", kept

    def cancel(self, number):
        each_order(self.shop, [number], cancel_order)
        if self.state[number] in ("new", "confirmed"):
            self.state[number] = "cancelled"

    @rule(target=counts, place=st.sampled_from(PLACES), found=st.dictionaries(st.sampled_from(SKUS), st.integers(0, 9)))
    def count(self, place, found):
        number = start_count(self.shop, place).number
        for sku, count in found.items():
            enter_count(self.shop, number, sku, count, kind="total")
        return number, place, found, dict(self.lying)

    @rule(told=consumes(counts), back=st.booleans())
    def post(self, told, back):
        number, place, found, then = told
        changes = {sku: count - then[sku, place] for sku, count in found.items()}
        allowed = all(
            self.lying[sku, place] + c >= 0 and self.free(sku, place) + c >= 0 for sku, c in changes.items() if c < 0
        )
        if self.attempt(allowed, post_count, self.shop, number) is None:
            return
        for sku, change in changes.items():
            self.lying[sku, place] += change
        fits = all(self.free(sku, place) >= c and self.lying[sku, place] >= c for sku, c in changes.items() if c > 0)
        if back and fits:
            unpost_count(self.shop, number)
            for sku, change in changes.items():
                self.lying[sku, place] -= change

    @invariant()
    def the_notebook_agrees(self):
        for level in list_stock(self.shop):
            sku = level.sku
            assert {place: self.lying[sku, place] for place in PLACES if self.lying[sku, place]} == level.locations
            assert level.reserved == self.promised(sku)
            made = min(self.free(part) // each for part, each in PARTS.items()) if sku == "SET" else 0
            assert level.available == self.free(sku) + max(made, 0)
        assert audit_stock(self.shop).ok

    @invariant()
    def every_number_is_a_sum(self):
        for sku in SKUS:
            proof = show_stock(self.shop, sku)
            assert sum(movement.quantity for movement in proof.movements) == proof.level.on_hand


TestRooms = Rooms.TestCase
TestRooms.settings = settings(max_examples=max(STEPS // 30, 1), stateful_step_count=30, deadline=None)
