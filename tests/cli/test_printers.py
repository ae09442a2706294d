"""`printers` and `print --printer`: described, chosen, measured, printed on; refusals leave nothing counted."""

import socket
import threading

import pytest

from shopdesk.printing import cups, winspool


@pytest.fixture(autouse=True)
def queues(monkeypatch):
    told = [cups.Queue("Office", "ready")]
    monkeypatch.setattr(winspool, "has_winspool", lambda: False)  # a PC whose queues tell their states
    monkeypatch.setattr(cups, "list_queues", lambda: told)
    return told


@pytest.fixture
def port():
    """A label printer's port that keeps what it is sent, one connection after another."""
    server = socket.create_server(("127.0.0.1", 0))
    jobs: list[bytes] = []
    arrived = threading.Semaphore(0)

    def serve() -> None:
        while True:
            try:
                wire, _ = server.accept()
            except OSError:
                return
            with wire:
                taken = bytearray()
                while piece := wire.recv(65536):
                    taken.extend(piece)
            if taken:
                jobs.append(bytes(taken))
                arrived.release()

    threading.Thread(target=serve, daemon=True).start()

    def next_job() -> bytes:
        assert arrived.acquire(timeout=10)
        return jobs[-1]

    next_job.address = f"127.0.0.1:{server.getsockname()[1]}"
    yield next_job
    server.close()


@pytest.fixture
def labeller(shopdesk, port):
    told = shopdesk(
        "printers", "add", "标签机", "--kind", "network", "--language", "zpl", "--address", port.address,
        "--paper", "100x150", "--darkness", 8,
    )  # fmt: skip
    assert told.status == 0
    return port


def test_a_printer_is_described_changed_chosen_and_taken_out(shopdesk, labeller):
    told = shopdesk("printers", "list").json
    assert [(one["name"], one["own"], one["state"]) for one in told["printers"]] == [
        ("标签机", True, "ready"),
        ("Office", False, "ready"),
    ]
    assert told["station"] == "1" and told["damaged"] is None and told["assignments"] == []
    assert shopdesk("printers", "set", "标签机", "--name", "Bench", "--dpi", 300, "--paper", "76x130").status == 0
    told = shopdesk("printers", "assign", "2", "labels", "Bench", "--paper", "100x150", "--copies", 2).json
    assert told["printers"][0]["dpi"] == 300 and told["printers"][0]["darkness"] == 8
    assert told["assignments"] == [
        {"station": "2", "document": "labels", "printer": "Bench", "paper": "100x150", "copies": 2}
    ]
    assert shopdesk("printers", "station", "2").json == {"station": "2"}
    assert shopdesk("printers", "station").json == {"station": "2"}
    assert shopdesk("printers", "assign", "2", "labels").json["assignments"] == []
    assert [one["name"] for one in shopdesk("printers", "remove", "Bench").json["printers"]] == ["Office"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "X", "--kind", "network", "--language", "zpl", "--address", "a b"), "printer-address-invalid"),
        (("add", "X", "--kind", "network", "--address", "10.0.0.9"), "printer-invalid"),
        (("add", "X", "--paper", "a4"), "paper-invalid"),
        (("add", "X\nY"), "printer-name-invalid"),
        (("set", "Nobody", "--dpi", 300), "printer-unknown"),
        (("remove", "Office"), "printer-unknown"),
        (("test", "Nobody"), "printer-gone"),
        (("assign", "1", "labels", "Nobody"), "printer-gone"),
        (("calibrate", "Office", "--across", 10, "--down", 10, "--left", 5, "--top", 5), "calibration-unlikely"),
    ],
)
def test_what_cannot_be_is_refused_with_its_sentence(shopdesk, arguments, code):
    told = shopdesk("printers", *arguments)
    assert told.status == 3
    assert told.json["error"]["code"] == code and "Nothing" in told.json["error"]["message"]


def test_the_test_page_and_the_ruler_come_out(shopdesk, labeller):
    assert shopdesk("printers", "test", "标签机").json == {"printer": "标签机", "page": "test", "paper": "100x150"}
    first = labeller()
    assert first.startswith(b"^XA\n^PW800\n^LL1200") and b"^MD8" in first
    assert shopdesk("printers", "test", "标签机", "--ruler", "--paper", "60x40").json["paper"] == "60x40"
    assert labeller().startswith(b"^XA\n^PW480\n^LL320")


def test_a_measured_ruler_is_kept_and_taken_away(shopdesk, labeller):
    told = shopdesk("printers", "calibrate", "标签机", "--across", 90, "--down", 139, "--left", 5.5, "--top", 5).json
    assert told["calibrations"]["100x150"]["scale_y"] == pytest.approx(1.00719)
    assert told["calibrations"]["100x150"]["shift_x"] == -0.5
    assert shopdesk("printers", "calibrate", "标签机", "--none").json["calibrations"] == {}
    assert shopdesk("printers", "calibrate", "标签机", "--across", 90).status == 2


def test_a_damaged_file_is_told_and_the_rest_works(shopdesk, labeller):
    from shopdesk.services.printer_file import printer_file

    printer_file().write_bytes(b"{")
    told = shopdesk("printers", "list")
    assert told.status == 0 and told.json["damaged"] == str(printer_file()) and "damaged" in told.err


def test_labels_are_printed_and_counted(shopdesk, sampled, labeller):
    sampled()
    order = shopdesk("orders", "list", "--view", "to-print").json[0]["number"]
    told = shopdesk("print", "labels", "--orders", order, "--printer", "标签机")
    assert told.status == 0
    assert told.json["file"] is None and told.json["printer"] == "标签机" and told.json["printed"][0]["copy"] == 1
    assert labeller().count(b"^XA") == 1
    assert shopdesk("print", "labels", "--orders", order, "--printer", "标签机").json["printed"][0]["copy"] == 2


def test_what_a_printer_does_not_take_waits_in_the_queue_and_is_not_printed(shopdesk, sampled, labeller):
    sampled()
    order = shopdesk("orders", "list", "--view", "to-print").json[0]["number"]
    shopdesk("printers", "set", "标签机", "--paper", "60x40")
    told = shopdesk("print", "labels", "--orders", order, "--printer", "标签机")
    assert told.status == 1 and told.json["error"]["code"] == "paper-too-small" and told.json["state"] == "failed"
    assert "100 × 150 mm" in told.json["error"]["message"] and "60 × 40 mm" in told.json["error"]["message"]
    assert order in [shown["number"] for shown in shopdesk("orders", "list", "--view", "to-print").json]
    shopdesk("printers", "set", "标签机", "--paper", "100x150", "--address", "127.0.0.1:9")
    shopdesk("queue", "retry", told.json["job"])
    told = shopdesk("queue", "send")
    assert told.status == 1 and [job["error"]["code"] for job in told.json] == ["printer-refused"]
    assert [job["copies"][0]["copy"] for job in shopdesk("queue", "list").json] == [1], "the same copy as before"


def test_a_file_or_a_printer_and_exactly_one_of_them(shopdesk, sampled, labeller, tmp_path):
    sampled()
    assert shopdesk("print", "labels", "--view", "to-print").status == 2
    both = ("-o", tmp_path / "a.pdf", "--printer", "标签机")
    assert shopdesk("print", "labels", "--view", "to-print", *both).status == 2


def test_labels_of_goods_are_printed_too(shopdesk, sampled, labeller):
    sampled()
    sku = shopdesk("stock", "list").json[0]["sku"]
    shopdesk("printers", "set", "标签机", "--paper", "60x40")
    assert shopdesk("print", "stock-labels", f"{sku}=2", "--printer", "标签机").status == 0
    assert labeller().count(b"^XA") == 2
