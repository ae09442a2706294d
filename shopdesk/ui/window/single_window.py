"""One window for each shop: a second start raises the first window instead of opening another."""

import sys
import time
import zlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal

from shopdesk.paths import true_path

PATIENCE_S = 5.0  # the first one hears others only once it is painted
WAIT_MS, PAUSE_S = 1_000, 0.1
_ANYBODY = -1


class SingleWindow(QObject):
    """Holds this shop's place on this PC; `asked` tells that another start wants the window."""

    asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        named = str(true_path(folder)).casefold().encode()
        self._name = f"shopdesk-{zlib.crc32(named):08x}-{len(named)}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a window may stay open for weeks; a dead process is noticed by its number
        self.is_first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear other starts from now on."""
        from PySide6.QtNetwork import QLocalServer  # loaded after the first paint

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)

    def _hear(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.close()
            self.asked.emit()

    def raise_the_first(self) -> bool:
        """Ask the window that is open to come forward.

        Where nobody answers there is no window: a power cut leaves the lock behind, and after the next start of the PC
        another process may bear the number in it. The place is taken over then.
        """
        _let_others_come_forward()
        until = time.monotonic() + PATIENCE_S
        while not self._reached():
            if time.monotonic() > until:
                self._lock.removeStaleLockFile()
                self.is_first = self._lock.tryLock(0)
                return False
            time.sleep(PAUSE_S)
        return True

    def _reached(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(WAIT_MS)
        socket.disconnectFromServer()
        return bool(reached)

    def leave(self) -> None:
        """Give the place free."""
        self._lock.unlock()


def _let_others_come_forward() -> None:
    """Hand on the right to come forward: Windows gives it to the program just started, not to the window asked for."""
    if sys.platform == "win32":
        import ctypes  # only Windows needs it

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
