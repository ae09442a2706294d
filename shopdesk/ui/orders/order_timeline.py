"""What happened to an order, the newest first: what, when, by whom."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.domain.orders import TimelineEntry
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.moments import stamp
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.couriers import word_parcel
from shopdesk.words.messages import word_kind
from shopdesk.words.states import STATES, word_event, word_state

_PLAIN = ("wave", "cart", "place", "with", "into", "from", "goods", "method", "reason")  # details told as they stand


def timeline_rows(entries: Sequence[TimelineEntry], courier_name: Callable[[str], str]) -> list[QWidget]:
    """Return a row for each entry; the first is where the order stands now."""
    return [_entry(entry, courier_name, newest=at == 0) for at, entry in enumerate(entries)]


def _entry(entry: TimelineEntry, courier_name: Callable[[str], str], *, newest: bool) -> QWidget:
    dot = QLabel()
    dot.setPixmap(shape_pixmap("dot", "accent" if newest else "muted", 14 if newest else 12))
    dot.setFixedWidth(SPACE[4])
    dot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    who = " · ".join(part for part in (stamp(entry.at), entry.actor) if part)
    words = column(label(_title(entry), bold=newest, wrap=True), spacing=0)
    if more := _more(entry, courier_name):
        words.addWidget(label(more, rank="second", size=CAPTION, wrap=True))
    words.addWidget(label(who, rank="muted", size=CAPTION))
    made = QWidget()
    layout = row(dot)
    layout.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    made.setLayout(layout)
    return made


def _title(entry: TimelineEntry) -> str:
    if entry.kind == "created" and (file := entry.details.get("file")):
        return _("Made with the sample shop") if file == "sample" else _("Imported from {file}").format(file=file)
    return word_event(entry.kind)


def _more(entry: TimelineEntry, courier_name: Callable[[str], str]) -> str:
    """Return what an entry's details add to its word."""
    told = entry.details
    parts = []
    if courier := told.get("courier"):
        parts.append(courier_name(courier))
    if waybill := told.get("waybill"):
        parts.append(waybill)
    if state := told.get("tracking"):
        parts.append(word_parcel(state))
    if message := told.get("message"):
        parts.append(
            _("{kind}, taken back").format(kind=word_kind(message)) if told.get("back") else word_kind(message)
        )
    parts += [told[name] for name in _PLAIN if told.get(name)]
    if until := told.get("until"):
        parts.append(stamp(datetime.fromisoformat(until)))
    if weight := told.get("weight"):
        parts.append(_("{weight} g").format(weight=weight))
    if missing := told.get("missing"):
        parts.append(_("missing: {goods}").format(goods=missing))
    if entry.kind in ("reopened", "stepped-back") and told.get("to"):
        state = {"confirmed": "to-ship"}.get(told["to"], told["to"])
        parts.append(word_state(state) if state in STATES else state)
    if entry.kind != "created" and (file := told.get("file")):
        parts.append(file)
    return " · ".join(parts)
