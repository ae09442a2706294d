"""The bills that were taken: what each holds, what of it is matched, what is left, and what was taken back."""

from datetime import UTC, datetime

import pytest

from shopdesk import words
from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import add_order
from shopdesk.services.payment_table import LineTable, count_lines
from shopdesk.services.payments import take
from shopdesk.services.reconciliation import put_line_aside, restore_statement, take_statement, undo_statement
from shopdesk.services.taken_bills import BillTable, count_bills, find_bill, list_bills
from shopdesk.words.errors import word_error
from shopdesk.words.payments import word_bill
from tests.bills import alipay_line, write_alipay, write_rows
from tests.services.conftest import RECEIVER


@pytest.fixture
def bill(shop, stock_up, tmp_path):
    """Take a bill with a matched line, a fee of nobody, one that is left and one that is refused; return its uuid."""
    stock_up(BOX=9)
    number = add_order(shop, [("BOX", 1)], RECEIVER, prices={"BOX": 1_000}).number
    take(shop, number, "alipay", 1_000)
    at = f"{shop.now():%Y-%m-%d} 10:24:05"
    lines = [
        alipay_line("1", number, "10.00", at=at),
        alipay_line("2", "", "77.00", at="2026-11-02 08:00:00"),
        alipay_line("3", "", "5.00", at="2026-11-03 08:00:00"),
        alipay_line("4", "", "?", at=at),
    ]
    return take_statement(shop, write_alipay(tmp_path / "november.csv", *lines)).uuid


def test_a_bill_tells_its_days_its_lines_and_what_of_its_money_is_matched(shop, bill):
    (told,) = list_bills(shop)
    assert (told.uuid, told.file, told.format, told.methods) == (bill, "november.csv", "alipay-bill", ("alipay",))
    assert (told.lines, told.matched, told.left) == (3, 1, 2)
    assert [(one.currency, one.matched, one.left) for one in told.sums] == [("CNY", 1_000, 8_200)]
    assert told.span[0] == datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
    assert (told.actor, told.undone_at) == (shop.actor, None)
    assert count_bills(shop) == {"taken": 1, "left": 1, "undone": 0}


def test_what_is_put_aside_is_left_no_more(shop, bill):
    row = find_bill(shop, bill).row
    for line in LineTable(shop, "left", bill=row).ids():
        put_line_aside(shop, line)
    told = find_bill(shop, bill)
    assert (told.matched, told.left, told.sums[0].left) == (1, 0, 0)
    assert count_bills(shop)["left"] == 0


def test_bills_are_sorted_found_and_each_has_its_own_lines(shop, bill, tmp_path):
    columns = {"at": "wann", "amount": "wieviel"}
    bank = write_rows(tmp_path / "bank.csv", ("wann", "wieviel"), ("2026-11-13", "5.00"))
    other = take_statement(shop, bank, columns=columns, method="bank").uuid
    first, second = find_bill(shop, bill), find_bill(shop, other)
    for sort in ("", "at", "actor", "file", "format", "lines", "first", "matched", "left"):
        assert sorted(BillTable(shop).ids(sort)) == [first.row, second.row]
    assert list(BillTable(shop).ids("left", descending=True)) == [first.row, second.row]
    for text in ("BANK", "银行", "Bank statement", "BANK.CSV"):
        assert list(BillTable(shop, search=text).ids()) == [second.row], text
    for text in ("alipay", "Alipay bill", "支付宝", " 支付 "):
        assert list(BillTable(shop, search=text).ids()) == [first.row], text
    assert not BillTable(shop, search="微信").ids()
    assert (count_lines(shop, first.row)["lines"], count_lines(shop, second.row)["lines"]) == (3, 1)
    assert len(LineTable(shop, "lines", bill=second.row).ids()) == 1


def test_bills_are_found_by_what_the_table_calls_them_in_the_language_spoken(shop, bill):
    row = find_bill(shop, bill).row
    words.spoken.use("zh_CN")
    assert word_bill("alipay-bill") != "Alipay bill"
    assert list(BillTable(shop, search=word_bill("alipay-bill")).ids()) == [row]


def test_a_bill_that_was_taken_back_comes_back_unless_a_newer_one_holds_its_lines(shop, bill, tmp_path):
    undo_statement(shop, bill)
    (told,) = list_bills(shop, "undone")
    assert (told.undone_at is not None, told.matched) == (True, 0)
    newer = write_alipay(tmp_path / "newer.csv", alipay_line("2", "", "77.00", at="2026-11-02 08:00:00"))
    again = take_statement(shop, newer).uuid
    with pytest.raises(ShopError) as caught:
        restore_statement(shop, bill)
    assert caught.value.code == "statement-again"
    assert "1 lines" in word_error(caught.value)
    assert count_bills(shop) == {"taken": 1, "left": 1, "undone": 1}
    undo_statement(shop, again)
    assert restore_statement(shop, bill) == 3
    assert find_bill(shop, bill).matched == 1
    with pytest.raises(ShopError) as caught:
        find_bill(shop, "nobody")
    assert caught.value.code == "statement-missing"
