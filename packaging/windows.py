"""Build, install and try the Windows program; `dev.py windows` calls this. Standard library only. See docs/windows.md.

dev.py windows [STEP …] [-- PYTEST ARGS…]     steps: setup build selftest installer install tests measure; default: all
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from version_resource import numbers
from windows_host import HERE, NATIVE, PROGRAM, WORK, Host, Refused, call, python
from windows_install import try_installer
from windows_start import measure_start

MOST_BYTES = 140_000_000
INSTALLER = HERE / "dist" / "ShopDesk-Setup.exe"
OLDER = WORK / "ShopDesk-Setup-older.exe"


def main(arguments: Sequence[str]) -> int:
    """Take the steps asked for, one after the other, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] - a pipe on Windows knows no Chinese
    asked, _, for_pytest = " ".join(arguments).partition("--")
    steps = asked.split() or list(STEPS)
    unknown = [step for step in steps if step not in STEPS]
    if unknown:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        for step in steps:
            start = time.monotonic()
            print(f"{step} …", flush=True)
            STEPS[step](for_pytest.split())
            print(f"     ok  {step} ({time.monotonic() - start:.0f} s)", flush=True)
    except Refused as refusal:
        print(f" failed  {step}: {refusal}", file=sys.stderr)
        return 1
    return 0


def set_up(_: Sequence[str]) -> None:
    """On Windows .venv is all that is needed; elsewhere Wine, and a Windows Python in it."""
    if not NATIVE:
        import wine_setup

        wine_setup.set_up()


def build(_: Sequence[str]) -> None:
    """Build the program's folder, and see that it is not too large."""
    for source in (HERE / "resources" / "translations").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            raise Refused(f"{source.name} is newer than its compiled form: run dev.py setup")
    shutil.rmtree(PROGRAM, ignore_errors=True)
    work = ("--workpath", WORK / "pyinstaller", "--distpath", PROGRAM.parent)
    _in_host(
        python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *work, HERE / "build.spec", seconds=3600
    )
    size = _bytes_of(PROGRAM)
    print(f"    {size / 1e6:.0f} MB unpacked, at most {MOST_BYTES / 1e6:.0f}")
    if size > MOST_BYTES:
        raise Refused("the program has grown too large")


def selftest(_: Sequence[str]) -> None:
    """Let the program that was built try itself, before anything is installed."""
    _in_host(PROGRAM / "shopdesk.com", "--selftest")


def make_installer(_: Sequence[str]) -> None:
    """Pack the installer, and one that calls itself older, to be upgraded over."""
    _make_nsis(INSTALLER, _version())
    print(f"    {INSTALLER.name}: {INSTALLER.stat().st_size / 1e6:.0f} MB")
    _make_nsis(OLDER, "0.0.1", "-DQUICK")


def install(_: Sequence[str]) -> None:
    """Install the older one, upgrade over it, try it, also with a Chinese code page, and remove it."""
    try_installer(OLDER, INSTALLER, _version())


def tests(for_pytest: Sequence[str]) -> None:
    """Run the tests, or the part that is named after `--`."""
    paths = [HERE / word if (HERE / word).exists() else word for word in for_pytest]
    _in_host(python(), "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *paths, seconds=4 * 3600)


def measure(_: Sequence[str]) -> None:
    """Time the start against a bare window, frozen the same way."""
    measure_start()


STEPS: dict[str, Callable[[Sequence[str]], None]] = {
    "setup": set_up,
    "build": build,
    "selftest": selftest,
    "installer": make_installer,
    "install": install,
    "tests": tests,
    "measure": measure,
}


def _in_host(*words: object, seconds: int = 900) -> None:
    """Run a Windows program; raise Refused when it ends with anything but 0."""
    host = Host()
    try:
        status, _ = host.run(str(words[0]), *words[1:], seconds=seconds)
    finally:
        host.close()
    if status:
        raise Refused(f"exit status {status}")


def _make_nsis(target: Path, version: str, *options: str) -> None:
    own = Path("C:/Program Files (x86)/NSIS/makensis.exe")
    makensis = shutil.which("makensis") or (str(own) if own.exists() else None)
    if makensis is None:
        raise Refused("makensis is missing: install NSIS 3")
    target.parent.mkdir(parents=True, exist_ok=True)
    told: dict[str, object] = {
        "SOURCE": PROGRAM,
        "TARGET": target,
        "ICON": HERE / "build" / "shopdesk.ico",
        "VERSION": version,
        "NUMBERS": ".".join(map(str, numbers(version))),
        "KILOBYTES": _bytes_of(PROGRAM) // 1024,
    }
    if not has_64_bit_stub(Path(makensis)):
        told["STUB"] = "x86-unicode"
    named = [f"-D{name}={value}" for name, value in told.items()]
    call([makensis, "-V2", "-INPUTCHARSET", "UTF8", *named, *options, HERE / "packaging" / "installer.nsi"])


def has_64_bit_stub(makensis: Path) -> bool:
    """Tell whether this NSIS can make a 64-bit installer; that for Windows brings 32-bit stubs alone."""
    places = (makensis.parent / "Stubs", makensis.parent.parent / "share" / "nsis" / "Stubs")
    return any((place / "lzma_solid-amd64-unicode").exists() for place in places)


def _bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _version() -> str:
    text = (HERE / "shopdesk" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    assert found
    return found[1]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        sys.exit(130)
