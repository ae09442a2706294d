import pytest

from shopdesk.services.imports import import_file
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import list_stock, move_stock


def counts(result):
    return result.rows, result.created, result.updated, result.unchanged


def row(sku: str, **told: str) -> dict[str, str]:
    return {"ID": sku, "Type": "simple", "SKU": sku, "Name": "盒", "Regular price": "9.00", "Published": "1"} | told


def on_hand(shop):
    return {level.sku: level.on_hand for level in list_stock(shop)}


def test_listings_come_in_with_their_stock_once(shop, products, contents):
    file = products(BOX=5, LID=0, CUP="")
    assert counts(import_file(shop, file)) == (3, 3, 0, 0)
    assert on_hand(shop) == {"BOX": 5, "LID": 0, "CUP": 0}
    before = contents()
    again = import_file(shop, file)
    after = contents()
    assert counts(again) == (3, 0, 0, 3)
    assert before.pop("batches") == after.pop("batches")[:1]
    assert after == before


def test_a_second_file_with_other_stock_does_not_touch_the_shelf(shop, products):
    import_file(shop, products(BOX=5))
    move_stock(shop, "BOX", -2, reason="damage")
    assert counts(import_file(shop, products(BOX=50))) == (1, 0, 0, 1)
    assert on_hand(shop) == {"BOX": 3}


def test_opening_stock_lies_where_the_shop_keeps_its_goods(shop, products):
    set_setting(shop, "stock.location", "stall")
    import_file(shop, products(BOX=5))
    (level,) = list_stock(shop)
    assert level.locations == {"stall": 5}


def test_a_changed_listing_is_brought_forward(shop, write_csv):
    import_file(shop, write_csv("a.csv", row("BOX"), row("LID")))
    result = import_file(shop, write_csv("b.csv", row("BOX", Name="新盒", **{"Regular price": "8.50"}), row("LID")))
    assert counts(result) == (2, 0, 1, 1)
    box = show_listing(shop, "BOX")
    assert (box.title, box.variants[0].price) == ("新盒", 850)


def test_a_sku_of_another_listing_is_refused(shop, write_csv):
    import_file(shop, write_csv("a.csv", row("TEE", Type="variable"), row("BOX", Type="variation", Parent="TEE")))
    result = import_file(shop, write_csv("b.csv", row("BOX"), row("LID")))
    assert [(problem.row, problem.code, problem.value) for problem in result.rejected] == [(2, "sku-duplicate", "BOX")]
    assert counts(result) == (2, 1, 0, 0)
    assert show_listing(shop, "BOX").handle == "TEE"


def test_negative_stock_is_refused_with_its_row(shop, products):
    result = import_file(shop, products(BOX=-5, LID=2))
    assert [(problem.row, problem.code, problem.value) for problem in result.rejected] == [
        (2, "quantity-negative", "-5")
    ]
    assert on_hand(shop) == {"LID": 2}


def test_a_dry_run_of_listings_writes_nothing(shop, products, contents):
    before = contents()
    result = import_file(shop, products(BOX=5), dry_run=True)
    assert (counts(result), result.batch) == ((1, 1, 0, 0), "")
    assert contents() == before
    assert list_listings(shop) == []


def test_prices_are_in_the_shops_currency(shop, products):
    set_setting(shop, "shop.currency", "EUR")
    import_file(shop, products(BOX=5))
    assert show_listing(shop, "BOX").currency == "EUR"


@pytest.mark.parametrize("pieces", [1, 3])
def test_one_sku_twice_in_a_file_is_taken_once(shop, write_csv, pieces):
    result = import_file(shop, write_csv("a.csv", *[row("BOX", Stock="4")] * (pieces + 1)))
    assert (result.created, [problem.code for problem in result.rejected]) == (1, ["sku-duplicate"] * pieces)
    assert on_hand(shop) == {"BOX": 4}
