"""What this PC remembers of the window: language, looks, where it stood; the shop's own data is not here."""

from PySide6.QtCore import QByteArray, QSettings

LANGUAGE, THEME, GEOMETRY, ROLE = "language", "theme", "geometry", "role"
SIZE, MOTION = "size", "motion"
USUAL_THEME = "usual-theme"  # what the stall goes back to from high contrast
OPENED, SAVED = "folder-opened", "folder-saved"  # where files were chosen last
SYSTEM = "system"


def _store() -> QSettings:
    return QSettings(QSettings.defaultFormat(), QSettings.Scope.UserScope, "ShopDesk", "ShopDesk")


def recall(name: str, default: str = "") -> str:
    """Return what was remembered under a name."""
    value = _store().value(name, default)
    return value if isinstance(value, str) else default


def remember(name: str, value: object) -> None:
    """Remember something from now on."""
    _store().setValue(name, value)


def recall_bytes(name: str) -> QByteArray:
    """Return remembered bytes, none at all when there are none."""
    value = _store().value(name)
    return value if isinstance(value, QByteArray) else QByteArray()
