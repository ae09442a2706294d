"""Handover: the couriers with the packed parcels that wait for them, and the manifests that were made."""

from shopdesk.domain.handover import Waiting
from shopdesk.services.handovers import HandoverRow, list_handovers, waiting_parcels
from shopdesk.services.settings import courier_names
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, tip_key
from shopdesk.ui.orders.handover_work import HandoverWork
from shopdesk.ui.stock_words import moment
from shopdesk.ui.tables.list_page import ListPage
from shopdesk.words import _, ngettext, spoken


class HandoverPage(ListPage):
    """Couriers above manifests at the left, what is chosen beside them; the scan field is always armed."""

    name = "handover"
    place = "orders"
    concerns = frozenset({"orders", "stock", "settings", "waves"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "handoverList", _("Couriers and manifests"))
        self.work = HandoverWork(context)
        self.work.made.connect(lambda number: self._stand_on(f"made:{number}"))
        self.empty = EmptyState("handoverEmpty")
        self._waiting: list[Waiting] = []
        self._made: list[HandoverRow] = []
        self._names: dict[str, tuple[str, str]] = {}
        see = button("seePacked", _("See them as orders"), lambda: self.context.go("orders", view="to-hand-over"))
        tip_key(see, "Ctrl+L")
        self._lay_out(
            ("handoverToOrders", _("Orders")), _("Handover to couriers"), [see], shown=(self.empty, self.work)
        )
        self.refresh()

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "courier" in wanted:
            self._stand_on(f"waits:{wanted['courier']}")
        elif "handover" in wanted:
            self._stand_on(f"made:{wanted['handover']}")
        self.work.arm()

    def refresh(self) -> None:  # noqa: D102
        standing = self.standing
        self._waiting = waiting_parcels(self.context.shop)
        self._made = list_handovers(self.context.shop)
        self._names = courier_names(self.context.shop)
        couriers = dict.fromkeys(parcel.courier for parcel in self._waiting)
        self._fill([*map(self._courier_entry, couriers), *map(self._handover_entry, self._made)])
        self.counted.emit()
        if not self.list.count():
            text = _("Packed parcels stand here courier by courier until the driver has them.")
            pack = button("handoverPack", _("Orders to pack"), lambda: self.context.go("orders", view="to-pack"))
            self.empty.tell("truck", _("No parcel waits to be handed over"), text, [pack])
            self._stack.setCurrentWidget(self.empty)
        elif not self._stand_on(standing):
            self.list.setCurrentRow(0)

    def counts_text(self) -> str:  # noqa: D102
        count = len(self._waiting)
        return ngettext("{count} parcel waits", "{count} parcels wait", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return self.list.count()

    def _show_key(self, key: str) -> None:
        kind, _colon, which = key.partition(":")  # "waits:" with a courier's code, or "made:" with a manifest's number
        if kind == "waits":
            parcels = [parcel for parcel in self._waiting if parcel.courier == which]
            self.work.show_courier(which, self._name(which), parcels)
        elif found := [handover for handover in self._made if handover.number == which]:
            self.work.show_handover(found[0], self._name(found[0].courier))
        if kind:
            self._stack.setCurrentWidget(self.work)

    def _name(self, courier: str) -> str:
        names = self._names.get(courier, (courier, courier))
        return names[spoken.language == "en"] or courier

    def _courier_entry(self, courier: str) -> tuple[str, str, str]:
        parcels = [parcel for parcel in self._waiting if parcel.courier == courier]
        scanned = sum(parcel.scanned for parcel in parcels)
        stopped = sum(bool(parcel.stop) for parcel in parcels)
        count = ngettext("{count} parcel", "{count} parcels", len(parcels)).format(count=len(parcels))
        more = [count, _("{count} scanned").format(count=scanned) if scanned else ""]
        more.append(_("{count} must stay").format(count=stopped) if stopped else "")
        return f"waits:{courier}", self._name(courier) or _("Without a courier"), " · ".join(filter(None, more))

    def _handover_entry(self, handover: HandoverRow) -> tuple[str, str, str]:
        count = ngettext("{count} parcel", "{count} parcels", handover.parcels).format(count=handover.parcels)
        state = _("Taken back") if handover.state == "undone" else ""
        second = " · ".join(filter(None, (moment(handover.made_at), count, state)))
        return f"made:{handover.number}", f"{handover.number}  {self._name(handover.courier)}", second
