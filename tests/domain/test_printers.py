"""Printers, papers and addresses as people write them, and the arithmetic of a measured ruler."""

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import (
    NETWORK,
    SPOOL,
    Calibration,
    Paper,
    Printer,
    calibrate,
    check_printer,
    parse_address,
    parse_paper,
)

LABELLER = Printer("标签机", NETWORK, "tspl", address="192.168.1.50", paper=Paper(100, 150))


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("100x150", Paper(100, 150)),
        (" 101.6 × 152.4 ", Paper(101.6, 152.4)),
        ("80x0", Paper(80, 0)),
        ("60*40", Paper(60, 40)),
        ("", Paper()),
    ],
)
def test_paper_is_written_as_width_by_height(text, paper):
    assert parse_paper(text) == paper
    assert parse_paper(paper.name) == paper


@pytest.mark.parametrize("text", ["100", "0x150", "5x5", "100x5", "1001x40", "-60x40", "a4", "100x150x2", "٦٠x40"])
def test_what_is_no_paper_is_refused(text):
    with pytest.raises(ShopError, match="paper-invalid"):
        parse_paper(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        ("printer.shop:6101", ("printer.shop", 6101)),
        ("[fe80::1]:9100", ("fe80::1", 9100)),
        ("[fe80::1]", ("fe80::1", 9100)),
    ],
)
def test_an_address_has_a_port_or_the_usual_one(text, place):
    assert parse_address(text) == place


@pytest.mark.parametrize(
    "text",
    ["", ":9100", "host:", "host:0", "host:65536", "host:٩", "a b", "-d", "http://x", "x;y", "h:91 00", "标签"],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ShopError, match="printer-address-invalid"):
        parse_address(text)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "x" * 61, "\u202eabc"])
def test_a_name_can_be_seen(name):
    with pytest.raises(ShopError, match="printer-name-invalid"):
        check_printer(replace(LABELLER, name=name))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "usb"}, {"language": ""}, {"language": "epl"}, {"dpi": 600}, {"darkness": 31}, {"speed": -1},
        {"paper": Paper(80, 0)},
    ],
)  # fmt: skip
def test_a_printer_that_cannot_be_is_refused_with_what_can(change):
    with pytest.raises(ShopError) as told:
        check_printer(replace(LABELLER, **change))
    assert told.value.code == "printer-invalid" and told.value.params["allowed"]


def test_a_printer_of_the_system_speaks_through_its_driver():
    with pytest.raises(ShopError, match="printer-invalid"):
        check_printer(Printer("Office", language="zpl"))
    assert check_printer(Printer(" Office ")).name == "Office"
    assert check_printer(Printer("Till", SPOOL, "escpos", paper=Paper(80, 0)))


def test_a_ruler_that_came_out_right_needs_no_calibration():
    assert calibrate((80, 130), (80, 130), (5, 5), (5, 5)).is_none


def test_bars_that_came_out_short_make_the_page_longer():
    told = calibrate((80, 100), (80, 99), (5, 5), (5, 5))
    assert told == Calibration(1.0, pytest.approx(1.0101, abs=1e-4), 0.0, pytest.approx(-0.05))


@given(
    st.tuples(st.floats(0.95, 1.05), st.floats(0.95, 1.05)),
    st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
    st.floats(0, 150),
)
def test_calibrated_a_crooked_printer_puts_everything_in_its_place(factors, offsets, place):
    """A printer puts c on m × c + o; after the calibration place x comes out at x."""
    found = tuple(factor * 5 + offset for factor, offset in zip(factors, offsets, strict=True))
    told = calibrate((80, 130), (80 * factors[0], 130 * factors[1]), (5, 5), found)
    for scale, shift, factor, offset in (
        (told.scale_x, told.shift_x, factors[0], offsets[0]),
        (told.scale_y, told.shift_y, factors[1], offsets[1]),
    ):
        assert factor * (scale * place + shift) + offset == pytest.approx(place, abs=0.02)


@pytest.mark.parametrize(
    ("measured", "found"),
    [((88.5, 130), (5, 5)), ((80, 13), (5, 5)), ((80, 130), (50, 5)), ((nan, 1), (5, 5))],
)
def test_a_bar_misread_is_not_believed(measured, found):
    with pytest.raises(ShopError, match="calibration-unlikely"):
        calibrate((80, 130), measured, (5, 5), found)


def test_a_calibration_belongs_to_its_paper():
    told = LABELLER.calibrated("100x150", Calibration(shift_x=1.5))
    assert told.calibration.shift_x == 1.5
    assert told.with_paper(Paper(60, 40)).calibration.is_none
    assert told.calibrated("100x150", Calibration()).calibrations == {}
