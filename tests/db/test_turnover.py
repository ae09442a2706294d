"""What a day's orders come to is read from their own lines, however many others there are."""

from datetime import timedelta

import pytest

from shopdesk.db import turnover

from ..conftest import NOW


@pytest.mark.parametrize("tally", [turnover.tally_orders, turnover.tally_goods])
def test_a_days_sums_read_no_whole_table(shop, tally):
    asked = []
    shop.connection.set_trace_callback(asked.append)
    tally(shop.connection, turnover.Asked(NOW - timedelta(days=1), NOW, "CNY"))
    shop.connection.set_trace_callback(None)
    plans = [row[3] for told in asked for row in shop.connection.execute(f"EXPLAIN QUERY PLAN {told}")]
    assert plans and {plan for plan in plans if plan.startswith("SCAN")} <= {"SCAN c", "SCAN told"}
