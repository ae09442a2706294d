"""The packing station by keys alone, as a scanner and a hand press them: mistakes stop it, and count nothing."""

import random

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from shopdesk import app
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.option_text import values_of
from shopdesk.domain.pack_desk import Steps
from shopdesk.services import pack_closing
from shopdesk.services.orders import add_order, confirm_order, each_order, hold_order, list_orders, show_order
from shopdesk.services.pack_scans import list_scans
from shopdesk.services.stock import move_stock
from shopdesk.services.waybills import add_waybills, assign_waybills
from shopdesk.ui import announce as announcing
from shopdesk.ui import machine
from shopdesk.ui.context import Context
from shopdesk.ui.packing.packing_scale import PLAIN
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import first_words

WHITE, BLUE, GREEN = "QH-MUG-W", "QH-MUG-B", "QH-MUG-G"
HOME = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


class Station:
    """A window at the packing page, the hand at its scanner, and what was printed, heard and read out."""

    def __init__(self, folder, qtbot, monkeypatch):
        self.qtbot, self.now = qtbot, 100_000.0
        self.labels, self.sounds, self.read = [], [], []
        monkeypatch.setattr(pack_closing, "print_label", self._print)
        monkeypatch.setattr("shopdesk.ui.packing.packing_sounds.play_file", lambda path: self.sounds.append(path.stem))
        monkeypatch.setattr(
            announcing.QAccessible, "updateAccessibility", lambda event: self.read.append(event.message())
        )
        self.window = app.open_window(folder, Context(folder))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.go("packing")
        self.page = self.window.current_page
        self.page.scanner._clock = lambda _event: self.now
        self.shop = self.window.context.shop
        self.settle()

    def _print(self, _shop, order, *, station, reason="", job=None):
        self.labels.append((order, reason))
        return object()

    def settle(self):
        """Wait for the answer; looking only now and then would make a day of scans a long one."""
        awake = QTimer()
        awake.start(50)
        patience = QDeadlineTimer(20_000)
        while self.page.work.busy and not patience.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert not self.page.work.busy

    def key(self, text, key=0):
        target = QApplication.focusWidget() or self.page
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))

    def type_code(self, code, end="\r", pause=9):
        for letter in code + end:
            self.now += pause
            self.key(letter)

    def scan(self, *codes):
        """Scan codes at a hand's pace and return what the last one came to."""
        for code in codes:
            self.now += 1000
            self.type_code(code)
            self.settle()
        return self.desk.answer

    def press(self, key):
        """Press one key, and let the time go by in which a scanner would have sent another."""
        self.now += 1000
        self.key(key)
        self.page.scanner.rest()
        self.settle()
        return self.desk.answer

    @property
    def desk(self):
        return self.page.desk

    def see(self, name):
        return self.page.findChild(QWidget, name)

    def sell(self, **lines):
        lines = {sku.replace("_", "-"): count for sku, count in lines.items()}
        for sku, count in lines.items():
            move_stock(self.shop, sku, count, reason="purchase")
        number = add_order(self.shop, list(lines.items()), HOME, paid=True).number
        (outcome,) = each_order(self.shop, [number], confirm_order)
        assert outcome.error is None
        return number

    def state(self, number):
        return show_order(self.shop, number).fulfilment


@pytest.fixture
def station(folder, qtbot, monkeypatch):
    made = Station(folder, qtbot, monkeypatch)
    yield made
    made.window.close()


def test_a_parcel_by_scanner_alone(station):
    number = station.sell(QH_MUG_W=2, QH_MUG_B=1)
    assert station.see("packWaitingTitle").isVisible()
    assert station.scan(number) == "opened" and station.see("packCount").text() == "0 / 3 pieces"
    assert station.scan(WHITE) == "ok"
    assert station.see("packStill").text() == "Still to take × 1", "the goods still to be taken, not the last scan"
    assert station.scan(WHITE, BLUE) == "packed"
    assert station.state(number) == "packed" and station.labels == [(number, "")]
    assert (
        station.see("packWaitingTitle").isVisible()
        and "1 parcel packed today" in station.see("packWaitingCounts").text()
    )
    assert station.sounds == ["opened", "ok", "ok", "complete"]


def test_a_wrong_piece_turns_the_whole_screen_red_until_it_is_heard(station):
    number = station.sell(QH_MUG_W=1)
    station.scan(number, BLUE)
    assert station.page.alarm.isVisible() and station.page.alarm.property("tone") == "red"
    assert station.see("packAlarmTitle").text() == "Wrong, not this one"
    assert station.see("packAlarmWhy").text() == "颜色 differs: this parcel wants 米白, scanned is 雾蓝"
    assert station.see("packScanned").isVisible() and station.see("packWanted").isVisible()
    assert station.scan(WHITE) == "wrong" and station.desk.parcel.taken == 0
    assert station.sounds[-2:] == ["wrong", "wrong"], "the same tone, and the scan is not kept for later"
    station.press("k")
    assert station.page.alarm.isVisible()
    station.press("\r")
    assert not station.page.alarm.isVisible() and station.desk.parcel.taken == 0
    assert station.scan(WHITE) == "packed"


def test_an_alarm_is_heard_by_a_command_code_too_and_over_is_amber(station):
    number = station.sell(QH_MUG_W=1, QH_MUG_B=1)
    station.scan(number, WHITE, WHITE)
    assert station.desk.alarm.kind == "over" and station.page.alarm.property("tone") == "amber"
    assert not station.see("packWanted").isVisible()
    assert station.scan("SD-CMD-OK") == "heard" and not station.page.alarm.isVisible()


def test_an_unknown_code_is_shown_in_large(station):
    station.scan("4006381333931")
    assert station.see("packAlarmCode").text() == "4006381333931" and station.see("packAlarmCode").isVisible()
    station.press("\r")
    assert [scan.answer for scan in list_scans(station.shop, station.sell(QH_MUG_W=1))] == []


def test_enter_that_comes_before_the_alarm_is_seen_does_not_hear_it(station):
    number = station.sell(QH_MUG_W=1)
    station.scan(number)
    station.now += 1000
    station.type_code(BLUE)
    station.page.do("ok")  # pressed while the scan is still judged
    station.type_code("SD-CMD-OK")
    station.settle()
    assert station.page.alarm.isVisible() and station.desk.alarm.kind == "wrong"


def test_scans_come_in_strict_order_however_fast(station):
    number = station.sell(QH_MUG_W=3, QH_MUG_B=2, QH_MUG_G=1)
    order = [WHITE, BLUE, WHITE, GREEN, BLUE, WHITE]
    station.scan(number)
    for code in order:
        station.now += 310
        station.type_code(code, pause=5)
    station.settle()
    told = [(scan.code, scan.answer) for scan in list_scans(station.shop, number) if scan.pieces]
    assert told == [(code, "ok") for code in order] and station.state(number) == "packed"


def test_a_scanner_without_enter_is_answered_by_itself(station):
    number = station.sell(QH_MUG_W=1)
    station.now += 1000
    station.type_code(number, end="")
    station.qtbot.waitUntil(lambda: station.desk.parcel is not None)
    assert station.desk.parcel.order == number


def test_keys_of_a_person(station):
    number = station.sell(QH_MUG_W=5)
    station.scan(number)
    for key in "q3":
        station.press(key)
    assert station.see("packScanWord").text() == "3 pieces, scan now"
    assert station.scan(WHITE) == "ok" and station.desk.parcel.taken == 3
    station.window.current_page.take_back()
    station.settle()
    assert station.desk.parcel.taken == 2
    assert station.press("h") == "ok" and station.desk.parcel.taken == 3
    assert station.press("z") == "paused" and station.desk.parcel is None
    assert station.scan(number) == "opened" and station.desk.parcel.taken == 3
    station.press("k")
    assert station.see("packReason1").isVisible() and station.state(number) == "confirmed"
    station.press("3")
    assert station.state(number) == "packed" and station.desk.recent[0].state == "short"
    assert "short" in station.see("packRecent1").text()


def test_letters_of_a_code_press_nothing(station):
    number = station.sell(QH_MUG_W=1)
    station.scan(number)
    station.scan("kzkpzq3")
    assert station.desk.alarm.kind == "unknown" and station.desk.parcel.order == number
    station.press("\r")
    assert station.desk.phase == "open"


def test_the_rest_goes_in_another_box(station):
    number = station.sell(QH_MUG_W=2)
    station.scan(number, WHITE)
    station.press("p")
    part = station.desk.parcel.order
    assert part != number and station.state(number) == "packed"
    assert station.scan(WHITE) == "packed" and [order for order, _why in station.labels] == [number, part]


def set_steps(station, **steps):
    for name, wanted in steps.items():
        button = station.see(f"packSwitch-{name}")
        if button.isChecked() != wanted:
            button.click()
    station.settle()
    assert station.desk.steps == Steps(**{"label": True, **steps})


def test_weight_and_label_back_are_steps_of_this_pc(station):
    number, other = station.sell(QH_MUG_W=1), station.sell(QH_MUG_B=1)
    add_waybills(station.shop, "zto", [f"7731{at:010d}" for at in range(2)])
    assign_waybills(station.shop, [number, other], "zto")
    set_steps(station, weigh=True, check=True)
    station.scan(number, WHITE)
    for key in "450":
        station.press(key)
    assert station.see("packTyped").text() == "450 g"
    station.press("\r")
    assert station.desk.phase == "check" and station.state(number) == "confirmed"
    assert station.scan(show_order(station.shop, other).waybill) == "wrong-label"
    station.press("\r")
    assert station.scan(show_order(station.shop, number).waybill) == "packed"
    assert machine.recall("packing/check") == "on"
    assert station.scan(other, BLUE, "0.200kg", show_order(station.shop, other).waybill) == "packed"


def test_a_label_is_printed_again_only_for_a_reason(station):
    number = station.sell(QH_MUG_W=1)
    station.scan(number, WHITE)
    station.press("l")
    assert station.labels == [(number, "")] and station.see("packReason1").isVisible()
    station.press("1")
    assert station.labels[1:] == [(number, "jammed")]


def test_no_printer_is_said_in_a_banner_and_packing_goes_on(station, monkeypatch):
    monkeypatch.setattr(pack_closing, "print_label", lambda *_args, **_more: None)
    first, second = station.sell(QH_MUG_W=1), station.sell(QH_MUG_W=1)
    assert station.scan(first, WHITE) == "packed" and station.see("packBanner").isVisible()
    assert station.scan(second, WHITE) == "packed"


def test_what_is_scanned_while_the_focus_is_elsewhere_is_heard_and_lands_nowhere(station):
    number = station.sell(QH_MUG_W=2)
    station.see("packPause").setFocus()
    assert station.scan(number) == "opened"
    station.window.set_framed(True)
    field = station.window.palette_field
    field.setFocus()
    assert QApplication.focusWidget() is field
    assert station.scan(WHITE) == "ok" and field.text() == ""


def test_a_dialog_before_the_bench_is_answered_by_keys_and_takes_no_scan(station):
    number = station.sell(QH_MUG_W=1)
    station.window.context.failed.emit(ShopError("order-unknown", value="x"), "Packing")
    dialog = station.window.findChild(QWidget, "errorDialog")
    station.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    dialog.findChild(QPushButton, "closeError").setFocus()
    station.scan(number)
    assert dialog.isVisible() and station.desk.parcel is None and station.sounds[-1:] == ["refused"]
    station.press(" ")
    assert not dialog.isVisible()
    assert station.scan(number) == "opened"


def test_a_screen_reader_is_told_every_answer(station):
    number = station.sell(QH_MUG_W=1)
    station.scan(number, BLUE)
    assert "Parcel open" in station.read
    assert station.read[-1].startswith("Wrong, not this one. 颜色 differs")
    assert (
        QAccessible.queryAccessibleInterface(station.see("packHeard")).text(QAccessible.Text.Name) == "I have seen it"
    )


def test_the_page_fills_the_screen_and_escape_gives_the_frame_back(station):
    assert not station.window.rail.isVisible() and not station.window.bottom.isVisible()
    station.key("\x1b", Qt.Key.Key_Escape)
    assert station.window.rail.isVisible()
    station.window.go("orders")
    station.window.go("packing")
    assert not station.window.rail.isVisible()
    station.window.go("orders")
    assert station.window.rail.isVisible()


def test_what_others_did_meanwhile_is_counted_anew(station):
    before = station.desk.due
    station.sell(QH_MUG_W=1)
    station.window.context.changed.emit(frozenset({"orders"}))
    station.settle()
    assert station.desk.due == before + 1


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 600)])
def test_nothing_is_small_and_nothing_is_cut_off(station, size):
    number = station.sell(QH_MUG_W=1, QH_MUG_B=1)
    station.window.showNormal()
    station.window.resize(*size)
    station.scan(number, WHITE)
    factor = min(size[0] / 1920, size[1] / 1080)
    shown = [part for part in station.page.findChildren(QLabel) if part.isVisible() and part.text()]
    shown += [part for part in station.page.findChildren(QPushButton) if part.isVisible()]
    assert {part.objectName() for part in shown if part.font().pixelSize() < int(PLAIN * factor)} == set()
    cut = [
        part.objectName() for part in shown
        if isinstance(part, QPushButton) and part.width() < part.fontMetrics().horizontalAdvance(part.text()) + 16
    ]  # fmt: skip
    assert cut == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 600)])
def test_a_mistake_between_goods_of_long_titles_is_read_whole(station, size):
    number = station.sell(QH_QTN_6=1)
    station.window.showNormal()
    station.window.resize(*size)
    station.scan(number, BLUE)
    shown = [part for part in station.page.alarm.findChildren(BenchText) if part.isVisible() and part.text()]
    assert len(shown) > 6
    squeezed = {part.text(): part.height() for part in shown if part.height() < part.fontMetrics().lineSpacing()}
    assert squeezed == {}, "each line stands in its whole height"
    assert "冷链发出" not in station.see("packAlarmWhy").text(), "the first words of a title say which goods are meant"


def test_a_title_is_read_by_its_first_words():
    assert first_words("陶瓷马克杯 350ml 家用办公咖啡杯 哑光釉不挂茶渍") == "陶瓷马克杯 350ml"
    assert first_words("Stoneware mug 350 ml, for home and office") == "Stoneware mug 350 ml"
    assert first_words("一个没有空格却比一眼看得完的长得多的商品标题") == "一个没有空格却比一眼看得完的长得多的商品标题"


def test_a_day_of_a_hundred_parcels_with_every_mistake_in_between(station):
    chance = random.Random(7)
    numbers = [station.sell(QH_MUG_W=1 + at % 2, QH_MUG_B=1) for at in range(100)]
    waiting = station.sell(QH_MUG_G=1)
    each_order(station.shop, [waiting], hold_order)
    refunded = station.sell(QH_MUG_G=1)
    with station.shop.writing():
        station.shop.connection.execute("UPDATE orders SET refunding = 1 WHERE number = ?", (refunded,))
    between = {"unknown": "4006381333931", "waybill-first": WHITE, "hold": waiting, "refunded": refunded}
    within = {"wrong": GREEN, "unknown": "4006381333931", "too-many": f"9*{BLUE}", "other-parcel": waiting}
    met = set()

    def blunder(codes):
        kind = chance.choice(list(codes))
        before = station.desk.parcel
        assert station.scan(codes[kind]) == kind
        met.add(kind)
        assert station.scan(WHITE) == kind
        station.press("\r") if chance.random() < 0.5 else station.scan("SD-CMD-OK")
        assert station.desk.alarm is None and station.desk.parcel == before

    for at, number in enumerate(numbers):
        if chance.random() < 0.2:
            blunder(between)
        assert station.scan(number) == "opened"
        if chance.random() < 0.2:
            assert station.scan(number) == "duplicate"
        if chance.random() < 0.3:
            blunder(within)
        assert station.state(number) == "confirmed"
        for code in [WHITE] * (1 + at % 2):
            assert station.scan(code) == "ok"
        if chance.random() < 0.1:
            assert station.scan(WHITE) == "over" and station.scan("SD-CMD-OK") == "heard"
        assert station.scan(BLUE) == "packed"
        if chance.random() < 0.1:
            assert station.scan(number) == "already-packed" and station.press("\r") == "heard"
    assert met == between.keys() | within.keys()
    assert {station.state(number) for number in numbers} == {"packed"}
    assert [order for order, _why in station.labels] == numbers, (
        "one label each, in the order in which they were packed"
    )
    assert station.desk.today == 100
    packed = {order.number for order in list_orders(station.shop) if order.fulfilment == "packed"}
    assert waiting not in packed and refunded not in packed


@pytest.mark.parametrize(
    ("options", "read"),
    [
        ("Colour: Cream", "Cream"),
        ("Size: 18 cm; Lid: No lid", "18 cm No lid"),
        ("颜色分类:米白;尺码:L", "米白 L"),
        ("颜色：雾蓝", "雾蓝"),
        ("10:30 set", "10:30 set"),
        ("Blue", "Blue"),
        ("Colour:", "Colour:"),
        ("", ""),
    ],
)
def test_what_was_chosen_is_read_without_what_it_is_called(options, read):
    assert values_of(options) == read


def test_the_foot_shows_the_keys_that_do_something_now(station):
    def shown():
        return [name for name in ("packShort", "packPause", "packUndo") if station.see(name).isVisible()]

    number = station.sell(QH_MUG_W=2)
    assert shown() == []
    station.scan(number, WHITE)
    assert shown() == ["packShort", "packPause", "packUndo"]
    station.press("k")
    assert shown() == ["packPause"]
    station.page.do("undo")
    station.settle()
    assert shown() == ["packShort", "packPause", "packUndo"]
    station.press("z")
    assert shown() == []


def test_a_parcel_that_cannot_be_opened_is_said_with_one_thing_to_do(station):
    number = station.sell(QH_MUG_W=1)
    (outcome,) = each_order(station.shop, [number], hold_order)
    assert outcome.error is None
    station.scan(number)
    assert station.see("packAlarmNow").text() == "Put it aside and tell the office"
    why = station.see("packAlarmWhy").text()
    assert number in why and why.count(".") == 1
