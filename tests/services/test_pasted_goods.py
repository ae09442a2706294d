"""A pasted list against the shop: every line has its goods or its reason, and nothing is done by looking."""

import pytest

from shopdesk.services.pasted_goods import read_pieces, read_prices, sum_up


def test_good_and_bad_lines_are_told_apart_by_their_numbers(sample_shop):
    lines = read_pieces(
        sample_shop, "QH-TEA-S\t3\nqh-bsk-l\t2\nNO-SUCH\t1\nQH-TEA-S\tmany\n\t4\nQH-TEA-S\t0\nQH-TEA-S\t"
    )
    assert [(line.line, line.sku, line.number) for line in lines if line.error is None] == [
        (1, "QH-TEA-S", 3), (2, "QH-BSK-L", 2),
    ]  # fmt: skip
    assert [(line.line, line.error.code) for line in lines if line.error] == [
        (3, "paste-code-unknown"), (4, "paste-pieces"), (5, "paste-code-missing"), (6, "paste-pieces"),
        (7, "paste-pieces-missing"),
    ]  # fmt: skip
    assert lines[0].title


def test_codes_alone_are_one_piece_each_and_the_same_goods_add_up(sample_shop):
    lines = read_pieces(sample_shop, "QH-TEA-S\nQH-BSK-L\nQH-TEA-S")
    assert sum_up(lines) == {"QH-TEA-S": 2, "QH-BSK-L": 1}


def test_nothing_lying_there_is_a_count_too(sample_shop):
    (line,) = read_pieces(sample_shop, "QH-TEA-S\t0", least=0)
    assert (line.number, line.error) == (0, None)


@pytest.mark.parametrize(("code", "reason"), [("6.90123E+12", "paste-code-rounded"), ("=1+1", "paste-code-unknown")])
def test_what_a_spreadsheet_has_made_of_a_code_is_said(sample_shop, code, reason):
    (line,) = read_pieces(sample_shop, f"{code}\t1")
    assert line.error.code == reason


def test_prices_are_read_in_the_goods_own_money(sample_shop):
    lines = read_prices(
        sample_shop, "SKU\t价格\nQH-TEA-S\t¥29.90\nQH-BSK-L\t1,299\nQH-TEA-S\t29.9\nQH-TEA-S\t31\nQH-BSK-L\t"
    )
    assert [(line.line, line.number, line.error and line.error.code) for line in lines] == [
        (2, 2990, None), (3, 129900, None), (4, 2990, None), (5, 3100, "paste-twice"), (6, 0, "paste-price"),
    ]  # fmt: skip
