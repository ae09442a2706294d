"""What part of a picture is seen: how near, and where; always within the picture."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

NEAREST = 8.0
STEP = 1.25


@dataclass(slots=True)
class Lens:
    """A look at a picture: `zoom` 1 shows all of it, `x` and `y` are the share of it that lies left of and above."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def lay(self, seen: QRectF) -> QRectF:
        """Return where the whole picture lies when `seen` is the part of the window that shows it."""
        width, height = seen.width() * self.zoom, seen.height() * self.zoom
        return QRectF(seen.x() - self.x * width, seen.y() - self.y * height, width, height)

    def come_nearer(self, factor: float, seen: QRectF, at: QPointF) -> None:
        """Zoom by a factor; what lies under the point stays there."""
        share_x, share_y = (at.x() - seen.x()) / seen.width(), (at.y() - seen.y()) / seen.height()
        old = self.zoom
        self.zoom = min(max(old * factor, 1.0), NEAREST)
        self.x += share_x * (1 / old - 1 / self.zoom)
        self.y += share_y * (1 / old - 1 / self.zoom)
        self._stay_within()

    def push(self, dx: float, dy: float) -> None:
        """Move the look by shares of what is seen."""
        self.x += dx / self.zoom
        self.y += dy / self.zoom
        self._stay_within()

    def show_all(self) -> None:
        """Show the whole picture again."""
        self.zoom, self.x, self.y = 1.0, 0.0, 0.0

    def _stay_within(self) -> None:
        largest = 1 - 1 / self.zoom
        self.x, self.y = min(max(self.x, 0.0), largest), min(max(self.y, 0.0), largest)
