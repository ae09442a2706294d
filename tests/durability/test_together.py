"""Two programs write while a third backs up and checkpoints: no error, nothing lost, nobody waits long."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.services.backups import make_backup
from shopdesk.services.restore import check_backup
from shopdesk.services.stock import audit_stock
from tests.durability.day import make_shop, verbs

REPOSITORY = Path(__file__).resolve().parents[2]
TOGETHER = int(os.environ.get("SHOPDESK_TOGETHER", "60"))
P99_S, MANY = 0.2, 1_000  # of a few transactions the slowest is one that waited for a backup beside a busy machine

WORKER = """
import sys, time, json
from pathlib import Path
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import move_stock
shop, name, count, spans = open_shop(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), []
for n in range(count):
    start = time.perf_counter()
    move_stock(shop, "BOX", 1, reason="receipt", uuid=f"{name} {n}")
    spans.append(time.perf_counter() - start)
spans.sort()
print(json.dumps([len(spans), spans[int(len(spans) * 0.99)]]))
"""


@pytest.mark.timeout(max(120, TOGETHER))
def test_two_programs_write_while_a_third_backs_up(tmp_path, measured):
    shop = make_shop(tmp_path / "shop")
    verbs()[0](shop)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    both = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(shop.folder), name, str(TOGETHER)], env=environment,
                         stdout=subprocess.PIPE, text=True)
        for name in ("window", "command")
    ]  # fmt: skip
    made = 0
    while any(program.poll() is None for program in both):
        check_backup(make_backup(shop).file)
        shop.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        made += 1
    told = [json.loads(program.communicate()[0]) for program in both]
    assert [count for count, _ in told] == [TOGETHER, TOGETHER]
    pieces = shop.connection.execute("SELECT sum(quantity) FROM stock").fetchone()[0]
    assert pieces == 2 * TOGETHER and audit_stock(shop).ok and made > 0
    shop.close()
    slowest = max(p99 for _, p99 in told)
    tried = f"2 × {TOGETHER:,} transactions, {made} backups"
    measured("two programs writing, a third backing up and checkpointing", tried,
             f"0 errors, 0 lost, p99 {slowest * 1000:.0f} ms")  # fmt: skip
    assert slowest < P99_S or TOGETHER < MANY
