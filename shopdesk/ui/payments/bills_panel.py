"""One bill that was taken: its days, what of it is matched and left, who took it, and the way back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.services.rule_files import payment_rules
from shopdesk.services.taken_bills import TakenBill
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.moments import span_of_days, stamp
from shopdesk.ui.side_panel import SidePanel, amount_row, facts
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, listed, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_bill, word_method


class BillsPanel(SidePanel):
    """Asks for the lines of a bill, for its taking back, or for its coming back."""

    lines_wanted = Signal(object)
    taken_back = Signal(object)
    brought_back = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Bill"))
        self.context = context

    def show_bill(self, bill: TakenBill) -> None:
        """Show a bill with its sums and what can be done with it."""
        self.begin(bill.file)
        methods = payment_rules(self.context.shop).methods
        told: list[tuple[str, str | QWidget]] = [
            (_("Bill"), word_bill(bill.format)),
            (_("Paid by"), listed(word_method(methods.get(code), code) for code in bill.methods)),
            (_("Period"), span_of_days(*bill.span)),
            (_("Taken on"), stamp(bill.at)),
            (_("Taken by"), bill.actor),
        ]
        told += [(_("Taken back"), stamp(bill.undone_at))] if bill.undone_at else []
        self.add(facts([pair for pair in told if pair[1]]))
        if bill.undone_at:
            self._add_way_back(bill)
        else:
            self._add_sums(bill)
            self._add_ways(bill)

    def _add_sums(self, bill: TakenBill) -> None:
        for one in bill.sums:
            left = "warn" if one.left else ""
            self.add(
                amount_row(_("Matched"), money(one.matched, one.currency)),
                amount_row(_("To be matched"), money(one.left, one.currency), rank=left),
                title=_("What of its money is matched"),
            )  # fmt: skip
        aside = bill.lines - bill.matched - bill.left
        parts = [
            ngettext("{count} line matched", "{count} lines matched", bill.matched).format(count=f"{bill.matched:,}"),
            ngettext("{count} line left", "{count} lines left", bill.left).format(count=f"{bill.left:,}"),
        ]
        if aside:
            words = ngettext("{count} line is not a sale", "{count} lines are not sales", aside)
            parts.append(words.format(count=f"{aside:,}"))
        self.add(label(" · ".join(parts), rank="muted", size=CAPTION, wrap=True), line_above=False)

    def _add_ways(self, bill: TakenBill) -> None:
        words = _("Match what is left") if bill.left else _("Show its lines")
        lines = button("linesOfBill", words, partial(self.lines_wanted.emit, bill), icon_name="list-checks",
                       key="Ctrl+Return")  # fmt: skip
        back = button("takeBillBack", _("Take the whole bill back"), partial(self.taken_back.emit, bill),
                      icon_name="corner-up-left", key="Ctrl+Shift+M")  # fmt: skip
        why = label(_("Its matches go with it; it can be brought back."), rank="muted", size=CAPTION, wrap=True)
        self.add(row(lines, None), row(back, None), why)

    def _add_way_back(self, bill: TakenBill) -> None:
        again = button("bringBillBack", _("Bring this bill back"), partial(self.brought_back.emit, bill),
                       icon_name="refresh-cw", key="Ctrl+Shift+M")  # fmt: skip
        why = label(_("It does not count now; when it is brought back, its lines are matched again."), rank="muted",
                    size=CAPTION, wrap=True)  # fmt: skip
        self.add(row(again, None), why)
