"""Handover: the couriers with the packed parcels that wait for them, and the manifests that were made."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QVBoxLayout

from shopdesk.domain.handover import Waiting
from shopdesk.services.handovers import HandoverRow, list_handovers, waiting_parcels
from shopdesk.services.settings import courier_names
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, label, tip_key
from shopdesk.ui.handover_work import HandoverWork
from shopdesk.ui.page import Page
from shopdesk.ui.stock_words import moment
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW
from shopdesk.words import _, ngettext, spoken

KEY = Qt.ItemDataRole.UserRole


class HandoverPage(Page):
    """Couriers above manifests at the left, what is chosen beside them; the scan field is always armed."""

    name = "handover"
    place = "orders"
    concerns = frozenset({"orders", "stock", "settings", "waves"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setObjectName("handoverList")
        self.list.setAccessibleName(_("Couriers and manifests"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.work = HandoverWork(context)
        self.work.made.connect(lambda number: self._stand_on(f"made:{number}"))
        self.empty = EmptyState("handoverEmpty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.work)
        self._waiting: list[Waiting] = []
        self._made: list[HandoverRow] = []
        self._names: dict[str, tuple[str, str]] = {}
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        back = button(
            "handoverToOrders", _("Orders"), lambda: self.context.go("orders"), icon_name="chevron-left", look="quiet"
        )
        title = label(_("Handover to couriers"), size=HEADLINE, bold=True)
        see = button("seePacked", _("See them as orders"), lambda: self.context.go("orders", view="to-hand-over"))
        tip_key(see, "Ctrl+L")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(PANEL_NARROW * 2 // 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, title, None, see))
        layout.addWidget(split, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(lambda: self.context.go("orders"))

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
        self.list.blockSignals(True)
        self.list.clear()
        for courier in dict.fromkeys(parcel.courier for parcel in self._waiting):
            self.list.addItem(self._courier_item(courier))
        for handover in self._made:
            self.list.addItem(self._handover_item(handover))
        self.list.blockSignals(False)
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

    @property
    def standing(self) -> str:
        """What is chosen: "waits:" with a courier's code, or "made:" with a manifest's number."""
        item = self.list.currentItem()
        return str(item.data(KEY)) if item else ""

    def _stand_on(self, key: str) -> bool:
        for at in range(self.list.count()):
            if self.list.item(at).data(KEY) == key:
                if self.list.currentRow() == at:
                    self._show(self.list.item(at))
                self.list.setCurrentRow(at)
                return True
        return False

    def _show(self, item: QListWidgetItem | None) -> None:
        kind, _colon, key = str(item.data(KEY)).partition(":") if item else ("", "", "")
        if kind == "waits":
            parcels = [parcel for parcel in self._waiting if parcel.courier == key]
            self.work.show_courier(key, self._name(key), parcels)
        elif found := [handover for handover in self._made if handover.number == key]:
            self.work.show_handover(found[0], self._name(found[0].courier))
        if kind:
            self._stack.setCurrentWidget(self.work)

    def _name(self, courier: str) -> str:
        names = self._names.get(courier, (courier, courier))
        return names[spoken.language == "en"] or courier

    def _courier_item(self, courier: str) -> QListWidgetItem:
        parcels = [parcel for parcel in self._waiting if parcel.courier == courier]
        scanned = sum(parcel.scanned for parcel in parcels)
        stopped = sum(bool(parcel.stop) for parcel in parcels)
        count = ngettext("{count} parcel", "{count} parcels", len(parcels)).format(count=len(parcels))
        more = [count, _("{count} scanned").format(count=scanned) if scanned else ""]
        more.append(_("{count} must stay").format(count=stopped) if stopped else "")
        return _item(f"waits:{courier}", self._name(courier) or _("Without a courier"), " · ".join(filter(None, more)))

    def _handover_item(self, handover: HandoverRow) -> QListWidgetItem:
        count = ngettext("{count} parcel", "{count} parcels", handover.parcels).format(count=handover.parcels)
        state = _("Taken back") if handover.state == "undone" else ""
        second = " · ".join(filter(None, (moment(handover.made_at), count, state)))
        return _item(f"made:{handover.number}", f"{handover.number}  {self._name(handover.courier)}", second)


def _item(key: str, first: str, second: str) -> QListWidgetItem:
    made = QListWidgetItem(f"{first}\n{second}")
    made.setData(KEY, key)
    made.setToolTip(f"{first}, {second}")
    return made
