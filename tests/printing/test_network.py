"""A printer on the network: what it is sent arrives whole, and one that is gone, closed or stuck holds nobody up."""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import NETWORK, Printer
from shopdesk.printing.network import is_listening, send_tcp

LABEL = bytes(range(256)) * 2000


class Listener:
    """A printer's plug in the wall: `behave` is what it does with a connection."""

    def __init__(self, behave) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.received = bytearray()
        self._thread = threading.Thread(target=self._serve, args=(behave,), daemon=True)
        self._thread.start()

    @property
    def printer(self) -> Printer:
        return Printer("Bench", NETWORK, "tspl", address=f"127.0.0.1:{self.socket.getsockname()[1]}")

    def _serve(self, behave) -> None:
        with suppress(OSError), self.socket.accept()[0] as wire:
            behave(self, wire)

    def close(self) -> None:
        self.socket.close()
        self._thread.join(5)


def swallow(listener: Listener, wire: socket.socket) -> None:
    while taken := wire.recv(999):
        listener.received += taken


@pytest.fixture
def listen():
    made: list[Listener] = []

    def start(behave=swallow) -> Listener:
        made.append(Listener(behave))
        return made[-1]

    yield start
    for listener in made:
        listener.close()


def test_every_byte_arrives_in_order_however_little_is_taken_at_a_time(listen):
    listener = listen()
    send_tcp(listener.printer, iter([LABEL, b"", LABEL[:100]]), SilentJob())
    listener.close()
    assert bytes(listener.received) == LABEL + LABEL[:100]


def test_a_closed_port_is_a_refusal_that_names_the_place(listen):
    printer = listen().printer
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = replace(printer, address=f"127.0.0.1:{gone.getsockname()[1]}")
    with pytest.raises(ShopError) as told:
        send_tcp(closed, [LABEL], SilentJob())
    assert told.value.code == "printer-refused" and told.value.params["detail"] == closed.address
    assert not is_listening(closed)
    assert is_listening(printer)


@pytest.mark.parametrize("address", ["no-such-printer.invalid", "xn--\u00e4" + "a" * 70, "256.1.1.1"])
def test_a_wrong_address_is_a_printer_that_is_gone(address):
    with pytest.raises(ShopError) as told:
        send_tcp(Printer("Bench", NETWORK, "zpl", address=address), [LABEL], SilentJob(), connect_s=0.5)
    assert told.value.code in ("printer-gone", "printer-address-invalid")


def test_a_printer_that_takes_nothing_any_more_is_given_up(listen):
    """Out of paper, lid open: it keeps the line open and reads no further."""
    done = threading.Event()
    listener = listen(lambda _listener, _wire: done.wait(10))
    begun = time.monotonic()
    with pytest.raises(ShopError) as told:
        send_tcp(listener.printer, [LABEL * 40], SilentJob(), stalled_s=0.3)
    done.set()
    assert told.value.code == "printer-failed"
    assert time.monotonic() - begun < 5


def test_a_printer_that_hangs_up_has_failed(listen):
    def hang_up(_listener: Listener, wire: socket.socket) -> None:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        wire.recv(10)

    with pytest.raises(ShopError) as told:
        send_tcp(listen(hang_up).printer, [LABEL * 40], SilentJob(), stalled_s=2)
    assert told.value.code == "printer-failed"


def test_sending_stops_when_told(listen):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        send_tcp(listen().printer, [LABEL], Stopped())
