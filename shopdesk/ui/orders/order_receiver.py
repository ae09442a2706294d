"""Who gets an order and how: masked for whoever looks over the shoulder, shown whole when asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.domain.orders import Order
from shopdesk.ui.controls import button, label, row, selectable, set_text, tell_fold
from shopdesk.ui.side_panel import facts
from shopdesk.words import _
from shopdesk.words.states import word_channel

HIDDEN = "********"


class ReceiverFacts(QWidget):
    """Receiver, address, courier, waybill and platform number of one order."""

    def __init__(self, order: Order, courier: str, revealed: bool = False) -> None:
        super().__init__()
        self._order = order
        self.revealed = revealed
        self._name = selectable(label(wrap=True))
        self._name.setObjectName("receiverName")
        self._address = selectable(label(wrap=True))
        self._address.setObjectName("receiverAddress")
        self._reveal = button("revealReceiver", "", self._toggle, look="link")
        who = QWidget()
        beside = row(self._name)
        beside.addWidget(self._reveal, 0, Qt.AlignmentFlag.AlignTop)
        beside.setStretch(0, 1)
        who.setLayout(beside)
        platform = " ".join(part for part in (order.channel_order_no, word_channel(order.channel)) if part)
        self.setLayout(
            facts(
                [
                    (_("Receiver"), who),
                    (_("Address"), self._address),
                    (_("Courier"), courier or "–"),
                    (_("Waybill"), order.waybill or "–"),
                    (_("Platform no.") if order.channel_order_no else _("Channel"), platform or "–"),
                ]
            )
        )
        self._show()

    def _toggle(self) -> None:
        self.revealed = not self.revealed
        self._show()

    def _show(self) -> None:
        to = self._order.receiver
        gap = "" if to.in_chinese_order else ", "
        if self.revealed:
            name, phone, street = to.name, to.phone, to.street
        else:
            name, phone, street = mask_name(to.name), mask_phone(to.phone), HIDDEN if to.street else ""
        parts = [to.region, street] if to.in_chinese_order else [street, to.region]
        address = (gap or " ").join(part for part in parts if part)
        self._name.setText(" ".join(part for part in (name, phone) if part) or "–")
        self._address.setText(" ".join(part for part in (address, to.postcode) if part) or "–")
        set_text(self._reveal, _("Hide") if self.revealed else _("Show"))
        self._reveal.setAccessibleName(_("Hide receiver") if self.revealed else _("Show receiver"))
        tell_fold(self._reveal, self.revealed)
