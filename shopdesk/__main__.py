"""The door of the program: without a command the window opens, with one the command line answers."""

import gc
import os
import sys
from collections.abc import Sequence

_SHARED = ("--shop", "--lang", "--role")  # what may stand before no command at all


def main() -> None:
    """Run on this process's arguments and leave with the exit status."""
    _have_streams()
    arguments = sys.argv[1:]
    if arguments == ["--selftest"]:
        from shopdesk.selftest import run_selftest  # late: asked for once in a while

        sys.exit(run_selftest())
    told = _options(arguments)
    if told is not None and _can_show():
        sys.exit(_open_window(told))
    from shopdesk.cli import run  # late: the window opens without it

    sys.exit(run(arguments))


def _have_streams() -> None:
    """Give the window's program on Windows, which has no console, streams that take everything and show nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def _options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the shared options when nothing else stands there; None when it is a command's line."""
    told, rest = {}, list(arguments)
    while rest:
        name, is_joined, value = rest.pop(0).partition("=")
        if name not in _SHARED or not (is_joined or rest):
            return None
        told[name] = value if is_joined else rest.pop(0)
    return told


def _can_show() -> bool:
    """Tell whether there is Qt, and a display to show a window on."""
    from importlib.util import find_spec

    on_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return (sys.platform in ("win32", "darwin") or on_screen) and find_spec("PySide6") is not None


def _open_window(told: dict[str, str]) -> int:
    gc.disable()  # a start throws hardly anything away; looking for it again and again takes a twelfth of its time
    from shopdesk.ui import plain_import

    plain_import.stop_searching()  # before anything else of the window is loaded
    from shopdesk.app import run_window
    from shopdesk.paths import shop_folder

    if "--lang" in told:
        os.environ["SHOPDESK_LANG"] = told["--lang"]
    if "--role" in told:
        os.environ["SHOPDESK_ROLE"] = told["--role"]
    return run_window(shop_folder(told.get("--shop")))


if __name__ == "__main__":
    main()
