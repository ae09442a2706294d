"""What counts as a repurchase: a paid order on an earlier day, no longer ago than half a year."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.promotions import Promotion, Step
from shopdesk.services.imports import import_file
from shopdesk.services.promotion_effect import REPURCHASE_DAYS, effect_of
from shopdesk.services.promotions import save_promotion, set_state
from tests.services.conftest import TAOBAO

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture
def bought(shop, write_csv):
    """Import an order of a buyer, so many days before or after the promotion began, at an hour of that day."""
    numbers = iter(range(1, 99))

    def write(buyer, days, hour=12, paid=True):
        at = (NOW + timedelta(days=days)).replace(hour=0) + timedelta(hours=hour - 8)
        written = f"{at + timedelta(hours=8):%Y-%m-%d %H:%M:%S}"
        row = TAOBAO | {
            "订单编号": f"{1234567890123456700 + next(numbers)}", "收货人姓名": buyer, "买家会员名": f"tb-{buyer}",
            "联系手机": f"139{ord(buyer[-1]):08d}",
            "订单创建时间": written, "订单付款时间": written if paid else "",
            "订单状态": TAOBAO["订单状态"] if paid else "等待买家付款",
        }  # fmt: skip
        import_file(shop, write_csv(f"ExportOrderList{row['订单编号']}.csv", row))

    return write


@pytest.fixture
def effect(shop):
    """Let a promotion run from NOW for three days, and report it."""

    def report():
        began = replace(shop, now=lambda: NOW)
        save_promotion(began, Promotion("ALL", "半价", "discount", steps=(Step(percent=50),)))
        set_state(began, "ALL", "live")
        return effect_of(replace(shop, now=lambda: NOW + timedelta(days=3)), "ALL")

    return report


def test_only_a_paid_order_on_an_earlier_day_within_half_a_year_counts(bought, effect):
    bought("甲", -10)
    bought("甲", 1)  # came back
    bought("乙", 1, hour=20)
    bought("乙", 1, hour=21)  # two orders of one evening
    bought("丙", -20, paid=False)
    bought("丙", 1)  # had never paid before
    bought("丁", -REPURCHASE_DAYS - 5)
    bought("丁", 1)  # too long ago
    bought("戊", 1)
    bought("戊", 2)  # came back within the promotion
    told = effect()
    assert (told.during.orders, told.during.buyers, told.during.returning) == (7, 5, 2)
    assert told.during.repurchase == 0.4
    assert (told.before.buyers, told.before.repurchase) == (0, None)
