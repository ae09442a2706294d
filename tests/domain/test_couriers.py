"""How waybill numbers look, and what of a courier cannot be so."""

import json
import re
import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.couriers import Courier, faults, looks_right, mask_pattern, postal_check, read_rate
from shopdesk.resources import resources

SHIPPED = {
    told["code"]: Courier(told["code"], told["name"], masks=tuple(told["masks"]))
    for told in json.loads((resources() / "tables" / "couriers.json").read_text("utf-8"))
}
NAMES = {
    "zto": "中通快递",
    "yto": "圆通速递",
    "sto": "申通快递",
    "yunda": "韵达快递",
    "jt": "极兔速递",
    "jd": "京东物流",
}


@pytest.mark.parametrize(
    ("courier", "number", "right"),
    [
        ("sf", "SF1300000000001", True),
        ("sf", "SF130000000000", False),
        ("zto", "75300000000001", True),
        ("zto", "SF1300000000001", False),
        ("yto", "YT7000000000001", True),
        ("sto", "773000000000001", True),
        ("jd", "JDVA12345678901", True),
        ("jd", "JDVA12345678901-1-1-", True),
        ("jt", "JT3000000000001", True),
        ("jt", "3000000000001", False),
        ("ems", "EA123456785CN", True),
        ("ems", "EA123456784CN", False),
    ],
)
def test_a_number_looks_like_its_couriers_or_does_not(courier, number, right):
    assert looks_right(SHIPPED[courier], number) is right


def test_without_masks_any_number_is_right():
    assert looks_right(Courier("own"), "whatever-1")


def test_the_postal_unions_numbers_carry_their_check_digit(shared_data):
    told = json.loads((shared_data / "waybill/tracking_number_data/s10.json").read_text("utf-8"))
    (numbers,) = [one["test_numbers"] for one in told["tracking_numbers"]]
    assert all(postal_check(number) for number in numbers["valid"])
    assert not postal_check(numbers["invalid"][0])
    assert postal_check("JT3000000000001"), "another form has no digit to fail"


@pytest.mark.parametrize("code", NAMES)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.data())
def test_what_others_take_for_a_couriers_number_is_not_warned_of(shared_data, code, told):
    patterns = json.loads((shared_data / "waybill/cn_courier_regex.json").read_text("utf-8"))["A"]
    digits = st.characters(codec="ascii", categories=("Lu", "Ll", "Nd"))
    number = told.draw(st.from_regex(re.compile(patterns[NAMES[code]], re.ASCII), fullmatch=True, alphabet=digits))
    assert looks_right(SHIPPED[code], number)


@pytest.mark.parametrize("mask", ["", "SF#{", "#{0}", "#{9-3}", "#{99}", "中#", "(a+)+", "#{13}$", "." * 3, "##" * 30])
def test_what_is_no_mask_is_refused(mask):
    with pytest.raises(ValueError):
        mask_pattern(mask)


@given(st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=30))
def test_a_mask_of_its_own_signs_stands_for_itself_alone(text):
    assert mask_pattern(text).fullmatch(text)
    assert not mask_pattern(text).fullmatch(text + "0")


@given(st.text(max_size=30))
def test_any_text_is_a_mask_or_refused(text):
    try:
        mask_pattern(text)
    except ValueError as error:
        assert str(error) == text


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"speed": 6}, "speed 6"),
        ({"suits": ("gold",)}, "gold"),
        ({"masks": ("#{0}",)}, "#{0}"),
        ({"pickup": "25:00"}, "25:00"),
        ({"volumetric": -1}, "-1 20"),
        ({"rates": (read_rate("浙江 1=1 +1=1"), read_rate("浙江省 2=1 +1=1"))}, "浙江省 2=1.00 +1=1.00"),
        ({"rates": (read_rate("* 1=1 +1=1"), read_rate("* 2=1 +1=1"))}, "* 2=1.00 +1=1.00"),
        ({"pickup": "18:00", "masks": ("SF#{13}",)}, ""),
    ],
)
def test_what_cannot_be_so_is_named(change, fault):
    assert faults(replace(Courier("own", "自家"), **change)) == fault
