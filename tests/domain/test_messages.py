"""Templates of messages: placeholders by name in two languages, and nothing else is filled in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.messages import KINDS, LANGUAGES, PLACEHOLDERS, fill, shown_placeholders, unknown_placeholder
from shopdesk.resources import resources


def test_placeholders_are_filled_in_either_language():
    values = {"buyer": "测试人", "number": "SD-000001"}
    assert fill("{买家}，订单 {number}", values) == "测试人，订单 SD-000001"
    assert fill("{{no placeholder}} {waybill}", values) == "{no placeholder} "


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{price}", "{price}"),
        ("{买 家}", "{买 家}"),
        ("{}", "{}"),
        ("{buyer.__class__}", "{buyer.__class__}"),
        ("{buyer!r}", "{buyer!r}"),
        ("{total:>10}", "{total:>10}"),
        ("{buyer", "{"),
        ("buyer}", "}"),
        ("{buyer} {number}", ""),
    ],
)
def test_an_unknown_placeholder_is_named(text, wrong):
    assert unknown_placeholder(text) == wrong


@given(st.text(max_size=60))
def test_any_template_is_filled_or_its_fault_is_named(text):
    if unknown_placeholder(text):
        with pytest.raises(ValueError):
            fill(text, {})
    else:
        fill(text, {})


@given(st.text(max_size=40))
def test_what_a_stranger_wrote_is_filled_in_once_and_as_it_is(name):
    assert fill("{buyer}", {"buyer": name}) == name


def test_every_kind_has_a_template_in_every_language_that_can_be_filled():
    told = json.loads((resources() / "tables" / "messages.json").read_text("utf-8"))
    assert {(one["kind"], one["language"]) for one in told} == {(kind, lang) for kind in KINDS for lang in LANGUAGES}
    assert [one for one in told if unknown_placeholder(one["subject"] + one["text"])] == []
    assert len(shown_placeholders("zh_CN")) == len(PLACEHOLDERS)
