"""Messages to buyers: each new order is checked and gets its text; copied, mailed, exported, noted as sent."""

import csv
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from time import perf_counter

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.parcels import Report
from shopdesk.services.imports import import_file, undo_import
from shopdesk.services.message_files import write_mails, write_table
from shopdesk.services.message_table import MessageTable
from shopdesk.services.message_templates import load_templates, put_back_template, restore_template, save_template
from shopdesk.services.messages import (
    MOST_AT_IMPORT,
    count_messages,
    mark_sent,
    mark_unsent,
    message_ids,
    messages_of_order,
    prepare_messages,
    read_messages,
)
from shopdesk.services.orders import add_order, cancel_order, confirm_order, order_timeline
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import move_stock
from shopdesk.services.tracking import track


def to_confirm(shop):
    return read_messages(shop, message_ids(shop, "to-confirm"))


def kinds(shop, number):
    return [message.kind for message in messages_of_order(shop, number)]


def test_an_import_prepares_a_confirmation_in_the_buyers_words(shop, stock_up, taobao, taobao_lines):
    stock_up(BOX=9)
    import_file(shop, taobao({}))
    import_file(shop, taobao_lines({}))
    (message,) = to_confirm(shop)
    assert (message.kind, message.language) == ("confirmation", "zh_CN")
    for told in ("测试人", "1234567890123456789", "加厚收纳盒", "¥98.00", "青禾杂货"):
        assert told in message.text
    assert "{" not in message.text and "\n" not in message.subject


def test_an_order_of_goods_that_are_not_there_is_told_at_once(shop, stock_up, sell):
    stock_up(BOX=1)
    number = sell(BOX=4)
    prepare_messages(shop)
    (message,) = to_confirm(shop)
    assert (message.kind, message.order.number) == ("short", number)
    assert "BOX ×3" in message.text or "BOX ×4" in message.text


def test_what_is_not_sent_follows_its_order(shop, stock_up, sell, do):
    stock_up(BOX=1)
    number = sell(BOX=4)
    prepare_messages(shop)
    move_stock(shop, "BOX", 9, reason="purchase")
    do(confirm_order, number)
    prepare_messages(shop)
    assert kinds(shop, number) == ["confirmation"]
    do(cancel_order, number)
    assert to_confirm(shop) == [], "a cancelled order is not confirmed to its buyer"


def test_a_buyer_abroad_reads_english(shop, stock_up):
    stock_up(BOX=9)
    add_order(shop, [("BOX", 1)], Receiver("Sample Person", country="DE", street="Musterweg 1"), paid=True)
    prepare_messages(shop)
    (message,) = to_confirm(shop)
    assert message.language == "en" and message.text.startswith("Dear Sample Person")


def test_dispatch_delay_and_review_follow_when_they_are_due(shop, stock_up, sell, do):
    stock_up(BOX=9)
    late, gone = sell(BOX=1), sell(BOX=1)
    do(confirm_order, gone)
    ship_orders(shop, [gone], courier="zto", waybill="75300000000001")
    prepare_messages(shop)
    assert "dispatch" in kinds(shop, gone) and "delay" not in kinds(shop, late)
    assert "75300000000001" in read_messages(shop, message_ids(shop, "dispatch"))[0].text
    track(shop, SilentJob(), [Report(gone, "delivered")], source="typed")
    later = replace(shop, now=lambda: shop.now() + timedelta(days=4))
    prepare_messages(later)
    assert "delay" in kinds(shop, late) and "review" in kinds(shop, gone)
    assert count_messages(shop) == {"to-confirm": 1, "dispatch": 0, "delay": 1, "review": 1, "sent": 0}


def test_preparing_twice_makes_no_second_message(shop, stock_up, sell):
    stock_up(BOX=9)
    sell(BOX=1)
    assert (prepare_messages(shop), prepare_messages(shop)) == (1, 0)


def test_a_sent_message_keeps_its_words_and_stands_in_the_timeline(shop, stock_up, sell):
    stock_up(BOX=9)
    number = sell(BOX=1)
    prepare_messages(shop)
    ids = message_ids(shop, "to-confirm")
    before = read_messages(shop, ids)[0].text
    assert mark_sent(shop, ids, "copied") == ids
    assert mark_sent(shop, ids, "copied") == [], "sent once"
    save_template(shop, "confirmation", "zh_CN", "新", "新的话")
    (message,) = messages_of_order(shop, number)
    assert (message.text, message.way, message.sent_at) == (before, "copied", shop.now())
    assert order_timeline(shop, number)[-1].details["message"] == "confirmation"
    mark_unsent(shop, ids)
    assert messages_of_order(shop, number)[0].text == "新的话"
    assert order_timeline(shop, number)[-1].details["back"] == "1"


def test_no_template_counts_one_thing_in_the_plural(shop):
    english = [told.text for (_kind, language), told in load_templates(shop).items() if language == "en"]
    assert english and not [text for text in english if "} pieces" in text or "} items" in text]


def test_a_template_with_an_unknown_placeholder_is_refused_with_its_name(shop, refusal):
    assert refusal(save_template, shop, "confirmation", "zh_CN", "x", "{价格}") == "placeholder-unknown"
    assert refusal(save_template, shop, "confirmation", "zh_CN", "{", "x") == "placeholder-unknown"
    assert refusal(save_template, shop, "confirmation", "zh_CN", " ", "x") == "template-empty"
    assert refusal(save_template, shop, "greeting", "zh_CN", "x", "x") == "template-unknown"
    assert not load_templates(shop)["confirmation", "zh_CN"].own


def test_a_card_number_in_a_template_is_masked(shop):
    told = save_template(shop, "confirmation", "zh_CN", "退款到 4111111111111111", "卡 4111 1111 1111 1111")
    assert "4111111111111111" not in told.subject and told.text.endswith("1111")
    assert "4111 1111 1111" not in told.text


def test_a_template_goes_back_to_how_it_came_or_was(shop):
    came = load_templates(shop)["delay", "en"]
    mine = save_template(shop, "delay", "en", "Late", "Sorry, {buyer}.")
    restore_template(shop, "delay", "en")
    assert load_templates(shop)["delay", "en"] == came
    put_back_template(shop, mine)
    assert load_templates(shop)["delay", "en"] == mine
    put_back_template(shop, came)
    assert load_templates(shop)["delay", "en"] == came


def test_a_mail_is_addressed_where_the_platform_tells_the_buyers_address(shop, tmp_path, write_csv):
    row = {
        "Name": "#1001", "Email": "buyer@example.com", "Financial Status": "paid",
        "Paid at": "2026-11-13 08:00:00 +0800",
        "Fulfillment Status": "unfulfilled", "Currency": "EUR", "Total": "12.00", "Lineitem quantity": "1",
        "Lineitem name": "Mug", "Lineitem price": "12.00", "Created at": "2026-11-13 08:00:00 +0800",
        "Shipping Name": "Ada Example", "Shipping Country": "DE", "Lineitem sku": "",
    }  # fmt: skip
    odd = row | {"Name": "#1002", "Email": "x@example.com\nBcc: all@example.com"}
    import_file(shop, write_csv("shopify.csv", row, odd))
    mails = [
        message_from_bytes(file.read_bytes(), policy=policy.default) for file in write_mails(to_confirm(shop), tmp_path)
    ]
    assert {mail["To"] for mail in mails} == {"buyer@example.com", None} and not any(mail["Bcc"] for mail in mails)


def test_mails_open_as_drafts_and_no_name_breaks_their_head(shop, stock_up, tmp_path):
    stock_up(BOX=9)
    save_template(shop, "confirmation", "zh_CN", "{买家} 的订单", "你好，{买家}")
    add_order(
        shop, [("BOX", 1)], Receiver("测试\r\nBcc: x@example.com", province="浙江省", street="样板路1号"), paid=True
    )
    prepare_messages(shop)
    found = to_confirm(shop)
    first, second = write_mails(found, tmp_path), write_mails(found, tmp_path)
    assert first != second, "nothing is written over"
    mail = message_from_bytes(first[0].read_bytes(), policy=policy.default)
    assert (mail["X-Unsent"], mail["Bcc"]) == ("1", None)
    assert "测试 Bcc: x@example.com 的订单" in mail["Subject"]
    assert mail.get_content().startswith("你好")


def test_the_table_for_the_platform_holds_no_formula(shop, stock_up, tmp_path):
    stock_up(BOX=9)
    save_template(shop, "confirmation", "zh_CN", "x", "{买家}")
    add_order(shop, [("BOX", 1)], Receiver("=1+1", province="浙江省", street="样板路1号"), paid=True)
    prepare_messages(shop)
    assert write_table(to_confirm(shop), tmp_path / "bulk.csv") == 1
    rows = list(csv.reader((tmp_path / "bulk.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][-1] == "'=1+1"


def test_a_refused_folder_or_file_is_said(shop, refusal, tmp_path):
    assert refusal(write_mails, [], tmp_path / "nowhere") == "folder-not-writable"
    assert refusal(write_table, [], tmp_path / "bulk.doc") == "suffix-unknown"


def test_an_import_that_is_taken_back_leaves_nothing_to_confirm(shop, stock_up, taobao, taobao_lines):
    stock_up(BOX=9)
    orders = import_file(shop, taobao({}))
    lines = import_file(shop, taobao_lines({}))
    assert len(to_confirm(shop)) == 1
    for result in (lines, orders):
        undo_import(shop, result.batch)
    assert to_confirm(shop) == []


def test_messages_are_found_by_order_buyer_and_text(shop, stock_up, sell):
    stock_up(BOX=9)
    number = sell(BOX=1)
    prepare_messages(shop)
    for text in (number.lower(), "测试人", "青禾"):
        assert len(MessageTable(shop, "to-confirm", text).ids()) == 1
    assert len(MessageTable(shop, "to-confirm", "nobody").ids()) == 0
    assert len(MessageTable(shop, "to-confirm").ids("kind", True)) == 1


def test_three_hundred_orders_are_taken_in_checked_and_prepared_in_seconds(shop, stock_up, taobao, taobao_lines):
    stock_up(BOX=9)
    numbers = [str(1234567890123450000 + at) for at in range(300)]
    began = perf_counter()
    import_file(shop, taobao(*({"订单编号": number} for number in numbers)))
    import_file(shop, taobao_lines(*({"订单编号": number} for number in numbers)))
    assert len(to_confirm(shop)) == len(numbers) <= MOST_AT_IMPORT
    assert perf_counter() - began < 20
