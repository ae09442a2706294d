"""A bill of 50,000 lines against 50,000 payments: read, kept, matched; and the same bill again."""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from shopdesk.db import payments
from shopdesk.services.identity import new_ids
from shopdesk.services.reconciliation import take_statement
from shopdesk.services.shop import create_shop
from tests.bills import alipay_line, write_alipay

ROWS = 50_000
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        shop = create_shop(Path(scratch) / "shop", now=lambda: NOW)
        with shop.writing():
            for at, uuid in enumerate(new_ids(ROWS)):
                payments.add_payment(
                    shop.connection, uuid=uuid, order=None, sale=f"SALE-{at:06d}", kind="payment", method="alipay",
                    amount=1_000 + at % 900, currency="CNY", fee=6, at=NOW + timedelta(seconds=at), actor="",
                    expected=NOW.date(), reference="", payment_before="",
                )  # fmt: skip
        lines = [
            alipay_line(f"20261113{at:08d}", f"SALE-{at:06d}", f"{(1_000 + at % 900) / 100:.2f}") for at in range(ROWS)
        ]
        bill = write_alipay(Path(scratch) / "bill.csv", *lines)
        for what in ("the first time", "again"):
            begun = time.perf_counter()
            report = take_statement(shop, bill)
            print(f"{what}: {time.perf_counter() - begun:.1f} s, {report.added} new, {report.matched} matched")
        shop.close()


if __name__ == "__main__":
    main()
