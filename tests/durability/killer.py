"""Kill a process that works through the day at random moments; count what was lost, torn or done twice.

Run as a program of its own: `python -m tests.durability.killer POINTS SEED FOLDER`; the answer is JSON.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from shopdesk.db import audit_log, checks
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import audit_stock
from tests.durability.day import NOW, contents, make_shop, outcomes, verbs


def work(folder: Path, told: int) -> None:
    """Live through the day in a process of its own, and say each verb that is done."""
    shop = open_shop(folder, now=lambda: NOW)
    for verb in verbs():
        verb(shop)
        os.write(told, b".")
    os._exit(0)


def kill_after(folder: Path, seconds: float) -> int:
    """Let a process work, kill it, and return how many verbs it had said to be done."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        work(folder, told)
    os.close(told)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as pipe:
        return len(pipe.read())


def main(points: int, seed: int, place: Path) -> dict[str, int]:
    """Kill at so many moments and judge what is left each time."""
    rolled = random.Random(seed)
    wanted = outcomes(place / "undisturbed")
    make_shop(place / "base").close()
    start = time.monotonic()
    kill_after(shutil.copytree(place / "base", place / "timing"), 0.05)
    told = {"points": points, "lost": 0, "torn": 0, "doubled": 0, "between": 0, "verbs": len(wanted) - 1}
    span = max(time.monotonic() - start, 0.3)
    for point in range(points):
        folder = Path(shutil.copytree(place / "base", place / f"shop-{point}"))
        done = kill_after(folder, rolled.uniform(0.02, span * 2))
        shop = open_shop(folder, now=lambda: NOW)
        held = contents(shop.connection)
        if (
            checks.integrity(shop.connection)
            or not audit_stock(shop).ok
            or audit_log.broken_links(shop.connection)
            or held not in wanted
        ):
            told["torn"] += 1
        elif held not in wanted[done : done + 2]:
            told["lost"] += 1
        else:
            told["between"] += 0 < done < len(wanted) - 1
            for verb in verbs()[done:]:  # the one that was under way is done again, whether it was kept or not
                verb(shop)
            told["doubled"] += contents(shop.connection) != wanted[-1]
        shop.close()
        shutil.rmtree(folder)
    return told


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
