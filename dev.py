#!/usr/bin/env python3
"""Set ShopDesk up on a fresh machine, run it, check it. Standard library only; everything stays in .venv.

python3 dev.py run [ARGS…]          set up and start ShopDesk: its window, or without a display the tour
python3 dev.py test [PYTEST ARGS…]  set up, run every check and every test
python3 dev.py check                every check, without the tests
python3 dev.py setup                only set up
python3 dev.py lock                 write requirements.lock anew from pyproject.toml (needs uv)
python3 dev.py words                gather the texts to translate into the catalogue
python3 dev.py shots DIR [--only NAME…] [--language L] [--theme T] [--size S]
                                    picture every page of the sample shop, in both languages and themes
python3 dev.py shots manual [NAME…]
                                    make the manual's pictures anew, or those named
python3 dev.py manual DIR           write the manual and the other docs as a small site of plain pages
python3 dev.py windows [STEP…]      build, install and try the Windows program, elsewhere under Wine (docs/windows.md)
python3 dev.py battery [--only PART]… [--share 0.1] [PYTEST ARGS…]
                                    prove printing with other programs (CUPS, an IPP printer, a ZPL renderer); kill, cut
                                    the power, fill the disk, damage files …: docs/reliability.md's table is written
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PROGRAM = BIN / ("shopdesk.exe" if os.name == "nt" else "shopdesk")
STAMP = VENV / "shopdesk-setup"
TRANSLATIONS = HERE / "resources" / "translations"
OLDEST_PYTHON = (3, 11)
ZPL_RENDERER = "zpl-renderer-js@3.4.0"

# What Qt's wheels, its window and the second barcode reader need of a bare Debian; proved on a minimal bookworm.
DEBIAN = (
    *("libegl1", "libgl1", "libx11-6", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0"),
    *("libxkbcommon0", "libbrotli1", "libzbar0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0"),
    *("libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1"),
)


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit status."""
    if sys.version_info < OLDEST_PYTHON:
        print("ShopDesk needs Python 3.11 or newer; this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    verbs = {"run": run, "test": test, "check": check, "setup": setup, "lock": lock, "words": words, "shots": shots}
    verbs |= {"battery": battery, "manual": manual, "windows": windows}
    if not arguments or arguments[0] not in verbs:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return verbs[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as error:
        print(f"dev.py: {' '.join(map(str, error.cmd))} ended with {error.returncode}", file=sys.stderr)
        return error.returncode or 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Set up and start the program; without a display the tour lives through a packing day instead."""
    setup([])
    if not arguments and not _has_display():
        print("No display: the tour goes into ./shopdesk-tour", file=sys.stderr)
        arguments = ["tour", "shopdesk-tour"]
    return subprocess.call([PROGRAM, *arguments])


def _has_display() -> bool:
    on_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    return os.name == "nt" or sys.platform == "darwin" or bool(on_screen)


def test(arguments: list[str]) -> int:
    """Run every check, then every test; the closing line is pytest's own."""
    status = check([])
    workers = [] if any(argument.startswith("-n") for argument in arguments) else ["-n", str(os.cpu_count() or 2)]
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    tests = subprocess.call([PYTHON, "-m", "pytest", *workers, *arguments], cwd=HERE, env=environment)
    if status:
        print("dev.py: a check before the tests has failed, see above", file=sys.stderr)
    return status or tests


def check(_: list[str]) -> int:
    """Run every check but the tests, all of them even when one fails."""
    setup([])
    checks = {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy"],
        "imports": ["lint-imports", "--no-logo"],
        "house rules": ["pytest", "tests/house", "-p", "no:cacheprovider"],
    }
    failed = []
    for name, command in checks.items():
        start = time.monotonic()
        result = subprocess.run(
            [BIN / command[0], *command[1:]], cwd=HERE, capture_output=True, encoding="utf-8", check=False
        )
        print(f"{'failed' if result.returncode else 'ok':>7}  {name} ({time.monotonic() - start:.1f} s)", flush=True)
        if result.returncode:
            failed.append(name)
            print(result.stdout + result.stderr, flush=True)
    return 1 if failed else 0


def setup(_: list[str]) -> int:
    """Make .venv hold exactly what requirements.lock names; nothing is done when it already does."""
    wanted = _fingerprint()
    if not (PROGRAM.exists() and STAMP.exists() and STAMP.read_text() == wanted):
        _install_debian_packages()
        _make_environment()
        _install("--require-hashes", "-r", HERE / "requirements.lock")
        _install("--no-deps", "--no-build-isolation", "--editable", HERE)
        STAMP.write_text(wanted)
    _compile_translations()
    # A start must not compile the program anew where the environment forbids Python to keep what it compiles.
    subprocess.run([PYTHON, "-m", "compileall", "-q", HERE / "shopdesk"], check=True)
    return 0


def lock(_: list[str]) -> int:
    """Write requirements.lock anew: hashes for every platform, no index named."""
    command = "pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes"
    options = "--no-emit-index-url --no-header --quiet --output-file requirements.lock"
    return subprocess.call(["uv", *command.split(), *options.split()], cwd=HERE)


def words(_: list[str]) -> int:
    """Gather every text to translate into the Chinese catalogue; what is new stands there untranslated."""
    setup([])
    template = TRANSLATIONS / "shopdesk.pot"
    babel = [BIN / "pybabel", "--quiet"]
    plain = ["--no-location", "--sort-output", "--omit-header"]
    subprocess.run([*babel, "extract", "-k", "N_", *plain, "-o", template, "shopdesk"], cwd=HERE, check=True)
    catalogue = ["-D", "shopdesk", "-d", TRANSLATIONS, "-i", template, "--no-fuzzy-matching", "--ignore-obsolete"]
    subprocess.run([*babel, "update", *catalogue, "--width", "120", "--ignore-pot-creation-date"], cwd=HERE, check=True)
    template.unlink()
    return 0


def shots(arguments: list[str]) -> int:
    """Picture every page into a folder, or those asked for."""
    setup([])
    if arguments[:1] == ["manual"]:
        return subprocess.call([PYTHON, HERE / "docs" / "manual" / "shots.py", *arguments[1:]])
    return subprocess.call([PYTHON, HERE / "docs" / "shots.py", *arguments])


def manual(arguments: list[str]) -> int:
    """Write the docs as a site into a folder."""
    setup([])
    return subprocess.call([PYTHON, HERE / "docs" / "pages.py", *(arguments or ["site"])])


def windows(arguments: list[str]) -> int:
    """Build the Windows program and its installer, and try both: on Windows itself, elsewhere under Wine."""
    setup([])
    return subprocess.call([PYTHON, HERE / "packaging" / "windows.py", *arguments], cwd=HERE)


def battery(arguments: list[str]) -> int:
    """Run the large runs; what needs a program that is not on this machine is skipped with a word."""
    setup([])
    environment = dict(os.environ)
    modules = VENV / "battery" / "node_modules"
    npm = shutil.which("npm")
    if npm and shutil.which("node") and not (modules / "zpl-renderer-js").is_dir():
        modules.parent.mkdir(exist_ok=True)
        subprocess.call([npm, "install", "--silent", "--no-save", "--prefix", modules.parent, ZPL_RENDERER])
    if (modules / "zpl-renderer-js").is_dir():
        environment["SHOPDESK_BATTERY_NODE"] = str(modules)
    return subprocess.call([PYTHON, "-m", "tests.durability.battery", *arguments], cwd=HERE, env=environment)


def _fingerprint() -> str:
    files = (HERE / "requirements.lock", HERE / "pyproject.toml", Path(__file__))
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _make_environment() -> None:
    """Make .venv, anew where an older Python made it or a set-up was broken off."""
    if PYTHON.exists() and subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("Setting ShopDesk up in .venv …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def _install(*what: "str | Path") -> None:
    """Let pip install something; what it says is shown only when it fails."""
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *what]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    if result.returncode:
        print(result.stdout, file=sys.stderr)
        raise subprocess.CalledProcessError(result.returncode, command)


def _install_debian_packages() -> None:
    """Install what is missing on a Debian machine when we may, else say what is missing."""
    if not shutil.which("dpkg-query"):
        return
    wanted = list(DEBIAN)
    try:
        import ensurepip  # noqa: F401 - Debian takes it out of Python
    except ImportError:
        wanted.append(f"python3.{sys.version_info.minor}-venv")
    missing = [name for name in wanted if not _is_installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        print("Missing packages, to be installed by the administrator:", file=sys.stderr)
        print("  apt-get install --no-install-recommends " + " ".join(missing), file=sys.stderr)
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], check=True, env=quiet)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *missing], check=True, env=quiet, stdout=subprocess.DEVNULL
    )


def _is_installed(package: str) -> bool:
    told = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, encoding="utf-8", check=False
    )
    return "ok installed" in told.stdout


def _compile_translations() -> None:
    """Compile each catalogue whose text is newer than its compiled form."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime:
            subprocess.run(
                [BIN / "pybabel", "--quiet", "compile", "-i", source, "-o", compiled, "-l", source.parts[-3]],
                check=True,
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
