from shopdesk.domain.imports import LineRecord, OrderRecord, Refused, RowProblem
from shopdesk.exchange.formats import read

LINE = {
    "订单编号": '="1234567890123456789"',
    "标题": "加厚收纳盒",
    "价格": "30.00",
    "购买数量": "2",
    "外部系统编号": "BOX-B",
    "商品属性": "颜色分类：蓝色",
    "商家编码": "BOX",
}
NEW_FORM = {"主订单编号" if name == "订单编号" else name: cell for name, cell in LINE.items()}
TAKEN = LineRecord("加厚收纳盒", 2, 3000, "BOX-B", "颜色分类：蓝色")


def test_lines_of_one_order_stay_lines(items_of):
    (order,) = items_of([LINE, LINE, LINE])
    assert order == OrderRecord(2, "taobao", "1234567890123456789", None, (TAKEN, TAKEN, TAKEN))


def test_lines_of_one_order_are_found_wherever_they_stand(items_of):
    other = LINE | {"订单编号": "1", "标题": "饭盒", "外部系统编号": ""}
    orders = items_of([LINE, other, LINE])
    assert [(order.channel_order_no, len(order.lines)) for order in orders] == [("1", 1), ("1234567890123456789", 2)]
    assert orders[0].lines[0].sku == "BOX"


def test_the_form_with_sub_orders_is_tied_by_the_main_order(items_of):
    rows = [{"子订单编号": number} | NEW_FORM for number in ("11", "12")]
    (order,) = items_of(rows)
    assert (order.channel_order_no, order.lines) == ("1234567890123456789", (TAKEN, TAKEN))


def test_one_bad_line_refuses_the_order_and_tells_each_bad_row(items_of):
    rows = [LINE, LINE | {"购买数量": "0.5"}, LINE | {"购买数量": "-1"}, LINE | {"订单编号": "7"}]
    assert items_of(rows) == [
        Refused(RowProblem(3, "quantity-unreadable", "0.5", "购买数量")),
        Refused(RowProblem(4, "quantity-unreadable", "-1", "购买数量")),
        OrderRecord(5, "taobao", "7", None, (TAKEN,)),
    ]


def test_a_line_without_an_order_number_is_refused_alone(items_of):
    refused, order = items_of([LINE | {"订单编号": '=""'}, LINE])
    assert refused == Refused(RowProblem(2, "order-number-missing", "", "订单编号"))
    assert order.lines == (TAKEN,)


def test_a_shifted_line_refuses_its_whole_order(write_csv):
    path = write_csv([LINE, LINE])
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",shifted\n", encoding="utf-8")
    assert list(read(path).items) == [Refused(RowProblem(3, "row-too-long", "shifted"))]


def test_a_line_without_a_title_is_refused(items_of):
    assert items_of([LINE | {"标题": ""}]) == [Refused(RowProblem(2, "title-missing", "", "标题"))]


def test_a_comma_that_ends_every_row_is_no_fault(write_csv):
    path = write_csv([LINE])
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n{row},\n", encoding="gb18030")
    (order,) = read(path).items
    assert order.lines == (TAKEN,)


def test_a_real_export(shared_data):
    reading = read(shared_data / "orders/taobao/ExportOrderDetailList201707080000.csv")
    orders = list(reading.items)
    assert (reading.encoding, reading.rows, len(orders)) == ("gb18030", 5, 5)
    assert [line.unit_price for order in orders for line in order.lines] == [23900, 21900, 34900, 100900, 24900]
    assert [line.sku for line in orders[0].lines] == ["YO-PAN-20-WITHGLASS"]
    assert all(order.head is None for order in orders)
