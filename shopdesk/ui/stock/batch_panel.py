"""One batch traced: its supplier, how it came, and everybody who bought of it."""

from datetime import date

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.services.purchase_table import today_of
from shopdesk.services.suppliers import list_suppliers
from shopdesk.services.traceability import EXPIRING_DAYS, Lot, LotReceipt, LotStory, trace_lot
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.moments import dated
from shopdesk.ui.panel_grid import PanelGrid, at_right
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.stock_words import figure, moment
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, ngettext

BUYERS_SHOWN = 300


class BatchPanel(SidePanel):
    """From a complaint to the batch, its supplier and the other buyers; telephones are masked."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Where a batch came from and went to"))
        self.context = context
        self._story: LotStory | None = None

    @property
    def code(self) -> str:
        """The batch that is shown."""
        return self._story.lot.code if self._story else ""

    def show_lot(self, sku: str, code: str) -> None:
        """Tell a batch's story, unless it stands there already."""
        (story,) = trace_lot(self.context.shop, code, sku=sku)
        if story == self._story:
            return
        self._story = story
        self.begin(_("Batch {code}").format(code=code))
        self.add(*self._lot(story.lot))
        if story.receipts:
            self.add(self._receipts(story.receipts), title=_("How it came"), right=_("Pieces"))
        self._add_buyers(story)

    def _lot(self, lot: Lot) -> list[QWidget | QLayout]:
        link = button("batchSku", lot.sku, lambda: self.context.go("stock", sku=lot.sku), look="link")
        told: list[tuple[str, str | QWidget]] = [
            (_("Goods"), f"{lot.options} · {lot.title}" if lot.options else lot.title),
            (_("SKU"), link),
            (_("Supplier"), self._supplier(lot)),
            (_("Keeps until"), self._keeps(lot.expires_on)),
            (_("Pieces received"), figure(lot.came)),
            (_("Left"), figure(lot.lying)),
        ]
        return [facts(told)]

    def _supplier(self, lot: Lot) -> str | QWidget:
        known = next((told for told in list_suppliers(self.context.shop) if told.name == lot.supplier), None)
        if known is None:
            return lot.supplier or _("Not known")
        code = known.code
        return button("batchSupplier", lot.supplier, lambda: self.context.go("suppliers", supplier=code), look="link")

    def _keeps(self, day: date | None) -> QLabel:
        if day is None:
            return label(_("No expiry date"), rank="muted")
        today = today_of(self.context.shop)
        left = (day - today).days
        if left < 0:
            words = ngettext("{day}, expired {count} day ago", "{day}, expired {count} days ago", -left)
        else:
            words = ngettext("{day}, {count} day left", "{day}, {count} days left", left)
        rank = "error" if left < 0 else "warn" if left <= EXPIRING_DAYS else ""
        return label(words.format(day=dated(day, today), count=abs(left)), rank=rank, wrap=True)

    def _receipts(self, receipts: tuple[LotReceipt, ...]) -> PanelGrid:
        grid = PanelGrid(stretched=1)
        for at, told in enumerate(receipts):
            grid.put(
                at,
                label(moment(told.at), rank="muted"),
                self._document(told),
                at_right(label(f"+{figure(told.pieces)}", rank="ok")),
            )
        return grid

    def _document(self, told: LotReceipt) -> QWidget:
        if not told.purchase:
            return label(told.document)
        link = button(f"purchase-{told.document}", told.document, look="link")
        link.clicked.connect(lambda _checked=False: self.context.go("purchasing", purchase=told.document))
        return link

    def _add_buyers(self, story: LotStory) -> None:
        count = len(story.buyers)
        if not count:
            self.add(label(_("Nobody has bought of it yet."), rank="muted"), title=_("Who bought of it"))
            return
        grid = PanelGrid(stretched=1)
        for at, buyer in enumerate(story.buyers[:BUYERS_SHOWN]):
            link = button(f"order-{buyer.order}", buyer.order, look="link")
            link.clicked.connect(lambda _checked=False, number=buyer.order: self.context.go("orders", order=number))
            who = " ".join(filter(None, (mask_name(buyer.buyer), mask_phone(buyer.phone))))
            grid.put(
                at,
                link,
                label(who),
                label(moment(buyer.shipped_at), rank="muted"),
                at_right(label(figure(buyer.pieces))),
            )
        pieces = sum(buyer.pieces for buyer in story.buyers)
        right = ngettext("{orders} order · {pieces} pcs", "{orders} orders · {pieces} pcs", count)
        parts: list[QWidget | QLayout] = [grid]
        if count > BUYERS_SHOWN:
            more = _("The newest {count} are shown.").format(count=BUYERS_SHOWN)
            parts.append(row(label(more, rank="muted", size=CAPTION), None))
        self.add(*parts, title=_("Who bought of it"), right=right.format(orders=count, pieces=figure(pieces)))
