"""Why a number is what it is: what lies there, what is promised, every movement, and that they agree."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QWidget

from shopdesk.domain.stock import Movement, stock_state
from shopdesk.services.stock_table import CHART_DAYS, StockStory, places, tell_stock
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, column, label, row
from shopdesk.ui.moments import dated
from shopdesk.ui.panel_grid import PanelGrid, at_right
from shopdesk.ui.side_panel import SidePanel, picture
from shopdesk.ui.status import ORDER, PICTURE, STOCK
from shopdesk.ui.stock.move_stock_form import MoveStockForm
from shopdesk.ui.stock.negative_switch import negative_switch
from shopdesk.ui.stock.shelf_fields import ShelfFields
from shopdesk.ui.stock.step_chart import StepChart
from shopdesk.ui.stock_words import MINUS, figure, moment, movement_words, signed, word_place
from shopdesk.ui.theme import CAPTION, PAGE, SPACE, TITLE, VIEW_TABS
from shopdesk.words import _, listed, ngettext

SHOWN_AT_FIRST = 10
EXPIRING_DAYS = 60


class StockPanel(SidePanel):
    """One SKU's story; what is being typed in it survives that the story is told anew.

    `form_left` tells that the form was closed.
    """

    form_left = Signal()
    kit_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Why the stock is what it is"))
        self.context = context
        self.form: MoveStockForm | None = None
        self.shelf = ShelfFields(context)
        self.shelf.setParent(self)
        self.shelf.hide()
        self._story: StockStory | None = None
        self._all = False
        context.thumbnails.loaded.connect(self._show_picture)
        self._picture: QLabel | None = None

    @property
    def sku(self) -> str:
        """The SKU that is shown."""
        return self._story.level.sku if self._story else ""

    def show_sku(self, sku: str) -> None:
        """Tell a SKU's story, unless it stands there already."""
        story = tell_stock(self.context.shop, sku)
        if story == self._story:
            return
        if sku != self.sku:
            self._all = False
            self._drop_form()
        self._story = story
        self._tell()

    def open_form(self) -> None:
        """Open the form that moves pieces of the SKU shown."""
        if self._story is None:
            return
        if self.form is None:
            self.form = MoveStockForm(self.context, self.sku, places(self.context.shop))
            self.form.closed.connect(self.leave_form)
            self._tell()
        self.unveil()
        self._scroll.ensureVisible(0, 0)
        self.form.begin()

    def leave_form(self) -> None:
        """Close the form."""
        if self.form is not None:
            self.form_left.emit()  # the keyboard goes back to the table before its place is built anew
            self._drop_form()
            self._tell()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
            self.form = None

    def _tell(self) -> None:
        story = self._story
        assert story is not None
        focused = QApplication.focusWidget()
        kept = [part for part in (self.form, self.shelf) if part is not None]
        typing = focused if focused is not None and any(part.isAncestorOf(focused) for part in kept) else None
        for part in kept:
            part.setParent(self)
        self.begin(_("Why is it {count}?").format(count=figure(story.level.available)))
        self.add(self._goods(story), _sum(story), *_elsewhere(story))
        if self.form is not None:
            self.add(self.form, title=_("Move stock"))
        chart = StepChart("availableChart", story.steps, self.context.shop.now(), story.level.safety)
        line = _("┄ safety line {count}").format(count=story.level.safety) if story.level.safety else ""
        self.add(chart, title=_("Available in {days} days").format(days=CHART_DAYS), right=line)
        self.shelf.show_story(story)
        self.add(self.shelf, negative_switch(self.context, story))
        self._add_promised(story)
        self._add_lots(story)
        self._add_parts(story)
        self._add_movements(story)
        for part in kept:
            part.show()
        if typing is not None:
            typing.setFocus()

    def _goods(self, story: StockStory) -> QLayout:
        self._picture = picture(QLabel(), VIEW_TABS)
        self._picture.setAccessibleName(_("Picture"))
        self._show_picture(story.picture)
        title = label(story.level.title, wrap=True)
        sku = label(story.level.sku, rank="muted", size=CAPTION)
        words = column(title, sku, None, spacing=SPACE[1])
        beside = row(self._picture, spacing=SPACE[3])
        beside.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        return beside

    def _show_picture(self, place: str) -> None:
        if self._picture is None or self._story is None or place != self._story.picture or not place:
            return
        if pixmap := self.context.thumbnails.pixmap(place, VIEW_TABS - SPACE[1]):
            self._picture.setPixmap(pixmap)

    def _add_promised(self, story: StockStory) -> None:
        pieces = sum(order.pieces for order in story.promised)
        orders = len(story.promised)
        if not orders:
            self.add(label(_("Nothing is promised to an order."), rank="muted"), title=_("Reserved"))
            return
        right = ngettext("{orders} order · {pieces} pcs", "{orders} orders · {pieces} pcs", orders)
        grid = PanelGrid(stretched=1)
        for at, order in enumerate(story.promised):
            link = button(f"order-{order.number}", order.number, look="link")
            link.clicked.connect(lambda _checked=False, number=order.number: self.context.go("orders", order=number))
            due = _("by {time}").format(time=moment(order.ship_by)) if order.ship_by else ""
            grid.put(
                at,
                link,
                StatusLabel(ORDER[order.state]),
                label(due, rank="muted"),
                at_right(label(figure(order.pieces))),
            )
        self.add(grid, title=_("Reserved"), right=right.format(orders=orders, pieces=pieces))

    def _add_lots(self, story: StockStory) -> None:
        """Show the batches that still lie here, those that expire first on top: they leave first."""
        if not story.lots:
            return
        grid = PanelGrid(stretched=1)
        today = self.context.shop.now().astimezone().date()
        soon = today + timedelta(days=EXPIRING_DAYS)
        for at, lot in enumerate(sorted(story.lots, key=lambda lot: (lot.expires_on is None, lot.expires_on))):
            keeps = _("keeps until {day}").format(day=dated(lot.expires_on, today)) if lot.expires_on else ""
            rank = "warn" if lot.expires_on and lot.expires_on <= soon else "muted"
            grid.put(
                at,
                self._batch(f"lot-{lot.code}", lot.code, lot.code),
                label(lot.supplier, rank="muted"),
                label(keeps, rank=rank),
                at_right(label(figure(lot.lying))),
            )
        self.add(grid, title=_("Batches"), right=_("Pieces"))

    def _add_parts(self, story: StockStory) -> None:
        change = button(
            "editKit", _("Change the kit") if story.kit else _("Make it a kit"), self.kit_wanted.emit, look="link"
        )
        if not story.kit:
            self.add(row(change, None))
            return
        grid = PanelGrid(stretched=0)
        for at, (sku, each) in enumerate(story.kit):
            link = button(f"part-{sku}", sku, look="link")
            link.clicked.connect(lambda _checked=False, part=sku: self.context.go("stock", sku=part))
            grid.put(at, link, at_right(label(f"×{each}")))
        self.add(grid, row(change, None), title=_("Made of"), right=_("Pieces in a kit"))

    def _add_movements(self, story: StockStory) -> None:
        known = {entry.movement.id: entry.movement for entry in story.booked}
        usual = next(iter(story.level.serving), "")
        several = len({entry.movement.location for entry in story.booked} | {usual}) > 1
        grid = PanelGrid(stretched=1)
        shown = list(reversed(story.booked))[: None if self._all else SHOWN_AT_FIRST]
        for at, entry in enumerate(shown):
            moved = entry.movement
            words = movement_words(moved, known)
            if several:
                words = _("{what}, {place}").format(what=words, place=word_place(moved.location))
            when = label(moment(moved.at), rank="muted")
            when.setToolTip(" · ".join(filter(None, (moved.actor, moved.lot))))
            grid.put(
                at,
                when,
                self._what(words, moved),
                at_right(label(signed(moved.quantity), rank="ok" if moved.quantity > 0 else "")),
                at_right(label(figure(entry.balance), bold=True)),
            )
        parts: list[QWidget | QLayout] = [grid] if shown else [label(_("Nothing has moved yet."), rank="muted")]
        proof = row(_proof(story), *self._more(story, len(shown)))
        proof.setStretch(0, 1)
        self.add(*parts, proof, title=_("Movements"), right=_("Balance"))

    def _more(self, story: StockStory, shown: int) -> list[QWidget]:
        count = len(story.booked)
        if shown >= count or self._all:
            return []
        words = _("All {count}") if count == story.movements else _("The last {count}")
        return [button("allMovements", words.format(count=count), self._show_all, look="link")]

    def _show_all(self) -> None:
        self._all = True
        self._tell()

    def _batch(self, name: str, words: str, code: str) -> QWidget:
        """Lead to a batch: who delivered it, who bought of it."""
        link = button(name, words, look="link")
        link.clicked.connect(lambda _checked=False: self.context.go("batches", lot=code))
        return link

    def _what(self, words: str, moved: Movement) -> QWidget:
        reference = moved.reference
        if moved.lot and not reference.startswith("SD-"):
            return self._batch(
                f"movedLot-{moved.id}", _("{what}, batch {code}").format(what=words, code=moved.lot), moved.lot
            )
        if not reference.startswith("SD-"):
            return ElidedLabel(words)
        link = button(f"moved-{reference}", words, look="link")
        link.clicked.connect(lambda _checked=False: self.context.go("orders", order=reference))
        return link


def _sum(story: StockStory) -> QWidget:
    """Show 12 on hand − 9 reserved = 3 available as three boxes and one spoken sentence."""
    level = story.level
    state = stock_state(level.available, level.safety)
    role = STOCK[state].role
    whole = QWidget()
    whole.setObjectName("stockSum")
    words = _("{on_hand} on hand − {reserved} reserved = {available} available")
    if story.kit:
        words = _("{on_hand} built − {reserved} reserved + {made} from parts = {available} available")
    whole.setAccessibleName(
        words.format(
            on_hand=story.on_hand, reserved=level.reserved, available=figure(level.available), made=level.buildable
        )
    )
    card = {"warn": "soon", "error": "urgent"}.get(role, "true")
    layout = row()
    made = [("+", _box(figure(level.buildable), _("From parts")))] if story.kit else []
    for sign, box in (
        ("", _box(figure(story.on_hand), _("Built") if story.kit else _("On hand"))),
        (MINUS, _box(figure(level.reserved), _("Reserved"))),
        *made,
        ("=", _box(figure(level.available), _("Available"), card, "" if role == "ok" else role)),
    ):
        if sign:
            layout.addWidget(label(sign, size=TITLE))
        layout.addWidget(box, 1)
    whole.setLayout(layout)
    return whole


def _box(count: str, name: str, card: str = "true", rank: str = "") -> QFrame:
    made = QFrame()
    made.setProperty("card", card)
    number, below = label(count, size=PAGE, bold=True, rank=rank), label(name, rank="muted", size=CAPTION)
    for words in (number, below):
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setLayout(column(number, below, spacing=0, margins=(SPACE[1], SPACE[1], SPACE[1], SPACE[2])))
    return made


def _elsewhere(story: StockStory) -> list[QWidget]:
    if not story.elsewhere:
        return []
    parts = listed(f"{word_place(place)} {figure(count)}" for place, count in story.elsewhere.items())
    told = label(_("Elsewhere: {places} – not for sale.").format(places=parts), rank="second", wrap=True)
    told.setObjectName("stockElsewhere")
    return [told]


def _proof(story: StockStory) -> StatusLabel:
    count = story.movements
    made = StatusLabel(size=CAPTION, wrap=True)
    made.setObjectName("stockProof")
    if story.agrees:
        words = ngettext(
            "Re-derived from {count} movement, agrees", "Re-derived from all {count} movements, agrees", count
        )
        made.show_status(PICTURE["pass"], words.format(count=count))
    else:
        made.show_status(PICTURE["fail"], _("Differs from the sum of its movements"))
    return made
