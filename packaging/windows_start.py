"""The start of the packaged program against a bare Fusion window with a small table, packaged the same way."""

import statistics
import sys
import time
from pathlib import Path

from windows_host import HERE, PROGRAM, WORK, Host, Refused, python

ROUNDS = 7
MOST_TIMES_BARE = 1.5
UNUSED = ("tkinter", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtSvg")


def measure_start() -> None:
    """Print both medians and their ratio, from the start of the process to the first painted page with data."""
    host = Host()
    try:
        bare = _bare_program(host)
        shop = WORK / "start-shop"
        if not (shop / "shop.db").exists():
            _ends_well(host.run(PROGRAM / "shopdesk.com", "--shop", shop, "init", "--sample")[0])
        ours_s, bare_s = [], []
        for _ in range(ROUNDS):
            bare_s.append(_first_paint(host, bare))
            ours_s.append(_first_paint(host, PROGRAM / "shopdesk.com", "--shop", shop))
    finally:
        host.close()
    ours, plain = statistics.median(ours_s), statistics.median(bare_s)
    print(f"    start {ours:.2f} s, bare window {plain:.2f} s, ratio {ours / plain:.2f}, at most {MOST_TIMES_BARE}")
    if ours > MOST_TIMES_BARE * plain:
        print("    the start is slower than it should be", file=sys.stderr)


def _bare_program(host: Host) -> Path:
    """Package the bare window unless it is there."""
    made = WORK / "bare" / "bare_window" / "bare_window.exe"
    if not made.exists():
        unused = [word for name in UNUSED for word in ("--exclude-module", name)]
        places = ["--distpath", WORK / "bare", "--workpath", WORK / "bare-work", "--specpath", WORK / "bare-work"]
        command = ("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--onedir", "--console", *unused, *places)
        _ends_well(host.run(python(), *command, HERE / "benchmarks" / "bare_window.py", seconds=1800)[0])
    return made


def _first_paint(host: Host, program: Path, *arguments: object) -> float:
    """Return the seconds until a program says that its window is painted."""
    start = time.perf_counter()
    process = host.start(program, *arguments, SHOPDESK_START_PROBE="1")
    assert process.stdin and process.stdout
    process.stdin.close()
    painted = next((line for line in process.stdout if line.startswith(b"first-paint")), None)
    seconds = time.perf_counter() - start
    process.stdout.read()
    process.wait()
    if painted is None:
        raise Refused(f"{program.name} has painted nothing")
    return seconds


def _ends_well(status: int) -> None:
    if status:
        raise Refused(f"exit status {status}")
