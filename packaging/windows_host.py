"""Where Windows programs run: on Windows itself, or on Linux in a Wine prefix of the project's own."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

HERE = Path(__file__).resolve().parent.parent
WORK = HERE / "build" / "windows"
PROGRAM = HERE / "dist" / "ShopDesk"
NATIVE = sys.platform == "win32"
CHINESE = "zh_CN.UTF-8"


class Refused(Exception):
    """Something this work needs is missing or went wrong; the text says what to do."""


class Host:
    """Runs Windows programs and hands their output on; a started Xvfb lives as long as this does."""

    def __init__(self, *, chinese: bool = False) -> None:
        self._environment = dict(os.environ)
        self._screen: subprocess.Popen[bytes] | None = None
        if not NATIVE:
            self._environment |= wine_environment()
            self._environment["DISPLAY"] = self._open_screen()
        if chinese and not NATIVE:
            self._environment |= {"LC_ALL": CHINESE, "LANG": CHINESE, "LOCPATH": str(WORK / "locale")}

    def close(self) -> None:
        """Stop what was started."""
        if self._screen is not None:
            subprocess.run(["wineserver", "-k"], env=self._environment, check=False, capture_output=True)
            self._screen.terminate()
            self._screen.wait()

    def run(self, program: "str | Path", *arguments: object, seconds: int = 900, **environment: str) -> tuple[int, str]:
        """Run a Windows program to its end and return its exit status and what it said; it is shown as it comes."""
        process = self.start(program, *arguments, **environment)
        killer = threading.Timer(seconds, process.kill)
        killer.start()
        told = []
        try:
            assert process.stdin and process.stdout
            process.stdin.close()
            for line in process.stdout:
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                told.append(text)
                print("    " + text, flush=True)
            return process.wait(), "\n".join(told)
        finally:
            killer.cancel()

    def start(self, program: "str | Path", *arguments: object, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a Windows program. Its streams are pipes: a Windows Python under Wine refuses files and /dev/null."""
        words = [*([] if NATIVE else ["wine"]), str(program), *(str(windows_name(one)) for one in arguments)]
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(words, cwd=HERE, env=self._environment | environment, **streams)  # type: ignore[call-overload]

    def _open_screen(self) -> str:
        """Start an Xvfb on a free display and return the display's name."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x900x24", "-nolisten", "tcp"]
        self._screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise Refused("Xvfb did not start")
        return f":{number}"


def wine_environment() -> dict[str, str]:
    """Return what Wine is told: the project's own prefix, no chatter, our stand-ins before its own libraries."""
    return {
        "WINEPREFIX": str(WORK / "prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d;icuuc,mscms,bcryptprimitives=n",
    }


def windows_name(argument: object) -> object:
    """Return a path as Windows programs name it; anything else as it is."""
    if NATIVE or not isinstance(argument, Path):
        return argument
    return "Z:" + str(argument.absolute()).replace("/", "\\")


def unix_path(name: str) -> Path:
    """Return where a path that a Windows program told lies on this machine."""
    if NATIVE:
        return Path(name)
    drive, *parts = PureWindowsPath(name).parts
    root = Path("/") if drive.lower().startswith("z:") else WORK / "prefix" / "drive_c"
    return root.joinpath(*parts)


def python() -> Path:
    """Return the Windows Python that builds and tests."""
    return Path(sys.executable) if NATIVE else WORK / "python" / "python.exe"


def need(*programs: str) -> None:
    """Raise Refused when one of these is not on this machine."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        raise Refused(f"missing: {', '.join(missing)}")


def call(words: Sequence[object], **options: object) -> None:
    """Run something of this machine; raise Refused with what it said when it fails."""
    done = subprocess.run(
        list(map(str, words)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **options,
    )  # type: ignore[call-overload]
    if done.returncode:
        raise Refused(f"{words[0]} ended with {done.returncode}\n{done.stdout}")
