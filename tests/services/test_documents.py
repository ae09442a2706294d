import pypdfium2
import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import Cancelled
from shopdesk.services.documents import LAYOUTS, preview_document, print_document
from shopdesk.services.imports import import_file
from shopdesk.services.orders import (
    add_order,
    cancel_order,
    confirm_order,
    hold_order,
    list_orders,
    order_timeline,
    show_order,
)
from shopdesk.services.print_queue import confirm_job
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders
from shopdesk.services.waybill_pools import list_pools
from shopdesk.services.waybills import add_waybills

BUYER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
DOCUMENTS = tuple(LAYOUTS)


@pytest.fixture
def order(shop, stock_up):
    """Write an order for a receiver and return its number."""
    stock_up(BOX=50)
    return lambda receiver=BUYER: add_order(shop, [("BOX", 1)], receiver, paid=True).number


@pytest.fixture
def target(tmp_path):
    return tmp_path / "paper.pdf"


def told(result):
    return [copy.order for copy in result.printed], {refusal.order: refusal.error.code for refusal in result.refused}


def text_of(path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_order_asked_for_is_printed_or_refused(shop, order, do, target, document):
    good, held, dropped = order(), order(), order()
    do(hold_order, held)
    do(cancel_order, dropped)
    result = print_document(shop, document, target, texts=[held, good, "SD-999999", dropped, good])
    assert told(result) == (
        [good],
        {"SD-999999": "order-unknown", held: "order-on-hold", dropped: "order-state"},
    )
    assert (result.document, result.file, result.pages) == (document, target, 1)
    assert good in text_of(target)
    assert held not in text_of(target)


@pytest.mark.parametrize(
    ("receiver", "code"),
    [
        (Receiver("王**", "13900000000", street="样板路1号"), "recipient-masked"),
        (Receiver("测试人", "139****0000", street="样板路1号"), "recipient-masked"),
        (Receiver("测试人", "13900000000", city="杭州市", street="样板***"), "recipient-masked"),
        (Receiver(), "receiver-missing"),
        (Receiver("测试人", "13900000000"), "address-missing"),
        (Receiver("测试人\U000f0000", "13900000000", street="样板路1号"), "glyph-missing"),
    ],
)
def test_a_label_that_no_courier_would_take_is_refused(shop, order, target, receiver, code):
    add_waybills(shop, "zto", ["75300000000001"])
    number = order(receiver)
    result = print_document(shop, "labels", target, texts=[number])
    assert told(result) == ([], {number: code})
    assert (result.file, result.pages, target.exists()) == (None, 0, False)
    assert show_order(shop, number).waybill == "", "the number went back"
    assert {code: free for code, free, _, _ in list_pools(shop)}["zto"] == 1
    assert [entry.kind for entry in order_timeline(shop, number)] == ["created"]


def test_an_address_without_its_province_is_printed_and_said(shop, order, target):
    whole, bare = order(), order(Receiver("测试人", "13900000000", street="朝阳区样板路1号"))
    result = print_document(shop, "labels", target, texts=[whole, bare])
    assert (len(result.printed), result.unsure) == (2, (bare,))


def test_a_masked_receiver_still_gets_a_pick_list(shop, order, target):
    number = order(Receiver("王**"))
    assert told(print_document(shop, "pick-list", target, texts=[number])) == ([number], {})


def test_labels_take_the_next_number_and_keep_it(shop, order, target):
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    first, second = order(), order()
    result = print_document(shop, "labels", target, texts=[second, first])
    assert [(copy.order, copy.waybill, copy.copy) for copy in result.printed] == [
        (second, "75300000000001", 1),
        (first, "75300000000002", 1),
    ]
    assert "75300000000002" in text_of(target).replace(" ", "")
    again = print_document(shop, "labels", target, texts=[first])
    assert [(copy.waybill, copy.copy) for copy in again.printed] == [("75300000000002", 2)]


def test_shipping_keeps_the_number_on_the_label(shop, order, do, target):
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    number = order()
    do(confirm_order, number)
    print_document(shop, "labels", target, texts=[number])
    (outcome,) = ship_orders(shop, [number])
    assert (outcome.order.waybill, outcome.order.courier) == ("75300000000001", "zto")
    reprint = print_document(shop, "labels", target, texts=[number])
    assert [copy.copy for copy in reprint.printed] == [2], "a shipped parcel may lose its label"


def test_without_a_pool_a_label_has_no_number(shop, order, target):
    result = print_document(shop, "labels", target, texts=[order()])
    assert [copy.waybill for copy in result.printed] == [""]


def test_copies_are_counted_for_each_document(shop, order, target):
    number = order()
    for document, copy in (("packing-slips", 1), ("packing-slips", 2), ("returns-forms", 1), ("packing-slips", 3)):
        printed = print_document(shop, document, target, texts=[number])
        assert printed.printed[0].copy == copy
        confirm_job(shop, printed.job)
    kinds = [(entry.kind, entry.details.get("copy")) for entry in order_timeline(shop, number)]
    assert kinds == [("created", None), ("printed", "1"), ("printed", "2"), ("printed", "1"), ("printed", "3")]
    rows = shop.connection.execute(
        "SELECT reason FROM prints WHERE document = 'packing-slips' ORDER BY copy"
    ).fetchall()
    assert rows == [("",), ("reprint",), ("reprint",)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_noted_of_a_file_that_could_not_be_written(shop, order, tmp_path, contents, refusal, document):
    add_waybills(shop, "zto", ["75300000000001"])
    number = order()
    before = contents()
    target = tmp_path / "nowhere" / "paper.pdf"
    assert refusal(print_document, shop, document, target, texts=[number]) == "document-not-written"
    assert contents() == before
    assert not target.parent.exists()


def test_nothing_is_noted_of_a_print_that_was_stopped(shop, order, target, contents):
    class Stopped:
        def step(self, done, total):
            raise Cancelled

    number = order()
    before = contents()
    with pytest.raises(Cancelled):
        print_document(shop, "labels", target, texts=[number], job=Stopped())
    assert contents() == before
    assert not target.exists()


def test_a_whole_view_is_printed_newest_first(shop, order, do, target):
    first, second, _ = order(), order(), order()
    for number in (first, second):
        do(confirm_order, number)
    result = print_document(shop, "labels", target, view="to-ship")
    assert told(result) == ([second, first], {})
    assert result.pages == 2


def test_a_pick_list_adds_up_over_orders(shop, order, target):
    numbers = [order(), order()]
    result = print_document(shop, "pick-list", target, texts=numbers)
    text = text_of(target)
    assert (result.pages, text.count("BOX 收纳盒")) == (1, 1)
    assert all(number in text for number in numbers)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_slip_lists_what_is_in_the_parcel(shop, stock_up, target, language):
    set_setting(shop, "shop.language", language)
    stock_up(BOX=5, LID=5)
    number = add_order(shop, [("BOX", 2), ("LID", 1)], BUYER, note="<b>快</b> & 好").number
    print_document(shop, "packing-slips", target, texts=[number])
    text = text_of(target)
    assert all(told in text for told in ("BOX", "LID", "BOX 收纳盒", number, "测试人", "<b>快</b> & 好"))
    assert ("Packing slip" in text) == (language == "en")


def test_a_buyer_abroad_gets_english_paper(shop, order, target):
    abroad = order(Receiver("Jo Ng", "+44 7700 900001", "GB", city="London", street="1 Sample Road"))
    set_setting(shop, "shop.language", "zh_CN")
    print_document(shop, "packing-slips", target, texts=[abroad])
    assert "Packing slip" in text_of(target)


def test_a_missing_sender_is_told_and_the_shops_name_stands_in(shop, order, target):
    number = order()
    assert print_document(shop, "labels", target, texts=[number]).sender_missing
    assert "青禾杂货" in text_of(target)
    set_setting(shop, "sender.street", "样板街5号")
    assert not print_document(shop, "labels", target, texts=[number]).sender_missing


@pytest.mark.parametrize(
    ("document", "named", "code"),
    [
        ("receipts", {}, "document-unknown"),
        ("labels", {"layout": "a0"}, "layout-unknown"),
        ("labels", {"view": "nonsense"}, "view-unknown"),
    ],
)
def test_what_cannot_be_printed_is_told(shop, order, target, refusal, document, named, code):
    assert refusal(print_document, shop, document, target, **({"texts": [order()]} | named)) == code
    assert not target.exists()


def test_nothing_asked_for_makes_no_file(shop, target):
    result = print_document(shop, "labels", target, view="to-ship")
    assert (result.file, result.pages, told(result)) == (None, 0, ([], {}))


def test_an_imported_order_is_printed_with_its_lines(shop, taobao, taobao_lines, target):
    import_file(shop, taobao({}))
    import_file(shop, taobao_lines({}, {"标题": "陶瓷双皮奶碗", "商家编码": "GHOST"}))
    (found,) = list_orders(shop)
    result = print_document(shop, "packing-slips", target, texts=[found.channel_order_no])
    assert told(result) == ([found.number], {})
    assert all(told_line in text_of(target) for told_line in ("加厚收纳盒", "陶瓷双皮奶碗", "GHOST"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_preview_shows_what_would_be_printed_and_notes_nothing(shop, order, do, tmp_path, contents, document):
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    again, first, held = order(), order(), order()
    print_document(shop, document, tmp_path / "before.pdf", texts=[again])
    do(hold_order, held)
    before = contents()
    seen = preview_document(shop, document, tmp_path / "seen.pdf", texts=[again, held, first, "SD-999999"])
    assert contents() == before
    assert [copy.copy for copy in seen.printed] == [2, 1]
    real = print_document(shop, document, tmp_path / "real.pdf", texts=[again, held, first, "SD-999999"])
    assert (seen.pages, seen.printed, told(seen)) == (real.pages, real.printed, told(real))
    assert (tmp_path / "seen.pdf").read_bytes() == (tmp_path / "real.pdf").read_bytes()


def test_a_preview_of_a_whole_view_is_newest_first_too(shop, order, do, target, contents):
    numbers = [order(), order()]
    for number in numbers:
        do(confirm_order, number)
    before = contents()
    seen = preview_document(shop, "labels", target, view="to-print")
    assert [copy.order for copy in seen.printed] == numbers[::-1]
    assert contents() == before


def test_a_preview_that_cannot_be_made_says_why(shop, order, tmp_path, contents, refusal):
    number = order()
    before = contents()
    assert refusal(preview_document, shop, "poster", tmp_path / "x.pdf", texts=[number]) == "document-unknown"
    assert refusal(preview_document, shop, "labels", tmp_path, texts=[number]) == "target-is-folder"
    assert contents() == before
