"""Picture every page of the sample shop, in both languages, light and dark, three sizes; a sheet shows all of a kind.

`python3 dev.py shots DIR [--only NAME…] [--language en] [--theme dark] [--size 1366]`. Each language and size is a
process of its own, as a person's start of the program is.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scenes import scenes, settle

LANGUAGES = ("zh_CN", "en")
SIZES = {"1366": (1366, 768, 1.0), "1920": (1920, 1080, 1.0), "200": (1366, 768, 2.0)}
THEMES = ("light", "dark", "contrast-light", "contrast-dark")
USUAL_THEMES = THEMES[:2]
SHEET_COLUMNS, SHEET_WIDTH = 6, 480  # pixels of one picture


def main(arguments: list[str]) -> int:
    """Make the pictures asked for and return the worst exit status."""
    asked = parser().parse_args(arguments)
    target = Path(asked.folder)
    target.mkdir(parents=True, exist_ok=True)
    status = 0
    with tempfile.TemporaryDirectory(prefix="shopdesk-shots-") as scratch:
        for language in asked.language or LANGUAGES:
            for size in asked.size or SIZES:
                environment = os.environ | {
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_SCALE_FACTOR": str(SIZES[size][2]),
                    "SHOPDESK_LANG": language,
                    "TZ": "Asia/Shanghai",
                    "HOME": scratch,
                    "XDG_CONFIG_HOME": f"{scratch}/config",
                }
                one = ["--language", language, "--size", size, "--scratch", scratch]
                command = [sys.executable, __file__, *arguments, *one]
                status = max(status, subprocess.call(command, env=environment))
    return status


def parser() -> argparse.ArgumentParser:
    """Return what may be asked."""
    made = argparse.ArgumentParser(prog="dev.py shots", description=__doc__.partition("\n")[0])
    made.add_argument("folder", nargs="?", default="shots", help="where the pictures are written")
    made.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="pages or scenes, as docs/scenes.py names them"
    )
    made.add_argument("--language", action="append", choices=LANGUAGES)
    made.add_argument("--theme", action="append", choices=THEMES)
    made.add_argument("--size", action="append", choices=tuple(SIZES))
    made.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)
    return made


def picture(asked: argparse.Namespace) -> None:
    """Make the pictures of one language and size."""
    from shopdesk import app
    from shopdesk.services.sample import create_sample_shop
    from shopdesk.ui import theme
    from shopdesk.ui.context import Context
    from shopdesk.words import spoken

    target, language, size = Path(asked.folder), asked.language[-1], asked.size[-1]
    spoken.use(language)
    now = datetime.now(UTC).replace(hour=2, minute=24, second=0, microsecond=0)  # 10:24 in the shop
    application = app.application()
    app.speak(language)
    for number, shown_theme in enumerate(asked.theme or USUAL_THEMES):
        folder = asked.scratch / f"shop-{language}-{size}-{number}"
        create_sample_shop(folder, now=lambda: now).close()
        theme.apply(application, shown_theme)
        window = app.open_window(folder, Context(folder, now=lambda: now))
        window.resize(*SIZES[size][:2])
        window.show()
        settle(window)
        made = [target / f"00-first_start-{language}-{shown_theme}-{size}.png"]
        first_start(app.speak, folder, made[0])
        for at, (name, prepare) in enumerate(scenes(window).items(), 1):
            if asked.only and not {name, name.split("-")[0]} & set(asked.only):
                continue
            prepare()
            settle(window)
            made.append(target / f"{at:02d}-{name}-{language}-{shown_theme}-{size}.png")
            window.grab().save(str(made[-1]))
        sheet(made, target / f"sheet-{language}-{shown_theme}-{size}.jpg")
        window.close()
        window.deleteLater()
    print(f"{language} {size}", file=sys.stderr)


def first_start(speak, folder: Path, file: Path) -> None:  # noqa: ANN001
    """Picture the first start, as large as it comes."""
    from shopdesk.ui.window.first_run import FirstRun

    asked = FirstRun(folder.parent / "new-shop", speak, ("today", "packing", "stall"))
    asked.show()
    asked.grab().save(str(file))
    asked.close()


def sheet(files: list[Path], target: Path) -> None:
    """Put small pictures of all on one sheet, to be looked over."""
    from PIL import Image, ImageOps

    width, height = SHEET_WIDTH, SHEET_WIDTH * 9 // 16
    rows = -(-len(files) // SHEET_COLUMNS)
    whole = Image.new("RGB", (width * SHEET_COLUMNS, height * rows), "#888888")
    for at, file in enumerate(files):
        small = ImageOps.contain(Image.open(file).convert("RGB"), (width - 6, height - 6))
        whole.paste(small, (at % SHEET_COLUMNS * width + 3, at // SHEET_COLUMNS * height + 3))
    whole.save(target, quality=85)


if __name__ == "__main__":
    if "--scratch" in sys.argv:
        picture(parser().parse_args(sys.argv[1:]))
    else:
        sys.exit(main(sys.argv[1:]))
