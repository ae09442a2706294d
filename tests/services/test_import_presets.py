"""A file that no format fits is mapped once; from then on the shop knows it."""

from dataclasses import replace

import pytest

from shopdesk.domain.mapping import Preset
from shopdesk.services.import_presets import (
    bring_preset_back,
    guess_for,
    list_presets,
    look_at,
    remove_preset,
    rename_preset,
    save_preset,
)
from shopdesk.services.imports import import_file, undo_import
from shopdesk.services.listings import show_listing
from shopdesk.services.orders import list_orders

SHEET = {"单号": "M1", "品名": "收纳盒", "货号": "BOX", "数量": "2", "单价": "30", "收件人": "测试人"}


@pytest.fixture
def sheet(write_csv):
    return lambda *rows, name="sheet.csv": write_csv(name, *(SHEET | row for row in rows))


@pytest.fixture
def mapped(shop):
    """Save a preset from what is guessed of a file."""
    return lambda name, path, kind="", **told: save_preset(
        shop, Preset(name, replace(guess_for(path, kind=kind).mapping, **told))
    )


def test_a_strange_file_is_refused_until_it_was_mapped(shop, sheet, mapped, refusal):
    file = sheet({}, {"单号": "M2"})
    assert refusal(import_file, shop, file) == "format-unknown"
    mapped("市场表", file, paid=True)
    result = import_file(shop, file)
    assert (result.kind, result.format, result.created) == ("orders", "市场表", 2)
    assert {(order.channel, order.payment) for order in list_orders(shop)} == {("manual", "paid")}
    assert import_file(shop, file, format_name="市场表").unchanged == 2
    undo_import(shop, import_file(shop, sheet({"单号": "M3"})).batch)
    assert len(list_orders(shop)) == 2


def test_a_preset_does_not_take_what_a_format_knows(shop, taobao, mapped):
    mapped("我的淘宝", taobao({}), kind="orders")
    assert import_file(shop, taobao({})).format == "taobao-orders"


def test_a_preset_that_is_told_must_fit(shop, sheet, write_csv, mapped, refusal):
    mapped("市场表", sheet({}))
    assert refusal(import_file, shop, write_csv("other.csv", {"单号": "1"}), format_name="市场表") == "columns-missing"
    assert refusal(import_file, shop, sheet({}), format_name="没有") == "format-not-offered"


def test_presets_are_renamed_removed_and_brought_back(shop, sheet, mapped, refusal):
    mapped("市场表", sheet({}))
    rename_preset(shop, "市场表", "批发表")
    assert [preset.name for preset in list_presets(shop)] == ["批发表"]
    row = remove_preset(shop, "批发表")
    assert list_presets(shop) == [] and refusal(import_file, shop, sheet({})) == "format-unknown"
    bring_preset_back(shop, row)
    assert import_file(shop, sheet({})).created == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "preset-name-invalid"), ("x" * 61, "preset-name-invalid"), ("taobao-orders", "preset-taken")],
)
def test_a_name_must_be_one(mapped, sheet, refusal, name, code):
    assert refusal(mapped, name, sheet({})) == code


def test_two_presets_have_two_names(shop, mapped, sheet, refusal):
    mapped("市场表", sheet({}))
    assert refusal(mapped, "市场表", sheet({})) == "preset-taken"


def test_a_mapping_without_what_every_row_needs_is_not_kept(mapped, sheet, refusal):
    assert refusal(mapped, "半张表", sheet({}), columns={"number": "单号"}) == "mapping-incomplete"


def test_the_look_follows_the_mapping(sheet):
    look = guess_for(sheet({"数量": "两个"}))
    assert [row[1]["quantity"][2].code for row in look.rows] == ["quantity-unreadable"]
    assert look.missing == []
    other = look_at(look.path, replace(look.mapping, columns={"number": "单号", "title": "没有这一列"}))
    assert other.missing == [("title", "sku")] and list(other.rows[0][1]) == ["number"]


def test_what_a_listing_file_has_no_column_for_stays_as_it_is(shop, products, write_csv, mapped):
    import_file(shop, products(BOX=5))
    handle = show_listing(shop, "BOX").handle
    prices = write_csv("prices.csv", {"商品编号": handle, "商品名称": "收纳盒 加大", "货号": "BOX", "售价": "35"})
    mapped("改价", prices, kind="listings")
    assert import_file(shop, prices).updated == 1
    listing = show_listing(shop, "BOX")
    assert (listing.title, listing.variants[0].price, listing.status) == ("收纳盒 加大", 3500, "listed")
    assert import_file(shop, prices).unchanged == 1


def test_stock_of_a_file_is_a_count_that_can_be_taken_back(shop, stock_up, write_csv, mapped, levels):
    stock_up(BOX=5, LID=3)
    file = write_csv("盘点.csv", *({"货号": s, "库存": q} for s, q in (("BOX", "7"), ("LID", "3"), ("WRONG", "1"))))
    mapped("盘点", file)
    result = import_file(shop, file)
    assert (result.kind, result.updated, result.unchanged) == ("stock", 1, 1)
    assert [problem.code for problem in result.rejected] == ["sku-unknown"]
    assert levels("BOX")[0] == 7
    undo_import(shop, result.batch)
    assert levels("BOX")[0] == 5
