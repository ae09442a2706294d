"""The printers of a PC: kept in a file of its own that survives damage, chosen by station and document, printed on."""

import json
import socket
import threading
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from math import gcd

import pytest
import zxingcpp

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import NETWORK, SPOOL, SYSTEM, Calibration, Paper, Printer
from shopdesk.printing import cups, winspool
from shopdesk.printing.pages import draw_pages
from shopdesk.reports.document import open_document
from shopdesk.services import printers
from shopdesk.services.documents import print_document
from shopdesk.services.orders import list_orders
from shopdesk.services.printer_file import printer_file

LABELLER = Printer("标签机", NETWORK, "tspl", address="127.0.0.1:9", paper=Paper(100, 150), darkness=8)


@pytest.fixture(autouse=True)
def queues(monkeypatch):
    """The system's queues of the test's own."""
    told = [cups.Queue("Office", "ready"), cups.Queue("Old", "stopped", "Paused")]
    monkeypatch.setattr(cups, "list_queues", lambda: told)
    monkeypatch.setattr(winspool, "has_winspool", lambda: False)
    return told


def pdf_of(width: float, height: float) -> bytes:
    target = BytesIO()
    with open_document(target, "page", "en") as document:
        page = document.page(width, height)
        page.fill(10, 10, 20, 5)
        document.finish(page)
    return target.getvalue()


@pytest.fixture
def listener():
    """A label printer's port; `received` waits for the end of what it was sent."""
    server = socket.create_server(("127.0.0.1", 0))
    taken = bytearray()

    def serve() -> None:
        with suppress(OSError), server.accept()[0] as wire:  # a test that sends nothing closes the port
            while piece := wire.recv(65536):
                taken.extend(piece)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()

    def received() -> bytes:
        thread.join(5)
        return bytes(taken)

    received.address = f"127.0.0.1:{server.getsockname()[1]}"
    yield received
    server.close()


# The file


def test_a_printer_is_kept_whole_and_found_again():
    told = LABELLER.calibrated("100x150", Calibration(1.002, 0.998, 0.5, -1))
    printers.save_printer(told)
    assert printers.find_printer("标签机") == told


def test_a_shop_without_printers_knows_only_the_systems():
    assert [(row.printer, row.own, row.state) for row in printers.list_printers()] == [
        (Printer("Office"), False, "ready"),
        (Printer("Old"), False, "stopped"),
    ]
    assert not printer_file().exists()


def test_a_system_printer_described_here_stands_once():
    printers.save_printer(Printer("Desk", SYSTEM, address="Office", paper=Paper(210, 297)))
    assert [(row.printer.name, row.own, row.state) for row in printers.list_printers()] == [
        ("Desk", True, "ready"),
        ("Old", False, "stopped"),
    ]


def test_a_printer_that_nobody_answers_for_is_gone():
    printers.save_printer(LABELLER)
    printers.save_printer(Printer("Raw", SPOOL, "zpl", address="Lost", paper=Paper(60, 40)))
    assert [row.state for row in printers.list_printers() if row.own] == ["gone", "gone"]
    assert [row.state for row in printers.list_printers(look=False) if row.own] == ["", "gone"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"printers": 5}', b"[" * 100_000, b"null"])
def test_a_damaged_file_is_told_and_kept_aside_when_it_is_written_next(content):
    printer_file().parent.mkdir(parents=True)
    printer_file().write_bytes(content)
    assert printers.damaged_file() == str(printer_file())
    assert printers.printer_for("1", "labels") is None
    assert printer_file().read_bytes() == content
    printers.save_printer(LABELLER)
    assert printers.damaged_file() == ""
    assert printers.find_printer("标签机") == LABELLER
    assert (printer_file().parent / "printers-damaged-1.json").read_bytes() == content


@pytest.mark.parametrize(
    "entry",
    [
        {"name": ""}, {"name": 5}, {"kind": "network"}, {"dpi": "203"}, {"paper": "huge"}, "text", None,
        {"calibrations": {"100x150": {"scale_x": 9, "scale_y": 1, "shift_x": 0, "shift_y": 0}}},
        {"calibrations": {"100x150": {"scale_x": "nan", "scale_y": 1, "shift_x": 0, "shift_y": 0}}},
        {"calibrations": []},
    ],
)  # fmt: skip
def test_of_a_file_that_somebody_has_edited_what_is_sound_still_works(entry):
    printers.save_printer(LABELLER)
    told = json.loads(printer_file().read_text("utf-8"))
    told["printers"].append({"name": "B", **entry} if isinstance(entry, dict) else entry)
    printer_file().write_text(json.dumps(told), "utf-8")
    assert printers.damaged_file()
    assert [row.printer.name for row in printers.list_printers() if row.own] == ["标签机"]


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SHOPDESK_CONFIG", str(tmp_path / "file" / "folder"))
    with pytest.raises(ShopError, match="printers-not-kept"):
        printers.save_printer(LABELLER)


# Changing and choosing


def test_names_are_their_own(queues):
    printers.save_printer(LABELLER)
    with pytest.raises(ShopError, match="printer-taken"):
        printers.save_printer(LABELLER)
    with pytest.raises(ShopError, match="printer-unknown"):
        printers.save_printer(replace(LABELLER, name="Other"), before="nobody")


def test_a_renamed_printer_keeps_its_documents():
    printers.save_printer(LABELLER)
    printers.assign("1", "labels", "标签机", copies=2)
    printers.save_printer(replace(LABELLER, name="Bench"), before="标签机")
    told = printers.printer_for("1", "labels")
    assert told.printer.name == "Bench" and told.copies == 2


def test_printer_paper_and_copies_are_remembered_by_station_and_document():
    printers.save_printer(LABELLER)
    printers.assign("1", "labels", "标签机", Paper(76, 130), 1)
    printers.assign("2", "labels", "Office", copies=3)
    assert printers.printer_for("1", "labels").printer.paper == Paper(76, 130)
    assert printers.printer_for("2", "labels") == printers.Destination(Printer("Office"), 3)
    assert printers.printer_for("1", "pick-list") is None
    assert printers.assign("1", "labels", "") is not None
    assert printers.printer_for("1", "labels") is None


def test_what_goes_to_a_printer_that_is_gone_says_so(queues):
    printers.assign("1", "labels", "Office")
    queues.clear()
    with pytest.raises(ShopError, match="printer-gone"):
        printers.printer_for("1", "labels")


@pytest.mark.parametrize(
    ("station", "document", "printer", "copies", "code"),
    [
        ("", "labels", "Office", 1, "station-invalid"),
        ("x" * 21, "labels", "Office", 1, "station-invalid"),
        ("1", "posters", "Office", 1, "layout-unknown"),
        ("1", "labels", "Nobody", 1, "printer-gone"),
        ("1", "labels", "Office", 0, "copies-invalid"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(station, document, printer, copies, code):
    with pytest.raises(ShopError, match=code):
        printers.assign(station, document, printer, copies=copies)


def test_a_printer_taken_out_comes_back_with_what_went_to_it():
    printers.save_printer(LABELLER)
    printers.assign("1", "labels", "标签机", copies=2)
    removed = printers.remove_printer("标签机")
    assert printers.printer_for("1", "labels") is None
    with pytest.raises(ShopError, match="printer-unknown"):
        printers.remove_printer("标签机")
    printers.assign("1", "pick-list", "Office")
    printers.bring_printer_back(removed)
    assert printers.printer_for("1", "labels").copies == 2
    assert printers.printer_for("1", "pick-list").printer.name == "Office"


def test_the_station_has_a_name():
    assert printers.station_name() == "1"
    assert printers.name_station(" 打包台 2 ") == "打包台 2"
    assert printers.station_name() == "打包台 2"
    with pytest.raises(ShopError, match="station-invalid"):
        printers.name_station("\n")


def test_a_measured_ruler_is_kept_for_that_paper_alone():
    printers.save_printer(LABELLER)
    told = printers.measure_ruler("标签机", Paper(100, 150), (90, 139), (5, 6))
    assert told.calibration.scale_y == pytest.approx(140 / 139, abs=1e-5)
    assert told.calibration.shift_y == pytest.approx(5 - 6 * 140 / 139, abs=0.01)
    assert printers.find_printer("标签机").with_paper(Paper(60, 40)).calibration.is_none
    printers.set_calibration("标签机", Paper(100, 150), Calibration())
    assert printers.find_printer("标签机").calibrations == {}


def test_measuring_a_printer_of_the_system_makes_it_one_of_ours():
    printers.measure_ruler("Office", Paper(210, 297), (199, 285), (5, 5))
    assert [row.printer.name for row in printers.list_printers() if row.own] == ["Office"]


# Printing


def test_labels_arrive_at_the_printers_port(listener):
    printers.deliver(replace(LABELLER, address=listener.address), pdf_of(100, 150), title="Labels", copies=2)
    assert listener().startswith(b"SIZE 100 mm,150 mm\r\n") and listener().endswith(b"PRINT 1,2\r\n")


def test_nothing_is_sent_when_the_paper_is_too_small(listener):
    small = replace(LABELLER, address=listener.address, paper=Paper(60, 40))
    with pytest.raises(ShopError) as told:
        printers.deliver(small, pdf_of(100, 150), title="Labels")
    assert told.value.params == {"printer": "标签机", "paper": "60 × 40 mm", "page": "100 × 150 mm"}


def test_a_system_printer_gets_the_pdf_itself_calibrated_on_its_paper(monkeypatch):
    sent = []
    monkeypatch.setattr(cups, "has_cups", lambda: True)
    monkeypatch.setattr(cups, "send_lp", lambda printer, data, **how: sent.append((printer.queue, data, how)))
    pdf = pdf_of(100, 150)
    printers.deliver(Printer("Desk", address="Office"), pdf, title="Labels", copies=2)
    ((queue, data, how),) = sent
    assert (queue, data, how["copies"]) == ("Office", pdf, 2)
    assert how["paper"].width == pytest.approx(100, abs=0.1)
    printers.deliver(Printer("Desk", address="Office", calibrations={"": Calibration(shift_x=1)}), pdf, title="Labels")
    assert sent[1][1] != pdf


def test_without_cups_the_system_printer_is_painted_on_or_gone(monkeypatch):
    monkeypatch.setattr(cups, "has_cups", lambda: False)
    painted = []
    pdf = pdf_of(100, 150)
    printers.deliver(Printer("Office"), pdf, title="Labels", paint=lambda *told: painted.append(told[:4]))
    assert painted == [("Office", pdf, "Labels", 1)]
    with pytest.raises(ShopError, match="printer-gone"):
        printers.deliver(Printer("Office"), pdf, title="Labels")


def test_raw_bytes_reach_the_spooler(monkeypatch):
    sent = []
    monkeypatch.setattr(cups, "send_lp", lambda printer, data, **how: sent.append((data, how)))
    printers.deliver(Printer("Raw", SPOOL, "zpl", address="Old", paper=Paper(60, 40)), pdf_of(60, 40), title="L")
    ((data, how),) = sent
    assert data.startswith(b"^XA") and how == {"title": "L", "raw": True}


def test_a_receipt_too_wide_for_the_head_is_refused_before_anything_is_sent(listener):
    till = Printer("Till", NETWORK, "escpos", address=listener.address, paper=Paper(80, 0))
    target = BytesIO()
    with open_document(target, "page", "en") as document:
        for left in (10, 1):
            page = document.page(80, 60)
            page.fill(left, 10, 20, 5)
            document.finish(page)
    with pytest.raises(ShopError, match="paper-too-small"):
        printers.deliver(till, target.getvalue(), title="Receipts")


def test_the_ruler_is_printed_as_the_printer_prints_and_the_test_page_calibrated(monkeypatch):
    sent = []
    monkeypatch.setattr(printers.network, "send_tcp", lambda _printer, parts, _job: sent.append(b"".join(parts)))
    crooked = LABELLER.calibrated("100x150", Calibration(shift_x=3))
    printers.print_ruler(LABELLER, language="en")
    printers.print_ruler(crooked, language="en")
    printers.print_trial(LABELLER, language="zh_CN")
    printers.print_trial(crooked, language="zh_CN")
    assert sent[0] == sent[1] and sent[2] != sent[3]


@pytest.mark.parametrize(("dpi", "least"), [(203, 2), (300, 3)])
def test_bars_are_drawn_in_the_dots_of_the_printer_they_go_to(sample_shop, tmp_path, dpi, least):
    """The layout is drawn for 203 dpi; on a printer of 300 each bar still is a whole number of dots, all alike."""
    printer = replace(LABELLER, dpi=dpi)
    printers.save_printer(printer)
    order = list_orders(sample_shop, view="to-print")[0].number
    made = print_document(sample_shop, "labels", tmp_path / "labels.pdf", texts=[order], printer=printer.name)
    (image,) = draw_pages(made.file.read_bytes(), printer, SilentJob())
    found = next(code for code in zxingcpp.read_barcodes(image.convert("L")) if code.text == order)
    corners = found.position
    y = (corners.top_left.y + corners.bottom_left.y) // 2
    dots = [image.getpixel((x, y)) for x in range(corners.top_left.x - 4, corners.top_right.x + 4)]
    widths = [len(list(run)) for _, run in groupby(dots)][1:-1]
    assert gcd(*widths) >= least
