"""A pause in which the window's loop and every other thread go on."""

from PySide6.QtCore import QEventLoop, QTimer


def pause(span: int) -> None:
    """Let the window's loop run for some milliseconds; QTest.qWait would hold up every other thread meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(span, loop.quit)
    loop.exec()
