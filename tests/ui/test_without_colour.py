"""What a colour tells is told by a shape, a line or words too."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPointF

from shopdesk.ui.orders.couriers_page import _left
from shopdesk.ui.prices.competitor_chart import CORNERS, _mark
from shopdesk.ui.prices.prices_page import _price_now
from shopdesk.ui.returns.quality_page import rate_cell
from shopdesk.ui.stock.pareto_chart import _pen


def test_the_prices_of_each_competitor_have_a_mark_of_their_own():
    shapes = [[(e.x, e.y) for e in map(path.elementAt, range(path.elementCount()))] for path in _marks()]
    assert len({str(shape) for shape in shapes}) == len(CORNERS)


def _marks():
    return [_mark(number, QPointF(0, 0)) for number in range(len(CORNERS))]


def test_the_second_of_two_curves_is_broken():
    assert _pen("accent").style() != _pen("warn").style()


@pytest.mark.parametrize("below", [False, True])
def test_a_price_below_the_floor_has_a_shape_and_a_word(below):
    goods, quoted = SimpleNamespace(currency="CNY"), SimpleNamespace(amount=900, kind="list")
    cell = _price_now(SimpleNamespace(goods=goods, quoted=quoted, below_floor=below))
    assert (cell.status is not None, cell.aloud) == (below, "9.00, Below the floor" if below else "9.00")


@pytest.mark.parametrize("returned", [1, 2])
def test_a_high_return_rate_has_a_shape_and_a_word(returned):
    cell = rate_cell(SimpleNamespace(share=0.2, returned=returned))
    assert (cell.status is not None) == ("More than one in ten" in cell.aloud) == (returned > 1)


@pytest.mark.parametrize("low", [False, True])
def test_few_waybill_numbers_have_a_shape_and_a_word(low):
    cell = _left(SimpleNamespace(free=3, low=low))
    assert (cell.status is not None, cell.tip) == (low, "Few numbers left" if low else "")
