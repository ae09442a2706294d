"""The window under a hand without mercy: it ends with status 0, loses nothing, answers always, does not grow."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.db import audit_log, checks, shopfile

REPOSITORY = Path(__file__).resolve().parents[2]
EVENTS = int(os.environ.get("SHOPDESK_EVENTS", "120"))
EXITS = int(os.environ.get("SHOPDESK_EXITS", "2"))
SOAK_S = int(os.environ.get("SHOPDESK_SOAK_S", "0"))
BIG_ORDERS = int(os.environ.get("SHOPDESK_BIG_ORDERS", "0"))
GAP_MS, BACKUP_S, GROWTH = 50, 10, 0.05


@pytest.fixture
def at_window(tmp_path):
    """Let a process drive the program with its window; it must end with 0 and tell of no fault."""
    config = {"SHOPDESK_CONFIG": str(tmp_path / "config"), "HOME": str(tmp_path), "PYTHONPATH": str(REPOSITORY)}

    def drive(verb: str, folder: Path, number: int = 0, seed: int = 0, timeout: int = 600) -> dict:
        told = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-m", "tests.durability.at_window", verb, str(folder), str(number),
             str(seed)], cwd=REPOSITORY, env=os.environ | config | {"SHOPDESK_LANG": "zh_CN"}, capture_output=True,
            text=True, timeout=timeout, check=False,
        )  # fmt: skip
        assert told.returncode == 0, f"seed {seed}: status {told.returncode}\n{told.stderr[-4000:]}"
        assert "Traceback" not in told.stderr, f"seed {seed}: {told.stderr[-4000:]}"
        return json.loads(told.stdout.splitlines()[-1])

    return drive


@pytest.fixture
def folder(sample_template, tmp_path) -> Path:
    """A copy of the sample shop, with a file to import beside it."""
    made = Path(shutil.copytree(sample_template, tmp_path / "shop"))
    shutil.copy(REPOSITORY / "resources" / "sample" / "ExportOrderList-sample.csv", made / "orders.csv")
    return made


def sound(folder: Path) -> bool:
    opened = shopfile.open_file(folder / "shop.db")
    try:
        return not checks.integrity(opened) and not audit_log.broken_links(opened)
    finally:
        opened.close()


@pytest.mark.timeout(max(120, EVENTS))
def test_no_event_however_random_brings_the_window_down(at_window, folder, measured):
    thrown, starts = 0, 0
    while thrown < EVENTS:
        told = at_window("events", folder, EVENTS - thrown, seed=starts, timeout=max(110, EVENTS))
        assert told["events"] > 0
        thrown, starts = thrown + told["events"], starts + 1
    assert sound(folder)
    measured("random keys, clicks, wheels, sizes, files and looks", f"{thrown:,} events",
             f"0 faults, {starts} of {starts} exits with status 0")  # fmt: skip


@pytest.mark.timeout(max(120, EXITS * 30))
def test_leaving_in_the_midst_of_work_ends_well(at_window, sample_template, folder, measured):
    for seed in range(EXITS):
        at_window("leave", folder, seed=seed, timeout=60)
    assert sound(folder)
    measured("leaving while it imports, reads and backs up", f"{EXITS:,} exits", "all with status 0, the file sound")


@pytest.mark.skipif(not SOAK_S, reason="half an hour: python3 dev.py battery --only soak")
@pytest.mark.timeout(SOAK_S + 120)
def test_a_window_that_works_for_long_does_not_grow(at_window, folder, measured):
    told = at_window("soak", folder, SOAK_S, timeout=SOAK_S + 100)
    samples = told["samples"]
    fifth = max(1, len(samples) // 5)
    first, last = statistics.median(samples[fifth : 2 * fifth]), statistics.median(samples[-fifth:])
    growth = last / first - 1
    measured("work and visits to every page without a pause", f"{SOAK_S // 60} min, {told['rounds']:,} rounds",
             f"memory {first / 2**20:.0f} → {last / 2**20:.0f} MB, {growth:+.1%} after the first fifth")  # fmt: skip
    assert growth < GROWTH, samples


@pytest.mark.skipif(not BIG_ORDERS, reason="a big shop: python3 dev.py battery --only backup")
@pytest.mark.timeout(1800)
def test_a_backup_of_a_big_shop_leaves_the_window_quick(at_window, tmp_path, measured):
    ready = os.environ.get("SHOPDESK_BIG_SHOP", "")
    if ready:
        shutil.copytree(ready, tmp_path / "big")
    else:
        big_shop = REPOSITORY / "benchmarks" / "big_shop.py"
        subprocess.run([sys.executable, big_shop, tmp_path / "big", str(BIG_ORDERS)], cwd=REPOSITORY, check=True)
    told = at_window("backup", tmp_path / "big", timeout=300)
    measured("backup of a big shop, copied and checked, its window open", f"{BIG_ORDERS:,} orders",
             f"{told['seconds']:.1f} s, longest gap in the window {told['gap_ms']:.0f} ms")  # fmt: skip
    assert told["seconds"] < BACKUP_S and told["gap_ms"] < GAP_MS, told
