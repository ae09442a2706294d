"""Raw bytes to a printer on the local network by TCP (port 9100): nothing waits longer than it was told to."""

import socket
from collections.abc import Callable, Iterable

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import Printer, parse_address

CONNECT_S = 4.0
STALLED_S = 8.0  # a printer that takes nothing for so long has no paper, or its lid is open
LEAVE_S = 0.2  # to hear a printer that refuses at the last moment; most never say anything
_PIECE = 16384


def send_tcp(
    printer: Printer, parts: Iterable[bytes], job: Job, *, connect_s: float = CONNECT_S, stalled_s: float = STALLED_S
) -> None:
    """Send what is made piece by piece.

    Raises ShopError("printer-gone") when nobody is there, "printer-refused" when nobody listens, "printer-failed" when
    it stops taking bytes: what it has by then may come out of it.
    """
    host, port = parse_address(printer.address)
    wire = _connect(printer, host, port, connect_s)
    try:
        wire.settimeout(stalled_s)
        for part in parts:
            _send(wire, part, job)
        _leave(wire)
    except TimeoutError as error:
        raise ShopError("printer-failed", printer=printer.name, detail=f"{stalled_s:g} s") from error
    except OSError as error:
        raise ShopError("printer-failed", printer=printer.name, detail=_detail(error)) from error
    finally:
        wire.close()


def is_listening(printer: Printer, *, connect_s: float = 1.0) -> bool:
    """Tell whether somebody listens at a printer's address."""
    try:
        _connect(printer, *parse_address(printer.address), connect_s).close()
    except ShopError:
        return False
    return True


def _connect(printer: Printer, host: str, port: int, connect_s: float) -> socket.socket:
    try:
        return socket.create_connection((host, port), timeout=connect_s)
    except ConnectionRefusedError as error:
        raise ShopError("printer-refused", printer=printer.name, detail=f"{host}:{port}") from error
    except (OSError, UnicodeError) as error:  # a host that the idna codec cannot write
        raise ShopError("printer-gone", printer=printer.name) from error


def _send(wire: socket.socket, part: bytes, job: Job) -> None:
    """Send all of it; a printer's small buffer takes less than it is offered."""
    rest = memoryview(part)
    while rest:
        job.step(0, 0)
        rest = rest[wire.send(rest[:_PIECE]) :]


def _leave(wire: socket.socket) -> None:
    """Say that nothing follows, and listen for a moment whether the printer throws it all away."""
    wire.shutdown(socket.SHUT_WR)
    wire.settimeout(LEAVE_S)
    listen: Callable[[int], bytes] = wire.recv
    try:
        while listen(1024):
            pass
    except TimeoutError:
        return


def _detail(error: OSError) -> str:
    return error.strerror or type(error).__name__
