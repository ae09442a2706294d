"""What Windows does otherwise than Linux; what only Windows does is played here, so that no machine forgets it."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest

from shopdesk import __main__ as door
from shopdesk.domain.errors import ShopError
from shopdesk.exchange.file_names import safe_name
from shopdesk.exchange.outbound.writer import part_of
from shopdesk.reports.document import open_document

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = sorted((REPOSITORY / "shopdesk").rglob("*.py"))
SAMPLE = REPOSITORY / "resources" / "sample" / "ExportOrderList-sample.csv"


@pytest.mark.parametrize("arguments", [["formats"], ["no-such-command"], ["--shop", "nowhere", "doctor"]])
def test_the_program_without_a_console_answers_all_the_same(arguments, monkeypatch, tmp_path):
    """ShopDesk.exe has no streams: what is said goes nowhere, and the exit status is the one that a console sees."""
    monkeypatch.chdir(tmp_path)
    statuses = []
    for stream in (sys.stdout, None):
        monkeypatch.setattr(sys, "argv", ["shopdesk", *arguments])
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", stream)
        with pytest.raises(SystemExit) as left:
            door.main()
        statuses.append(left.value.code)
        if stream is None:
            sys.stdout.close()
            sys.stderr.close()
    assert statuses[0] == statuses[1] != 70


@pytest.mark.parametrize(
    "text", ["CON", "aux.txt", "Lpt1", "com¹.csv", "mug. .", "a<b>:c", "..\\..\\x", " ", "con .jpg"]
)
def test_a_stranger_s_words_become_a_name_that_windows_takes(text):
    name = safe_name(text)
    assert name and name == name.strip(" ") and not name.endswith(".") and not set('<>:"/\\|?*') & set(name)
    assert re.fullmatch(r"(con|prn|aux|nul|com.|lpt.)( *\..*)?", name, re.IGNORECASE) is None


def test_long_paths_are_asked_for_in_the_programs_manifest():
    """Windows takes more than 260 characters from programs that say they can: PyInstaller's own manifest does."""
    package = importlib.util.find_spec("PyInstaller")
    if package is None or package.origin is None:
        pytest.skip("PyInstaller is not here")
    manifest = (Path(package.origin).parent / "utils" / "win32" / "winmanifest.py").read_text("utf-8")
    assert "longPathAware" in manifest
    assert "manifest" not in (REPOSITORY / "build.spec").read_text("utf-8")


def test_line_ends_of_either_kind_are_the_same_file(shopdesk, tmp_path):
    assert shopdesk("init").status == 0
    plain = SAMPLE.read_bytes().replace(b"\r\n", b"\n")
    first, second = tmp_path / "lf.csv", tmp_path / "crlf.csv"
    first.write_bytes(plain)
    second.write_bytes(plain.replace(b"\n", b"\r\n"))
    (made,), (again,) = (shopdesk("import", file).json for file in (first, second))
    assert made["created"] > 0 and again["created"] == again["updated"] == 0
    assert again["unchanged"] == made["created"]


def test_git_hands_files_out_as_they_are():
    """Git for Windows turns the ends of lines into CRLF unless it is told not to."""
    assert "* -text" in (REPOSITORY / ".gitattributes").read_text("utf-8").splitlines()


def test_a_file_that_another_program_holds_open_stays_as_it_was(monkeypatch, tmp_path):
    """Windows refuses to replace what a spreadsheet has open."""
    target = tmp_path / "orders.csv"
    target.write_bytes(b"of yesterday")
    monkeypatch.setattr(Path, "replace", _in_use)
    with pytest.raises(ShopError) as told, part_of(target) as part:
        part.part.write_bytes(b"of today")
        part.keep()
    assert (told.value.code, told.value.params["path"]) == ("file-not-writable", str(target))
    assert target.read_bytes() == b"of yesterday" and list(tmp_path.iterdir()) == [target]


def test_a_paper_that_a_viewer_holds_open_stays_as_it_was(monkeypatch, tmp_path):
    target = tmp_path / "labels.pdf"
    target.write_bytes(b"of yesterday")
    monkeypatch.setattr(Path, "replace", _in_use)
    with pytest.raises(ShopError) as told, open_document(target, "Labels", "en") as document:
        document.finish(document.page(100, 100))
    assert told.value.code == "document-not-written"
    assert target.read_bytes() == b"of yesterday" and list(tmp_path.iterdir()) == [target]


def _in_use(self, target):
    raise PermissionError(13, "The process cannot access the file because it is being used by another process")


def test_no_date_is_written_in_a_way_that_windows_does_not_know():
    assert [file.name for file in SOURCES if re.search(r"%[-#][a-zA-Z]", _dates_of(file))] == []


def _dates_of(file: Path) -> str:
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    dates = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "strftime"]
    return " ".join(ast.unparse(date) for date in dates)


def test_every_text_file_is_opened_with_its_encoding_named():
    """What is not named is the code page of the PC: 936 in China, 1252 elsewhere."""
    found = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _is_text_without_encoding(node):
                found.append(f"{file.name}:{node.lineno}")
    assert found == []


def _is_text_without_encoding(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or any(word.arg == "encoding" for word in call.keywords):
        return False
    name, first = call.func.attr, call.args[0] if call.args else None
    if name in ("read_text", "write_text"):
        return len(call.args) < (1 if name == "read_text" else 2)
    is_mode = (
        isinstance(first, ast.Constant) and isinstance(first.value, str) and re.fullmatch(r"[rwax+t]+", first.value)
    )
    return name == "open" and bool(is_mode)


def test_the_console_reads_utf8_whatever_its_code_page():
    environment = {**os.environ, "PYTHONIOENCODING": "gbk:strict", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "shopdesk", "--lang", "zh_CN", "--help"]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr
    assert "店铺" in done.stdout.decode("utf-8")


def test_time_zones_come_along_where_the_system_has_none():
    if importlib.util.find_spec("tzdata") is None:
        pytest.skip("tzdata is installed on Windows only")
    zoneinfo.reset_tzpath(to=())
    try:
        assert zoneinfo.ZoneInfo.no_cache("Asia/Shanghai").key == "Asia/Shanghai"
    finally:
        zoneinfo.reset_tzpath()


def test_a_folder_in_capitals_is_the_same_shop_s_window(qapp, tmp_path):
    from shopdesk.ui.window.single_window import SingleWindow

    first = SingleWindow(tmp_path / "Shop")
    try:
        assert first.is_first and not SingleWindow(tmp_path / "SHOP").is_first
    finally:
        first.leave()


def test_a_drive_that_does_not_tell_its_name_holds_a_shop_all_the_same(shopdesk, qapp, monkeypatch):
    """RAM disks and drives of a network refuse the question; so does Wine where a path is long."""
    from shopdesk.paths import shop_folder
    from shopdesk.ui.window.single_window import SingleWindow

    def refused(_path, strict=False):
        raise OSError(22, "more data is available")

    monkeypatch.setattr(Path, "resolve", refused)
    assert shopdesk("init", "--sample").status == 0
    assert shopdesk("doctor").status == 0
    assert shopdesk("listings", "list").status == 0
    window = SingleWindow(shop_folder(None))
    assert window.is_first
    window.leave()


def test_the_true_path_is_asked_for_in_one_place():
    assert [file.name for file in SOURCES if ".resolve()" in file.read_text("utf-8")] == ["paths.py"]
