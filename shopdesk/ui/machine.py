"""What this PC remembers of the window: language, looks, where it stood; the shop's own data is not here."""

from PySide6.QtCore import QSettings

LANGUAGE, THEME, GEOMETRY = "language", "theme", "geometry"
SYSTEM = "system"


def _store() -> QSettings:
    return QSettings("ShopDesk", "ShopDesk")


def recall(name: str, default: str = "") -> str:
    """Return what was remembered under a name."""
    value = _store().value(name, default)
    return value if isinstance(value, str) else default


def remember(name: str, value: object) -> None:
    """Remember something from now on."""
    _store().setValue(name, value)


def recall_bytes(name: str) -> object:
    """Return a remembered value as Qt has stored it, None when there is none."""
    return _store().value(name)
