"""Whoever has a problem finds what answers it in the manual, asked in a person's own words, in both languages."""

import pytest

from shopdesk.ui.window.manual import CHAPTERS, chapter_file
from shopdesk.ui.window.manual_search import ManualSearch, parts_of

# What answers (chapter, which of its parts, by the English heading), and how it is asked for in either language.
QUESTIONS = [
    ("printing", "Shifted", "the label comes out shifted", "面单打偏了"),
    ("importing", "Some rows", "my import refused 3 rows", "导入有3行被拒绝"),
    ("troubleshooting", "Something was done", "I deleted something", "不小心删错了"),
    ("backups", "The PC died", "the PC died", "电脑坏了"),
    ("backups", "The PC died", "how do I move to a new PC", "怎么换新电脑"),
    ("importing", "Telephones", "Taobao hides telephone numbers", "淘宝手机号是星号"),
    ("returns", "A parcel comes", "buyer sends the wrong thing back", "买家寄错东西回来"),
    ("troubleshooting", "Nothing comes out", "printer does not print", "打印机不出纸"),
    ("printing", "Printing", "label printed twice", "面单打了两次"),
    ("troubleshooting", "A number of", "stock number is wrong", "库存数不对"),
    ("troubleshooting", "Codes", "scanner does nothing", "扫码枪没反应"),
    ("stall", "Close", "cash does not add up in the evening", "晚上现金对不上"),
    ("importing", "What often", "order number 2.458E+18", "订单号变成2.458E+18"),
    ("orders", "Merge", "combine two orders of one buyer", "同一个买家两单合并发货"),
    ("orders", "Merge", "split an order into two parcels", "一单拆成两个包裹"),
    ("orders", "The receiver", "buyer wants another address", "买家要改地址"),
    ("orders", "What can be", "cancel an order", "取消订单"),
    ("troubleshooting", "Where is", "where is my data", "数据存在哪里"),
    ("first-day", "Language", "text is too small", "字太小看不清"),
    ("first-day", "Language", "change language", "怎么切换语言"),
    ("printing", "Where documents", "second printer for packing slips", "发货单用另一台打印机"),
    ("troubleshooting", "Two PCs", "two computers at the same time", "两台电脑一起用"),
    ("orders", "Not enough", "not enough stock for an order", "缺货的订单怎么办"),
    ("orders", "Handing", "tell the platform the tracking number", "把快递单号传回平台"),
    ("orders", "Waybill", "where do waybill numbers come from", "运单号从哪来"),
    ("returns", "A buyer asks", "refund without return", "仅退款"),
    ("returns", "A buyer asks", "seven days are over, can he return it", "过了七天还能退吗"),
    ("importing", "A file that", "file not recognised", "文件认不出来"),
    ("stall", "The market", "sell without internet", "没有网络能收银吗"),
    ("printing", "Printing", "print a pick list", "怎么打拣货单"),
    ("stock", "Buying", "goods expire soon", "商品快过期了"),
    ("orders", "Parcels", "block a buyer", "拉黑买家"),
    ("stock", "Counting", "count the stock", "怎么盘点"),
    ("troubleshooting", "The file is locked", "program says the file is locked", "文件被占用"),
    ("payments", "Taking", "bill does not match", "账单对不上"),
    ("backups", "By itself", "make a backup on a USB stick", "备份到U盘"),
    ("importing", "Taking", "undo an import", "撤销导入"),
    ("first-day", "Keys", "keyboard shortcuts", "快捷键有哪些"),
    ("images", "Checking", "white background of the main image", "主图要白底"),
    ("images", "Adding", "how do I add a product", "怎么新建商品"),
    ("images", "Adding", "order says unmatched", "订单未匹配"),
    ("stock", "Kits", "print barcodes for my goods", "打印商品条码标签"),
    ("stock", "Kits", "sell a set of two things", "两样东西成套卖"),
    ("returns", "Warranty", "still under warranty?", "还在保修期吗"),
    ("turnover", "Reports", "how much did I sell this month", "这个月卖了多少"),
    ("turnover", "Reading", "which product sells best", "哪个商品卖得最好"),
    ("printing", "Layouts", "add my logo to the label", "面单上加店标"),
    ("printing", "Layouts", "labels of 76 × 130", "面单尺寸 76 × 130"),
    ("printing", "Add a", "usb printer is not listed", "找不到usb打印机"),
    ("packing", "Wrong piece", "scanned the wrong piece", "打包扫错商品"),
    ("returns", "A parcel comes", "customer refused the parcel", "客户拒收"),
    ("orders", "Parcels", "parcel lost", "快递丢件"),
    ("orders", "Reading", "late shipment", "超时未发货"),
    ("importing", "How it", "order came twice", "订单重复导入了"),
    ("stock", "Moving", "minimum stock warning", "库存预警"),
    ("images", "Adding", "rename a product", "改商品名"),
    ("images", "Repairing", "upload pictures to Taobao", "上传图片到淘宝"),
    ("troubleshooting", "Where is", "is my data encrypted", "数据加密了吗"),
    ("prices", "The proof", "prepare for Double Eleven", "双十一怎么准备"),
    ("prices", "Promotions", "give a gift with each order", "买一送一的赠品"),
    ("troubleshooting", "A new version", "how do I update", "怎么升级"),
]
SHOWN = 3  # that many are seen at a glance


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, str]]:
    return {
        language: {name: chapter_file(name, language).read_text("utf-8") for name in CHAPTERS}
        for language in ("en", "zh_CN")
    }


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_question_finds_its_answer_among_the_first(texts, language):
    search, lost = ManualSearch(texts[language], language), {}
    for chapter, begins, english, chinese in QUESTIONS:
        wanted = next(p.at for p in parts_of(chapter, texts["en"][chapter]) if p.title.startswith(begins))
        question = english if language == "en" else chinese
        found = [(part.chapter, part.at) for part in search.find(question)]
        if (chapter, wanted) not in found[:SHOWN]:
            lost[question] = found[:SHOWN]
    assert lost == {}


def test_nothing_is_found_where_nothing_is_said(texts):
    search = ManualSearch(texts["en"], "en")
    assert search.find("") == search.find("how do I") == search.find("zebra") == []


def test_a_word_finds_while_it_is_typed_and_in_other_forms(texts):
    search = ManualSearch(texts["en"], "en")
    for typed in ("calib", "calibration", "calibrations"):
        assert search.find(typed)[0].title.startswith("Shifted"), typed


def test_a_heading_is_found_by_its_pinyin(texts):
    search = ManualSearch(texts["zh_CN"], "zh_CN")
    assert search.find("pandian")[0].title == "盘点"
    assert search.find("yundanhao")[0].title == "运单号"
