"""Bills of Alipay, WeChat and banks are known by their header; what cannot be read is refused row by row."""

from datetime import UTC, datetime

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.statements import read_statement
from tests.bills import (
    WECHAT_HEADER,
    alipay_line,
    wechat_line,
    wechat_merchant_line,
    write_alipay,
    write_rows,
    write_wechat,
    write_wechat_merchant,
)

AT = datetime(2026, 11, 13, 2, 24, 5, tzinfo=UTC)


def told(statement):
    return [(line.kind, line.amount, line.trade_no, line.order_no) for line in statement.lines]


def codes(statement):
    return [(problem.code, problem.column) for problem in statement.refused]


def test_an_alipay_bill_in_gb18030_with_its_preamble_and_footer(tmp_path):
    path = write_alipay(
        tmp_path / "20880_202611_业务明细.csv",
        alipay_line("2026111322001", "T200P1234567890123456789", "1,098.00", fee="-6.59"),
        alipay_line("2026111322001", "T200P1234567890123456789", "-98.00", kind="退款", request="R1"),
    )
    bill = read_statement(path)
    assert (bill.format, bill.method, bill.declared, bill.lacking) == ("alipay-bill", "alipay", 2, 0)
    assert told(bill) == [
        ("payment", 109_800, "2026111322001", "T200P1234567890123456789"),
        ("refund", 9_800, "R1", "T200P1234567890123456789"),
    ]
    assert (bill.lines[0].fee, bill.lines[0].at, bill.lines[0].party) == (659, AT, "测*(t***@example.com)")


@pytest.mark.parametrize("name", ["微信支付账单.csv", "微信支付账单.xlsx"])
def test_a_wechat_bill_as_csv_and_as_a_workbook(tmp_path, name):
    path = write_wechat(
        tmp_path / name,
        wechat_line("42000001", "SD-000001", "¥98.00"),
        wechat_line("42000002", "/", "¥5.00", kind="零钱提现", way="/", status="提现已到账"),
        wechat_line("42000003", "/", "¥12.50", kind="转账", status="已存入零钱", goods="订单SD-000002"),
        wechat_line("42000004", "/", "¥3.00", kind="商户消费", way="支出", status="支付成功"),
        wechat_line("42000005", "/", "¥2.00", kind="退款", way="支出", status="支付成功"),
    )
    bill = read_statement(path)
    assert (bill.format, bill.declared, bill.refused) == ("wechat-bill", 5, [])
    assert [(line.kind, line.amount) for line in bill.lines] == [
        ("payment", 9_800), ("transfer", 500), ("payment", 1_250), ("other", 300), ("refund", 200),
    ]  # fmt: skip
    assert "SD-000002" in bill.lines[2].remark


def test_a_merchants_bill_of_wechat(tmp_path):
    path = write_wechat_merchant(
        tmp_path / "bill.csv",
        wechat_merchant_line("4200001", "SD-000001", "10.00"),
        wechat_merchant_line(
            "4200001", "SD-000001", "0.00", back="4.00", back_no="5030001", state="REFUND", fee="-0.02"
        ),
    )
    bill = read_statement(path)
    assert told(bill) == [("payment", 1_000, "4200001", "SD-000001"), ("refund", 400, "5030001", "SD-000001")]
    assert [line.fee for line in bill.lines] == [6, 2]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            ("交易日期", "摘要", "收入", "支出", "余额"),
            ("20261113", "货款 SD-000001", "1,234.50", "", "9"),
            ("payment", 123_450),
        ),
        (("记账日期", "借方发生额", "贷方发生额", "对方户名"), ("2026-11-13", "12.00", "", "某某"), ("other", 1_200)),
        (("Date", "Description", "Amount"), ("2026-11-13", "payout", "+12.00"), ("payment", 1_200)),
        (("Date", "Description", "Amount"), ("2026-11-13", "Refund of SD-000001", "(12.00)"), ("refund", 1_200)),
        (("日期", "金额", "借贷标志"), ("2026/11/13 9:05", "￥12.00", "贷"), ("payment", 1_200)),
        (("日期", "金额", "摘要"), ("2026/11/13", "-0.60", "手续费"), ("fee", 60)),
    ],
)
def test_a_banks_columns_are_guessed(tmp_path, header, row, expected):
    bill = read_statement(write_rows(tmp_path / "bank.csv", ["某某银行交易明细"], header, row))
    assert (bill.format, bill.method) == ("bank", "bank")
    assert [(line.kind, line.amount) for line in bill.lines] == [expected]


def test_a_banks_columns_are_named_where_no_guess_fits(tmp_path):
    path = write_rows(tmp_path / "bank.csv", ("wann", "wieviel", "was"), ("2026-11-13", "12.00", "SD-000001"))
    with pytest.raises(ShopError, match="statement-unknown"):
        read_statement(path)
    bill = read_statement(path, columns={"at": "wann", "amount": "wieviel", "remark": "was"}, method="unionpay")
    assert (bill.method, bill.lines[0].amount, bill.lines[0].remark) == ("unionpay", 1_200, "SD-000001")
    with pytest.raises(ShopError, match="columns-missing"):
        read_statement(path, columns={"at": "when"})


def test_a_bad_row_is_refused_with_its_code_and_the_others_are_taken(tmp_path):
    path = write_alipay(
        tmp_path / "bill.csv",
        alipay_line("1", "SD-000001", "12.00"),
        alipay_line("2", "SD-000002", "zwölf"),
        alipay_line("3", "SD-000003", "0.00"),
        alipay_line("4", "SD-000004", "12.00", at="gestern"),
        alipay_line("5", "SD-000005", ""),
        alipay_line("6", "SD-000006", "9" * 40),
    )
    bill = read_statement(path)
    assert [line.trade_no for line in bill.lines] == ["1"]
    assert codes(bill) == [
        ("amount-unreadable", "订单金额(元)"), ("statement-zero", ""), ("time-unreadable", "完成时间"),
        ("amount-unreadable", "订单金额(元)"), ("amount-unreadable", "订单金额(元)"),
    ]  # fmt: skip


def test_a_bill_that_was_cut_off_tells_how_much_it_lacks(tmp_path):
    path = write_wechat(tmp_path / "bill.csv", wechat_line("1", "/", "1.00"), declared=7)
    assert read_statement(path).lacking == 6
    whole = write_alipay(tmp_path / "alipay.csv", alipay_line("1", "2", "3.00"), alipay_line("2", "3", "4.00"))
    cut = tmp_path / "cut.csv"
    cut.write_bytes(whole.read_bytes()[: whole.read_bytes().rindex("加厚".encode("gb18030"))])
    bill = read_statement(cut)
    assert ([line.trade_no for line in bill.lines], [problem.code for problem in bill.refused]) == (["1"], ["row-cut"])


def test_money_that_did_not_move_is_passed_over_and_other_currencies_are_refused(tmp_path):
    path = write_wechat(
        tmp_path / "bill.csv", wechat_line("1", "/", "1.00", status="支付失败"), wechat_line("2", "/", "1.00")
    )
    assert (read_statement(path).skipped, len(read_statement(path).lines)) == (1, 1)
    bank = write_rows(
        tmp_path / "bank.csv", ("日期", "金额", "币种"), ("2026-11-13", "5", "USD"), ("2026-11-13", "5", "")
    )
    assert codes(read_statement(bank)) == [("statement-currency", "币种")]


def test_no_card_number_of_a_bill_is_kept(tmp_path):
    path = write_rows(
        tmp_path / "bank.csv",
        ("日期", "金额", "摘要", "对方户名"),
        ("2026-11-13", "5", "卡4242424242424242", "6212345678901265"),
    )
    (line,) = read_statement(path).lines
    assert (line.remark, line.party) == ("卡••••••••••••4242", "••••••••••••1265")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_found(tmp_path, encoding):
    path = write_alipay(tmp_path / "bill.csv", alipay_line("1", "2", "3.00"), encoding=encoding)
    assert read_statement(path).lines[0].amount == 300


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\x89PNG\r\n\x1a\n", "file-is-picture"),
        ("订单编号,标题\n1,盒\n".encode(), "statement-unknown"),
        (b"a,b\n\"1,2\n", "quote-unclosed"),
        (",".join(WECHAT_HEADER).encode(), "statement-empty"),
    ],
)  # fmt: skip
def test_what_is_no_bill_is_refused(tmp_path, content, code):
    path = tmp_path / "bill.csv"
    path.write_bytes(content)
    with pytest.raises(ShopError) as caught:
        read_statement(path)
    assert caught.value.code == code


def test_the_same_line_in_two_bills_has_the_same_mark(tmp_path):
    line = alipay_line("1", "2", "3.00")
    one = read_statement(write_alipay(tmp_path / "a.csv", line))
    two = read_statement(write_alipay(tmp_path / "b.csv", alipay_line("9", "2", "3.00"), line))
    assert one.lines[0].digest == two.lines[1].digest != two.lines[0].digest
