"""`shopdesk formats` against a bare Python that loads click, alternating."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
PROGRAM = Path(sys.executable).with_name("shopdesk.exe" if sys.platform == "win32" else "shopdesk")


def seconds(command: list[str]) -> float:
    """Return the seconds of one process from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print one JSON line."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        bare.append(seconds([sys.executable, "-c", "import click"]))
        ours.append(seconds([str(PROGRAM), "formats"]))
    shown = {
        "formats_s": round(statistics.median(ours), 3),
        "bare_click_s": round(statistics.median(bare), 3),
        "ratio": round(statistics.median(ours) / statistics.median(bare), 2),
    }
    print(json.dumps(shown))


if __name__ == "__main__":
    main()
