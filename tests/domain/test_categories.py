"""Categories: paths as they are typed, attributes by level, and how complete a listing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.categories import (
    Attribute,
    Category,
    attributes_of,
    check_attributes,
    completeness,
    inherited_attributes,
    path_text,
    read_path,
)
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Facts, Listing, Variant

MATERIAL, SIZE, ORIGIN = (
    Attribute("材质"),
    Attribute("容量", "Capacity", "number", (), "ml"),
    Attribute("产地", required=False),
)
TREE = (
    Category("1", ("家居",), attributes=(ORIGIN, MATERIAL)),
    Category("2", ("家居", "餐厨")),
    Category("3", ("家居", "餐厨", "杯子"), attributes=(SIZE,)),
)
names = st.text(st.characters(exclude_categories=("Z", "C"), exclude_characters=">›»"), min_size=1, max_size=60)


NOTHING = Facts()


def listing(facts: Facts = NOTHING, **options: str) -> Listing:
    return Listing("mug", "杯", (Variant("MUG", options=options),), category=("家居", "餐厨", "杯子"), facts=facts)


@pytest.mark.parametrize("typed", ["家居 > 餐厨 > 杯子", "家居>餐厨>杯子", "家居 › 餐厨 › 杯子", " 家居 »餐厨› 杯子 "])
def test_a_path_is_read_however_it_is_typed(typed: str):
    assert read_path(typed) == ("家居", "餐厨", "杯子")


@given(st.lists(names, min_size=1, max_size=3))
def test_a_path_comes_back_from_its_text(path: list[str]):
    assert read_path(path_text(path)) == tuple(path)


@pytest.mark.parametrize("typed", ["", ">", "a > > b", "a > b > c > d", "x" * 61, "a\tb"])
def test_what_is_no_path_is_refused(typed: str):
    with pytest.raises(ShopError, match="category-name-invalid"):
        read_path(typed)


def test_attributes_come_from_every_level_each_name_once():
    assert attributes_of(("家居", "餐厨", "杯子"), TREE) == (ORIGIN, MATERIAL, SIZE)
    nearer = Attribute("材质", kind="choice", choices=("陶瓷",))
    tree = (*TREE[:2], Category("3", ("家居", "餐厨", "杯子"), attributes=(nearer,)))
    assert attributes_of(("家居", "餐厨", "杯子"), tree) == (ORIGIN, nearer)
    assert attributes_of((), TREE) == ()


def test_a_category_tells_what_wider_ones_ask_and_which():
    assert inherited_attributes(("家居", "餐厨", "杯子"), TREE) == [(ORIGIN, "家居"), (MATERIAL, "家居")]
    assert inherited_attributes(("家居",), TREE) == []
    nearer = Attribute("材质", kind="choice", choices=("陶瓷",))
    middle = (TREE[0], Category("2", ("家居", "餐厨"), attributes=(nearer,)), TREE[2])
    assert inherited_attributes(("家居", "餐厨", "杯子"), middle) == [(ORIGIN, "家居"), (nearer, "餐厨")]
    tree = (*TREE[:2], Category("3", ("家居", "餐厨", "杯子"), attributes=(nearer,)))
    assert inherited_attributes(("家居", "餐厨", "杯子"), tree) == [(ORIGIN, "家居")], "asked anew below, told there"


def test_completeness_names_what_is_missing_required_ones_first():
    assert completeness(listing(), TREE) == (0, 3, ("材质", "容量", "产地"))
    assert completeness(listing(Facts(attributes={"材质": "陶瓷", "产地": " "})), TREE) == (1, 3, ("容量", "产地"))


def test_what_a_variant_is_chosen_by_counts_as_told():
    assert completeness(listing(容量="350 ml"), TREE).filled == 1
    assert completeness(listing(Capacity="350 ml"), TREE).missing == ("材质", "产地")


@pytest.mark.parametrize(
    "attributes",
    [
        [Attribute("")],
        [Attribute("a"), Attribute("a")],
        [Attribute("a", kind="colour")],
        [Attribute("a", choices=("x\n",))],
        [Attribute("a", choices=("x, y",))],
        [Attribute("a", choices=("x|y",))],
        [Attribute("a", choices=("",))],
        [Attribute("a (b)")],
        [Attribute("a = b")],
        [Attribute(" a")],
        [Attribute("x" * 61)],
        [Attribute(str(at)) for at in range(61)],
    ],
)
def test_attributes_have_limits(attributes: list[Attribute]):
    with pytest.raises(ShopError, match="attribute-invalid"):
        check_attributes(attributes)
