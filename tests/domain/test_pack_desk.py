"""What is told apart at a packing desk, and what its scale and its hands write."""

import pytest

from shopdesk.domain.pack_commands import COMMANDS, command_of
from shopdesk.domain.pack_desk import Difference, Piece, read_many, read_weight, tell_apart
from shopdesk.domain.packing import PackLine, Parcel, Scan, judge_scan

WHITE = Piece("MUG-W", "陶瓷马克杯", (("颜色", "米白"), ("容量", "350 ml")))
BLUE = Piece("MUG-B", "陶瓷马克杯", (("颜色", "雾蓝"), ("容量", "350 ml")))


def test_the_option_in_which_goods_differ_is_named():
    assert tell_apart(WHITE, BLUE) == Difference("颜色", "米白", "雾蓝")
    assert tell_apart(WHITE, Piece("TWL", "毛巾")) == Difference("title", "陶瓷马克杯", "毛巾")
    assert tell_apart(WHITE, Piece("MUG-2", "陶瓷马克杯", WHITE.options)) == Difference("sku", "MUG-W", "MUG-2")


@pytest.mark.parametrize(
    ("text", "grams"),
    [("450", 450), ("0.450", 450), ("0,45 kg", 450), ("+ 1.2KG", 1200), ("ST,GS,+00.450kg", 450), ("450克", 450),
     ("4006381333931", None), ("", None), ("kg", None), ("0", None), ("99999", None), ("QH-MUG-W", None)],
)  # fmt: skip
def test_a_weight_is_read_as_scales_and_people_write_it(text, grams):
    assert read_weight(text) == grams


def test_many_pieces_at_once():
    assert read_many("5*4006381333931") == (5, "4006381333931")
    assert read_many("12 × QH-MUG-W") == (12, "QH-MUG-W")
    assert read_many("QH*3") is None and read_many("0*QH") is None


def test_more_pieces_than_are_missing_are_never_counted():
    parcel = Parcel("s", "SD-000001", "active", (PackLine("MUG-W", "杯", quantity=3, taken=1),))
    assert judge_scan(parcel, Scan("MUG-W", ("MUG-W",), pieces=2)) == "ok"
    assert judge_scan(parcel, Scan("MUG-W", ("MUG-W",), pieces=3)) == "over"


def test_command_codes_are_read_however_the_scanner_writes_them():
    assert {command_of(code) for code in COMMANDS} == set(COMMANDS.values())
    assert command_of(" sd-cmd-ok ") == "ok" and command_of("SD-CMD-OKAY") == ""
