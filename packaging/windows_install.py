"""The installer's whole life: installed, refused while the program runs, upgraded, tried, removed; the data stays."""

import time
from collections.abc import Callable
from pathlib import Path

from windows_host import NATIVE, WORK, Host, Refused, python, unix_path

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ShopDesk"
REFUSED = 2
WAIT_S = 120


def try_installer(older: Path, newer: Path, version: str) -> None:
    """Live through it; raise Refused at the first thing that is not as it should be."""
    host = Host()
    try:
        if NATIVE and _shown_version(host):
            raise Refused("ShopDesk is installed on this PC and would be replaced and removed: uninstall it first")
        local = unix_path(_said(host, "cmd", "/c", "echo %LOCALAPPDATA%"))
        start_menu = unix_path(_said(host, "cmd", "/c", "echo %APPDATA%")) / "Microsoft/Windows/Start Menu/Programs"
        folder, shop = local / "Programs" / "ShopDesk", WORK / "店铺 data" / "shop"
        _install(host, older, folder)
        (folder / "_internal" / "stale.txt").write_text("of the older version")
        _made_shop(host, folder, shop)
        _refused_while_running(host, newer, folder, shop)
        _install(host, newer, folder)
        _must(not (folder / "_internal" / "stale.txt").exists(), "what the older version brought is gone")
        _must(_shown_version(host) == version, f"Windows shows version {version}")
        _must(bool(list(start_menu.glob("ShopDesk*.lnk"))), "the Start menu has its entry")
        _must(_doctor(host, folder, shop) == 0, "the shop made with the older version is sound")
        for name in ("shopdesk.com", "ShopDesk.exe"):
            _must(host.run(folder / name, "--selftest")[0] == 0, f"{name} --selftest")
        _in_chinese(folder)
        _remove(host, folder)
        _must(not list(start_menu.glob("ShopDesk*.lnk")), "the Start menu's entry is gone")
        _must((shop / "shop.db").is_file(), "the shop is still there")
    finally:
        host.close()


def _install(host: Host, installer: Path, folder: Path) -> None:
    status, _ = host.run(installer, "/S")
    _must(status == 0 and (folder / "ShopDesk.exe").is_file(), f"{installer.name} installs silently")


def _made_shop(host: Host, folder: Path, shop: Path) -> None:
    for file in shop.glob("shop.db*"):
        file.unlink()
    status, _ = host.run(folder / "shopdesk.com", "--shop", shop, "--lang", "en", "init", "--sample")
    _must(status == 0 and (shop / "shop.db").is_file(), "the installed program makes a shop")


def _refused_while_running(host: Host, installer: Path, folder: Path, shop: Path) -> None:
    """Open the window, and see that nothing is installed over it."""
    window = host.start(folder / "ShopDesk.exe", "--shop", shop)
    try:
        _until(lambda: (shop / "shop.db-wal").exists() or window.poll() is not None)
        _must(window.poll() is None, "the window opens")
        status, _ = host.run(installer, "/S")
        _must(status == REFUSED, "the installer refuses while the window is open")
        _must((folder / "_internal" / "stale.txt").exists(), "and has changed nothing")
    finally:
        window.kill()
        window.wait()


def _doctor(host: Host, folder: Path, shop: Path) -> int:
    return host.run(folder / "shopdesk.com", "--shop", shop, "--lang", "en", "doctor")[0]


def _in_chinese(folder: Path) -> None:
    """Once more as on a Chinese Windows, whose code page is 936."""
    if NATIVE:
        return  # the code page is the machine's own there
    host = Host(chinese=True)
    try:
        _must(
            "936" in _said(host, python(), "-c", "import locale; print(locale.getencoding())"), "the code page is 936"
        )
        _must(host.run(folder / "shopdesk.com", "--selftest")[0] == 0, "shopdesk.com --selftest in code page 936")
    finally:
        host.close()


def _remove(host: Host, folder: Path) -> None:
    """Remove the program; the uninstaller goes on after its first process has ended."""
    status, _ = host.run(folder / "uninstall.exe", "/S")
    _until(lambda: not folder.exists())
    _must(status == 0 and not folder.exists(), "the uninstaller takes the whole program away")


def _shown_version(host: Host) -> str:
    """Return the version that Windows shows as installed, or ""."""
    status, told = host.run("reg", "query", UNINSTALL, "/v", "DisplayVersion")
    return told.split()[-1] if not status and told.split() else ""


def _said(host: Host, *words: str) -> str:
    status, told = host.run(*words)
    if status or not told.strip():
        raise Refused(f"{' '.join(words)} ended with {status}")
    return told.strip().splitlines()[-1].strip()


def _until(is_so: Callable[[], bool]) -> None:
    """Wait for a state of another process, at most WAIT_S."""
    end = time.monotonic() + WAIT_S
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)


def _must(is_so: bool, what: str) -> None:
    """Say that something is so; raise Refused when it is not."""
    print(f"  {'ok' if is_so else 'failed':>6}  {what}", flush=True)
    if not is_so:
        raise Refused(what)
