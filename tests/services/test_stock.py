from pathlib import Path

import pytest

from shopdesk.services import stock
from shopdesk.services.orders import confirm_order
from shopdesk.services.stock import audit_stock, count_stock, list_stock, low_stock, move_stock, set_shelf, show_stock


@pytest.fixture
def sheet(tmp_path: Path):
    """Write a count sheet, row by row."""

    def write(*rows: str) -> Path:
        path = tmp_path / "count.csv"
        path.write_text("\n".join(rows) + "\n", "utf-8")
        return path

    return write


def test_opening_stock_is_a_receipt(shop, stock_up):
    stock_up(BOX=5)
    proof = show_stock(shop, "BOX")
    assert [(m.quantity, m.reason, m.location, m.reference) for m in proof.movements] == [
        (5, "receipt", "office", "products.csv")
    ]
    assert (proof.level.on_hand, proof.level.available, proof.reservations) == (5, 5, ())


def test_a_number_explains_itself(shop, stock_up, sell, do):
    stock_up(BOX=5)
    move_stock(shop, "BOX", -2, reason="damage", reference="fell down")
    move_stock(shop, "BOX", 7, reason="receipt", location="stall")
    number = sell(BOX=1)
    do(confirm_order, number)
    proof = show_stock(shop, "BOX")
    assert sum(movement.quantity for movement in proof.movements) == proof.level.on_hand == 10
    assert proof.level.locations == {"office": 3, "stall": 7}
    assert proof.level.available == 3 - sum(promise.quantity for promise in proof.reservations) == 2
    assert proof.movements[1].reference == "fell down"
    assert proof.movements[1].at == shop.now()


@pytest.mark.parametrize(
    ("quantity", "named", "code"),
    [
        (-6, {}, "stock-negative"),
        (-1, {"location": "stall"}, "stock-negative"),
        (0, {}, "quantity-out-of-range"),
        (10**12, {}, "quantity-out-of-range"),
        (1, {"reason": "magic"}, "reason-unknown"),
        (1, {"location": "moon"}, "location-unknown"),
    ],
)
def test_what_cannot_be_moved_is_not(shop, stock_up, refusal, levels, quantity, named, code):
    stock_up(BOX=5)
    assert refusal(move_stock, shop, "BOX", quantity, **({"reason": "correction"} | named)) == code
    assert levels("BOX") == (5, 0, 5)


def test_what_is_promised_stays_until_the_order_has_left(shop, stock_up, sell, do, refusal, levels):
    stock_up(BOX=5)
    do(confirm_order, sell(BOX=4))
    assert refusal(move_stock, shop, "BOX", -2, reason="damage") == "stock-reserved"
    move_stock(shop, "BOX", -1, reason="damage")
    assert levels("BOX") == (4, 4, 0)


def test_the_stall_promises_nothing(shop, stock_up, sell, do, levels):
    stock_up(BOX=5)
    move_stock(shop, "BOX", 3, reason="transfer", location="stall")
    do(confirm_order, sell(BOX=5))
    move_stock(shop, "BOX", -3, reason="sale", location="stall")
    assert levels("BOX") == (5, 5, 0)


def test_an_unknown_sku_is_told(shop, refusal):
    assert refusal(move_stock, shop, "GHOST", 1, reason="receipt") == "sku-unknown"
    assert refusal(show_stock, shop, "GHOST") == "sku-unknown"
    assert refusal(set_shelf, shop, "GHOST", safety=1) == "sku-unknown"


@pytest.mark.parametrize("quantity", [3, -5])
def test_a_movement_told_twice_happens_once(shop, stock_up, levels, quantity):
    stock_up(BOX=5)
    for _ in range(2):
        move_stock(shop, "BOX", quantity, reason="correction", uuid="one")
    assert levels("BOX")[0] == 5 + quantity
    assert len(show_stock(shop, "BOX").movements) == 2


def test_below_its_safety_line_a_sku_is_low(shop, stock_up, sell, do, refusal):
    stock_up(BOX=5, LID=5, CUP=0)
    set_shelf(shop, "BOX", safety=5)
    set_shelf(shop, "LID", safety=5, place="A-01-1")
    assert low_stock(shop) == []
    do(confirm_order, sell(BOX=1))
    assert [(level.sku, level.available, level.safety) for level in low_stock(shop)] == [("BOX", 4, 5)]
    assert set_shelf(shop, "BOX", place="B-01-1").safety == 5, "what is not told stays"
    assert refusal(set_shelf, shop, "BOX", safety=-1) == "quantity-out-of-range"


def test_a_count_moves_the_difference_of_the_listed_skus_only(shop, stock_up, sheet):
    stock_up(BOX=5, LID=5, CUP=5)
    counted, problems = count_stock(shop, sheet("sku,quantity", "BOX,3", "LID,5", '="CUP",8'))
    assert [(row.sku, row.before, row.counted) for row in counted] == [("BOX", 5, 3), ("LID", 5, 5), ("CUP", 5, 8)]
    assert problems == []
    assert [(level.sku, level.on_hand) for level in list_stock(shop)] == [("BOX", 3), ("CUP", 8), ("LID", 5)]
    assert [(m.quantity, m.reason) for m in show_stock(shop, "BOX").movements] == [(5, "receipt"), (-2, "count")]
    assert len(show_stock(shop, "LID").movements) == 1


def test_a_count_of_another_place(shop, stock_up, sheet):
    stock_up(BOX=5)
    count_stock(shop, sheet("location,SKU,Quantity", "stall,BOX,4", ",BOX,6"))
    assert show_stock(shop, "BOX").level.locations == {"office": 6, "stall": 4}


def test_counting_twice_changes_nothing_more(shop, stock_up, sheet, contents):
    stock_up(BOX=5)
    file = sheet("sku,quantity", "BOX,3")
    count_stock(shop, file)
    before = contents()
    count_stock(shop, file)
    assert contents() == before


def test_rows_that_cannot_be_counted_are_named_and_the_others_taken(shop, stock_up, sell, do, sheet):
    stock_up(BOX=5, LID=5)
    do(confirm_order, sell(LID=4))
    rows = ("BOX,3", "GHOST,1", "BOX,4", "BOX,-1", "BOX,1.5", "2.458E+18,1", "LID,3", "", "CUP")
    counted, problems = count_stock(shop, sheet("sku,quantity", *rows))
    assert [(row.sku, row.counted) for row in counted] == [("BOX", 3)]
    assert [(problem.row, problem.code) for problem in problems] == [
        (3, "sku-unknown"),
        (4, "sku-duplicate"),
        (5, "quantity-unreadable"),
        (6, "quantity-unreadable"),
        (7, "number-damaged"),
        (8, "stock-reserved"),
        (10, "quantity-unreadable"),
    ]
    assert [(level.sku, level.on_hand) for level in list_stock(shop)] == [("BOX", 3), ("LID", 5)]


def test_a_row_that_breaks_off_early_is_named(shop, stock_up, sheet):
    stock_up(BOX=5)
    counted, problems = count_stock(shop, sheet("location,sku,quantity", "office", "office,BOX", "office,BOX,2"))
    assert ([row.counted for row in counted], [problem.row for problem in problems]) == ([2], [2, 3])


def test_a_row_that_goes_on_too_long_says_no_place(shop, stock_up, sheet):
    stock_up(BOX=5)
    count_stock(shop, sheet("sku,quantity", "BOX,2,stall"))
    assert show_stock(shop, "BOX").level.locations == {"office": 2}


def test_a_sheet_without_its_columns_is_refused(shop, sheet, refusal):
    assert refusal(count_stock, shop, sheet("name,pieces", "BOX,2")) == "columns-missing"


def test_the_audit_agrees_until_somebody_changes_a_number(shop, stock_up, sell, do):
    stock_up(BOX=5)
    do(confirm_order, sell(BOX=1))
    assert audit_stock(shop).ok
    shop.connection.execute("UPDATE stock SET quantity = 99")
    audit = audit_stock(shop)
    assert (audit.ok, audit.checked, [(d.sku, d.kept, d.summed) for d in audit.drifts]) == (False, 1, [("BOX", 99, 5)])


def test_the_audit_finds_a_promise_without_an_order(shop, stock_up, sell, do):
    stock_up(BOX=5)
    number = sell(BOX=1)
    do(confirm_order, number)
    shop.connection.execute("UPDATE orders SET fulfilment = 'cancelled'")
    assert audit_stock(shop).stray == ((number, "BOX"),)


def test_a_move_costs_the_same_however_long_the_goods_have_been_sold(shop, stock_up, monkeypatch):
    stock_up(BOX=5)

    def all_of_them(*_arguments) -> None:
        raise AssertionError("a move reads every movement there ever was")

    monkeypatch.setattr(stock.ledger, "movements_of", all_of_them)
    assert move_stock(shop, "BOX", 3, reason="purchase").available == 8
