"""The form of a new wave: how many positions, which orders, in which order; what would be in it stands beside."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.waves import KINDS, MOST_POSITIONS, SORTS
from shopdesk.services.settings import courier_names
from shopdesk.services.shop import Shop
from shopdesk.services.waves import Preview, list_waves, preview_wave
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column, label, row, set_text
from shopdesk.ui.count_field import CountField
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.orders.wave_arrange import is_untouched, word_wave
from shopdesk.ui.theme import CAPTION, HEADLINE, SPACE, TITLE
from shopdesk.words import _, listed, ngettext, spoken
from shopdesk.words.errors import word_error
from shopdesk.words.waves import word_kind, word_sort

PREVIEW_MS = 150
POSITIONS = 12
FORM_WIDTH = 300


class WaveStart(QWidget):
    """`wanted` carries the arguments of `make_wave`, `joined` a wave and orders for it; `closed` tells that none is."""

    wanted = Signal(dict)
    joined = Signal(str, list)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._texts: tuple[str, ...] = ()
        self._asked = 0
        self._orders: list[str] = []
        self.positions = CountField(1, MOST_POSITIONS, POSITIONS)
        self.positions.setObjectName("wavePositions")
        self.positions.setAccessibleName(_("Positions on the cart"))
        self.into = choice("waveInto", _("Into which wave"), [("", _("A new wave"))])
        self.sort = choice("waveSort", _("Which orders go together"), [(sort, word_sort(sort)) for sort in SORTS])
        self.kind = choice("waveKind", _("Which orders"), [(kind, word_kind(kind)) for kind in KINDS])
        self.courier = choice("waveCourier", _("Courier"), [("", _("All couriers"))])
        self.shelf = field("waveShelf", _("Only with goods of this shelf"), _("A, B … or empty for all"))
        self.error = error_line("waveError")
        self.sums = label(size=TITLE, bold=True, wrap=True)
        self.sums.setObjectName("wavePreviewSums")
        self.list = QListWidget()
        self.list.setObjectName("wavePreview")
        self.list.setAccessibleName(_("What the wave would hold"))
        self.empty = EmptyState("wavePreviewEmpty")
        self.empty.hide()
        self.make = button("makeWave", _("Make the wave"), self._submit, primary=True, key="Ctrl+S")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PREVIEW_MS)
        self._later.timeout.connect(self._look)
        self._lay_out()
        self.positions.valueChanged.connect(lambda _count: self._later.start())
        self.shelf.textChanged.connect(lambda _text: self._later.start())
        for box in (self.into, self.sort, self.kind, self.courier):
            box.currentIndexChanged.connect(lambda _at: self._later.start())

    def _lay_out(self) -> None:
        leave = button("leaveWaveStart", _("Cancel"), self.closed.emit, look="quiet")
        form = column(label(_("New wave"), size=HEADLINE, bold=True), spacing=SPACE[3])
        self._into_row = captioned(self.into)
        form.addWidget(self._into_row)
        for shown in (self.positions, self.sort, self.kind, self.courier, self.shelf):
            form.addWidget(captioned(shown))
        form.addWidget(self.error)
        form.addLayout(row(self.make, leave, None))
        form.addStretch(1)
        holder = QWidget()
        holder.setLayout(form)
        holder.setFixedWidth(FORM_WIDTH)
        beside = column(self.sums, self.list, self.empty, spacing=SPACE[2])
        beside.setStretch(2, 1)
        whole = row(holder, spacing=SPACE[5], margins=(SPACE[5], SPACE[4], SPACE[5], SPACE[4]))
        whole.addLayout(beside, 1)
        self.setLayout(whole)

    def begin(self, texts: Sequence[str] = ()) -> None:
        """Offer the queue, or these orders; what would be in the wave is shown at once."""
        self._texts = tuple(texts)
        if texts:
            self.positions.setValue(min(len(texts), MOST_POSITIONS))
        kept = self.courier.currentData()
        self.courier.blockSignals(True)
        self.courier.clear()
        self.courier.addItem(_("All couriers"), "")
        for code, names in courier_names(self.context.shop).items():
            self.courier.addItem(names[spoken.language == "en"] or code, code)
        self.courier.setCurrentIndex(max(self.courier.findData(kept), 0))
        self.courier.blockSignals(False)
        self._offer_waves()
        self.error.hide()
        self.positions.setFocus()
        self._look()

    def _offer_waves(self) -> None:
        """Offer the waves that take more orders; where there is none a new one is meant."""
        open_waves = [wave for wave in list_waves(self.context.shop, view="open") if is_untouched(wave)]
        self.into.blockSignals(True)
        self.into.clear()
        self.into.addItem(_("A new wave"), "")
        for wave in open_waves:
            self.into.addItem(word_wave(wave), wave.number)
        self.into.blockSignals(False)
        self._into_row.setVisible(bool(open_waves))
        self._name_step()

    def _name_step(self) -> None:
        set_text(self.make, _("Put them into the wave") if self.into.currentData() else _("Make the wave"), "Ctrl+S")

    def refuse(self, error: ShopError) -> None:
        """Say why no wave was made."""
        self.tell(word_error(error))

    def tell(self, words: str) -> None:
        """Say under the form what is wrong."""
        self.error.setText(words)
        self.error.show()

    def asked(self) -> dict[str, object]:
        """Return the arguments of `make_wave`."""
        return {
            "texts": self._texts,
            "positions": self.positions.value(),
            "sort": str(self.sort.currentData()),
            "kind": str(self.kind.currentData()),
            "courier": str(self.courier.currentData()),
            "shelf": self.shelf.text().strip(),
        }

    def _submit(self) -> None:
        self.error.hide()
        if number := str(self.into.currentData()):
            self.joined.emit(number, self._orders)
        else:
            self.wanted.emit(self.asked())

    def _look(self) -> None:
        """Work out what would be in the wave, beside the window; only the newest answer is shown."""
        if not self.isVisible():
            return
        self._asked += 1
        self.context.look(_("Wave"), _preview(self.asked()), self._show_if_newest(self._asked))

    def _show_if_newest(self, asked: int) -> Callable[[Preview], None]:
        return lambda seen: self._show(seen) if asked == self._asked else None

    def _show(self, seen: Preview) -> None:
        carts = dict.fromkeys(place.cart for place in seen.places)
        parts = [
            ngettext("{count} order", "{count} orders", len(seen.places)).format(count=len(seen.places)),
            ngettext("{count} piece", "{count} pieces", seen.pieces).format(count=seen.pieces),
            ngettext("{count} position", "{count} positions", len(carts)).format(count=len(carts)),
        ]
        if seen.waiting:
            parts.append(ngettext("{count} waits on", "{count} wait on", seen.waiting).format(count=seen.waiting))
        self.sums.setText(" · ".join(parts))
        self._tell_empty(not seen.places and not seen.refused)
        self._orders = [place.order for place in seen.places]
        self._name_step()
        self.list.clear()
        for place in seen.places:
            one = seen.orders[place.order]
            cart = "" if self.into.currentData() else f"{place.cart:<3}"
            pieces = ngettext("{count} piece", "{count} pieces", one.pieces).format(count=one.pieces)
            names = listed(sorted(filter(None, one.shelves)))
            shelves = _("shelf {shelves}").format(shelves=names) if names else ""
            self.list.addItem("   ".join(filter(None, (cart, place.order, pieces, shelves))))
        for told in seen.refused:
            self.list.addItem(f"✕   {told.order}   {word_error(told.error)}")
        self.make.setEnabled(bool(seen.places))

    def _tell_empty(self, nothing: bool) -> None:
        """Say in the list's place why no order is there, and where orders to be picked come from."""
        self.sums.setHidden(nothing)
        self.list.setHidden(nothing)
        self.empty.setVisible(nothing)
        if nothing:
            to = partial(self.context.go, "orders", view="new")
            ways = [button("waveConfirm", _("Orders to confirm"), to)]
            text = _("Orders come here once they are confirmed. A wider choice at the left may find some, too.")
            self.empty.tell("list-checks", _("No order waits to be picked like this"), text, ways)


def captioned(shown: QWidget) -> QWidget:
    """Return a field with what it is called above it."""
    made = QWidget()
    made.setLayout(column(label(shown.accessibleName(), rank="muted", size=CAPTION), shown, spacing=2))
    return made


def _preview(asked: dict[str, object]) -> Callable[[Shop, Job], Preview]:
    return lambda shop, _job: preview_wave(shop, **asked)  # type: ignore[arg-type]
