"""The papers of after-sales: vouchers, the reasons of the form by the policy of the day, what the buyer is told."""

from datetime import date, timedelta

import pytest

from shopdesk.db import orders
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import add_order, confirm_order, order_row
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_money import refund_return
from shopdesk.services.return_papers import buyer_instructions, write_vouchers
from shopdesk.services.return_reasons import form_reasons
from shopdesk.services.return_versions import NewVersion, add_version, list_versions, put_versions
from shopdesk.services.returns import open_return
from shopdesk.services.rule_files import is_own
from shopdesk.services.shipments import ship_orders
from shopdesk.services.tracking import deliver_order

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
ABROAD = Receiver("Test Person", "+4930000000", "DE", "", "Berlin", "", "Example Street 1", "10115")


@pytest.fixture
def sold(shop, stock_up, do):
    def sell(receiver=HERE) -> str:
        stock_up(BOX=9, LID=9)
        number = add_order(shop, [("BOX", 1)], receiver, paid=True).number
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto")
        do(deliver_order, number)
        return number

    return sell


def of(shop, number: str):
    return orders.load_order(shop.connection, order_row(shop, number))


def test_the_voucher_of_a_refund_is_a_paper(shop, sold, tmp_path):
    case = open_return(shop, sold(), [], reason="quality").number
    with pytest.raises(ShopError, match="refund-missing"):
        write_vouchers(shop, [case], tmp_path / "v.pdf")
    receive_return(shop, case)
    inspect_return(shop, case)
    refund_return(shop, case)
    assert write_vouchers(shop, [case], tmp_path / "v.pdf") == 1
    assert (tmp_path / "v.pdf").read_bytes().startswith(b"%PDF")


def test_the_form_offers_what_the_policy_of_the_orders_day_says(shop, sold):
    number = sold()
    assert [(told.code, told.days, told.freight) for told in form_reasons(shop, of(shop, number))] == [
        ("no-reason", 7, "buyer"), ("quality", 15, "merchant"), ("not-as-described", 10, "merchant"),
    ]  # fmt: skip
    tomorrow = shop.now().astimezone().date() + timedelta(days=1)
    add_version(shop, NewVersion(tomorrow, {"no-reason": 30}))
    assert form_reasons(shop, of(shop, number))[0].days == 7, "the order is of an earlier day"
    add_version(shop, NewVersion(tomorrow - timedelta(days=1), {"no-reason": 14}))
    assert form_reasons(shop, of(shop, number))[0].days == 14
    shop.connection.execute("UPDATE listings SET special = 1")
    assert [told.code for told in form_reasons(shop, of(shop, number))] == ["special"]


def test_a_version_is_begun_and_taken_back_and_never_in_the_past(shop):
    today = shop.now().astimezone().date()
    before = add_version(shop, NewVersion(today, {"quality": 20}, {"no-reason": "merchant"}, {"refund_days": 2}))
    newest = list_versions(shop)[0]
    assert before is None and len(list_versions(shop)) == 2
    assert (newest.reasons["quality"].days, newest.reasons["no-reason"].freight, newest.refund_days) == (
        20, "merchant", 2,
    )  # fmt: skip
    again = add_version(shop, NewVersion(today, {"quality": 25}))
    assert len(list_versions(shop)) == 2 and list_versions(shop)[0].reasons["quality"].days == 25
    put_versions(shop, again)
    assert list_versions(shop)[0].reasons["quality"].days == 20
    put_versions(shop, before)
    assert not is_own(shop, "return_policy.json") and len(list_versions(shop)) == 1
    for told, code in (
        (NewVersion(date(2001, 1, 1)), "policy-day-past"),
        (NewVersion(today, {"quality": -3}), "policy-invalid"),
        (NewVersion(today, {}, {"quality": "nobody knows"}), "policy-invalid"),
    ):
        with pytest.raises(ShopError, match=code):
            add_version(shop, told)
    assert len(list_versions(shop)) == 1


def test_the_buyer_is_told_in_the_buyers_language_once_it_is_approved(shop, sold):
    case = open_return(shop, sold(), [], reason="no-reason", wait=True).number
    with pytest.raises(ShopError, match="return-state"):
        buyer_instructions(shop, case)
    abroad = open_return(shop, sold(ABROAD), [], reason="quality").number
    text = buyer_instructions(shop, abroad)
    assert "Please send the goods to" in text and abroad in text and "the shop" in text
    here = open_return(shop, sold(), [], reason="quality").number
    assert here in buyer_instructions(shop, here)
