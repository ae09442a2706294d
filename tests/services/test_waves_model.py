"""Any morning of waves: no order is in two of them and no piece comes from nothing, whatever people do."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.waves import KINDS, SORTS
from shopdesk.services.imports import import_file
from shopdesk.services.orders import (
    add_order,
    cancel_order,
    confirm_order,
    each_order,
    hold_order,
    pack_order,
    release_order,
)
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, list_stock
from shopdesk.services.wave_picks import pick_line, report_short, take_back
from shopdesk.services.waves import close_wave, list_waves, make_wave, restore_wave, show_wave, undo_wave

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
BUYER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
ORDERS = 5


class Morning(RuleBasedStateMachine):
    """A shop with a few confirmed orders; refusals are answers, not failures."""

    @initialize()
    def open_shop(self) -> None:
        self._folder = TemporaryDirectory(prefix="shopdesk-morning-")
        self.shop = create_shop(Path(self._folder.name) / "shop", now=lambda: NOW)
        goods = Path(self._folder.name) / "goods.csv"
        goods.write_text(HEAD + "box,盒,色,白,BOX,40,9.00\nlid,盖,色,白,LID,40,9.00\n", "utf-8")
        import_file(self.shop, goods)
        lines = [[("BOX", 1)], [("BOX", 2), ("LID", 1)], [("LID", 3)], [("BOX", 1), ("LID", 1)], [("BOX", 4)]]
        self.orders = [add_order(self.shop, line, BUYER, paid=True).number for line in lines]
        each_order(self.shop, self.orders, confirm_order)
        self.on_hand = [level.on_hand for level in list_stock(self.shop)]
        self.acts: list[str] = []

    def _try(self, act, *arguments, **named):
        try:
            return act(self.shop, *arguments, **named)
        except ShopError as error:
            assert not error.stops_everything
            return None

    def _number(self, at: int) -> str:
        known = list_waves(self.shop)
        return known[at % len(known)].number if known else "W-000001"

    @rule(positions=st.integers(1, 4), sort=st.sampled_from(SORTS), kind=st.sampled_from(KINDS))
    def make(self, positions: int, sort: str, kind: str) -> None:
        self._try(make_wave, positions=positions, sort=sort, kind=kind)

    @rule(at=st.integers(0, ORDERS - 1), other=st.integers(0, ORDERS - 1))
    def make_of(self, at: int, other: int) -> None:
        self._try(make_wave, texts=[self.orders[at], self.orders[other]])

    @rule(wave=st.integers(0, 5), sku=st.sampled_from(["BOX", "LID"]), pieces=st.one_of(st.none(), st.integers(1, 3)))
    def pick(self, wave: int, sku: str, pieces: int | None) -> None:
        if told := self._try(pick_line, self._number(wave), sku, pieces):
            self.acts.append(told.act)

    @rule(wave=st.integers(0, 5), sku=st.sampled_from(["BOX", "LID"]), found=st.integers(0, 2))
    def short(self, wave: int, sku: str, found: int) -> None:
        if told := self._try(report_short, self._number(wave), sku, found):
            self.acts.append(told.act)

    @rule(at=st.integers(0, 20))
    def take_back(self, at: int) -> None:
        if self.acts:
            self._try(take_back, self.acts[at % len(self.acts)])

    @rule(wave=st.integers(0, 5), end=st.sampled_from([close_wave, undo_wave, restore_wave]))
    def end(self, wave: int, end) -> None:
        self._try(end, self._number(wave))

    @rule(at=st.integers(0, ORDERS - 1), act=st.sampled_from([cancel_order, hold_order, release_order, pack_order]))
    def meanwhile(self, at: int, act) -> None:
        each_order(self.shop, [self.orders[at]], act)

    @invariant()
    def no_order_is_in_two_waves(self) -> None:
        inside = [
            member.order
            for wave in list_waves(self.shop, view="open")
            for member in show_wave(self.shop, wave.number).members
            if member.inside
        ]
        assert len(inside) == len(set(inside))

    @invariant()
    def no_piece_comes_from_nothing_and_the_stock_is_as_it_was(self) -> None:
        for wave in list_waves(self.shop):
            for line in show_wave(self.shop, wave.number).lines:
                assert all(0 <= share.taken + share.missing <= share.wanted for share in line.shares)
                assert 0 <= line.open <= line.wanted
        assert [level.on_hand for level in list_stock(self.shop)] == self.on_hand
        assert audit_stock(self.shop).ok

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            self.shop.close()
            self._folder.cleanup()


Morning.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestMorning = Morning.TestCase
