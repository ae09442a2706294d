import pytest

from shopdesk.domain.jobs import SilentJob
from shopdesk.services.documents import print_document
from shopdesk.services.imports import import_file, import_files, redo_import, redo_imports, undo_import
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.order_steps import take_back_step, take_step
from shopdesk.services.orders import add_order, confirm_order, hold_order, list_orders, order_timeline, release_order
from shopdesk.services.stock import audit_stock, list_stock, move_stock, show_stock
from shopdesk.services.waybills import add_waybills, assign_waybills

SENT = {"订单状态": "卖家已发货，等待买家确认", "物流单号": "No:773000000000001", "物流公司": "申通快递"}


def only(shop):
    (order,) = list_orders(shop)
    return order


def test_orders_that_came_go_again(shop, taobao, refusal):
    file = taobao({"订单编号": "1"}, {"订单编号": "2"})
    batch = import_file(shop, file).batch
    undone = undo_import(shop, batch)
    assert (undone.batch, undone.removed, undone.restored) == (batch, 2, 0)
    assert list_orders(shop) == list_orders(shop, search="测试人") == []
    assert refusal(undo_import, shop, batch) == "batch-undone"


def test_and_can_come_back(shop, taobao):
    file = taobao({"订单编号": "1"}, {"订单编号": "2"})
    undo_import(shop, import_file(shop, file).batch)
    again = import_file(shop, file)
    assert (again.created, again.unchanged) == (2, 0)
    assert [order.channel_order_no for order in list_orders(shop)] == ["2", "1"]
    assert len(list_orders(shop, search="测试人")) == 2


def test_orders_brought_back_are_the_same_orders(shop, taobao, refusal):
    file = taobao({"订单编号": "1"}, {"订单编号": "2"})
    batch = import_file(shop, file).batch
    before = list_orders(shop)
    assert refusal(redo_import, shop, batch) == "batch-stays"
    for _round in range(2):
        undo_import(shop, batch)
        assert redo_import(shop, batch) == 2
        assert list_orders(shop) == list_orders(shop, search="测试人") == before
    undo_import(shop, batch)
    import_file(shop, file)
    assert refusal(redo_import, shop, batch) == "batch-again"
    assert refusal(redo_import, shop, "nonsense") == "batch-unknown"


def test_what_an_import_changed_is_changed_again(shop, taobao, taobao_lines, refusal):
    import_file(shop, taobao({"订单编号": "1"}))
    batch = import_file(shop, taobao({"订单编号": "1", "收货人姓名": "改名人"}, {"订单编号": "2"})).batch
    after = list_orders(shop)
    for _round in range(2):
        undo_import(shop, batch)
        redo_imports(shop, [batch])
        assert list_orders(shop) == after and len(list_orders(shop, search="改名人")) == 1
    redo_imports(shop, [batch])
    undo_import(shop, batch)
    import_file(shop, taobao({"订单编号": "1", "收货人姓名": "另一人"}))
    assert refusal(redo_import, shop, batch) == "batch-again"


def test_lines_that_came_with_an_import_come_with_it_again(shop, taobao, taobao_lines):
    import_file(shop, taobao({}))
    batch = import_file(shop, taobao_lines({}, {"商家编码": "LID"})).batch
    after = only(shop)
    undo_import(shop, batch)
    redo_import(shop, batch)
    assert only(shop) == after and [line.sku for line in after.lines] == ["BOX", "LID"]


def test_goods_that_came_are_imported_anew_instead(shop, products, refusal):
    batch = import_file(shop, products(BOX=3)).batch
    undo_import(shop, batch)
    assert refusal(redo_import, shop, batch) == "batch-stays"


def test_an_order_that_was_changed_is_as_it_was_before(shop, taobao):
    import_file(shop, taobao({"订单状态": "等待买家付款", "订单付款时间": ""}))
    before = only(shop)
    batch = import_file(shop, taobao(SENT | {"收货人姓名": "改名人", "总金额": "1.00"})).batch
    undone = undo_import(shop, batch)
    assert (undone.removed, undone.restored) == (0, 1)
    assert only(shop) == before
    assert [entry.kind for entry in order_timeline(shop, before.number)] == ["created", "updated", "restored"]


def test_an_order_that_was_changed_is_found_by_its_old_name_again(shop, taobao):
    import_file(shop, taobao({}))
    undo_import(shop, import_file(shop, taobao({"收货人姓名": "改名人", "联系手机": "13811112222"})).batch)
    assert list_orders(shop, search="测试人") == list_orders(shop, search="39000") == [only(shop)]
    assert list_orders(shop, search="改名人") == list_orders(shop, search="1112222") == []


def test_provisional_lines_come_back_when_the_lines_go(shop, taobao, taobao_lines):
    import_file(shop, taobao({}))
    before = only(shop)
    batch = import_file(shop, taobao_lines({}, {"商家编码": "LID"})).batch
    undo_import(shop, batch)
    assert only(shop) == before
    assert import_file(shop, taobao_lines({}, {"商家编码": "LID"})).updated == 1
    assert [line.sku for line in only(shop).lines] == ["BOX", "LID"]


def test_a_batch_that_created_and_changed_does_both_ways(shop, taobao):
    import_file(shop, taobao({"订单编号": "1"}))
    batch = import_file(shop, taobao({"订单编号": "1", "订单备注": "快"}, {"订单编号": "2"})).batch
    undone = undo_import(shop, batch)
    assert (undone.removed, undone.restored) == (1, 1)
    assert (only(shop).channel_order_no, only(shop).seller_note) == ("1", "")


def test_the_newest_import_goes_first(shop, taobao, taobao_lines, refusal):
    first, second = import_files(shop, [taobao({}), taobao_lines({})])
    with pytest.raises(Exception) as caught:
        undo_import(shop, first.batch)
    assert (caught.value.code, caught.value.params["newer"]) == ("batch-not-newest", "lines.csv")
    undo_import(shop, second.batch)
    undo_import(shop, first.batch)
    assert list_orders(shop) == []


def test_a_later_import_that_changed_nothing_is_no_obstacle(shop, taobao):
    first = import_file(shop, taobao({}))
    second = import_file(shop, taobao({}))
    assert undo_import(shop, first.batch).removed == 1
    assert undo_import(shop, second.batch).removed == 0


@pytest.mark.parametrize("work", ["hold", "print", "waybill"])
def test_orders_that_people_have_worked_on_stay(shop, taobao, do, refusal, tmp_path, work):
    batch = import_file(shop, taobao({})).batch
    number = only(shop).number
    if work == "hold":
        do(hold_order, number)
        do(release_order, number)
    elif work == "print":
        assert print_document(shop, "packing-slips", tmp_path / "slips.pdf", texts=[number]).pages == 1
    else:
        add_waybills(shop, "zto", ["75300000000001"])
        assign_waybills(shop, [number], "zto")
    before = only(shop)
    assert refusal(undo_import, shop, batch) == "batch-worked-on"
    assert only(shop) == before


def test_steps_that_were_taken_back_keep_no_import_from_being_taken_back(shop, taobao, refusal):
    batch = import_file(shop, taobao({"订单编号": "1"}, {"订单编号": "2"})).batch
    numbers = [order.number for order in list_orders(shop)]
    states = [list_orders(shop)]
    done = []
    for step in ("hold", "release", "cancel"):
        done.append(take_step(shop, SilentJob(), step, numbers))
        states.append(list_orders(shop))
    for _round in range(2):
        for taken, before in zip(reversed(done), reversed(states[:-1]), strict=True):
            assert refusal(undo_import, shop, batch) == "batch-worked-on"
            take_back_step(shop, SilentJob(), taken)
            assert list_orders(shop) == before
        undo_import(shop, batch)
        assert list_orders(shop) == []
        redo_import(shop, batch)
        done = [take_step(shop, SilentJob(), taken.step, taken.changed) for taken in done]
        assert list_orders(shop) == states[-1]


def test_a_change_is_not_taken_back_once_people_have_worked_with_it(shop, taobao, do, refusal):
    import_file(shop, taobao({}))
    batch = import_file(shop, taobao({"收货人姓名": "改名人"})).batch
    do(hold_order, only(shop).number)
    assert refusal(undo_import, shop, batch) == "batch-worked-on"
    assert only(shop).receiver.name == "改名人"


def test_work_from_before_the_change_is_no_obstacle(shop, taobao, do):
    import_file(shop, taobao({}))
    do(hold_order, only(shop).number)
    batch = import_file(shop, taobao({"收货人姓名": "改名人"})).batch
    undo_import(shop, batch)
    assert (only(shop).receiver.name, only(shop).flags) == ("测试人", {"hold", "unmatched"})


def test_a_batch_that_nobody_knows(shop, refusal):
    assert refusal(undo_import, shop, "nonsense") == "batch-unknown"


def test_listings_that_came_go_again_with_their_stock(shop, products):
    file = products(BOX=5, LID=0)
    undone = undo_import(shop, import_file(shop, file).batch)
    assert (undone.removed, undone.restored) == (2, 0)
    assert list_listings(shop) == list_stock(shop) == []
    assert audit_stock(shop).ok
    again = import_file(shop, file)
    assert again.created == 2
    assert [(level.sku, level.on_hand) for level in list_stock(shop)] == [("BOX", 5), ("LID", 0)]


def test_the_opening_stock_is_moved_out_not_wiped_out(shop, products):
    undo_import(shop, import_file(shop, products(BOX=5)).batch)
    rows = shop.connection.execute("SELECT quantity, reason, reference FROM movements ORDER BY id").fetchall()
    assert rows == [(5, "receipt", "products.csv"), (-5, "correction", "products.csv")]


def test_a_listing_that_was_changed_is_as_it_was_before(shop, products, write_csv):
    import_file(shop, products(BOX=5))
    before, proof = show_listing(shop, "BOX"), show_stock(shop, "BOX")
    row = {"ID": "1", "Type": "simple", "SKU": "BOX", "Name": "新盒", "Published": "0", "Regular price": "9.00"}
    batch = import_file(shop, write_csv("new.csv", row | {"Stock": "77"})).batch
    changed = show_listing(shop, "BOX")
    assert (changed.title, changed.variants[0].price, changed.status) == ("新盒", 900, "draft")
    assert show_stock(shop, "BOX").level.on_hand == 5, "later imports do not touch stock"
    assert undo_import(shop, batch).restored == 1
    assert (show_listing(shop, "BOX"), show_stock(shop, "BOX")) == (before, proof)
    assert list_listings(shop, search="收纳") == [before]
    assert list_listings(shop, search="新盒") == []


def test_listings_whose_goods_are_promised_stay(shop, products, sell, do, refusal, levels):
    batch = import_file(shop, products(BOX=5)).batch
    do(confirm_order, sell(BOX=2))
    assert refusal(undo_import, shop, batch) == "batch-worked-on"
    assert levels("BOX") == (5, 2, 3)


@pytest.mark.parametrize("pieces", [-1, 3])
def test_listings_whose_stock_has_moved_stay(shop, products, refusal, levels, pieces):
    batch = import_file(shop, products(BOX=5)).batch
    move_stock(shop, "BOX", pieces, reason="correction")
    assert refusal(undo_import, shop, batch) == "batch-stock-used"
    assert levels("BOX") == (5 + pieces, 0, 5 + pieces)


def parent(name: str) -> dict[str, str]:
    return {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": name, "Published": "1"}


def variation(sku: str) -> dict[str, str]:
    return {"ID": sku, "Type": "variation", "SKU": sku, "Parent": "TEE", "Regular price": "9.00", "Stock": "4"}


def test_a_variant_that_came_with_a_change_brings_its_stock_and_takes_it_along(shop, write_csv):
    import_file(shop, write_csv("a.csv", parent("Tee"), variation("TEE-S")))
    batch = import_file(shop, write_csv("b.csv", parent("Tee"), variation("TEE-S"), variation("TEE-M"))).batch
    assert [(level.sku, level.on_hand) for level in list_stock(shop)] == [("TEE-M", 4), ("TEE-S", 4)]
    undo_import(shop, batch)
    assert [(level.sku, level.on_hand) for level in list_stock(shop)] == [("TEE-S", 4)]


@pytest.mark.parametrize("work", ["promised", "moved"])
def test_a_variant_that_came_with_a_change_stays_once_people_use_it(shop, write_csv, sell, do, refusal, work):
    import_file(shop, write_csv("a.csv", parent("Tee"), variation("TEE-S")))
    batch = import_file(shop, write_csv("b.csv", parent("Tee"), variation("TEE-S"), variation("TEE-M"))).batch
    if work == "promised":
        do(confirm_order, add_order(shop, [("TEE-M", 1)], only_receiver(), paid=True).number)
    else:
        move_stock(shop, "TEE-M", 2, reason="receipt", location="stall")
    before = list_stock(shop)
    assert refusal(undo_import, shop, batch) in ("batch-worked-on", "batch-stock-used")
    assert list_stock(shop) == before


def only_receiver():
    from shopdesk.domain.addresses import Receiver

    return Receiver("测试人", street="样板路1号")


def test_new_orders_lose_their_match_when_the_listing_goes(shop, products, taobao, taobao_lines):
    import_files(shop, [taobao({}), taobao_lines({})])
    batch = import_file(shop, products(BOX=5)).batch
    assert only(shop).flags == frozenset()
    undo_import(shop, batch)
    assert (only(shop).flags, only(shop).lines[0].matched) == ({"unmatched"}, False)
    import_file(shop, products(BOX=5))
    assert (only(shop).flags, only(shop).lines[0].matched) == (frozenset(), True)


def test_an_order_that_was_matched_meanwhile_stays_so_when_a_change_goes(shop, products, taobao, taobao_lines):
    import_files(shop, [taobao({}), taobao_lines({})])
    batch = import_file(shop, taobao_lines({"购买数量": "1"})).batch
    import_file(shop, products(BOX=5))
    undo_import(shop, batch)
    assert (only(shop).lines[0].quantity, only(shop).lines[0].matched, only(shop).flags) == (3, True, frozenset())


def test_an_order_whose_listing_went_meanwhile_is_unmatched_when_a_change_goes(shop, products, taobao, taobao_lines):
    listing = import_file(shop, products(BOX=5)).batch
    import_files(shop, [taobao({}), taobao_lines({})])
    batch = import_file(shop, taobao({"订单备注": "快"})).batch
    undo_import(shop, listing)
    undo_import(shop, batch)
    assert (only(shop).seller_note, only(shop).lines[0].matched, only(shop).flags) == ("", False, {"unmatched"})
