"""The program's log in the shop's folder: a few files of limited size, nothing private in them."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from shopdesk import __version__
from shopdesk.domain.private_text import mask

FILE, LARGEST, KEPT = "shopdesk.log", 512 * 1024, 4


class _Patient(RotatingFileHandler):
    """A log that cannot be written, its drive is full or away, stops nobody: the next line opens it anew."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        with suppress(OSError):
            self.close()


class _Masked(logging.Formatter):
    """Writes no telephone, no address, no long number, whatever a message holds."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record), str(Path.home()))


def open_log(folder: Path) -> logging.Logger:
    """Return the log of the shop in a folder; a folder that cannot be written keeps none."""
    log = logging.getLogger(f"shopdesk.{folder}")
    if not log.handlers:
        log.propagate = False
        log.setLevel(logging.INFO)
        try:
            (folder / "logs").mkdir(exist_ok=True)
            handler: logging.Handler = _Patient(
                folder / "logs" / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(_Masked("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.info("ShopDesk %s", __version__)
    return log


def close_log(folder: Path) -> None:
    """Close the log of the shop in a folder."""
    log = logging.getLogger(f"shopdesk.{folder}")
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
