"""The shop's own files lose nothing: out of one shop, into a new one, and every list reads the same."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.cli import shapes
from shopdesk.db import listing_writes, listings
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.listings import Facts, Listing, Picture, Variant
from shopdesk.exchange.tables import open_table
from shopdesk.services.exports import Chosen, export_file
from shopdesk.services.imports import import_file, import_files, undo_import
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import add_order, confirm_order, each_order, hold_order, list_orders, show_order
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import audit_stock, list_stock, move_stock, set_shelf

KINDS = ("listings", "stock", "orders")
FORMS = ("csv", "xlsx")
counter = itertools.count()


RECKONED = ("leave_by", "suspicions")


def lists(shop) -> dict[str, list[object]]:
    """Everything that the contract promises of a shop's lists; what is reckoned anew is no part of it."""
    return {
        "listings": [shapes.listing(told) for told in list_listings(shop)],
        "stock": [shapes.stock(told) for told in list_stock(shop)],
        "orders": [
            {name: value for name, value in shapes.order(told).items() if name not in RECKONED}
            for told in list_orders(shop)
        ],
    }


def carry(shop, folder: Path, form: str, kinds=KINDS):
    """Export everything and import it into a new shop."""
    into = folder / f"carried-{next(counter)}"
    carried = create_shop(into, now=shop.now)
    for kind in kinds:
        told = export_file(shop, kind, f"shopdesk-{form}", into / f"{kind}.{form}")
        assert told.refused == ()
    for kind in kinds:
        taken = import_file(carried, into / f"{kind}.{form}")
        assert (taken.format, taken.kind, taken.rejected) == (f"shopdesk-{form}", kind, ())
    return carried


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kinds", [kinds for kinds in itertools.permutations(KINDS) if kinds[0] != "stock"][:3])
def test_a_shop_is_carried_over_in_any_order_of_its_files(sample_shop, tmp_path, form, kinds):
    each_order(sample_shop, ["SD-000290"], hold_order)
    move_stock(sample_shop, "QH-MUG-W", 7, reason="receipt", location="stall")
    set_shelf(sample_shop, "QH-MUG-W", safety=33)
    carried = carry(sample_shop, tmp_path, form, kinds)
    assert lists(carried) == lists(sample_shop)
    assert audit_stock(carried).ok


@pytest.mark.parametrize("form", FORMS)
def test_its_own_file_tells_a_shop_nothing_new(sample_shop, tmp_path, form, contents_of):
    before = contents_of(sample_shop)
    for kind in KINDS:
        path = tmp_path / f"{kind}.{form}"
        export_file(sample_shop, kind, f"shopdesk-{form}", path)
        taken = import_file(sample_shop, path)
        assert (taken.created, taken.updated, taken.rejected) == (0, 0, ())
    assert contents_of(sample_shop) == before


@pytest.fixture
def contents_of():
    """Return what stands in a shop's tables, its history of imports aside."""

    def read(shop) -> dict[str, list[object]]:
        names = shop.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name <> 'batches'"
            " AND name NOT LIKE '%index%' AND name <> 'audit_log' ORDER BY name"
        ).fetchall()
        return {name: shop.connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}

    return read


def test_imports_of_a_carried_shop_are_taken_back(sample_shop, tmp_path):
    into = tmp_path / "new"
    carried = create_shop(into, now=sample_shop.now)
    paths = [into / f"{kind}.csv" for kind in KINDS]
    for kind, path in zip(KINDS, paths, strict=True):
        export_file(sample_shop, kind, "csv", path)
    taken = import_files(carried, paths)
    for result in reversed(taken):
        undo_import(carried, result.batch)
    assert lists(carried) == {"listings": [], "stock": [], "orders": []}
    assert audit_stock(carried).ok
    again = import_files(carried, paths)
    assert [result.created for result in again] == [result.created for result in taken]


def test_what_was_changed_in_a_spreadsheet_comes_in_and_goes_back(sample_shop, tmp_path):
    path = tmp_path / "orders.csv"
    export_file(sample_shop, "orders", "csv", path, Chosen(names=["SD-000001"]))
    before = show_order(sample_shop, "SD-000001")
    text = path.read_text("utf-8-sig").replace(before.receiver.street, "'=改过的路 1 号", 1)
    path.write_text(text, "utf-8")
    taken = import_file(sample_shop, path)
    assert (taken.updated, taken.rejected) == (1, ())
    assert show_order(sample_shop, "SD-000001").receiver.street == "=改过的路 1 号"
    undo_import(sample_shop, taken.batch)
    assert show_order(sample_shop, "SD-000001") == before


def test_a_listings_own_facts_come_in_and_go_back(sample_shop, tmp_path):
    path = tmp_path / "listings.csv"
    export_file(sample_shop, "listings", "csv", path, Chosen(names=["QH-MUG-W"]))
    (before,) = [told for told in list_listings(sample_shop) if told.variants[0].sku == "QH-MUG-W"]
    told = replace(before, facts=replace(before.facts, keyword="杯"), pictures=before.pictures[:1])
    export_shop = create_shop(tmp_path / "other", now=sample_shop.now)
    import_file(export_shop, path)
    save_listing(export_shop, list_listings(export_shop)[0], replace(told, title="改名"))
    export_file(export_shop, "listings", "csv", path)
    taken = import_file(sample_shop, path)
    assert taken.updated == 1
    after = next(entry for entry in list_listings(sample_shop) if entry.uuid == before.uuid)
    assert (after.title, after.facts.keyword, len(after.pictures)) == ("改名", "杯", 1)
    undo_import(sample_shop, taken.batch)
    assert next(entry for entry in list_listings(sample_shop) if entry.uuid == before.uuid) == before


def test_an_order_keeps_its_number_only_where_no_other_has_it(shop, sample_shop, tmp_path, stock_up):
    stock_up(BOX=5)
    mine = add_order(shop, [("BOX", 1)], Receiver("甲", "13900000000"))
    path = tmp_path / "o.csv"
    export_file(sample_shop, "orders", "csv", path, Chosen(names=["SD-000001", "SD-000007"]))
    import_file(shop, path)
    numbers = {order.channel_order_no: order.number for order in list_orders(shop)}
    theirs = [show_order(sample_shop, number).channel_order_no for number in ("SD-000001", "SD-000007")]
    assert show_order(shop, mine.number).receiver.name == "甲"
    assert numbers[theirs[1]] == "SD-000007" and numbers[theirs[0]] not in ("SD-000001", "SD-000007")


def test_damaged_and_doubled_rows_are_refused_by_number(sample_shop, tmp_path):
    path = tmp_path / "o.csv"
    export_file(sample_shop, "orders", "csv", path, Chosen(names=["SD-000003", "SD-000004"]))
    text = path.read_text("utf-8-sig")
    number = show_order(sample_shop, "SD-000003").channel_order_no
    path.write_text(text.replace(number, "2.458E+18"), "utf-8")
    other = create_shop(tmp_path / "other")
    taken = import_file(other, path)
    assert taken.created == 1 and [problem.code for problem in taken.rejected] == ["number-damaged"]
    twice = text + text.partition("\n")[2].replace("SD-00000", "SD-00001")
    path.write_text(twice, "utf-8")
    again = import_file(create_shop(tmp_path / "third"), path)
    assert again.created == 2 and [problem.code for problem in again.rejected] == ["order-repeated"] * 2


HOSTILE = (
    "=1+1", "+86 139", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n", "'=1", "''", "'90s", "''=x", '"', '""', ",", ";",
    "a\r\nb",
    "a\rb", "_x000D_", "_x0041_", "1E5", "007", "1234567890123456789", "🧧🧑‍🌾", "ÄÖ ß", " 前后 ", "TRUE", "2026-01-01",
    "NULL", "#REF!", "\u2028", "\ufeff", "<b>&amp;", '{"a": 1}', "=cmd|' /C calc'!A0",
)  # fmt: skip


@pytest.fixture
def hostile_shop(shop):
    """A shop in whose every text stands what a spreadsheet would run, round or cut."""
    for at, text in enumerate(HOSTILE):
        shown = f"{text}{at}" if not text.strip() else text  # a title is more than blanks
        facts = Facts(text, text, attributes={shown: text, f"z{at}": text}, blocks={"use": text})
        options = ({shown: shown}, {shown: text} if text else {}, {f"o{n}": text for n in range(5)})
        variants = tuple(Variant(f"S{at}-{n}", text, told, price=1250 + n) for n, told in enumerate(options))
        pictures = (Picture("a.jpg", "main", "原图.jpg", True), Picture("https://example.com/=b.jpg"))
        write_whole(shop, at, Listing(f"h{at}", shown, variants, text, brand=text, pictures=pictures, facts=facts))
        move_stock(shop, f"S{at}-0", at + 1, reason="receipt")
        to = Receiver(text, text, "CN", "浙江省", text, text, text, text)
        add_order(shop, [(f"S{at}-0", 1), (f"S{at}-1", 1)], to, paid=True, note=text)
        with shop.writing():
            shop.connection.execute("UPDATE orders SET waybill = ?, seller_note = ?, buyer = ?", (text, text, text))
    each_order(shop, [order.number for order in list_orders(shop)], confirm_order)
    return shop


def write_whole(shop, at: int, told: Listing) -> None:
    """Write a listing as it is, texts that no editor would take too."""
    with shop.writing():
        row = listings.add_listing(shop.connection, replace(told, uuid=f"u{at}"), digest="", at=shop.now())
        listing_writes.write_head(shop.connection, row, told, shop.now())
        variants = [(f"v{v.sku}", v) for v in told.variants]
        listing_writes.put_whole_variants(shop.connection, row, variants)
        pictures = [(f"p{at}-{n}", picture) for n, picture in enumerate(told.pictures)]
        listing_writes.replace_pictures(shop.connection, row, pictures, shop.now())


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts_come_back_to_the_letter(hostile_shop, tmp_path, form):
    carried = carry(hostile_shop, tmp_path, form)
    assert lists(carried) == lists(hostile_shop)
    assert len(list_orders(carried)) == len(HOSTILE)


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_of_a_file_starts_a_formula(hostile_shop, tmp_path, form):
    path = tmp_path / f"o.{form}"
    export_file(hostile_shop, "orders", f"shopdesk-{form}", path)
    cells = {cell for _number, row in open_table(path).rows() for cell in row}
    if form == "csv":
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
        assert "'=1+1" in cells and "'90s" in cells
    else:
        assert {"=1+1", "@SUM(A1)", "-5"} <= cells
