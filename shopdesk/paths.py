"""Where things lie on this PC: the shop's folder and what is in it."""

import os
from pathlib import Path

SHOP_FILE = "shop.db"
BACKUPS = "backups"
SHOP_FOLDERS = ("images", BACKUPS, "documents", "logs")


def shop_folder(given: str | None) -> Path:
    """Return the shop's folder: the one named, else SHOPDESK_SHOP, else this user's data folder."""
    named = given or os.environ.get("SHOPDESK_SHOP")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # loaded late: only a start without a named folder needs it

    return user_data_path("ShopDesk", appauthor=False) / "shop"


def config_folder() -> Path:
    """Return where this PC keeps its own settings, whichever shop is open: SHOPDESK_CONFIG, else this user's folder."""
    named = os.environ.get("SHOPDESK_CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path  # loaded late: as above

    return user_config_path("ShopDesk", appauthor=False)


def true_path(path: Path) -> Path:
    """Return a path without links and shorthands; absolute as it is where the drive does not tell its name."""
    try:
        return path.resolve()
    except OSError:  # RAM disks, drives of a network, long paths
        return path.absolute()
