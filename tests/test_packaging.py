"""How the Windows program is put together: its lock, its version, its icon, its installer's promises."""

import importlib
import re
import sys
import tomllib
from pathlib import Path

import pytest

from shopdesk import __version__

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGING = REPOSITORY / "packaging"


@pytest.fixture
def part(monkeypatch):
    """Load a part of the packaging."""
    monkeypatch.syspath_prepend(str(PACKAGING))

    def load(name):
        monkeypatch.delitem(sys.modules, name, raising=False)
        return importlib.import_module(name)

    return load


def test_windows_gets_what_the_lock_says_of_windows(part):
    lock = part("wine_setup").windows_lock((REPOSITORY / "requirements.lock").read_text("utf-8"))
    names = [line.split("==")[0] for line in lock.splitlines() if line[:1].isalnum()]
    assert {"colorama", "pefile", "pywin32-ctypes", "tzdata", "rl-accel", "pyside6-essentials"} <= set(names)
    assert not {"macholib", "mypy", "ruff", "pip"} & set(names)
    assert ";" not in lock and "#" not in lock
    for block in re.split(r"\n(?=\w)", lock.strip()):
        assert "--hash=sha256:" in block and not block.endswith("\\")


@pytest.mark.parametrize(
    ("version", "counted"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1.0", (0, 1, 0, 0)), ("2.0", (2, 0, 0, 0)), ("1.2.3+x", (1, 2, 3, 0))],
)
def test_a_version_as_windows_counts_it(part, version, counted):
    assert part("version_resource").numbers(version) == counted


def test_the_version_resource_tells_what_the_project_is(part):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    told = part("version_resource").texts()
    assert told["Comments"] == project["description"] and told["FileVersion"] == __version__


def test_the_icon_has_every_size_of_windows(part, qapp, tmp_path):
    from PIL import Image

    icon = part("icon")
    with Image.open(icon.write_icon(tmp_path / "shopdesk.ico")) as drawn:
        assert {(size, size) for size in icon.SIZES} == drawn.info["sizes"]
        largest = drawn.convert("RGBA")
    assert largest.getpixel((128, 24)) == (0x22, 0x57, 0xC4, 255) and largest.getpixel((0, 0))[3] == 0


def test_the_uninstaller_takes_away_by_name_and_never_a_whole_folder():
    script = (PACKAGING / "installer.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in script and script.startswith(";")
    removed = re.findall(r"RMDir /r (.+)", script)
    assert removed == [r'"$INSTDIR\_internal"'] * 2
    for words in re.findall(r"LangString (\w+) \$\{LANG_ENGLISH\}", script):
        assert f"LangString {words} ${{LANG_SIMPCHINESE}}" in script


def test_our_own_modules_and_symbols_are_packed_although_nothing_names_them():
    spec = (REPOSITORY / "build.spec").read_text("utf-8")
    assert 'collect_submodules("shopdesk")' in spec and 'collect_submodules("reportlab.graphics.barcode")' in spec


@pytest.mark.parametrize("stub", ["amd64-unicode", "x86-unicode"])
def test_where_nsis_has_no_64_bit_stub_the_installer_is_made_of_the_other(part, tmp_path, stub):
    stubs = tmp_path / "share" / "nsis" / "Stubs"
    stubs.mkdir(parents=True)
    (stubs / f"lzma_solid-{stub}").touch()
    assert part("windows").has_64_bit_stub(tmp_path / "bin" / "makensis") is (stub == "amd64-unicode")
