"""What the packing bench asks of the file is found along an index: each answer is waited for by a hand."""

from datetime import UTC, datetime

import pytest

from shopdesk.db import packing

NOW = datetime(2026, 11, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "ask",
    [
        lambda file: packing.count_to_pack(file, NOW),
        lambda file: packing.has_label(file, 1),
        lambda file: packing.last_session(file, 1),
        lambda file: packing.pieces_taken(file, 1),
        lambda file: packing.piece_of(file, "BOX"),
    ],
)
def test_no_question_of_the_bench_reads_a_whole_table(shop, ask):
    asked = []
    shop.connection.set_trace_callback(asked.append)
    ask(shop.connection)
    shop.connection.set_trace_callback(None)
    plans = [row[3] for told in asked for row in shop.connection.execute(f"EXPLAIN QUERY PLAN {told}")]
    assert plans and not [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan]
