"""The promotions: drafted, proved, started and stopped; one promotion in plain words beside them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.promotions import Promotion, StoredPromotion
from shopdesk.services.coupons import make_codes
from shopdesk.services.promotion_table import PromotionRow, PromotionTable
from shopdesk.services.promotions import restore_promotion, save_promotion, set_state, show_promotion
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import dated_stamp
from shopdesk.ui.prices.promotion_panel import PromotionPanel
from shopdesk.ui.status import Status
from shopdesk.ui.tables.area_tabs import add_price_areas
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _, ngettext
from shopdesk.words.promotions import KIND_WORDS, word_channels, word_goods, word_off

STANDINGS = {
    "running": N_("Running"),
    "scheduled": N_("Scheduled"),
    "draft": N_("Draft"),
    "over": N_("Over"),
}
_SHAPES = {
    "running": Status("done", "ok", "running"),
    "scheduled": Status("ring", "accent", "scheduled"),
    "draft": Status("sqdash", "muted", "draft"),
    "over": Status("no", "muted", "over"),
}


class PromotionsPage(RecordPage):
    """The list of promotions with the panel of one."""

    name = "promotions"
    place = "prices"
    home = "prices"
    concerns = frozenset({"promotions", "prices", "listings", "customers"})
    panel: PromotionPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Promotions"),
            views={"all": _("All"), **{standing: _(words) for standing, words in STANDINGS.items()}},
            columns=_columns(context.shop.now),
            panel=PromotionPanel(context),
            search_hint=_("Name, code"),
        )
        add_price_areas(self)
        self._connect_panel()
        panel = self.panel
        panel.submitted.connect(self._save)
        panel.started.connect(lambda: self._set_state("live", _("{name} started")))
        panel.stopped.connect(lambda: self._set_state("stopped", _("{name} stopped")))
        panel.proved.connect(self.prove)
        panel.coded.connect(self._make_codes)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return PromotionTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return PromotionTable(self.context.shop).counts()

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        calendar = button("promotionCalendar", _("Calendar"), self._open_calendar, icon_name="calendar")
        new = button("newPromotion", _("New promotion"), self.begin_new, icon_name="plus", key="Ctrl+N")
        return (None, calendar, new)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyPromotions", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        words = ngettext("{count} promotion selected", "{count} promotions selected", count)
        return words.format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_promotion(self.model.row_at(self.model.row_of(row_id)).stored)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        else:
            new = button("firstPromotion", _("Draft a promotion"), self.begin_new, primary=True, icon_name="plus")
            text = _("Draft a reduction, a coupon or a bundle; prove it on your own orders before it goes live.")
            self.empty.tell("percent", _("No promotions yet"), text, [new])

    def counts_text(self) -> str:  # noqa: D102
        running = self._counts.get("running", 0)
        return ngettext("{count} promotion running", "{count} promotions running", running).format(count=running)

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if code := str(wanted.get("promotion", "")):
            self._stand_on(code)
        elif wanted.get("new"):
            self.begin_new()
            starts, ends = wanted.get("starts"), wanted.get("ends")
            if isinstance(starts, datetime) and isinstance(ends, datetime) and self.panel.form is not None:
                self.panel.form.suggest(str(wanted.get("name", "")), starts, ends)

    # What a person does

    def prove(self) -> None:
        """Try the promotion that is shown on the shop's own baskets."""
        if (stored := self._current()) is not None:
            self.context.go("promotion_proof", promotion=stored.promotion.code)

    def _open_calendar(self) -> None:
        self.context.go("promotion_proof", calendar=True)

    def _current(self) -> StoredPromotion | None:
        current = self.table.current_id()
        if current is None:
            return None
        row: PromotionRow = self.model.row_at(self.model.row_of(current))
        return row.stored

    def _stand_on(self, code: str) -> None:
        self.show_view("all")
        row = PromotionTable(self.context.shop).row_of(code)
        if row is not None:
            self.show_row_of(row)

    def _save(self, told: Promotion, new: bool) -> None:
        before = None if new else show_promotion(self.context.shop, told.code)

        def saved(stored: StoredPromotion) -> None:
            self.panel.leave_form()
            self._note(_("{name} saved").format(name=told.name), before, stored)
            self._stand_on(stored.promotion.code)

        def refused(error: ShopError) -> None:
            if self.panel.form is not None:
                self.panel.form.complain(error)

        self.context.write(
            _("Saving a promotion"), lambda shop, _job: save_promotion(shop, told, new=new), changes={"promotions"},
            done=saved, refused=refused,
        )  # fmt: skip

    def _set_state(self, state: str, words: str) -> None:
        stored = self._current()
        if stored is None:
            return
        told = stored.promotion

        def done(_before: object) -> None:
            self._note(words.format(name=told.name), stored, show_promotion(self.context.shop, told.code))
            self._stand_on(told.code)

        self.context.write(
            _("Saving a promotion"), lambda shop, _job: set_state(shop, told.code, state), changes={"promotions"},
            done=done,
        )  # fmt: skip

    def _note(self, words: str, before: StoredPromotion | None, after: StoredPromotion) -> None:
        code = after.promotion.code
        self.context.note(
            Change(
                words,
                lambda shop, _job: restore_promotion(shop, before, code),
                lambda shop, _job: restore_promotion(shop, after, code),
            )
        )

    def _make_codes(self) -> None:
        if (stored := self._current()) is not None:
            code = stored.promotion.code
            self.context.write(
                _("Making codes"), lambda shop, _job: make_codes(shop, code, 10), changes={"promotions"},
                done=lambda made: self.context.told.emit(_told_codes(len(made))),
            )  # fmt: skip


def _columns(now: Callable[[], datetime]) -> list[Column]:
    def text(read: Callable[[Promotion], str], role: str = "text") -> Callable[[PromotionRow], Cell]:
        return lambda row: Cell(read(row.stored.promotion), role=role)

    def when(at: datetime | None) -> str:
        return dated_stamp(at, now()) if at else ""

    return [
        Column("name", _("Name"), lambda row: Cell(row.stored.promotion.name, bold=True), 150, stretch=True),
        Column("", _("State"), _standing, 96),
        Column("kind", _("Kind"), text(lambda told: _(KIND_WORDS[told.kind]), "text-2"), 148),
        Column("", _("What it gives"), text(word_off), 190, stretch=True),
        Column("", _("Goods"), text(word_goods, "text-2"), 100, hidden=True),
        Column("ends", _("Until"), text(lambda told: when(told.ends), "text-2"), 116),
        Column("starts", _("Starts"), text(lambda told: when(told.starts), "text-2"), 124, hidden=True),
        Column("", _("Channels"), text(word_channels, "text-2"), 96, hidden=True),
        Column("uses", _("Used"), lambda row: Cell(f"{row.used.uses:,}" if row.used.uses else ""), 60, right=True,
               hidden=True),
        Column("given", _("Given"), lambda row: Cell(format_amount(row.used.spent) if row.used.spent else ""), 84,
               right=True, hidden=True),
        Column("code", _("Code"), text(lambda told: told.code, "text-2"), 90, hidden=True),
    ]  # fmt: skip


def _standing(row: PromotionRow) -> Cell:
    return Cell(_(STANDINGS[row.standing]), status=_SHAPES[row.standing])


def _told_codes(count: int) -> str:
    return ngettext("{count} code made.", "{count} codes made.", count).format(count=count)
