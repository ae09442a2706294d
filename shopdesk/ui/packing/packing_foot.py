"""The foot of the packing bench: the parcels that left last, and the keys that are asked for most."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from shopdesk.domain.pack_desk import Desk, Ended
from shopdesk.ui.controls import row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.packing.packing_scale import PLAIN, Scale, mark
from shopdesk.words import _

HEIGHT, SHOWN = 112, 5
_SHAPES = {"packed": ("done", "ok"), "short": ("tridown", "warn"), "paused": ("pause", "warn")}


class PackingFoot(QFrame):
    """`asked` carries short, pause or undo."""

    asked = Signal(str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.setObjectName("packFoot")
        self._scale = scale
        self._recent: tuple[Ended, ...] = ()
        self._title = scale.text(PLAIN, rank="muted")
        self._shapes = [QLabel() for _at in range(SHOWN)]
        self._words = [scale.text(PLAIN) for _at in range(SHOWN)]
        for at, words in enumerate(self._words):
            words.setObjectName(f"packRecent{at + 1}")
        self._short = scale.button("packShort", _("Short pack"), lambda: self.asked.emit("short"), key="K")
        self._pause = scale.button("packPause", _("Lay aside"), lambda: self.asked.emit("pause"), key="Z")
        self._undo = scale.button("packUndo", _("Take one back"), lambda: self.asked.emit("undo"), key="Ctrl+Z")
        self._keys = keys = (self._short, self._pause, self._undo)
        parts = [part for pair in zip(self._shapes, self._words, strict=True) for part in pair]
        self.setLayout(row(self._title, *parts, None, *keys))
        scale.follow(self._fit)

    def show_desk(self, desk: Desk) -> None:
        """Show what left the desk last, and the keys that do something now."""
        for key in (self._short, self._undo):
            key.setVisible(desk.phase == "open")
        self._pause.setVisible(desk.parcel is not None)
        self._recent = desk.recent
        self._title.setText(_("Last") if self._recent else _("Nothing packed yet"))
        self._show()

    def _show(self) -> None:
        px = self._scale.px
        taken = px(80) + self._title.sizeHint().width()
        taken += sum(key.sizeHint().width() + px(16) for key in self._keys if not key.isHidden())
        for at, (shape, words) in enumerate(zip(self._shapes, self._words, strict=True)):
            known = self._recent[at] if at < len(self._recent) else None
            if known is not None:
                self._say(known, shape, words)
                taken += px(36 + 2 * 16) + words.sizeHint().width()
            fits = known is not None and taken <= self.width()
            shape.setVisible(fits)
            words.setVisible(fits)

    def _say(self, known: Ended, shape: QLabel, words: QLabel) -> None:
        name, role = _SHAPES.get(known.state, ("done", "ok"))
        shape.setPixmap(shape_pixmap(name, role, self._scale.px(36)))
        state = {"short": _("short"), "paused": _("aside")}.get(known.state, "")
        words.setText(f"{(known.waybill or known.order)[-4:]} {state}".strip())
        words.setAccessibleName(" ".join((known.order, state or _("packed"))))
        mark(words, "rank", "warn" if state else "")

    def _fit(self) -> None:
        self.setFixedHeight(self._scale.px(HEIGHT))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(self._scale.px(40), 0, self._scale.px(40), 0)
        layout.setSpacing(self._scale.px(16))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._show()
