"""Many listings changed alike: only the cells that differ, never a tenth of a cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.bulk_cells import changed_cells, without_cells
from shopdesk.domain.bulk_edit import Ground, Operation, change_listing
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Facts, Listing, Variant
from shopdesk.services.rule_files import shipped_rules

RULES = shipped_rules()
GROUND = Ground(RULES, promises={"promise": "七天无理由退换。", "no_return": ""})
MUG = Listing(
    "mug",
    "马克杯 家用",
    (Variant("A", price=3990, cost=1500, weight_g=380), Variant("B", price=4990, list_price=5990, cost=4900)),
    facts=Facts("马克杯", "哑光釉", attributes={"材质": "陶瓷"}),
)


def cells(*operations: Operation) -> list[tuple[str, str, str, str, str]]:
    after = change_listing(MUG, operations, GROUND)
    return [(c.sku, c.field, c.before, c.after, c.warning) for c in changed_cells(MUG, after, RULES)]


@pytest.mark.parametrize(
    ("operation", "changed"),
    [
        (Operation("title", "front", "双十一"), [("", "title", "马克杯 家用", "双十一 马克杯 家用", "")]),
        (Operation("title", "replace", "家用", to="办公"), [("", "title", "马克杯 家用", "马克杯 办公", "")]),
        (Operation("title", "remove", "家用"), [("", "title", "马克杯 家用", "马克杯", "")]),
        (Operation("title", "mend"), [("", "title", "马克杯 家用", "马克杯 家用 哑光釉", "")]),
        (
            Operation("price", "percent", "-10"),
            [("A", "price", "39.90", "35.91", ""), ("B", "price", "49.90", "44.91", "price-below-cost")],
        ),
        (Operation("price", "add", "5"), [("A", "price", "39.90", "44.90", ""), ("B", "price", "49.90", "54.90", "")]),
        (
            Operation("price", "ending", "0.99"),
            [("A", "price", "39.90", "39.99", ""), ("B", "price", "49.90", "49.99", "")],
        ),
        (Operation("list_price", "add", "-1"), [("B", "list_price", "59.90", "58.90", "")]),
        (Operation("weight_g", "set", "400"), [("A", "weight_g", "380", "400", ""), ("B", "weight_g", "0", "400", "")]),
        (Operation("category", "set", "家居 > 餐厨 > 杯具"), [("", "category", "", "家居 › 餐厨 › 杯具", "")]),
        (Operation("role", "set", "hit"), [("", "role", "regular", "hit", "")]),
        (Operation("warranty_months", "set", "12"), [("", "warranty_months", "0", "12", "")]),
        (Operation("attribute", "set", "骨瓷", name="材质"), [("", "attribute.材质", "陶瓷", "骨瓷", "")]),
        (Operation("attribute", "set", "", name="材质"), [("", "attribute.材质", "陶瓷", "", "")]),
        (Operation("block", "append", "七天可退", name="promise"), [("", "block.promise", "", "七天可退", "")]),
        (Operation("attribute", "clear", name="材质"), [("", "attribute.材质", "陶瓷", "", "")]),
        (Operation("brand", "set", ""), []),
        (Operation("keyword", "clear"), [("", "keyword", "马克杯", "", "")]),
        (Operation("price", "set", "45", name="A"), [("A", "price", "39.90", "45.00", "")]),
        (Operation("price", "set", "0", name="A"), [("A", "price", "39.90", "0.00", "price-missing")]),
        (Operation("price", "floor", "10"), [("B", "price", "49.90", "53.90", "")]),
        (Operation("price", "floor"), []),
        (Operation("list_price", "set", "45", name="B"), [("B", "list_price", "59.90", "45.00", "list-price-low")]),
        (Operation("list_price", "clear"), [("B", "list_price", "59.90", "0.00", "")]),
        (Operation("cost", "set", "45", name="A"), [("A", "cost", "15.00", "45.00", "price-below-cost")]),
        (Operation("barcode", "set", "6901234567892", name="A"), [("A", "barcode", "", "6901234567892", "")]),
        (Operation("length_mm", "set", "90", name="A"), [("A", "length_mm", "0", "90", "")]),
        (Operation("description", "append", "好杯"), [("", "description", "", "好杯", "")]),
        (Operation("title", "replace", "没有", to="办公"), []),
        (Operation("findings", "mend"), [("", "title", "马克杯 家用", "马克杯 家用 哑光釉", "")]),
    ],
)
def test_only_the_changed_cells_are_told(operation, changed):
    assert cells(operation) == changed


def test_a_title_that_grows_past_a_platforms_limit_is_warned_of():
    assert cells(Operation("title", "append", "好" * 30))[0][-1] == "title-too-long"


@pytest.mark.parametrize(
    "operation",
    [
        Operation("price", "percent", "ten"),
        Operation("price", "set", "12.345"),
        Operation("title", "remove", ""),
        Operation("title", "explode"),
        Operation("price", "set", "-5"),
        Operation("price", "set", ""),
        Operation("price", "add", "-"),
        Operation("price", "ending", "-0.9"),
        Operation("price", "floor", "x"),
        Operation("cost", "floor"),
        Operation("attribute", "set", "x"),
        Operation("weight_g", "set", "1.5"),
        Operation("block", "set", "x", name="script"),
        Operation("uuid", "set", "x"),
    ],
)
def test_what_cannot_be_done_is_refused(operation):
    with pytest.raises(ShopError, match="operation-invalid"):
        change_listing(MUG, [operation], GROUND)


@given(st.integers(0, 10**9), st.integers(-9999, 9999))
def test_percents_are_exact_to_the_cent(price, hundredths):
    told = Operation("price", "percent", f"{hundredths / 100:.2f}")
    listing = Listing("x", "x", (Variant("A", price=price),))
    after = change_listing(listing, [told], GROUND).variants[0].price
    exact = price * (10_000 + hundredths) / 10_000
    assert after == max(int(exact + 0.5), 0) or abs(after - exact) <= 0.5


@given(st.integers(1, 10**7), st.sampled_from(["0.9", "0.99", "9.90"]))
def test_an_ending_is_the_nearest_price_above(price, ending):
    listing = Listing("x", "x", (Variant("A", price=price),))
    after = change_listing(listing, [Operation("price", "ending", ending)], GROUND).variants[0].price
    cents = round(float(ending) * 100)
    assert after >= price
    assert after % (100 if cents < 100 else 1000) == cents


def test_yen_end_in_yen():
    listing = Listing("x", "x", (Variant("A", price=1234),), currency="JPY")
    assert change_listing(listing, [Operation("price", "ending", "9")], GROUND).variants[0].price == 1239


EVERYTHING = (
    Operation("title", "front", "新"),
    Operation("brand", "set", "青禾"),
    Operation("role", "set", "hit"),
    Operation("attribute", "set", "骨瓷", name="材质"),
    Operation("attribute", "set", "白", name="颜色"),
    Operation("block", "set", "防烫", name="features"),
    Operation("price", "percent", "5"),
    Operation("weight_g", "set", "400"),
)
CHANGED = change_listing(MUG, EVERYTHING, GROUND)
CELLS = {cell.key: cell.after for cell in changed_cells(MUG, CHANGED, RULES)}


@given(st.sets(st.sampled_from(list(CELLS))))
def test_cells_left_out_stay_as_they_were_and_no_others(left_out):
    kept = without_cells(MUG, CHANGED, left_out)
    wanted = {key: told for key, told in CELLS.items() if key not in left_out}
    assert {c.key: c.after for c in changed_cells(MUG, kept, RULES)} == wanted


def test_with_every_cell_left_out_nothing_is_changed():
    assert without_cells(MUG, CHANGED, set(CELLS)) == MUG


def test_the_strictest_platform_is_named():
    after = change_listing(MUG, [Operation("title", "append", "好" * 30)], GROUND)
    (cell,) = changed_cells(MUG, after, RULES)
    assert RULES.titles[cell.of].limit == min(rule.limit for rule in RULES.titles.values())
