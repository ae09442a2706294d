"""One promotion: what it says, how it stands, what it meets, what it has brought; and the form that changes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import Promotion, StoredPromotion
from shopdesk.services.coupons import list_codes
from shopdesk.services.promotion_effect import REPURCHASE_DAYS, Effect, SpanFigures, read_effect
from shopdesk.services.promotions import find_contradictions
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row, selectable
from shopdesk.ui.prices.promotion_form import PromotionForm
from shopdesk.ui.side_panel import SidePanel, amount_row
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, ngettext
from shopdesk.words.promotions import CONTRADICTION_WORDS, word_promotion, word_status

NEW = Promotion("", "", "threshold")
CODES_SHOWN = 20


class PromotionPanel(SidePanel):
    """Shows one promotion or the form of one; what a person wants done is signalled to the page."""

    submitted = Signal(object, bool)
    form_left = Signal()
    started = Signal()
    stopped = Signal()
    proved = Signal()
    coded = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Promotion"))
        self.context = context
        self.form: PromotionForm | None = None
        self.is_new = False  # whether a form is open, of a new one or of one that is changed
        self._shown: StoredPromotion | None = None

    def show_promotion(self, stored: StoredPromotion) -> None:
        """Show a promotion, unless a form is open."""
        if self.is_new:
            return
        self._shown, self.form = stored, None
        told, now = stored.promotion, self.context.shop.now()
        self.begin(told.name)
        standing = label(f"{told.code} · {word_status(told, stored.state, now)}", rank="muted")
        self.add(standing, *(label(words, wrap=True) for words in word_promotion(told)), self._steps(stored))
        met = [
            _(CONTRADICTION_WORDS[each.kind]).format(first=each.first.name, second=each.second.name)
            for each in find_contradictions(self.context.shop, [told])
            if told.code in (each.first.code, each.second.code)
        ]
        if met:
            self.add(*(label(words, rank="warn", wrap=True) for words in met), title=_("With other promotions"))
        if told.kind == "coupon":
            self._add_codes(told)
        self._ask_effect(told.code)

    def _steps(self, stored: StoredPromotion) -> QVBoxLayout:
        live = stored.state == "live"
        run = (
            button("stopPromotion", _("Stop"), self.stopped.emit, icon_name="pause", key="Ctrl+Return")
            if live
            else button(
                "startPromotion", _("Start"), self.started.emit, icon_name="play", key="Ctrl+Return", primary=True
            )
        )
        prove = button("provePromotion", _("Prove"), self.proved.emit, icon_name="shield-check", key="Ctrl+R")
        edit = button("editPromotion", _("Change it"), self.open_edit, icon_name="pencil", key="F2")
        return column(row(run, None), row(prove, edit, None))

    def _add_codes(self, told: Promotion) -> None:
        codes = list_codes(self.context.shop, told.code)
        make = button("makeCodes", _("Make 10 single codes"), self.coded.emit, icon_name="ticket")
        if not codes:
            words = _("Everybody uses the code {code}. With single codes, each can be used once.").format(
                code=told.code
            )
            self.add(label(words, rank="second", wrap=True), row(make, None), title=_("Codes"))
            return
        free = [code for code, document in codes if document is None]
        shown = selectable(label("   ".join(free[:CODES_SHOWN]), wrap=True))
        shown.setObjectName("freeCodes")
        right = _("{free} of {all} free").format(free=len(free), all=len(codes))
        self.add(shown, row(make, None), title=_("Codes"), right=right)

    def _ask_effect(self, code: str) -> None:
        """Ask, beside the window, what the promotion has brought: its span may hold very many orders."""
        self.context.reader.ask(lambda shop: (code, _effect(shop, code)), self._show_effect)

    def _show_effect(self, told: tuple[str, Effect | None]) -> None:
        code, effect = told
        if effect is None or not isValid(self) or self.is_new or not self._shown or self._shown.promotion.code != code:
            return
        uses = ngettext("used {count} time", "used {count} times", effect.uses).format(count=effect.uses)
        rows = [amount_row(name, text) for name, text in effect_rows(effect)]
        words = _("now, against the same span before")
        shown: list[QWidget | QLayout] = [label(words, rank="muted", size=CAPTION), *rows]
        if effect.during.buyers:
            shown.append(repurchase_hint(effect.during))
        if effect.left_out:
            words = ngettext(
                "{count} order in another currency than CNY is not reckoned here.",
                "{count} orders in other currencies than CNY are not reckoned here.", effect.left_out,
            ).format(count=f"{effect.left_out:,}")  # fmt: skip
            shown.append(label(words, rank="muted", size=CAPTION, wrap=True))
        self.add(*shown, title=_("What it has brought"), right=uses)

    # The form

    def open_new(self) -> None:
        """Open the form of a new promotion."""
        self._open(NEW, _("New promotion"), _("Draft it"), new=True)

    def open_edit(self) -> None:
        """Open the form of the promotion that is shown."""
        if self._shown is not None:
            self._open(self._shown.promotion, self._shown.promotion.name, _("Save"), new=False)

    def _open(self, told: Promotion, title: str, words: str, *, new: bool) -> None:
        self.is_new = True
        self.begin(title)
        self.form = PromotionForm(told, self.context.shop.now, new=new)
        save = button("savePromotion", words, lambda: self._submit(new), key="Ctrl+S", primary=True)
        self.add(self.form, row(save, button("leavePromotion", _("Cancel"), self.leave_form, look="quiet"), None))
        self.begin_typing()

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            self.form.name.setFocus()

    def leave_form(self) -> None:
        """Close the form."""
        self.is_new, self.form = False, None
        self.form_left.emit()

    def _submit(self, new: bool) -> None:
        if self.form is not None and (told := self.form.checked()) is not None:
            self.submitted.emit(told, new)


def _effect(shop: Shop, code: str) -> Effect | None:
    try:
        return read_effect(shop, code)
    except ShopError as error:
        if error.code != "promotion-not-run":
            raise
        return None


def effect_rows(effect: Effect) -> list[tuple[str, str]]:
    """Return the figures of an effect: now against before."""
    during, before = effect.during, effect.before
    return [
        (_("Orders"), f"{during.orders:,}  ←  {before.orders:,}"),
        (_("Sales"), f"{amount_figure(during.sales)}  ←  {amount_figure(before.sales)}"),
        (_("Average order value"), f"{_money(during.average)}  ←  {_money(before.average)}"),
        (_("Repurchase"), f"{_rate(during)}  ←  {_rate(before)}"),
        (_("Net profit"), f"{amount_figure(during.margin)}  ←  {amount_figure(before.margin)}"),
    ]


def repurchase_hint(told: SpanFigures) -> QLabel:
    """Say what counts as a repurchase, and of how many buyers it is told."""
    words = _("Repurchase: {returning} of {buyers} buyers had paid for an order on an earlier day within {days} days.")
    made = label(
        words.format(returning=f"{told.returning:,}", buyers=f"{told.buyers:,}", days=REPURCHASE_DAYS), rank="muted",
        size=CAPTION, wrap=True,
    )  # fmt: skip
    made.setObjectName("repurchaseHint")
    return made


def _money(amount: int | None) -> str:
    return "–" if amount is None else amount_figure(amount)


def _rate(told: SpanFigures) -> str:
    return "–" if told.repurchase is None else f"{100 * told.repurchase:.1f}%"
