"""One parcel: where it is, since when, and until when its goods may come back."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.services.parcel_table import ParcelRow
from shopdesk.services.tracking import returns_end
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.moments import stamp
from shopdesk.ui.orders.parcel_words import parcel_status
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.words import N_, _

RETURNS = {
    "no-reason": N_("Without a reason"),
    "quality": N_("Quality defect"),
    "not-as-described": N_("Not as described"),
}


class ParcelPanel(SidePanel):
    """Shows one parcel."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Parcel"))
        self._context = context

    def show_parcel(self, shown: ParcelRow, courier: str) -> None:
        """Show a parcel."""
        self.begin(shown.number)
        told: list[tuple[str, str | QWidget]] = [
            (_("Courier"), courier or "–"),
            (_("Waybill"), shown.waybill or "–"),
            (_("Sent"), stamp(shown.shipped_at) if shown.shipped_at else "–"),
            (_("State"), parcel_status(shown.state)),
            (_("Since"), stamp(shown.at) if shown.at else "–"),
        ]
        if shown.delivered_at:
            told.append((_("Signed for"), stamp(shown.delivered_at)))
        self.add(facts(told), line_above=False)
        ends = returns_end(self._context.shop, shown.number)
        if ends:
            self.add(
                facts([(_(RETURNS[reason]), stamp(end)) for reason, end in ends.items()]),
                title=_("Goods may come back until"),
            )
        else:
            self.add(label(_("The days for returns begin when the buyer signs."), rank="muted", wrap=True))
        to = partial(self._context.go, "orders", order=shown.number)
        go = button("orderOfParcel", _("Open the order"), to, look="link")
        self.add(row(go, None))
