"""Stock that a platform tells: what lies becomes what it says, and can be taken back."""

import pytest

from shopdesk.domain.jobs import SilentJob
from shopdesk.services.imports import import_file, preview_files, undo_import
from shopdesk.services.locations import set_location
from shopdesk.services.stock import audit_stock, show_stock


@pytest.fixture
def inventory(write_csv):
    """Write a Shopify inventory file: SKU, location, pieces."""

    def write(*rows):
        return write_csv(
            "inventory.csv",
            *(
                {"Handle": sku.lower(), "Title": sku, "SKU": sku, "Location": place, "On hand": str(pieces)}
                for sku, place, pieces in rows
            ),
        )

    return write


def counts(result):
    return result.rows, result.created, result.updated, result.unchanged, [p.code for p in result.rejected]


def test_the_listed_skus_get_what_the_file_tells_by_movements(shop, stock_up, inventory, levels):
    stock_up(BOX=10, LID=5, TAG=3)
    file = inventory(("BOX", "office", 4), ("LID", "office", 8))
    result = import_file(shop, file)
    assert (result.kind, result.format) == ("stock", "shopify-inventory")
    assert counts(result) == (2, 0, 2, 0, [])
    assert (levels("BOX")[0], levels("LID")[0], levels("TAG")[0]) == (4, 8, 3)
    movement = show_stock(shop, "BOX").movements[0]
    assert {-6} == {m.quantity for m in show_stock(shop, "BOX").movements if m.reason == "count"}, movement
    assert counts(import_file(shop, file)) == (2, 0, 0, 2, [])
    assert undo_import(shop, result.batch).restored == 2
    assert (levels("BOX")[0], levels("LID")[0]) == (10, 5)
    assert audit_stock(shop).ok


def test_a_dry_run_and_a_preview_move_nothing(shop, stock_up, inventory, levels):
    stock_up(BOX=10)
    file = inventory(("BOX", "office", 4))
    assert import_file(shop, file, dry_run=True).updated == 1
    (looked,) = preview_files(shop, [(file, "")], SilentJob())
    (record,) = looked.preview.updated
    assert [(field.name, field.old, field.new) for field in record.fields] == [("stock", 10, 4)]
    assert levels("BOX")[0] == 10


def test_places_are_known_by_name_and_one_stranger_is_the_usual_place(shop, stock_up, inventory):
    stock_up(BOX=10)
    set_location(shop, "stall", name="Market Hall", serves=True)
    result = import_file(shop, inventory(("BOX", "market hall", 2), ("BOX", "Berlin", 3), ("BOX", "Wien", 4)))
    assert counts(result) == (3, 0, 2, 0, ["place-unknown"])
    assert [(remark.code, remark.value) for remark in result.warnings] == [("place-usual", "Berlin")]
    assert show_stock(shop, "BOX").level.locations == {"office": 3, "stall": 2}


def test_rows_that_cannot_be_taken_are_refused_one_by_one(shop, stock_up, inventory, sell, do, levels):
    from shopdesk.services.orders import confirm_order

    stock_up(BOX=10)
    do(confirm_order, sell(BOX=3))
    rows = [("BOX", "office", 1), ("GONE", "office", 1), ("BOX", "office", 5), ("BOX", "office", 6)]
    result = import_file(shop, inventory(*rows))
    assert counts(result)[2:] == (1, 0, ["stock-promised", "sku-unknown", "sku-duplicate"])
    assert levels("BOX") == (5, 3, 2)


def test_the_newest_stock_file_comes_back_first(shop, stock_up, inventory, levels, refusal):
    first = stock_up(BOX=10)
    older = import_file(shop, inventory(("BOX", "office", 4)))
    newer = import_file(shop, inventory(("BOX", "office", 6)))
    assert refusal(undo_import, shop, older.batch) == "batch-not-newest"
    assert refusal(undo_import, shop, first.batch) == "batch-stock-used"
    undo_import(shop, newer.batch)
    undo_import(shop, older.batch)
    assert levels("BOX")[0] == 10
    undo_import(shop, first.batch)
    assert audit_stock(shop).ok


def test_stock_that_was_promised_since_is_not_taken_back(shop, stock_up, inventory, sell, do, refusal):
    from shopdesk.services.orders import confirm_order

    stock_up(BOX=1)
    result = import_file(shop, inventory(("BOX", "office", 4)))
    do(confirm_order, sell(BOX=3))
    assert refusal(undo_import, shop, result.batch) == "batch-stock-used"
