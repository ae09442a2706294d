"""Time for 1,000 labels, as a multiple of the floor's hand-written PDF in the same run: one JSON line.

usage: python benchmarks/labels.py [COUNT]; SHOPDESK_BENCH is the folder of label_floor.py (default ../shared/bench).
Ours and the floor take turns, five times each; medians, and the time for a single label is taken off ours.
"""

import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.paper import Item, Label
from shopdesk.resources import resources

ROUNDS = 5
FLOOR = Path(os.environ.get("SHOPDESK_BENCH", "../shared/bench")) / "label_floor.py"


def floor_labels(count: int) -> list[Label]:
    """Return the floor's own invented labels as ours."""
    spec = importlib.util.spec_from_file_location("label_floor", FLOOR)
    floor = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(floor)
    return [
        Label(
            order=made["order"],
            sender=Receiver(made["sname"], made["sphone"], street=made["saddr"]),
            receiver=Receiver(made["rname"], made["rphone"], street=made["raddr"]),
            courier="顺丰速运",
            waybill=made["track"],
            items=tuple(Item("", title, "", quantity) for title, quantity in made["items"]),
        )
        for made in floor.labels(count)
    ]


def print_ours(count: int, target: Path) -> None:
    """Write the labels in this fresh process and print seconds, bytes and peak memory."""
    labels = floor_labels(count)
    start = time.perf_counter()
    from shopdesk.reports.labels import write_labels
    from shopdesk.reports.layouts import builtin_layout

    write_labels(labels, target, builtin_layout("labels", "100x150"), SilentJob())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"s": seconds, "bytes": target.stat().st_size, "peak_mb": peak}))


def run(*command: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run([sys.executable, *command], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def compare(count: int) -> dict[str, float]:
    """Let ours and the floor take turns and return the medians."""
    font = str(resources() / "fonts" / "NotoSansSC-Regular.ttf")
    ours, floors, firsts = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "labels.pdf")
        for _ in range(ROUNDS):
            floors.append(run(str(FLOOR), font, str(count), target))
            ours.append(run(__file__, "--ours", str(count), target))
            firsts.append(run(__file__, "--ours", "1", target))
    median = {name: statistics.median(row["s"] for row in rows) for name, rows in
              (("ours", ours), ("floor", floors), ("first", firsts))}  # fmt: skip
    return {
        "labels": count,
        "floor_s": round(median["floor"], 3),
        "ours_s": round(median["ours"], 3),
        "first_label_s": round(median["first"], 3),
        "ratio": round((median["ours"] - median["first"]) / median["floor"], 2),
        "bytes_per_label": ours[0]["bytes"] // count,
        "peak_mb": round(max(row["peak_mb"] for row in ours), 1),
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        print_ours(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        print(json.dumps(compare(int(sys.argv[1]) if sys.argv[1:] else 1000)))
