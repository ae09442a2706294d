"""Proofs with other people's programs, a real spooler and a renderer: `python3 dev.py battery` runs them."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from shopdesk.reports.barcodes import Code, code128, qr
from shopdesk.reports.document import open_document

if not os.environ.get("SHOPDESK_BATTERY"):
    collect_ignore_glob = ["test_*.py"]

BARS, SQUARE = "SF1234567890123", "退货 SD-000123"


@pytest.fixture
def label() -> Callable[..., bytes]:
    """A label with Code 128, QR and Chinese words, as a PDF."""

    def make(width: float = 100, height: float = 150, pages: int = 1) -> bytes:
        target = BytesIO()
        with open_document(target, "label", "zh_CN") as document:
            for _ in range(pages):
                page = document.page(width, height)
                page.rectangle(1, 1, width - 2, height - 2, 0.5)
                page.code(Code(code128(BARS), 0.25, 12), 5.1, 4)
                page.code(Code(qr(SQUARE), 0.5, 0.5), 5.1, 20)
                page.text(25, 28, "收件人 林一粟", 12)
                document.finish(page)
        return target.getvalue()

    return make


@pytest.fixture
def read_codes() -> Callable[[Image.Image], set[str]]:
    """Read every symbol with two readers that know nothing of each other; both must say the same."""

    def read(image: Image.Image) -> set[str]:
        grey = Image.new("L", (image.width + 80, image.height + 80), 255)
        grey.paste(image.convert("L"), (40, 40))
        first = {found.text for found in zxingcpp.read_barcodes(grey)}
        assert first == {found.data.decode("utf-8") for found in pyzbar.decode(grey)}
        return first

    return read


@pytest.fixture
def node_modules() -> Path:
    """Where `dev.py battery` has put what it needs of npm."""
    told = os.environ.get("SHOPDESK_BATTERY_NODE", "")
    if not told or not (Path(told) / "zpl-renderer-js").is_dir():
        pytest.skip("node or npm is not here: no renderer of another maker")
    return Path(told)


# A spooler of our own

NEEDED = ("cupsd", "lp", "lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
PATIENCE_S = 60
CUPSD = """\
LogLevel info
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
<Location />
 Order allow,deny
 Allow all
</Location>
<Location /admin>
 Order allow,deny
 Allow all
</Location>
<Policy default>
 JobPrivateAccess all
 JobPrivateValues none
 <Limit All>
  Order allow,deny
  Allow all
 </Limit>
</Policy>
"""
FILES = """\
FileDevice Yes
SystemGroup lpadmin root
User lp
Group lp
ServerRoot {folder}/root
RequestRoot {folder}/requests
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
BUS = """\
<busconfig><type>system</type><listen>unix:path={bus}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>
"""
AVAHI = "[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[publish]\npublish-hinfo=no\n"


@dataclass
class Spooler:
    """The spooler that runs: where its printer keeps files, what its raw queue was sent."""

    kept: Path
    log: Path
    raw: "RawPort"

    def received(self, count: int = 1) -> list[Path]:
        """Wait until the printer has kept so many files."""
        wait_for(lambda: len(self._files()) >= count, f"{count} files at the printer")
        return self._files()

    def raw_job(self, before: int) -> bytes:
        """Wait until the raw queue's port was sent one more job."""
        wait_for(lambda: len(self.raw.jobs) > before, "the raw job")
        return self.raw.jobs[-1]

    def _files(self) -> list[Path]:
        """Return files that have stopped growing."""
        found = sorted(self.kept.glob("*.pdf"), key=lambda path: int(path.name.split("-")[0]))
        return [path for path in found if path.read_bytes().rstrip().endswith(b"%%EOF")]


class RawPort:
    """A label printer's port that keeps each connection's bytes."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                wire, _ = self._socket.accept()
            except OSError:
                return
            with wire:
                taken = bytearray()
                while piece := wire.recv(65536):
                    taken.extend(piece)
            self.jobs.append(bytes(taken))

    def close(self) -> None:
        self._socket.close()


def wait_for(is_so: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"not within {PATIENCE_S} s: {what}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as wire:
        wire.settimeout(1)
        return wire.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def spooler() -> Iterator[Spooler]:
    missing = [name for name in NEEDED if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing or os.geteuid() != 0:
        pytest.skip(f"no CUPS to be started here: {', '.join(missing) or 'not root'}")
    folder = Path(tempfile.mkdtemp(prefix="shopdesk-cups-"))
    folder.chmod(0o755)
    started: list[subprocess.Popen[bytes]] = []
    raw = RawPort()
    before = os.environ.get("CUPS_SERVER")
    try:
        yield start(folder, started, raw)
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        raw.close()
        os.environ.pop("CUPS_SERVER", None)
        if before is not None:
            os.environ["CUPS_SERVER"] = before
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path, started: list[subprocess.Popen[bytes]], raw: RawPort) -> Spooler:
    """Start bus, avahi, the printer and the spooler, each with files of its own, and make two queues."""
    for name in ("root", "requests", "cache", "state", "temp", "log", "kept"):
        (folder / name).mkdir()
        shutil.chown(folder / name, "lp", "lp")
    port, ipp_port = free_port(), free_port()
    (folder / "cupsd.conf").write_text(CUPSD.format(port=port))
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
    (folder / "avahi.conf").write_text(AVAHI)

    def run(*command: object) -> None:
        words = [shutil.which(str(command[0]), path=f"{os.environ['PATH']}:/usr/sbin"), *map(str, command[1:])]
        with (folder / f"{command[0]}.log").open("wb") as log:
            started.append(subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, env=environment))

    bus = folder / "bus"
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    (folder / "bus.conf").write_text(BUS.format(bus=bus))
    run("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={folder}/bus.conf")
    wait_for(bus.exists, "a bus of our own")
    run("avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", folder / "avahi.conf")
    wait_for(lambda: Path("/run/avahi-daemon/socket").exists(), "avahi")
    time.sleep(1)
    conf = Path(__file__).parent / "ipp-printer.conf"
    run("ippeveprinter", "-vvv", "-n", "localhost", "-p", ipp_port, "-d", folder / "kept", "-k", "-r", "off",
        "-F", "application/pdf", "-a", conf, "LabelTest")  # fmt: skip
    wait_for(lambda: answers(ipp_port), "the printer")
    run("cupsd", "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf")
    wait_for(lambda: answers(port), "the spooler")
    os.environ["CUPS_SERVER"] = f"127.0.0.1:{port}"
    queue("Label", "-v", f"ipp://localhost:{ipp_port}/ipp/print", "-m", "everywhere")
    queue("Raw", "-v", f"socket://127.0.0.1:{raw.port}", "-m", "raw")
    return Spooler(folder / "kept", folder / "ippeveprinter.log", raw)


def queue(name: str, *how: str) -> None:
    done = subprocess.run(["lpadmin", "-p", name, "-E", *how], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
