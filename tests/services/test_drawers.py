"""The cash drawer is opened by a pulse of its own, where a receipt printer can give one."""

import pytest

from shopdesk.domain.printers import ESCPOS, NETWORK, SPOOL, SYSTEM, ZPL, Printer
from shopdesk.printing import cups, network, winspool
from shopdesk.services.drawers import open_drawer

PULSE = b"\x1bp\x00\x19\xfa"


@pytest.fixture
def sent(monkeypatch):
    """What reaches a printer by network or by the system's queue."""
    reached: list[bytes] = []
    monkeypatch.setattr(network, "send_tcp", lambda _printer, parts, _job: reached.append(b"".join(parts)))
    monkeypatch.setattr(cups, "send_lp", lambda _printer, data, **_told: reached.append(data))
    monkeypatch.setattr(
        winspool, "send_winspool", lambda _printer, parts, _job, **_told: reached.append(b"".join(parts))
    )
    return reached


@pytest.mark.parametrize("on_windows", [False, True])
@pytest.mark.parametrize("kind", [NETWORK, SPOOL])
def test_a_receipt_printer_opens_its_drawer_and_prints_nothing(sent, monkeypatch, kind, on_windows):
    monkeypatch.setattr(winspool, "has_winspool", lambda: on_windows)
    assert open_drawer(Printer("小票机", kind, ESCPOS, address="127.0.0.1:9"))
    assert sent == [PULSE]


@pytest.mark.parametrize("printer", [Printer("标签机", NETWORK, ZPL, address="127.0.0.1:9"), Printer("Office", SYSTEM)])
def test_no_other_printer_is_asked(sent, printer):
    assert not open_drawer(printer)
    assert sent == []
