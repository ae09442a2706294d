"""The history of everything done: read, searched, and taken back from."""

import pytest

from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.bulk_edit import apply_bulk_edit, preview_bulk_edit
from shopdesk.services.history import HistoryTable, take_back
from shopdesk.services.imports import import_file, take_files
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import cancel_order, confirm_order, each_order, hold_order, show_order
from shopdesk.services.reconciliation import take_statement, undo_statement
from shopdesk.services.sales import sell as sell_at_stall
from shopdesk.services.shifts import start_shift
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import list_stock, move_stock
from shopdesk.services.transfers import transfer_stock
from shopdesk.words.history import word_area, word_deed
from tests.bills import alipay_line, write_alipay

JOB = SilentJob()


def deeds(shop, areas=(), search=""):
    table = HistoryTable(shop, areas, search)
    return list(table.rows(table.ids("", False)))


@pytest.mark.parametrize("verb", [confirm_order, cancel_order, hold_order])
def test_a_change_of_state_is_taken_back_for_all_its_orders(shop, stock_up, sell, verb):
    stock_up(BOX=50)
    numbers = [sell(BOX=1) for _ in range(9)]
    with shop.writing():
        each_order(shop, numbers, verb)
    (deed, *_others) = deeds(shop)
    assert len(deed.orders) == 6 and deed.more and deed.can_be_taken_back
    assert take_back(shop, JOB, deed) == 9
    assert {(o.fulfilment, tuple(o.flags)) for o in (show_order(shop, n) for n in numbers)} == {("new", ())}


def test_bills_prices_and_sales_are_called_by_their_names(shop, stock_up, tmp_path):
    stock_up(BOX=5)
    transfer_stock(shop, {"BOX": 2}, origin="office", target="stall")
    start_shift(shop, counts={5000: 1})
    sell_at_stall(shop, Cart((CartLine("BOX", 1),)), [("cash", 3_000, "")])
    bill = take_statement(shop, write_alipay(tmp_path / "bill.csv", alipay_line("1", "", "77.00")))
    undo_statement(shop, bill.uuid)
    told = [(word_deed(deed.area, deed.verb, deed.kinds), word_area(deed.area)) for deed in deeds(shop)]
    assert told[:2] == [("Bill taken back", "Payments"), ("Bill taken", "Payments")]
    assert ("Sale at the stall", "Stall") in told and ("Shift opened", "Stall") in told
    assert not any(words.startswith("Changed:") for words, _area in told[:4])


def test_a_shipment_is_taken_back_or_refused_as_a_whole(shop, stock_up, sell):
    stock_up(BOX=5)
    number = sell(BOX=1)
    each_order(shop, [number], confirm_order)
    ship_orders(shop, [number], courier="zto", waybill="ZT000000000001")
    shipped = deeds(shop)[0]
    confirmed = deeds(shop)[1]
    with pytest.raises(ShopError) as caught:
        take_back(shop, JOB, confirmed)
    assert caught.value.code == "order-state"
    assert take_back(shop, JOB, shipped) == 1
    assert show_order(shop, number).fulfilment == "confirmed"
    assert take_back(shop, JOB, confirmed) == 1


def test_an_import_is_taken_back_once(shop, write_csv):
    product = {"ID": "1", "Type": "simple", "SKU": "BOX", "Name": "加厚收纳盒", "Published": "1", "Regular price": "30"}
    path = write_csv("goods.csv", product)
    take_files(shop, [(path, "")], JOB)
    deed = deeds(shop, ("imports",), "goods")[0]
    assert deed.files == ("goods.csv",)
    take_back(shop, JOB, deed)
    assert list_stock(shop) == []
    with pytest.raises(ShopError) as caught:
        take_back(shop, JOB, deed)
    assert caught.value.code == "deed-undone"
    import_file(shop, path)


def test_what_has_its_way_back_elsewhere_says_so(shop, stock_up):
    stock_up(BOX=5)
    move_stock(shop, "BOX", -1, reason="damage")
    deed = deeds(shop)[0]
    assert deed.skus == ("BOX",) and not deed.can_be_taken_back
    with pytest.raises(ShopError):
        take_back(shop, JOB, deed)


def test_a_bulk_edit_is_taken_back_another_day_unless_somebody_has_worked_on(sample_shop):
    handles = [told.handle for told in list_listings(sample_shop)]
    before = list_listings(sample_shop)
    apply_bulk_edit(sample_shop, preview_bulk_edit(sample_shop, handles, [Operation("price", "percent", "10")]))
    edited = deeds(sample_shop)[0]
    apply_bulk_edit(sample_shop, preview_bulk_edit(sample_shop, handles[:1], [Operation("brand", "set", "新牌")]))
    with pytest.raises(ShopError) as caught:
        take_back(sample_shop, JOB, edited)
    assert caught.value.code == "listing-changed"
    take_back(sample_shop, JOB, deeds(sample_shop)[0])
    assert take_back(sample_shop, JOB, edited) > 30
    assert list_listings(sample_shop) == before
