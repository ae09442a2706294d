"""The packing bench with nothing on it: scan a waybill; what was done today, what waits, what this station does."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk.domain.pack_desk import Desk
from shopdesk.ui.controls import column, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.packing.packing_scale import ALARM, LINE, PLAIN, TOUCH, Scale, name_button
from shopdesk.ui.packing.packing_station import STATIONS, Station
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.words import N_, _, ngettext

SWITCHES = {
    "label": N_("Print the label"),
    "weigh": N_("Weigh"),
    "check": N_("Scan the label back"),
    "sound": N_("Sounds"),
    "voice": N_("Voice"),
}


class PackingWaiting(QWidget):
    """`changed` carries the station as it is set now."""

    changed = Signal(object)

    def __init__(self, scale: Scale, station: Station) -> None:
        super().__init__()
        self._scale, self._station = scale, station
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = BenchText(scale, ALARM, bold=True)
        self.title.setObjectName("packWaitingTitle")
        self.counts = BenchText(scale, LINE, rank="second", lines=2)
        self.counts.setObjectName("packWaitingCounts")
        self._number = scale.text(PLAIN)
        self._number.setObjectName("packStation")
        for words in (self.title, self.counts):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fewer = scale.button("packFewer", "−", lambda: self._count(-1))
        more = scale.button("packMore", "+", lambda: self._count(1))
        fewer.setAccessibleName(_("Previous station"))
        more.setAccessibleName(_("Next station"))
        self._switches: dict[str, QPushButton] = {}
        for name in SWITCHES:
            made = scale.button(f"packSwitch-{name}", "", partial(self._switch, name))
            made.setCheckable(True)
            self._switches[name] = made
        self._settings = [row(None, fewer, self._number, more, None), row(None, *self._switches.values(), None)]
        layout = column(None, self._icon, self.title, self.counts, None)
        for part in self._settings:
            layout.addLayout(part)
        self.setLayout(layout)
        self._show_station()
        scale.follow(self._fit)

    def show_desk(self, desk: Desk) -> None:
        """Say what waits; after a parcel that it is closed."""
        self.title.say(_("Scan a waybill"))
        packed = ngettext("{n} parcel packed today", "{n} parcels packed today", desk.today).format(n=desk.today)
        due = ngettext("{n} order to pack", "{n} orders to pack", desk.due).format(n=desk.due)
        urgent = ngettext("{n} of them leaves today", "{n} of them leave today", desk.urgent).format(n=desk.urgent)
        self.counts.say(" · ".join([packed, due] + ([urgent] if desk.urgent else [])))

    def _count(self, step: int) -> None:
        """Be the station before or after; one with a name of its own becomes a number again."""
        number = int(self._station.name) if self._station.name.isdecimal() else 0
        self._set(replace(self._station, name=str((number - 1 + step) % STATIONS + 1)))

    def _switch(self, name: str) -> None:
        changes: dict[str, Any] = {name: self._switches[name].isChecked()}
        self._set(replace(self._station, **changes))

    def _set(self, station: Station) -> None:
        self._station = station
        self._show_station()
        self.changed.emit(station)

    def _show_station(self) -> None:
        self._number.setText(_("Station {n}").format(n=self._station.name))
        for name, made in self._switches.items():
            on = bool(getattr(self._station, name))
            made.setChecked(on)
            name_button(made, _(SWITCHES[name]))
            made.setText(("✓  " if on else "") + made.text())

    def _fit(self) -> None:
        px = self._scale.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(40), px(24), px(40), px(24))
        layout.setSpacing(px(24))
        for part in self._settings:
            part.setSpacing(px(16))
        self._icon.setPixmap(icon_pixmap("scan-barcode", "muted", px(200)))
        for made in (*self._switches.values(), *self.findChildren(QPushButton)):
            made.setMinimumSize(px(TOUCH), px(TOUCH))
