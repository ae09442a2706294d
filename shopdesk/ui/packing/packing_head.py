"""The top of the packing bench: whether the scanner is heard and what it waits for, the parcel, the station's day."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from shopdesk.domain.pack_desk import Desk
from shopdesk.ui.controls import row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.packing.packing_scale import LINE, PLAIN, Scale, mark
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import mask_number
from shopdesk.words import _

HEIGHT, BOX_WIDTH, BOX_HEIGHT = 112, 640, 80
_ICONS = {"armed": ("scan-barcode", "ok"), "busy": ("clock", "warn"), "twice": ("copy", "warn")}


class PackingHead(QFrame):
    """The armed scan box, the parcel's number, station and count of the day."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.setObjectName("packHead")
        self._scale = scale
        self._state = "armed"
        self._box, self._icon = QFrame(), QLabel()
        self._box.setObjectName("packScan")
        self._word = BenchText(scale, LINE, bold=True)
        self._word.setObjectName("packScanWord")
        self._hint = scale.text(PLAIN)
        self._hint.setObjectName("packScanHint")
        self._parcel = BenchText(scale, PLAIN)
        self._parcel.setObjectName("packParcel")
        self._day = scale.text(PLAIN, rank="second")
        self._day.setObjectName("packDay")
        inner = row(self._icon, self._word, self._hint)
        inner.setStretch(1, 1)
        self._box.setLayout(inner)
        outer = row(self._box, self._parcel, self._day)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        scale.follow(self._fit)

    def show_desk(self, desk: Desk, courier: str, station: str) -> None:
        """Show what the desk waits for."""
        parcel = desk.parcel
        number = mask_number(parcel.waybill) if parcel is not None else ""
        order = parcel.order if parcel is not None else ""
        self._parcel.say("  ".join(filter(None, (courier if number else "", number, order))))
        self._day.setText(_("Station {n} · today {count}").format(n=station, count=desk.today))
        self._hint.setText(_wanted(desk))

    def show_state(self, state: str, words: str = "") -> None:
        """Show whether the scanner is heard: armed, busy (an answer takes long), twice (a code came two times)."""
        self._state = state
        shown = {"armed": _("Ready to scan"), "busy": _("One moment"), "twice": _("Scanned twice, counted once")}
        self._word.say(words or shown[state])
        mark(self._box, "state", state, self._word, self._hint)
        self._box.setAccessibleName(words or shown[state])
        self._hint.setVisible(state == "armed")
        self._show_icon()

    def _show_icon(self) -> None:
        name, role = _ICONS[self._state]
        self._icon.setPixmap(icon_pixmap(name, role, self._scale.px(48)))

    def _fit(self) -> None:
        px = self._scale.px
        self.setFixedHeight(px(HEIGHT))
        self._box.setFixedSize(px(BOX_WIDTH), px(BOX_HEIGHT))
        for layout, side in ((self._box.layout(), 28), (self.layout(), 40)):
            assert layout is not None
            layout.setContentsMargins(px(side), 0, px(side), 0)
            layout.setSpacing(px(24))
        self._show_icon()
        self._day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _wanted(desk: Desk) -> str:
    """Return what should be scanned next."""
    words = {
        "waiting": _("waybill"),
        "open": _("goods"),
        "weigh": _("weight"),
        "check": _("label back"),
        "label": _("label"),
    }
    return words.get(desk.phase, _("choose"))
