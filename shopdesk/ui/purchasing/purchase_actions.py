"""What a person does on the page of purchase orders, from a draft to the shelf."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.purchases import Purchase
from shopdesk.services.purchase_papers import write_purchase
from shopdesk.services.purchases import PurchaseReceipt, Receipt, draft_purchase
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.purchasing.purchase_verbs import (
    CHANGES,
    Drafting,
    Receiving,
    Removing,
    Rewriting,
    TakingBack,
    standing,
)
from shopdesk.ui.tasks import Verb
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext

if TYPE_CHECKING:
    from shopdesk.ui.purchasing.purchasing_page import PurchasingPage


class PurchaseActions:
    """The page's verbs: each gathers what is chosen, writes, and notes the way back."""

    def __init__(self, page: PurchasingPage, context: Context) -> None:
        self._page, self._context, self._wishes = page, context, Wishes()

    def draft(self) -> None:
        """Draft one order for each supplier of the chosen SKUs."""
        if self._page.tabs.view != "suggested":
            return
        wanted = {row.sku: row.suggested for row in self._page.chosen_rows()}
        if not wanted:
            return
        wish = tuple(wanted.items())
        verb = Drafting(wanted, self._wishes.identity(wish))

        def done(verb: Drafting) -> None:
            if self._wishes.granted(wish):
                self._drafted(verb)

        self._context.write(_("Drafting orders"), verb.attempt, changes=CHANGES, done=done)

    def _drafted(self, verb: Drafting) -> None:
        self._page.table.clearSelection()
        if verb.drafts:
            self._context.note(verb.change())
        if verb.unsold:
            count = len(verb.unsold)
            words = ngettext(
                "Nobody offers {skus}: say on the suppliers' page who sells it.",
                "Nobody offers {count} of the SKUs ({skus}): say on the suppliers' page who sells them.",
                count,
            )
            shown = ", ".join(verb.unsold[:3]) + (" …" if count > 3 else "")
            self._context.told.emit(words.format(count=count, skus=shown))

    def draft_new(self, supplier: str, lines: dict[str, int], note: str) -> None:
        """Make the draft that the form asks for."""
        form = self._page.panel.new
        told = (supplier, tuple(lines.items()), note)
        uuid = self._wishes.identity(*told)

        def done(made: Purchase) -> None:
            if self._wishes.granted(*told):
                self._new_drafted(made)

        self._context.write(
            _("Drafting orders"),
            lambda shop, _job: draft_purchase(shop, supplier, lines, note=note, uuid=uuid),
            changes=CHANGES,
            done=done,
            refused=form.refuse if form else None,
        )

    def _new_drafted(self, made: Purchase) -> None:
        removing = Removing([made.number])
        text = _("{number} drafted").format(number=made.number)
        self._context.note(Change(text, removing.attempt, removing.change().undo))
        self._page.panel.leave_form()
        self._page.stand_on(made.number)
        if self._page.panel.lines is not None:
            self._page.panel.lines.code.setFocus()

    def remove(self) -> None:
        """Take the chosen drafts out, or cancel the chosen orders."""
        numbers = self._page.chosen_numbers() if self._page.tabs.view in ("draft", "ordered") else {}
        if not numbers:
            return
        if self._page.tabs.view == "draft":
            removing = Removing(list(numbers))
            self._do(_("Taking drafts out"), removing.attempt, removing.change())
        else:
            self._do(_("Cancelling orders"), *standing(numbers, "cancelled"))

    def step(self, step: str) -> None:
        """Take the step that the panel's button named."""
        purchase = self._page.panel.purchase
        if purchase is None:
            return
        if step in ("pdf", "sheet"):
            self._write_paper(purchase.number, step)
        elif step == "receive":
            self._page.panel.open_receipt()
        elif step == "cancel":
            self._do(_("Cancelling orders"), *standing({purchase.number: purchase.state}, "cancelled"))
        elif step == "reopen":
            state = "ordered" if purchase.ordered_at else "draft"
            self._do(_("Putting orders back"), *standing({purchase.number: "cancelled"}, state))
        elif self._page.panel.lines is not None:
            self._rewrite(purchase, order=step == "order")

    def _rewrite(self, purchase: Purchase, *, order: bool) -> None:
        editor = self._page.panel.lines
        assert editor is not None
        if not order and not editor.is_changed:
            return
        try:
            verb = Rewriting(purchase, *editor.read(), order=order, expected_on=editor.read_due())
        except (ShopError, ValueError):
            return  # the field says why
        title = _("Ordering") if order else _("Saving the draft")
        self._context.write(
            title,
            verb.attempt,
            changes=CHANGES,
            done=lambda _result: self._context.note(verb.change()),
            refused=editor.refuse,
        )

    def receive(self, receipts: list[Receipt], place: str) -> None:
        """Book what the form says has come."""
        form, number = self._page.panel.receiving, self._page.panel.number
        verb = Receiving(number, receipts, place)
        self._context.write(
            _("Receiving goods"),
            verb.attempt,
            changes=CHANGES,
            done=partial(self._received, verb),
            refused=form.refuse if form else None,
        )

    def _received(self, verb: Receiving, made: Purchase) -> None:
        self._context.note(verb.change())
        if self._page.panel.number == made.number:
            self._page.panel.leave_form()

    def take_back(self, receipt: PurchaseReceipt) -> None:
        """Take one receipt back."""
        verb = TakingBack(self._page.panel.number, receipt)
        self._do(_("Taking a receipt back"), verb.attempt, verb.change())

    def _write_paper(self, number: str, kind: str) -> None:
        suffix, pattern = (".pdf", "PDF (*.pdf)") if kind == "pdf" else (".xlsx", _("Sheets (*.xlsx *.csv)"))
        target = dialogs.choose_target(self._page, _("Save the purchase order"), f"{number}{suffix}", pattern)
        if target is None:
            return
        path = target if target.suffix else target.with_suffix(suffix)
        title = _("Writing {file}").format(file=path.name)
        verb = partial(_write_paper, number, path)
        self._context.write(title, verb, changes=set(), done=self._written)

    def _written(self, path: Path) -> None:
        self._context.told.emit(_("Saved: {file}").format(file=path))

    def _do(self, title: str, verb: Verb, change: Change) -> None:
        self._context.write(title, verb, changes=CHANGES, done=lambda _result: self._context.note(change))


def _write_paper(number: str, path: Path, shop: Shop, job: Job) -> Path:
    write_purchase(shop, number, path, job)
    return path
