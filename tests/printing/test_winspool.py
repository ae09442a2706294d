"""The spooler of Windows: RAW bytes whole, each refusal by its name, a broken document taken out of the queue."""

from types import SimpleNamespace

import pytest

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import SPOOL, Printer
from shopdesk.printing import winspool

PRINTER = Printer("标签机", SPOOL, "tspl")


@pytest.fixture
def library(monkeypatch):
    """Functions in the place of winspool.drv; `says` names those that fail, and with which error."""
    import ctypes

    calls: list[str] = []
    taken = bytearray()
    says: dict[str, int] = {}

    def answer(name: str):
        def call(*arguments: object) -> int:
            calls.append(name)
            if name == "WritePrinter" and name not in says:
                piece = arguments[1][: min(arguments[2], 5000)]
                taken.extend(piece)
                arguments[3]._obj.value = len(piece)
            return int(name not in says)

        return call

    names = ("OpenPrinterW", "StartDocPrinterW", "WritePrinter", *(
        f"{verb}Printer" for verb in ("StartPage", "EndPage", "EndDoc", "Abort", "Close")))  # fmt: skip
    told = SimpleNamespace(calls=calls, taken=taken, says=says, **{name: answer(name) for name in names})
    monkeypatch.setattr(winspool, "_library", lambda: told)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: next(iter(says.values()), 0), raising=False)
    return told


def test_bytes_arrive_whole_though_the_spooler_takes_less_at_a_time(library):
    data = bytes(range(256)) * 600
    winspool.send_winspool(PRINTER, [data, b"end"], SilentJob(), title="标签")
    assert bytes(library.taken) == data + b"end"
    assert library.calls[-3:] == ["EndPagePrinter", "EndDocPrinter", "ClosePrinter"]
    assert "AbortPrinter" not in library.calls


@pytest.mark.parametrize(
    ("function", "error", "code"),
    [
        ("OpenPrinterW", 1801, "printer-gone"),
        ("OpenPrinterW", 5, "printer-refused"),
        ("StartDocPrinterW", 5, "printer-refused"),
        ("StartPagePrinter", 5, "printer-refused"),
        ("WritePrinter", 63, "printer-failed"),
        ("EndDocPrinter", 63, "printer-failed"),
    ],
)
def test_each_refusal_has_its_name_and_windows_number(library, function, error, code):
    library.says[function] = error
    with pytest.raises(ShopError) as told:
        winspool.send_winspool(PRINTER, [b"label"], SilentJob(), title="t")
    assert told.value.code == code and told.value.params["detail"] == f"Windows {error}"
    if function != "OpenPrinterW":
        assert library.calls[-1] == "ClosePrinter"
    assert ("AbortPrinter" in library.calls) == (function in ("StartPagePrinter", "WritePrinter", "EndDocPrinter"))


def test_a_stopped_document_is_taken_out_of_the_queue(library):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        winspool.send_winspool(PRINTER, [b"label"], Stopped(), title="t")
    assert library.calls[-2:] == ["AbortPrinter", "ClosePrinter"]
