"""What a listing may hold: the first thing that is impossible is named, with what it is about."""

from dataclasses import replace

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_edit import MOST_VARIANTS, check_listing
from shopdesk.domain.listings import Facts, Listing, Picture, Variant

GOOD = Listing(
    "P-1", "陶瓷马克杯", (Variant("A", options={"c": "白"}), Variant("B", options={"c": "黑"})),
    category=("家居", "餐厨", "杯"), pictures=(Picture("a.jpg", "main"),),
    facts=Facts(role="hit", special="fresh", warranty_months=12, blocks={"use": "洗\n用"}),
)  # fmt: skip


def test_a_whole_listing_is_allowed():
    check_listing(GOOD)
    check_listing(replace(GOOD, title="", variants=()))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "两\n行"}),
        ("title", {"title": "长" * 501}),
        ("handle", {"handle": " "}),
        ("handle", {"handle": "P-1 "}),
        ("status", {"status": "sold"}),
        ("category", {"category": ("a", "b", "c", "d")}),
        ("category", {"category": ("a", " ")}),
        ("role", {"facts": Facts(role="star")}),
        ("special", {"facts": Facts(special="odd")}),
        ("warranty_months", {"facts": Facts(warranty_months=-1)}),
        ("warranty_months", {"facts": Facts(warranty_months=241)}),
        ("blocks", {"facts": Facts(blocks={"poem": "x"})}),
        ("features", {"facts": Facts(blocks={"features": "x" * 50_001})}),
        ("attributes.材质", {"facts": Facts(attributes={"材质": "a\tb"})}),
        ("picture", {"pictures": (Picture("a.jpg", "cover"),)}),
        ("pictures", {"pictures": tuple(Picture(f"{at}.jpg") for at in range(101))}),
        ("sku", {"variants": (Variant(""),)}),
        ("sku", {"variants": (Variant("A "),)}),
        ("sku", {"variants": (Variant("A"), Variant("A"))}),
        ("options", {"variants": (Variant("A", options={"c": "白"}), Variant("B", options={"c": "白"}))}),
        ("price", {"variants": (Variant("A", price=-1),)}),
        ("cost", {"variants": (Variant("A", cost=100_000_000_01),)}),
        ("length_mm", {"variants": (Variant("A", length_mm=-5),)}),
        ("variants", {"variants": tuple(Variant(f"V{at}") for at in range(MOST_VARIANTS + 1))}),
    ],
)
def test_what_no_listing_may_hold_is_named(field, change):
    with pytest.raises(ShopError) as refused:
        check_listing(replace(GOOD, **change))
    assert refused.value.code == "listing-invalid" and refused.value.params["field"] == field


def test_a_variant_is_named_with_its_fault():
    with pytest.raises(ShopError) as refused:
        check_listing(replace(GOOD, variants=(Variant("A"), Variant("C", weight_g=-3))))
    assert refused.value.params == {"field": "weight_g", "value": "-3", "of": "C"}
