"""Layouts as data: what is one, what is none, and what is wrong with it."""

import json
from dataclasses import replace

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import layout_to_json, read_layout, write_layout
from shopdesk.domain.layouts import Box, Layout, Part, Sheet, check_layout, conceal, layout_problems

SMALL = Layout(
    "labels",
    "shelf",
    100,
    60,
    parts=(
        Part("receiver_name", Box(4, 4, 92, 8)),
        Part("receiver_address", Box(4, 13, 92, 12), smallest=6, largest=12),
        Part("waybill", Box(4, 27, 92, 20)),
        Part("order", Box(4, 48, 60, 9)),
        Part("logo", Box(70, 48, 20, 9), shown=False),
    ),
    rules=(26.0,),
    mask=("phone",),
)
A4_2X4 = Sheet(210, 297, 2, 4, 5, 10, 0, 5)


def codes(layout: Layout) -> set[str]:
    return {problem.code for problem in layout_problems(layout)}


def moved(name: str, box: Box | None) -> Layout:
    part = SMALL.part(name)
    assert part
    return SMALL.with_part(replace(part, box=box))


def test_a_layout_comes_back_from_json_as_it_went() -> None:
    kept = replace(SMALL, sheet=A4_2X4, text=110, dpi=300, language="en", logo=False)
    assert read_layout(write_layout(kept)) == kept


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        (moved("receiver_name", Box(50, 4, 60, 8)), "layout-part-outside"),
        (moved("receiver_name", Box(-3, 4, 60, 8)), "layout-part-outside"),
        (moved("receiver_name", None), "layout-part-empty"),
        (moved("waybill", Box(4, 27, 30, 20)), "layout-bars-small"),
        (moved("receiver_address", Box(4, 13, 92, 20)), "layout-bars-covered"),
        (replace(SMALL, parts=SMALL.parts[1:]), "layout-part-missing"),
        (replace(SMALL, parts=(*SMALL.parts, Part("poem", Box(1, 1, 2, 2)))), "layout-part-unknown"),
        (replace(SMALL, parts=(*SMALL.parts, SMALL.parts[0])), "layout-part-unknown"),
        (SMALL.with_part(Part("order", Box(4, 48, 60, 9), 12, 8)), "layout-letters-invalid"),
        (replace(SMALL, sheet=replace(A4_2X4, rows=5)), "layout-larger-than-paper"),
        (replace(SMALL, sheet=replace(A4_2X4, columns=0)), "layout-field-invalid"),
        (replace(SMALL, width=5), "layout-field-invalid"),
        (replace(SMALL, height=0), "layout-field-invalid"),
        (replace(SMALL, mask=("soul",)), "layout-field-invalid"),
        (replace(SMALL, text=10), "layout-field-invalid"),
        (replace(SMALL, name="\n"), "layout-field-invalid"),
        (replace(SMALL, document="poem"), "layout-field-invalid"),
    ],
)
def test_what_is_wrong_with_a_layout_has_a_code(layout: Layout, code: str) -> None:
    assert code in codes(layout)
    with pytest.raises(ShopError):
        check_layout(layout)


def test_a_part_that_is_not_shown_disturbs_nobody() -> None:
    assert codes(SMALL.with_part(Part("logo", Box(0, 0, 500, 500), shown=False))) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "no json",
        '"labels"',
        "{}",
        "[" * 50_000,
        "x" * 200_000,
        '{"document": "labels", "name": "a", "width": NaN, "height": 10}',
        '{"document": "labels", "name": "a", "width": true, "height": 10}',
        '{"document": "labels", "name": 7, "width": 100, "height": 100}',
        '{"document": "labels", "name": "a", "width": 100, "height": 100, "parts": {"waybill": 3}}',
        '{"document": "labels", "name": "a", "width": 100, "height": 100, "parts": {"waybill": {"x": 1}}}',
        '{"document": "labels", "name": "a", "width": 100, "height": 100, "sheet": [1]}',
        '{"document": "labels", "name": "a", "width": 100, "height": 100, "rules": ["<b>"]}',
        '{"document": "labels", "name": "a", "width": 100, "height": 100, "glitter": 1}',
    ],
)
def test_json_that_is_no_layout_is_refused_with_a_code(text: str) -> None:
    with pytest.raises(ShopError) as refused:
        read_layout(text)
    assert refused.value.code in ("layout-not-json", "layout-field-invalid")


def test_the_parts_keep_their_order_in_json() -> None:
    turned = replace(SMALL, parts=SMALL.parts[::-1])
    assert list(layout_to_json(turned)["parts"]) == [part.name for part in turned.parts]
    assert read_layout(json.dumps(layout_to_json(turned))).parts == turned.parts


def test_places_of_a_sheet_are_counted_row_by_row() -> None:
    sheet = replace(SMALL, sheet=A4_2X4)
    assert [sheet.corner(place) for place in (0, 1, 2)] == [(5, 10), (105, 10), (5, 75)]
    assert (sheet.places, sheet.paper, SMALL.places, SMALL.paper) == (8, (210, 297), 1, (100, 60))


def test_what_is_hidden_is_the_telephone_the_name_or_the_street() -> None:
    buyer = Receiver("米小满", "13800001234", city="杭州市", street="示例路 18 号")
    assert conceal(buyer, ()) == buyer
    assert conceal(buyer, ("phone",)).phone == "138****1234"
    hidden = conceal(buyer, ("name", "street"))
    assert (hidden.name, hidden.street, hidden.phone, hidden.city) == ("米**", "***", "13800001234", "杭州市")
