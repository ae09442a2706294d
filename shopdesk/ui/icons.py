"""Icons and status shapes: one family each, drawn from their paths in the colour of a role, cached by size."""

import json
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from shopdesk.resources import resources
from shopdesk.ui.theme import looks

_STROKE = 1.5
_TO_BACKGROUND = "var(--surface)"


@cache
def _paths(family: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((resources() / "icons" / f"{family}.json").read_text("utf-8"))
    return found


def icon(name: str, role: str = "text", size: int = 16) -> QIcon:
    """Return an icon of the Lucide family in a role's colour."""
    return QIcon(icon_pixmap(name, role, size))


def icon_pixmap(name: str, role: str = "text", size: int = 16) -> QPixmap:
    """Return an icon as a pixmap of `size` logical pixels, its stroke 1.5 pixels on screen."""
    stroke = (size / 16 if size > 24 else _STROKE) * 24 / size
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="{stroke:.2f}" stroke-linecap="round" stroke-linejoin="round">{_paths("lucide")[name]}</svg>'
    )
    return _drawn(f"icon/{name}", svg, role, size)


def shape_pixmap(name: str, role: str, size: int = 16) -> QPixmap:
    """Return a status shape as a pixmap; what is cut out of it shows the surface."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{_paths("status")[name]}</svg>'
    return _drawn(f"shape/{name}", svg, role, size)


def _drawn(key: str, svg: str, role: str, size: int) -> QPixmap:
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    name = f"{key}/{looks.theme}/{role}/{size}/{ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(name, pixmap):
        return pixmap
    coloured = svg.replace("currentColor", looks.hex(role)).replace(_TO_BACKGROUND, looks.hex("surface"))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(name, pixmap)
    return pixmap
