"""The sample shop: invented, sound, and the same again for the same moment."""

import json
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.addresses import is_masked, receiver_is_masked
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.imports import ListingRecord, OrderRecord, Refused, Remark
from shopdesk.domain.listings import CATEGORY_LEVELS, STATUSES
from shopdesk.domain.orders import FLAGS, FULFILMENTS
from shopdesk.exchange.formats import read
from shopdesk.resources import resources
from shopdesk.services.sample_data import load_listings, load_shop, make_orders
from shopdesk.services.sample_data.rhythm import CHINA

SAMPLE = resources() / "sample"
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
LISTINGS = load_listings("zh_CN")
ORDERS = make_orders(NOW, LISTINGS, "zh_CN")
SHELVES = {sku: shelf for entry in LISTINGS for sku, shelf in entry.shelves.items()}
VARIANTS = [variant for entry in LISTINGS for variant in entry.listing.variants]
KINDS = {
    *("mug", "teapot", "bowl", "plate", "chopsticks", "pan", "vase", "candle"),
    *("towel", "cushion", "basket", "lamp", "notebook", "umbrella", "apron", "tray"),
}
LOOKS = {
    "taobao": r"\d{18,19}",
    "pdd": r"26\d{4}-\d{15}",
    "jd": r"\d{12}",
    "douyin": r"\d{19}",
    "woocommerce": r"\d{4}",
    "shopify": r"#\d{4}",
    "stall": r"S26\d{4}-\d{3}",
    "manual": r"M26\d{4}-\d{3}",
}
WAYBILLS = {
    "sf": r"SF\d{13}",
    "zto": r"7353\d{10}",
    "yto": r"YT\d{13}",
    "sto": r"77\d{13}",
    "jd": r"JDX\d{12}",
}
INVENTED_PHONE = re.compile(r"1(38|39)0000\d{4}|\+44 7700 900\d{3}|\+1 \d{3} 555 01\d\d")
MOBILE = re.compile(r"(?<![\dA-Z])1[3-9]\d{9}(?!\d)")


def half_widths(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def check_digit(digits):
    return -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10


def pieces_of(orders):
    pieces = Counter()
    for order in orders:
        for line in order.record.lines:
            pieces[line.sku] += line.quantity
    return pieces


def served(orders):
    return [
        order
        for order in orders
        if order.record.channel != "stall" and order.state != "cancelled" and order.flag != "short"
    ]


def waiting(orders):
    return [
        order
        for order in orders
        if order.record.head.payment == "paid" and order.state in ("new", "confirmed", "picking", "packed")
    ]


def test_there_are_forty_listings_of_one_to_six_variants():
    assert len(LISTINGS) == 40
    assert all(1 <= len(entry.listing.variants) <= 6 for entry in LISTINGS)
    assert 90 <= len(VARIANTS) <= 100


def test_handles_skus_and_bins_stand_for_one_thing_each():
    for names in (
        [entry.listing.handle for entry in LISTINGS],
        [variant.sku for variant in VARIANTS],
        [shelf.bin for shelf in SHELVES.values()],
    ):
        assert len(set(names)) == len(names)
    assert {variant.sku for variant in VARIANTS} == set(SHELVES)
    assert all(re.fullmatch(r"[A-Z]-\d{2}-\d", shelf.bin) for shelf in SHELVES.values())


def test_barcodes_are_valid_and_can_never_be_somebody_elses_article():
    barcodes = [variant.barcode for variant in VARIANTS]
    assert len(set(barcodes)) == len(barcodes)
    for barcode in barcodes:
        assert re.fullmatch(r"2\d{12}", barcode), "GS1 keeps the prefixes 20 to 29 for use inside a shop"
        assert int(barcode[-1]) == check_digit(barcode[:-1])


def test_titles_fit_taobao_and_repeat_no_word():
    for entry in LISTINGS:
        words = entry.listing.title.split()
        assert 30 <= half_widths(entry.listing.title) <= 60
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_listing_is_complete_in_both_languages(language):
    for entry in load_listings(language):
        listing = entry.listing
        assert listing.title and listing.brand and len(listing.description.splitlines()) == 3
        assert len(listing.category) == CATEGORY_LEVELS
        assert listing.status in STATUSES
        assert all(variant.price > variant.cost > 0 and variant.weight_g > 0 for variant in listing.variants)
        choices = [tuple(variant.options.items()) for variant in listing.variants]
        assert len(set(choices)) == len(choices)


def test_the_english_shop_speaks_english():
    for entry in load_listings("en"):
        listing = entry.listing
        options = [text for variant in listing.variants for pair in variant.options.items() for text in pair]
        for text in (listing.title, listing.brand, listing.description, *listing.category, *options):
            assert not re.search(r"[\u4e00-\u9fff]", text)
    assert load_shop("en").name == "Green Rice Goods"
    assert load_shop("zh_CN").name == load_shop("zh_CN").sender.name == "青禾杂货"


def test_six_pictures_have_one_fault_each_and_their_listings_wait():
    flawed = [entry for entry in LISTINGS if entry.picture.flaw]
    assert {entry.picture.flaw for entry in flawed} == {"grey", "small", "wide", "cut", "busy", "tiny"}
    assert len(flawed) == 6
    assert {entry.picture.kind for entry in LISTINGS} == KINDS
    for entry in LISTINGS:
        assert re.fullmatch(r"#[0-9A-F]{6}", entry.picture.colour)
        assert re.fullmatch(r"#[0-9A-F]{6}", entry.picture.background)
        assert [picture.role for picture in entry.listing.pictures] == ["main"]


def test_made_to_order_and_fresh_goods_are_marked():
    special = [entry.listing for entry in LISTINGS if entry.special]
    assert len(special) == 4
    assert all("不支持无理由退货" in listing.description for listing in special)


def test_names_hold_the_characters_that_programs_stumble_over():
    buyers = json.loads((SAMPLE / "people.json").read_text("utf-8"))["buyers"]
    names = "".join(buyer["name"] for buyer in buyers)
    assert set("喆堃翀䶮𬭎üŁЗنדΕ") <= set(names)
    assert len({buyer["name"] for buyer in buyers}) == len(buyers) == 60
    brands = "".join(entry.listing.brand for entry in LISTINGS)
    assert "喆" in brands and "堃" in brands


def test_every_telephone_comes_from_an_invented_range():
    people = json.loads((SAMPLE / "people.json").read_text("utf-8"))
    for person in (*people["buyers"], people["shop"]["sender"], people["shop"]["sender_en"]):
        assert INVENTED_PHONE.fullmatch(person["phone"]), person["name"]
    files = list(SAMPLE.iterdir())
    assert len(files) == 7
    for file in files:
        encoding = "gb18030" if file.name.startswith("Export") else "utf-8"
        for found in MOBILE.findall(file.read_text(encoding)):
            assert INVENTED_PHONE.fullmatch(found), f"{file.name}: {found}"
    for order in ORDERS:
        phone = order.record.head.receiver.phone
        assert not phone or is_masked(phone) or INVENTED_PHONE.fullmatch(phone)


def test_there_are_three_hundred_orders_of_ninety_days_oldest_first():
    placed = [order.record.head.placed_at for order in ORDERS]
    assert len(ORDERS) == 300
    assert placed == sorted(placed)
    assert NOW - timedelta(days=90) <= placed[0] and placed[-1] <= NOW
    assert {order.record.row for order in ORDERS} == set(range(1, 301))


def test_people_buy_between_eight_and_twenty_three_and_most_on_double_eleven():
    local = [order.record.head.placed_at.astimezone(CHINA) for order in ORDERS]
    assert all(8 <= at.hour <= 23 for at in local)
    (day, _), *_ = Counter(at.date() for at in local).most_common(1)
    assert (day.month, day.day) == (11, 11)


def test_orders_spread_over_the_channels_with_numbers_in_their_own_look():
    spread = Counter(order.record.channel for order in ORDERS)
    assert set(spread) == set(LOOKS) <= set(CHANNELS)
    for channel, share in {"taobao": 0.40, "pdd": 0.25, "jd": 0.10, "douyin": 0.10}.items():
        assert spread[channel] / 300 == pytest.approx(share, abs=0.06)
    numbers = {(order.record.channel, order.record.channel_order_no) for order in ORDERS}
    assert len(numbers) == 300
    assert all(re.fullmatch(LOOKS[channel], number) for channel, number in numbers)


def test_every_line_is_of_a_sample_sku_except_where_it_is_meant():
    unknown = [order for order in ORDERS if any(line.sku not in SHELVES for line in order.record.lines)]
    assert [order.flag for order in unknown] == ["unmatched"] * 2
    assert all(1 <= len(order.record.lines) <= 5 for order in ORDERS)


def test_an_order_adds_up():
    for order in ORDERS:
        head = order.record.head
        goods = sum(line.unit_price * line.quantity for line in order.record.lines)
        assert head.total == goods + head.shipping - head.discount > 0
        assert head.currency == ("USD" if order.record.channel == "shopify" else "CNY")


def test_steps_follow_each_other_after_the_payment_and_before_now():
    for order in ORDERS:
        head, times = order.record.head, [step.at for step in order.steps]
        assert times == sorted(times)
        assert all((head.paid_at or head.placed_at) <= at <= NOW for at in times)
        assert all(at.microsecond == 0 for at in times)
        assert {step.state for step in order.steps} <= {*FULFILMENTS, "hold"}
        if order.steps and order.state != "cancelled":
            assert head.payment == "paid"


def test_a_parcel_has_a_courier_and_a_waybill_of_its_own_exactly_when_it_has_left():
    sent = [order for order in ORDERS if order.waybill]
    assert len({order.waybill for order in sent}) == len(sent) > 150
    assert {order.courier for order in sent} == set(WAYBILLS)
    for order in ORDERS:
        left = any(step.state == "shipped" for step in order.steps)
        assert left == bool(order.waybill) == bool(order.courier)
        assert not left or re.fullmatch(WAYBILLS[order.courier], order.waybill)


def test_every_state_of_an_order_occurs():
    assert {order.state for order in ORDERS} == set(FULFILMENTS)
    assert {order.record.head.payment for order in ORDERS} == {"paid", "unpaid", "refunded"}


def test_the_clock_of_forty_eight_hours_shows_late_and_close_orders():
    ages = [NOW - order.record.head.paid_at for order in waiting(ORDERS)]
    assert 60 <= len(ages) <= 100
    assert max(ages) <= timedelta(hours=60)
    assert 3 <= sum(age > timedelta(hours=48) for age in ages) <= 6
    assert any(timedelta(hours=44) < age <= timedelta(hours=48) for age in ages)


def test_what_is_odd_is_odd_on_purpose_and_waits():
    odd = Counter(order.flag for order in ORDERS if order.flag)
    assert odd == {"hold": 3, "short": 4, "unmatched": 2, "masked": 4, "suspicious": 3, "refunding": 3}
    assert set(odd) == set(FLAGS)
    for order in ORDERS:
        head = order.record.head
        assert receiver_is_masked(head.receiver) == (order.flag == "masked")
        assert head.risky == (order.flag == "suspicious")
        assert head.refunding == (order.flag == "refunding")
        assert not order.flag or order in waiting(ORDERS)
        assert any(step.state == "hold" for step in order.steps) == (order.flag == "hold")


def test_suspicious_orders_are_new_buyers_at_one_address():
    suspicious = [order.record.head for order in ORDERS if order.flag == "suspicious"]
    assert len({head.receiver for head in suspicious}) == 1


def test_a_stall_sale_is_over_at_once_and_knows_no_receiver():
    stall = [order for order in ORDERS if order.record.channel == "stall"]
    assert stall
    for order in stall:
        assert order.state == "delivered" and not order.steps
        assert not order.record.head.receiver.name and not order.record.head.shipping


@settings(max_examples=15, deadline=None)
@given(st.integers(-500_000, 1_000_000), st.integers(0, 10**6))
def test_the_opening_stock_covers_every_order_that_is_served(minutes, seed):
    orders = make_orders(NOW + timedelta(minutes=minutes), LISTINGS, "zh_CN", seed=seed)
    gone = pieces_of(served(orders))
    left = {sku: shelf.opening - gone[sku] for sku, shelf in SHELVES.items()}
    assert min(left.values()) >= 0
    assert 3 <= sum(left[sku] < shelf.safety for sku, shelf in SHELVES.items()) <= 8
    for order in orders:
        if order.flag == "short":
            assert any(line.quantity > left[line.sku] for line in order.record.lines)


def test_drafts_are_not_sold():
    drafts = {sku for entry in LISTINGS if entry.listing.status == "draft" for sku in entry.shelves}
    assert drafts and not drafts & set(pieces_of(ORDERS))


def test_the_same_moment_and_seed_give_the_same_orders():
    assert make_orders(NOW, LISTINGS, "zh_CN") == ORDERS
    assert make_orders(NOW, LISTINGS, "zh_CN", seed=7) != ORDERS


def test_the_english_shop_has_the_same_orders_in_other_words():
    english = make_orders(NOW, load_listings("en"), "en")
    for order, other in zip(ORDERS, english, strict=True):
        assert (order.steps, order.flag, order.waybill) == (other.steps, other.flag, other.waybill)
        assert order.record.channel_order_no == other.record.channel_order_no
        assert [line.sku for line in order.record.lines] == [line.sku for line in other.record.lines]
        assert order.record.head.total == other.record.head.total
    assert english[0].record.lines[0].title != ORDERS[0].record.lines[0].title


def test_a_small_shop_is_made_up_as_well():
    assert len(make_orders(NOW, LISTINGS, "en", count=5)) == 5


def test_the_taobao_order_file_reads_with_one_mask_and_one_damaged_number():
    reading = read(SAMPLE / "ExportOrderList-sample.csv")
    items = list(reading.items)
    assert (reading.format.name, reading.encoding, len(reading.table.header)) == ("taobao-orders", "gb18030", 46)
    orders = [item for item in items if isinstance(item, OrderRecord)]
    assert len(orders) == 11
    assert [item.problem.code for item in items if isinstance(item, Refused)] == ["number-damaged"]
    assert [item.problem.code for item in items if isinstance(item, Remark)] == ["recipient-masked"]
    assert sum(order.head.payment == "unpaid" for order in orders) == 1
    assert {"李䶮", "王𬭎"} <= {order.head.receiver.name for order in orders}


def test_the_taobao_lines_fit_their_orders_and_one_sku_is_unknown():
    orders = list(read(SAMPLE / "ExportOrderList-sample.csv").items)
    lines = list(read(SAMPLE / "ExportOrderDetailList-sample.csv").items)
    heads = {item.channel_order_no: item.head for item in orders if isinstance(item, OrderRecord)}
    assert {record.channel_order_no for record in lines} == set(heads)
    for record in lines:
        goods = sum(line.unit_price * line.quantity for line in record.lines)
        assert goods - heads[record.channel_order_no].total in (0, 1000, 2500)
    skus = [line.sku for record in lines for line in record.lines]
    assert [sku for sku in skus if sku not in SHELVES] == ["QH-CUP-OLD"]


def test_the_sample_files_can_be_served_beside_the_sample_orders():
    left = {sku: shelf.opening for sku, shelf in SHELVES.items()}
    for sku, pieces in pieces_of(served(ORDERS)).items():
        if sku in left:
            left[sku] -= pieces
    for record in read(SAMPLE / "ExportOrderDetailList-sample.csv").items:
        for line in record.lines:
            assert line.sku not in left or line.quantity <= left[line.sku]


def test_the_woocommerce_file_brings_five_new_listings_with_stock():
    items = list(read(SAMPLE / "woocommerce-products-sample.csv").items)
    assert all(isinstance(item, ListingRecord) for item in items)
    assert sorted(len(item.listing.variants) for item in items) == [1, 1, 1, 1, 3]
    for item in items:
        assert {variant.sku for variant in item.listing.variants} == set(item.stock)
        assert not set(item.stock) & set(SHELVES)
        assert all(item.stock.values())
