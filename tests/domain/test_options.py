"""Variants made from options: known goods keep their SKU, new ones get one of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Variant
from shopdesk.domain.option_text import options_text
from shopdesk.domain.options import combine_options, named_variants, options_of

words = st.text(alphabet="红白黑SML大小", min_size=1, max_size=3)
option_sets = st.dictionaries(
    st.sampled_from(["颜色", "尺码", "款式"]), st.lists(words, min_size=1, max_size=4), max_size=3
)


@given(option_sets)
def test_every_combination_appears_once_with_a_sku_of_its_own(options):
    made = combine_options("P-1", options, [])
    count = 1
    for values in options.values():
        count *= len(set(values))
    assert len(made) == count
    assert len({variant.sku for variant in made}) == count
    assert len({tuple(variant.options.items()) for variant in made}) == count
    assert all(variant.sku for variant in made)


@given(option_sets, option_sets)
def test_what_is_known_keeps_its_sku_price_and_barcode(before, after):
    known = tuple(
        Variant(f"K{at}", f"B{at}", variant.options, price=100 + at)
        for at, variant in enumerate(combine_options("P-1", before, []))
    )
    made = combine_options("P-1", after, known)
    by_sku = {variant.sku: variant for variant in made}
    assert len(by_sku) == len(made)
    for variant in known:
        again = [one for one in made if one.options == variant.options]
        if again:
            assert again[0].sku == variant.sku and again[0].barcode == variant.barcode
            assert again[0].price == variant.price
    fresh = [variant for variant in made if not variant.sku.startswith("K")]
    assert all(not variant.barcode for variant in fresh)


@given(option_sets)
def test_combining_again_changes_nothing(options):
    made = combine_options("P-1", options, [])
    assert combine_options("P-1", options_of(made), made) == made


@given(option_sets, words)
def test_an_added_option_keeps_everything_known(options, value):
    known = combine_options("P-1", options, [])
    made = combine_options("P-1", {**options, "新": [value, value + "2"]}, known)
    assert {variant.sku for variant in known} <= {variant.sku for variant in made}


def test_a_simple_product_becomes_its_first_variant():
    made = combine_options("mug", {"颜色": ["白", "黑"]}, [Variant("MUG", "6901234567892", price=1990, weight_g=300)])
    assert [variant.sku for variant in made] == ["MUG", "mug-黑"]
    assert [variant.barcode for variant in made] == ["6901234567892", ""]
    assert [variant.price for variant in made] == [1990, 1990] and made[1].weight_g == 300


def test_an_option_called_otherwise_keeps_the_goods():
    known = (Variant("R", options={"Color": "red"}), Variant("B", options={"Color": "blue"}))
    made = combine_options("mug", {"颜色": ["blue", "red"]}, known)
    assert [(variant.sku, variant.options) for variant in made] == [("B", {"颜色": "blue"}), ("R", {"颜色": "red"})]


def test_an_option_that_goes_keeps_the_goods_only_where_there_is_no_doubt():
    known = (
        Variant("R-S", options={"c": "red", "s": "S"}),
        Variant("R-M", options={"c": "red", "s": "M"}),
        Variant("B-S", options={"c": "blue", "s": "S"}),
    )
    made = combine_options("mug", {"c": ["red", "blue"]}, known)
    assert [variant.sku for variant in made] == ["mug-red", "B-S"]


def test_no_option_at_all_makes_one_variant():
    assert [variant.sku for variant in combine_options("P-7", {}, [])] == ["P-7"]
    assert [variant.sku for variant in combine_options("P-7", {"c": []}, [])] == ["P-7"]


def test_more_variants_than_anybody_sells_are_refused():
    many = [str(at) for at in range(40)]
    with pytest.raises(ShopError, match="listing-invalid"):
        combine_options("P-7", {"a": many, "b": many}, [])


def test_skus_are_never_given_twice():
    named = named_variants("P-1", [Variant(""), Variant("P-1"), Variant("")])
    assert [variant.sku for variant in named] == ["P-1-2", "P-1", "P-1-3"]


def test_options_read_as_one_line():
    assert options_text({"颜色": "白", "尺码": "M"}) == "颜色: 白; 尺码: M"
