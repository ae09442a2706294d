"""Let the N-th call to the system fail, verb by verb: each is done, or refused with a name, and never half done.

Run with the shim of failing.c loaded before libc: `python -m tests.durability.failing_calls POINTS SEED FOLDER`.
"""

import ctypes
import errno
import json
import lzma
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

from shopdesk.db import checks
from shopdesk.domain.errors import ShopError
from shopdesk.services import restore, shipments
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.exports import export_file
from shopdesk.services.shop import as_shop_error, create_shop, open_shop
from shopdesk.services.stock import audit_stock, move_stock
from tests.durability.day import NOW, contents, make_shop, verbs

CALLS = {"write": 1, "fsync": 2, "open": 3, "rename": 4, "unlink": 5, "ftruncate": 6}
FAILURES = (errno.EIO, errno.ENOSPC, errno.EACCES)
SHIM = ctypes.CDLL(None)
Act = Callable[[Path], object]
Point = tuple[str, str, int, int]
GOLDEN = Path(__file__).parents[1] / "db" / "golden" / "m0005.db.xz"
FIRST: list[str] = []  # the backup that is brought back


def with_shop(verb: Callable[..., object]) -> Act:
    """Return a deed of one verb in the open shop; closing it belongs to the deed."""

    def act(folder: Path) -> None:
        shop = open_shop(folder, now=lambda: NOW)
        try:
            verb(shop)
        finally:
            shop.close()

    return act


def deeds() -> dict[str, Act]:
    """Return what is tried, by name."""
    day = verbs()
    return {
        "order": with_shop(day[4]),
        "import": with_shop(day[0]),
        "stock": with_shop(lambda shop: move_stock(shop, "BOX", 5, reason="receipt", uuid="five")),
        "ship": with_shop(lambda shop: shipments.ship_orders(shop, ["SD-000001"], courier="zto", waybill="ZT9")),
        "export": with_shop(lambda shop: export_file(shop, "orders", "xlsx", shop.folder / "orders.xlsx")),
        "backup": with_shop(make_backup),
        "restore": lambda folder: restore.restore(folder, folder / "backups" / FIRST[0]),
        "new version": lambda folder: open_shop(folder / "old", now=lambda: NOW).close(),
        "new shop": lambda folder: create_shop(folder / "another").close(),
    }


def arm(kind: str, number: int, error: int, folder: Path) -> None:
    """Let the `number`-th call fail."""
    SHIM.failing_arm(CALLS[kind], ctypes.c_long(number), error, str(folder).encode())


def main(points: int, seed: int, place: Path) -> dict[str, object]:
    """Count each deed's calls once, then let so many of them fail, drawn from all there are."""
    base = place / "base"
    prepare(base)
    rolled = random.Random(seed)
    groups: list[list[Point]] = []
    for name, act in deeds().items():
        for kind in CALLS:
            folder = Path(shutil.copytree(base, place / "counted"))
            arm(kind, 0, 0, folder)
            act(folder)
            group = [(name, kind, at + 1, error) for at in range(SHIM.failing_disarm()) for error in FAILURES]
            rolled.shuffle(group)
            groups.append(group)
            shutil.rmtree(folder)
    # Some verbs write a thousand times and rename once: each kind of call of each verb has its turn.
    every = [point for turn in zip_longest(*groups) for point in turn if point]
    chosen = every[:points]
    bad: list[str] = []
    told: Counter[str] = Counter()
    for point in chosen:
        answer, wrong = judge(base, place / "tried", *point)
        told[answer] += 1
        if wrong:
            bad.append(f"{point}: {answer}: {wrong}")
    return {"points": len(chosen), "of": len(every), "bad": bad, "answers": told}


def prepare(base: Path) -> None:
    """Make the shop in which each deed is tried: goods, an order that waits, two backups that differ."""
    shop = make_shop(base)
    for verb in verbs()[:4]:
        verb(shop)
    FIRST[:] = [make_backup(shop).file.name]
    for verb in verbs()[4:6]:
        verb(shop)
    make_backup(shop)
    shop.close()
    (base / "old").mkdir()
    (base / "old" / "shop.db").write_bytes(lzma.decompress(GOLDEN.read_bytes()))


def judge(base: Path, folder: Path, name: str, kind: str, number: int, error: int) -> tuple[str, str]:
    """Try one deed with one call failing; return what it answered and what is wrong with what it has left."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    act = deeds()[name]
    arm(kind, number, error, folder)
    answer = "done"
    try:
        act(folder)
    except Exception as met:
        known = as_shop_error(met)
        answer = known.code if known else f"{type(met).__name__}: {met}"
        if known is None:
            return answer, "no named error"
    finally:
        SHIM.failing_disarm()
    if "damaged" in answer:
        return answer, "a sound file is called damaged"
    return answer, what_is_wrong(base, folder, name, answer)


def what_is_wrong(base: Path, folder: Path, name: str, answer: str) -> str:
    """Judge what a deed has left: the state before or after, whole, and the deed can be done once more."""
    before, after = states(base, name)
    try:
        shop = open_shop(folder, now=lambda: NOW)
    except ShopError as error:
        return f"does not open: {error.code}"
    try:
        held = contents(shop.connection)
        if checks.integrity(shop.connection) or not audit_stock(shop).ok:
            return "not sound"
        if held not in ((after,) if answer == "done" else (before, after)):
            return "half done" if held != before else "said to be done and is not"
        for backup in list_backups(folder):
            if backup.verified:
                restore.check_backup(folder / "backups" / backup.name)
    finally:
        shop.close()
    with suppress(ShopError):  # what was done already may refuse
        deeds()[name](folder)
    if name == "new version" and not open_sound(folder / "old"):
        return "the old shop does not open"
    return "" if states(folder, "")[0] in (before, after) else "not the same when done once more"


def open_sound(folder: Path) -> bool:
    """Tell whether a shop opens and is sound."""
    try:
        shop = open_shop(folder, now=lambda: NOW)
    except ShopError:
        return False
    try:
        return not checks.integrity(shop.connection) and audit_stock(shop).ok
    finally:
        shop.close()


_KNOWN: dict[tuple[Path, str], tuple[str, str]] = {}


def states(folder: Path, name: str) -> tuple[str, str]:
    """Return what the shop in a folder holds, and what after a deed that goes well."""
    if name and (folder, name) in _KNOWN:
        return _KNOWN[folder, name]
    copy = Path(shutil.copytree(folder, folder.with_name(folder.name + "-copy")))
    told = []
    for act in ((lambda _folder: None), *([deeds()[name]] if name else [])):
        act(copy)
        shop = open_shop(copy, now=lambda: NOW)
        told.append(contents(shop.connection))
        shop.close()
    shutil.rmtree(copy)
    _KNOWN[folder, name] = (told[0], told[-1])
    return told[0], told[-1]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
