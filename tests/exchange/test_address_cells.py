"""An address in one cell gets its parts; what is unsure stays whole and is said."""

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.exchange.address_cells import receiver_of_cell, split_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("广东省 广州市 越秀区 样板路1号(510180)", ("广东省", "广州市", "越秀区", "样板路1号", "510180")),
        ("四川省 成都市 其它区 样板街2号", ("四川省", "成都市", "", "样板街2号", "")),
        ("广东广州越秀样板路1号", ("广东省", "广州市", "越秀区", "样板路1号", "")),
        ("浙江省 杭州市 样板路", ("浙江省", "杭州市", "", "样板路", "")),
        ("上海 上海市 闵行区 样板路1号", ("上海", "上海市", "闵行区", "样板路1号", "")),
        ("样板路1号 2栋 3单元 301", ("", "", "", "样板路1号 2栋 3单元 301", "")),
        ("朝阳区样板路1号", ("", "", "", "朝阳区样板路1号", "")),
        ("朝阳区 样板路1号 2栋 301", ("", "", "", "朝阳区 样板路1号 2栋 301", "")),
        ("湖南省郴州市桂东县样板镇1号王小梅", ("湖南省", "郴州市", "桂东县", "样板镇1号王小梅", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_an_address_cell_comes_apart_without_a_guess(text, parts):
    assert split_address(text) == parts


def test_a_cell_that_holds_everything_fills_the_empty_ones():
    cell = "王小梅 13800001234 广东深圳南山区样板路15号"
    whole = Receiver("王小梅", "13800001234", "CN", "广东省", "深圳市", "南山区", "样板路15号", "")
    assert receiver_of_cell("", "", cell) == whole
    assert receiver_of_cell("李四", "", "广东深圳南山区样板路15号王小梅").name == "李四"
    assert receiver_of_cell("李四", "", "广东深圳南山区样板路15号王小梅").street == "样板路15号王小梅"
