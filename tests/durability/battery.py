"""The large runs that docs/reliability.md speaks of: each part is run as often as promised, its rows are written anew.

python -m tests.durability.battery [--only PART]… [--share 0.1] [PYTEST ARGS…]
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shopdesk import __version__
from shopdesk.db.shopfile import sqlite_version

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "reliability.md"
HEAD = ("| part | what | tried | found | time |", "|---|---|---|---|---|")
_HERE = "tests/durability"
_WINDOW = f"{_HERE}/test_window.py"


@dataclass(frozen=True)
class Part:
    """Something to be tried: its tests, and the counts that are promised of them."""

    name: str
    tests: tuple[str, ...]
    counts: tuple[tuple[str, int], ...] = ()


PARTS = (
    Part("printing", ("tests/battery",)),
    Part("kill", (f"{_HERE}/test_killed.py",), (("SHOPDESK_KILLS", 1_000),)),
    Part("power", (f"{_HERE}/test_power_cut.py",), (("SHOPDESK_POWER_CUTS", 10_000),)),
    Part("disk", (f"{_HERE}/test_full_disk.py",), (("SHOPDESK_FULL_DISKS", 90),)),
    Part("calls", (f"{_HERE}/test_failing_calls.py",), (("SHOPDESK_FAILING_CALLS", 1_000),)),
    Part("away", (f"{_HERE}/test_taken_away.py",), (("SHOPDESK_TAKEN_AWAY", 20),)),
    Part("damage", (f"{_HERE}/test_damaged.py",), (("SHOPDESK_DAMAGED", 1_000),)),
    Part("files", (f"{_HERE}/test_hostile_files.py",), (("SHOPDESK_MUTATED", 10_000),)),
    Part("together", (f"{_HERE}/test_together.py",), (("SHOPDESK_TOGETHER", 10_000),)),
    Part("backup", (_WINDOW, "-k", "big_shop"), (("SHOPDESK_BIG_ORDERS", 1_000_000),)),
    Part("events", (_WINDOW, "-k", "random"), (("SHOPDESK_EVENTS", 10_000),)),
    Part("exits", (_WINDOW, "-k", "leaving"), (("SHOPDESK_EXITS", 200),)),
    Part("soak", (_WINDOW, "-k", "grow"), (("SHOPDESK_SOAK_S", 1_800),)),
)


def main(arguments: list[str]) -> int:
    """Run the parts that are asked for, one after another; what each measured stands in the page at once."""
    asked = argparse.ArgumentParser(prog="dev.py battery", description=__doc__)
    asked.add_argument("--only", action="append", choices=[part.name for part in PARTS], metavar="PART")
    asked.add_argument("--share", type=float, default=1.0, help="of the counts that are promised")
    told, rest = asked.parse_known_args(arguments)
    failed = [part.name for part in PARTS if part.name in (told.only or [part.name]) and run(part, told.share, rest)]
    if failed:
        print("battery: failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def run(part: Part, share: float, rest: list[str]) -> int:
    """Run a part and write its rows; one that fails says so in the page."""
    counts = {name: str(max(1, round(promised * share))) for name, promised in part.counts}
    with tempfile.TemporaryDirectory() as place:
        measured = Path(place) / "measured.jsonl"
        environment = {**os.environ, **counts, "SHOPDESK_BATTERY": "1", "SHOPDESK_MEASURED": str(measured)}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "pytest", "-n", "0", "-rs", *part.tests, *rest]
        status = subprocess.call(command, cwd=REPOSITORY, env=environment)
        lines = measured.read_text("utf-8").splitlines() if measured.exists() else []
    rows = [[part.name, *json.loads(line)] for line in lines]
    if status:
        rows.append([part.name, "**failed**, see what the run said", "", "", ""])
    if rows:
        PAGE.write_text(with_rows(PAGE.read_text("utf-8"), part.name, rows), "utf-8")
    return status


def with_rows(page: str, part: str, rows: Iterable[list[str]]) -> str:
    """Return the page with a part's rows in the place of its old ones; words and other parts' rows stay."""
    above, _table, below = page.partition("\n" + HEAD[0] + "\n")
    kept = [line for line in below.splitlines() if line.startswith("| ") and not line.startswith(f"| {part} |")]
    new = ["| " + " | ".join(row) + " |" for row in rows]
    order = [one.name for one in PARTS]
    table = sorted(kept + new, key=lambda line: order.index(line.split(" | ")[0][2:]))
    made = f"Last measured with ShopDesk {__version__}, SQLite {sqlite_version()}, {_machine()}."
    return "\n".join([above.rstrip("\n"), "", *HEAD, *table, "", made, ""])


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
