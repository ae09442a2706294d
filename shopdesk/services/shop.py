"""A shop: made once, opened every day; its folder, its file, the person at work and the clock."""

import getpass
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from shopdesk.services.category_seed import plant_seed
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

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run one write transaction, kept whole or not at all.

        Raises ShopError("shop-gone") when the file was taken away: what is written into a removed file is lost.
        """
        self.look_for_file()
        with shopfile.writing(self.connection):
            yield

    def look_for_file(self) -> None:
        """Raise ShopError("shop-gone") when the shop's file was taken away."""
        if not (self.folder / SHOP_FILE).exists():
            raise ShopError("shop-gone", path=str(self.folder / SHOP_FILE))

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


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
