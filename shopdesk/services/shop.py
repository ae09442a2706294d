"""A shop: made once, opened every day; its folder, its file, the person at work and the clock."""

import getpass
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from shopdesk.db import settings, shopfile
from shopdesk.db.connection import Connection
from shopdesk.db.faults import as_shop_error
from shopdesk.db.patience import while_wanted
from shopdesk.domain.errors import ShopError
from shopdesk.paths import SHOP_FILE, SHOP_FOLDERS
from shopdesk.resources import resources
from shopdesk.words import spoken

__all__ = ["Shop", "as_shop_error", "create_shop", "open_shop", "utc_now"]

Answer = TypeVar("Answer")
_LOCATIONS = (("office", True), ("stall", False), ("quarantine", False), ("supplier-return", False))


def utc_now() -> datetime:
    """Return the time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Shop:
    """An open shop: `now` tells the time in UTC, `actor` who is at work."""

    folder: Path
    connection: Connection
    actor: str
    now: Callable[[], datetime] = utc_now

    def writing(self) -> AbstractContextManager[None]:
        """Run one write transaction, kept whole or not at all, and note in the audit log what it was for.

        Raises ShopError("shop-gone") when the file was taken away: what is written into a removed file is lost.
        """
        return self._written(*_asked_for())

    @contextmanager
    def _written(self, area: str, verb: str) -> Iterator[None]:
        self.look_for_file()
        connection = self.connection
        if connection.in_transaction:
            _AT_WORK.verbs.append((area, verb))
            with shopfile.writing(connection):
                yield
            return
        from shopdesk.db import audit_log  # loaded late: the start writes nothing

        _AT_WORK.verbs = [(area, verb)]
        with shopfile.writing(connection):
            before = audit_log.mark(connection)
            yield
            area, verb = next((asked for asked in _AT_WORK.verbs if asked[1]), ("", ""))
            if verb not in _QUIET:
                audit_log.append(connection, before, at=self.now(), actor=self.actor, area=area, verb=verb)

    def look_for_file(self) -> None:
        """Raise ShopError("shop-gone") when the shop's file was taken away."""
        file = self.folder / SHOP_FILE
        try:
            there = file.exists()
        except OSError:  # a drive that was pulled may answer with an error
            there = False
        if not there:
            raise ShopError("shop-gone", path=str(file))

    def look(self, look: Callable[["Shop"], Answer], wanted: Callable[[], bool]) -> Answer | None:
        """Return what a look at the shop finds, None when it was no longer wanted before it was found."""
        return while_wanted(self.connection, wanted, lambda: look(self))

    def interrupt(self) -> None:
        """Break off what is being read on another thread: a search in the index asks nobody on its way."""
        self.connection.interrupt()

    def close(self) -> None:
        """Close the shop's file."""
        self.connection.close()

    @property
    def images(self) -> Path:
        """The folder of the shop's pictures."""
        return self.folder / "images"


def create_shop(folder: Path, *, name: str = "", now: Callable[[], datetime] = utc_now) -> Shop:
    """Make a shop in a folder, with the default couriers and places.

    Raises ShopError with "shop-exists", "folder-not-writable" or the codes of `shopfile.create`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in SHOP_FOLDERS:
            (folder / part).mkdir(exist_ok=True)
    except OSError as error:
        raise ShopError("folder-not-writable", path=str(folder), detail=error.strerror or "") from error
    connection = shopfile.create(folder / SHOP_FILE, partial(_furnish, name=name.strip()[:200]))
    return Shop(folder, connection, _person(), now)


def _furnish(connection: Connection, name: str) -> None:
    from shopdesk.services.category_seed import plant_seed  # loaded late: needed once in a shop's life

    settings.add_locations(connection, _LOCATIONS)
    settings.add_couriers(connection, json.loads((resources() / "tables" / "couriers.json").read_text("utf-8")))
    settings.save_settings(connection, {"shop.name": name} if name else {})
    plant_seed(connection, spoken.language, utc_now())


def open_shop(folder: Path, *, now: Callable[[], datetime] = utc_now) -> Shop:
    """Open the shop in a folder. Raises ShopError with the codes of `shopfile.open_file`."""

    def keep(connection: Connection) -> None:
        from shopdesk.services.backups import make_backup  # loaded late: only a shop that must grow needs it

        make_backup(Shop(folder, connection, _person(), now), "migration")

    return Shop(folder, shopfile.open_file(folder / SHOP_FILE, keep), _person(), now)


def _asked_for() -> tuple[str, str]:
    """Return the area and the verb that a door has asked for: the outermost of our services that are at work."""
    found, frame = ("", ""), sys._getframe(2)
    while frame is not None:
        module, name = str(frame.f_globals.get("__name__", "")), frame.f_code.co_name
        if module.startswith(_SERVICES):
            if not name.startswith(("_", "<")):
                found = (module.removeprefix(_SERVICES).split(".")[0], name)
        elif found[1] and module.startswith(_DOORS):
            break
        frame = frame.f_back  # type: ignore[assignment]
    return found


_SERVICES, _DOORS = "shopdesk.services.", ("shopdesk.ui.", "shopdesk.cli.")


class _AtWork(threading.local):
    """The verbs of the transaction that this thread is in: a door that opens it itself is no verb."""

    def __init__(self) -> None:
        self.verbs: list[tuple[str, str]] = []


_AT_WORK = _AtWork()
# Housekeeping that nobody has asked for is no entry.
_QUIET = {"catch_up", "make_outlooks", "keep_classes", "keep_clocks", "keep_looks", "keep_verdicts", "settle",
          "claim_next", "wake_printers", "release_due", "preview_files", "preview_document"}  # fmt: skip


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
