"""Bills as payment services and banks write them, all of it invented."""

import csv
import io
from pathlib import Path

ALIPAY_HEADER = (
    "支付宝交易号", "商户订单号", "业务类型", "商品名称", "创建时间", "完成时间", "门店编号", "门店名称", "操作员",
    "终端号", "对方账户", "订单金额（元）", "商家实收（元）", "支付宝红包（元）", "集分宝（元）", "支付宝优惠（元）",
    "商家优惠（元）", "券核销金额（元）", "券名称", "商家红包消费金额（元）", "卡消费金额（元）", "退款批次号/请求号",
    "服务费（元）", "分润（元）", "备注",
)  # fmt: skip
WECHAT_HEADER = (
    "交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号",
    "商户单号", "备注",
)  # fmt: skip
WECHAT_MERCHANT_HEADER = (
    "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识",
    "交易类型", "交易状态",
    "付款银行", "货币种类", "应结订单金额", "代金券金额", "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额",
    "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额", "申请退款金额", "费率备注",
)  # fmt: skip


def alipay_line(trade, order, amount, *, kind="交易", at="2026-11-13 10:24:05", fee="", request="", remark=""):
    """Return one line of a merchant's bill."""
    cells = dict.fromkeys(ALIPAY_HEADER, "0.00") | {
        "支付宝交易号": f"{trade}\t", "商户订单号": f"{order}\t", "业务类型": kind, "商品名称": "加厚收纳盒",
        "创建时间": at,
        "完成时间": at, "门店编号": "", "门店名称": "", "操作员": "", "终端号": "", "对方账户": "测*(t***@example.com)",
        "订单金额（元）": amount, "商家实收（元）": amount, "券名称": "", "退款批次号/请求号": request,
        "服务费（元）": fee,
        "备注": remark,
    }  # fmt: skip
    return [cells[name] for name in ALIPAY_HEADER]


def write_alipay(path: Path, *lines, declared=None, encoding="gb18030") -> Path:
    """Write a merchant's bill with what stands above and below its lines."""
    body = _csv([ALIPAY_HEADER, *lines])
    text = (
        "#支付宝业务明细查询\r\n#账号：[20880000000000000156]\r\n"
        "#起始日期：[2026年11月01日 00:00:00]   终止日期：[2026年12月01日 00:00:00]\r\n"
        "#-----------------------------------------业务明细列表----------------------------------------\r\n"
        f"{body}"
        "#-----------------------------------------业务明细列表结束------------------------------------\r\n"
        f"#交易合计：共{len(lines) if declared is None else declared}笔，商家实收共1.00元\r\n"
        "#导出时间：[2026年12月01日 09:00:00]\r\n"
    )
    path.write_bytes(text.encode(encoding))
    return path


def wechat_line(
    trade, order, amount, *, kind="二维码收款", way="收入", at="2026-11-13 10:24:05", status="已收钱", goods="/"
):
    """Return one line of a person's bill."""
    return [at, kind, "测试人", goods, way, amount, "/", status, f"{trade}\t", f"{order}\t", "/"]


def write_wechat(path: Path, *lines, declared=None) -> Path:
    """Write a person's bill as csv with a mark, or as a workbook."""
    count = len(lines) if declared is None else declared
    head = [
        ["微信支付账单明细"], ["微信昵称：[测试店]"],
        ["起始时间：[2026-11-01 00:00:00] 终止时间：[2026-11-30 23:59:59]"],
        ["导出类型：[全部]"], ["导出时间：[2026-12-01 09:00:00]"], [], [f"共{count}笔记录"], ["收入：1笔 1.00元"],
        ["支出：0笔 0.00元"], ["中性交易：0笔 0.00元"], ["注："], ["1. 充值/提现/理财通购买等交易，将计入中性交易"],
        ["2. 本明细仅展示当前账单中的交易，不包括已删除的记录"], ["3. 本明细仅供个人对账使用"], [],
        ["----------------------微信支付账单明细列表--------------------"],
    ]  # fmt: skip
    rows = [row + [""] * (len(WECHAT_HEADER) - len(row)) for row in [*head, list(WECHAT_HEADER), *lines]]
    if path.suffix == ".xlsx":
        from xlsxwriter import Workbook

        with Workbook(path) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, [cell.strip() for cell in row])
    else:
        path.write_bytes(_csv(rows).encode("utf-8-sig"))
    return path


def wechat_merchant_line(trade, order, amount, *, back="0.00", back_no="0", state="SUCCESS", fee="0.06"):
    """Return one line of a merchant's bill, each cell behind a mark."""
    cells = dict.fromkeys(WECHAT_MERCHANT_HEADER, "") | {
        "交易时间": "2026-11-13 10:24:05", "微信订单号": trade, "商户订单号": order, "交易状态": state,
        "货币种类": "CNY",
        "应结订单金额": amount, "微信退款单号": back_no, "退款金额": back, "手续费": fee, "费率": "0.60%",
        "订单金额": amount, "商品名称": "加厚收纳盒",
    }  # fmt: skip
    return [f"`{cells[name]}" for name in WECHAT_MERCHANT_HEADER]


def write_wechat_merchant(path: Path, *lines) -> Path:
    """Write a merchant's bill with its sums below."""
    sums = [["总交易单数", "应结订单总金额", "退款总金额"], [f"`{len(lines)}", "`1.00", "`0.00"]]
    path.write_bytes(_csv([WECHAT_MERCHANT_HEADER, *lines, *sums]).encode("utf-8-sig"))
    return path


def write_rows(path: Path, *rows, encoding="utf-8") -> Path:
    """Write rows as they are told."""
    path.write_bytes(_csv(rows).encode(encoding))
    return path


def _csv(rows) -> str:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue()
