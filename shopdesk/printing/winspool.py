"""Raw bytes through the spooler of Windows, past the driver, by its own functions in winspool.drv."""

import sys
from collections.abc import Iterable
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import Printer

_UNKNOWN_PRINTER = 1801  # ERROR_INVALID_PRINTER_NAME
_LOCAL_AND_CONNECTED = 2 | 4  # PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS
_PIECE = 65536


def has_winspool() -> bool:
    """Tell whether this system prints through Windows' spooler."""
    return sys.platform == "win32"


def send_winspool(printer: Printer, parts: Iterable[bytes], job: Job, *, title: str) -> None:
    """Hand bytes to a queue as one RAW document; one that fails on the way is taken out of the queue again.

    Raises ShopError("printer-gone", "printer-refused", "printer-failed").
    """
    spooler = _Spooler(printer)
    try:
        spooler.begin(title)
        for part in parts:
            job.step(0, 0)
            spooler.write(part)
        spooler.end()
    finally:
        spooler.close()


def list_queues() -> list[str]:
    """Return the names of this PC's printers."""
    import ctypes  # loaded late: Windows alone has these functions
    from ctypes import wintypes

    library = _library()
    needed, count = wintypes.DWORD(), wintypes.DWORD()
    library.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, None, 0, ctypes.byref(needed), ctypes.byref(count))
    room = ctypes.create_string_buffer(max(1, needed.value))
    told = library.EnumPrintersW(
        _LOCAL_AND_CONNECTED, None, 4, room, needed.value, ctypes.byref(needed), ctypes.byref(count)
    )
    kind = _structure([("name", wintypes.LPWSTR), ("server", wintypes.LPWSTR), ("attributes", wintypes.DWORD)])
    return [entry.name for entry in (kind * count.value).from_buffer(room)] if told and count.value else []


class _Spooler:
    """One document on its way into one queue."""

    def __init__(self, printer: Printer) -> None:
        import ctypes  # loaded late: as above
        from ctypes import wintypes

        self._ctypes, self._printer, self._library = ctypes, printer, _library()
        self._handle, self._open = wintypes.HANDLE(), False
        if not self._library.OpenPrinterW(printer.queue, ctypes.byref(self._handle), None):
            error = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
            raise self._refusal("printer-gone" if error == _UNKNOWN_PRINTER else "printer-refused", error)

    def begin(self, title: str) -> None:
        from ctypes import wintypes  # loaded late: as above

        kind = _structure([(field, wintypes.LPWSTR) for field in ("document", "output", "datatype")])
        told = kind(title[:120], None, "RAW")
        if not self._library.StartDocPrinterW(self._handle, 1, self._ctypes.byref(told)):
            raise self._refusal("printer-refused", self._last_error())
        self._open = True
        if not self._library.StartPagePrinter(self._handle):
            raise self._refusal("printer-refused", self._last_error())

    def write(self, part: bytes) -> None:
        from ctypes import wintypes  # loaded late: as above

        taken = wintypes.DWORD()
        while part:
            piece = part[:_PIECE]
            done = self._library.WritePrinter(self._handle, piece, len(piece), self._ctypes.byref(taken))
            if not done or not taken.value:
                raise self._refusal("printer-failed", self._last_error())
            part = part[taken.value :]

    def end(self) -> None:
        if not (self._library.EndPagePrinter(self._handle) and self._library.EndDocPrinter(self._handle)):
            raise self._refusal("printer-failed", self._last_error())
        self._open = False

    def close(self) -> None:
        """Close the queue; a document that was not ended is given up as a whole."""
        if self._open:
            self._library.AbortPrinter(self._handle)
        self._library.ClosePrinter(self._handle)

    def _last_error(self) -> int:
        return int(self._ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]

    def _refusal(self, code: str, error: int) -> ShopError:
        return ShopError(code, printer=self._printer.name, detail=f"Windows {error}")


def _structure(fields: list[tuple[str, Any]]) -> Any:  # noqa: ANN401 - ctypes makes its types while it runs
    import ctypes  # loaded late: as above

    return type("Told", (ctypes.Structure,), {"_fields_": fields})


def _library() -> Any:  # noqa: ANN401 - as above
    """Return the spooler's functions with their arguments named: a handle has more bits than ctypes' int."""
    import ctypes  # loaded late: as above
    from ctypes import wintypes

    library = ctypes.WinDLL("winspool.drv", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    handle, word, pointer = wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p
    arguments = {
        "OpenPrinterW": [wintypes.LPWSTR, pointer, pointer],
        "StartDocPrinterW": [handle, word, pointer],
        "WritePrinter": [handle, ctypes.c_char_p, word, pointer],
        "EnumPrintersW": [word, wintypes.LPWSTR, word, pointer, word, pointer, pointer],
        **{f"{verb}Printer": [handle] for verb in ("StartPage", "EndPage", "EndDoc", "Abort", "Close")},
    }
    for function, kinds in arguments.items():
        getattr(library, function).argtypes = kinds
    return library
