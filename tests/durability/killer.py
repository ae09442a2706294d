"""Kill a process that works through the whole day at random moments; count what was lost, torn or done twice.

Each time it begins at another hour of the day, so that every verb has as many chances to be under way.

Run as a program of its own: `python -m tests.durability.killer POINTS SEED FOLDER`; the answer is JSON.
"""

import json
import multiprocessing
import os
import random
import shutil
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from shopdesk.db import audit_log, checks
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import audit_stock
from tests.durability import whole_day
from tests.durability.day import NOW, contents

PROCESSES = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
PATIENCE_S = 60
STRETCH = 25  # verbs until the next hour of the day, from which a process begins


def work(folder: Path, told: Connection, begin: int) -> None:
    """Live through what is left of the day in a process of its own, and say each verb that is done."""
    told.send_bytes(b"begun")
    shop = open_shop(folder, now=lambda: NOW)
    for verb in whole_day.verbs()[begin:]:
        verb(shop)
        told.send_bytes(b"done")
    os._exit(0)


def kill_after(folder: Path, seconds: float, begin: int) -> int:
    """Let a process work, kill it, and return how many verbs it had said to be done."""
    heard, told = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=work, args=(folder, told, begin))
    child.start()
    told.close()
    heard.poll(PATIENCE_S)  # one that is not forked takes its time to begin
    time.sleep(seconds)
    child.kill()
    child.join()
    said = 0
    with heard, suppress(EOFError, OSError):  # Windows calls the end of what was said a broken pipe
        while heard.recv_bytes():
            said += 1
    return max(0, said - 1)


def live_through(place: Path) -> tuple[list[str], list[float]]:
    """Live through the day undisturbed, keeping the folder at each hour; return what the shop held and when."""
    shop = whole_day.make_shop(place / "undisturbed")
    held, at = [contents(shop.connection)], [0.0]
    for done, verb in enumerate(whole_day.verbs()):
        if done % STRETCH == 0:
            shutil.copytree(shop.folder, place / f"hour-{done}")
        start = time.monotonic()
        verb(shop)
        at.append(at[-1] + time.monotonic() - start)
        held.append(contents(shop.connection))
    shop.close()
    return held, at


def judge(folder: Path, done: int, held: list[str]) -> str:
    """Say what a killed process has lost, torn or would do twice; `done` is how many verbs were said to be done."""
    shop = open_shop(folder, now=lambda: NOW)
    try:
        if checks.integrity(shop.connection) or not audit_stock(shop).ok or audit_log.broken_links(shop.connection):
            return "torn"
        left, verb = contents(shop.connection), (*whole_day.verbs(), None)[done]
        if left not in held[done : done + 2] and not getattr(verb, "in_steps", False):
            return "lost" if left in held else "torn"
        if verb is None or getattr(verb, "looked_at", False):
            return ""
        with suppress(ShopError):  # what was done already may refuse
            verb(shop)
        return "doubled" if contents(shop.connection) != held[done + 1] else ""
    finally:
        shop.close()


def main(points: int, seed: int, place: Path) -> dict[str, int]:
    """Kill at so many moments and judge what is left each time."""
    rolled = random.Random(seed)
    held, at = live_through(place)
    told = {"points": points, "lost": 0, "torn": 0, "doubled": 0, "between": 0, "verbs": len(held) - 1}
    hours = range(0, len(held) - 1, STRETCH)
    for point in range(points):
        begin = hours[point % len(hours)]
        folder = Path(shutil.copytree(place / f"hour-{begin}", place / "tried"))
        end = min(begin + STRETCH, len(held) - 1)
        done = begin + kill_after(folder, rolled.uniform(0.02, (at[end] - at[begin]) * 1.5 + 0.1), begin)
        told["between"] += begin < done < len(held) - 1
        if wrong := judge(folder, done, held):
            told[wrong] += 1
        shutil.rmtree(folder)
    return told


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
