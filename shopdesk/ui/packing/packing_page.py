"""The packing station, one full-screen page: a waybill opens a parcel, each piece is scanned, mistakes stop it all."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QWidget

from shopdesk.domain.pack_desk import Deed, Desk
from shopdesk.services.couriers import list_couriers
from shopdesk.services.identity import new_id
from shopdesk.services.pack_desk import open_desk
from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column, row
from shopdesk.ui.orders.couriers_page import courier_name
from shopdesk.ui.packing.packing_alarm import PackingAlarm
from shopdesk.ui.packing.packing_ask import PackingAsk
from shopdesk.ui.packing.packing_foot import PackingFoot
from shopdesk.ui.packing.packing_head import PackingHead
from shopdesk.ui.packing.packing_item import PackingItem
from shopdesk.ui.packing.packing_keys import PackingKeys
from shopdesk.ui.packing.packing_lines import PackingLines
from shopdesk.ui.packing.packing_pictures import BenchPictures
from shopdesk.ui.packing.packing_scale import LINE, Scale
from shopdesk.ui.packing.packing_sounds import Sounds
from shopdesk.ui.packing.packing_station import Station, load_station, save_station
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_waiting import PackingWaiting
from shopdesk.ui.packing.packing_words import word_alarm
from shopdesk.ui.packing.packing_work import BY_ITSELF, PackingWork
from shopdesk.ui.page import Page
from shopdesk.ui.scan_input import ScanInput
from shopdesk.words import _, ngettext
from shopdesk.words.pack import ANSWERS

BANNER = 76
_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)  # keys are timed from any beginning: only what lies between them counts


class PackingPage(Page):
    """Hears the scanner and a person's single keys; everything else is done by the desk, one deed after the other.

    `answered` tells what each deed came to.
    """

    answered = Signal(str)

    name = "packing"
    bare = True
    concerns = frozenset({"orders", "printing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.station = load_station()
        self.sounds = Sounds(sound=self.station.sound, voice=self.station.voice)
        desk = open_desk(context.shop, self.station.name, self.station.steps)
        self.work = PackingWork(context, desk)
        self.work.setParent(self)
        self.scanner = ScanInput(self)
        self.keys = PackingKeys()
        self._couriers = {one.code: courier_name(one) for one in list_couriers(context.shop)}
        self._scale = Scale()
        self._build(context)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Packing station"))
        for widget in (self, *self.findChildren(QWidget)):
            widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            widget.setInputMethodHints(Qt.InputMethodHint.ImhNone)
        self._show(desk)

    def _build(self, context: Context) -> None:
        scale, pictures = self._scale, BenchPictures(context)
        pictures.setParent(self)
        self.head, self.foot = PackingHead(scale), PackingFoot(scale)
        self.item, self.lines = PackingItem(scale, pictures), PackingLines(scale, pictures)
        self.waiting, self.ask = PackingWaiting(scale, self.station), PackingAsk(scale)
        self.alarm = PackingAlarm(scale, pictures)
        self.banner = BenchText(scale, LINE, bold=True)
        self.banner.setObjectName("packBanner")
        self.banner.hide()
        parcel = QWidget()
        self._parcel_layout = row(self.item, self.lines)
        self._parcel_layout.setStretch(1, 1)
        parcel.setLayout(self._parcel_layout)
        self._parcel = parcel
        self._body = QStackedWidget()
        for shown in (self.waiting, parcel, self.ask):
            self._body.addWidget(shown)
        self._bench = QWidget()
        bench = column(self.head, self.banner, self._body, self.foot, spacing=0)
        bench.setStretch(2, 1)
        self._bench.setLayout(bench)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._bench)
        self._whole.addWidget(self.alarm)
        self.setLayout(column(self._whole, spacing=0))
        scale.follow(self._fit)

    def _connect(self) -> None:
        self.scanner.scanned.connect(self._scanned)
        self.scanner.pressed.connect(self._pressed)
        self.work.done.connect(self._done)
        self.work.slow.connect(lambda slow: self.head.show_state("busy" if slow else self._state()))
        self.work.failed.connect(lambda: self.sounds.tell("refused"))
        self.alarm.heard.connect(lambda: self.do("ok"))
        for part in (self.item, self.foot, self.ask):
            part.asked.connect(self.do)
        self.ask.reasoned.connect(lambda reason: self.do("reason", reason))
        self.lines.ticked.connect(lambda key: self.do("hand", key))
        self.waiting.changed.connect(self._set_station)

    # What others ask of the page

    def do(self, kind: str, text: str = "") -> None:
        """Do something at the desk, after all that was asked before."""
        self.work.do(Deed(kind, text, uuid=new_id()))

    @property
    def desk(self) -> Desk:
        """The desk as the last deed left it."""
        return self.work.desk

    def refresh(self) -> None:
        """Count anew what waits."""
        self._couriers = {one.code: courier_name(one) for one in list_couriers(self.context.shop)}
        self.do("count")

    def rows_shown(self) -> int:
        """Return how many lines the open parcel has, else how many orders wait to be packed."""
        return len(self.desk.parcel.lines) if self.desk.parcel is not None else self.desk.due

    def take_back(self) -> bool:
        """Take the last piece out again: Ctrl+Z is the desk's here."""
        self.do("undo")
        return True

    # What is heard

    def _scanned(self, code: str, at: float) -> None:
        if QApplication.activeModalWidget() is not None:
            self.sounds.tell("refused")
            return
        pieces = self.keys.take_pieces()
        self.work.do(Deed("code", code, _CLOCK + timedelta(milliseconds=at), pieces, new_id()))

    def _pressed(self, key: str) -> None:
        """Take a single key that a person pressed."""
        focus = QApplication.focusWidget()
        on_button = isinstance(focus, QAbstractButton) and focus.isVisible()
        if key in ("\r", "\n") and self.desk.alarm is not None:
            self.do("ok")
        elif key in ("\r", "\n", " ") and on_button and not self.keys.typed:
            assert isinstance(focus, QAbstractButton)
            focus.click()
        elif (asked := self.keys.press(key, self.desk)) is not None:
            kind, text = asked
            self.ask.choose(int(text)) if kind == "choose" else self.do(kind, text)
        self._show_typed()

    def _show_typed(self) -> None:
        if self.desk.phase == "weigh":
            self.ask.show_desk(self.desk, self.keys.typed)
        self.head.show_state(self._state(), self.keys.words())

    def _state(self) -> str:
        return "twice" if self.desk.answer == "duplicate" else "armed"

    # What the desk answers

    def _done(self, desk: Desk, deed: Deed) -> None:
        quiet = deed.kind == "count" or (deed.text == BY_ITSELF and desk.alarm is None)
        self._show(desk)
        if quiet:
            return
        words = _(ANSWERS[desk.answer]) if desk.answer in ANSWERS else ""
        if desk.alarm is not None:
            said = word_alarm(desk.alarm, desk)
            announce(self, ". ".join(filter(None, said[:3])), urgent=True)
            self.sounds.tell(desk.alarm.kind, said.spoken)
        elif desk.answer:
            announce(self, words)
            self.sounds.tell(desk.answer, words if desk.answer in ("complete", "duplicate") else "")
        self.answered.emit(desk.answer)

    def _show(self, desk: Desk) -> None:
        if desk.alarm is not None:
            self.alarm.show_alarm(desk.alarm, desk, self._courier(desk))
            _turn(self._whole, self.alarm)
            return
        _turn(self._whole, self._bench)
        self.head.show_desk(desk, self._courier(desk), self.station.name)
        self.head.show_state(self._state(), self.keys.words())
        self.foot.show_desk(desk)
        if desk.phase == "waiting":
            self.waiting.show_desk(desk)
            _turn(self._body, self.waiting)
        elif desk.parcel is not None and (desk.phase == "open" or (desk.phase == "label" and desk.answer != "heard")):
            self.item.show_parcel(desk.parcel)
            self.lines.show_parcel(desk.parcel)
            _turn(self._body, self._parcel)
        else:
            self.ask.show_desk(desk, self.keys.typed)
            _turn(self._body, self.ask)
        words = _banner(desk)
        self.banner.say(words)
        self.banner.setVisible(bool(words))

    def _courier(self, desk: Desk) -> str:
        return self._couriers.get(desk.parcel.courier, desk.parcel.courier) if desk.parcel is not None else ""

    def _set_station(self, station: Station) -> None:
        """Go on as another station, or with other steps; the desk is empty."""
        save_station(station)
        self.station = station
        self.sounds.sound, self.sounds.voice = station.sound, station.voice
        self.work.desk = open_desk(self.context.shop, station.name, station.steps)
        self._show(self.work.desk)

    def _fit(self) -> None:
        px = self._scale.px
        self._parcel_layout.setContentsMargins(px(40), px(34), px(40), px(34))
        self._parcel_layout.setSpacing(px(32))
        self.banner.setContentsMargins(px(40), 0, px(40), 0)
        self.banner.setFixedHeight(px(BANNER))

    # Qt tells these

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._scale.fit(event.size())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.scanner.arm()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802, D102
        self.scanner.disarm()
        self.sounds.hush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Backspace:
            self.keys.back()
            self._show_typed()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Leave what was typed, else a question, else the full screen; never an alarm."""
        if self.keys.clear():
            self._show_typed()
        elif self.desk.phase in ("short", "reprint"):
            self.do("undo")
        elif self.desk.alarm is None:
            self.framed.emit(True)


def _banner(desk: Desk) -> str:
    """Return what is to be known of the labels while packing goes on."""
    if desk.label == "none":
        return _("No label printer here: print it on the Printing page. Packing goes on")
    if not desk.stuck:
        return ""
    return ngettext(
        "{n} label waits for its printer: look at the print queue. Packing goes on",
        "{n} labels wait for their printer: look at the print queue. Packing goes on",
        desk.stuck,
    ).format(n=desk.stuck)


def _turn(pages: QStackedWidget, page: QWidget) -> None:
    if pages.currentWidget() is not page:
        pages.setCurrentWidget(page)
