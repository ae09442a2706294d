"""Make the manual's pictures: `python3 dev.py shots manual [NAME…]`, one of each chapter in both languages, small."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scenes import of_the_manual, settle
from shots import LANGUAGES

HERE = Path(__file__).resolve().parent
SIZE = (1200, 720)  # the smallest whose rail has words: the less is shown, the larger it is
WHO = {"zh_CN": "小满", "en": "Mia"}  # whose name stands beside what was done
DOTS = 2  # for each of the window's, so that the pictures are sharp on every screen
COLOURS = 128  # enough for a page of words, a third of the bytes


def main(only: list[str]) -> int:
    """Make the pictures, or those named, each language in a process of its own; return the worst exit status."""
    status = 0
    with tempfile.TemporaryDirectory(prefix="shopdesk-manual-") as scratch:
        for language in LANGUAGES:
            home = {"HOME": scratch, "XDG_CONFIG_HOME": f"{scratch}/config", "TZ": "Asia/Shanghai"}
            environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "SHOPDESK_LANG": language}
            environment |= {"QT_SCALE_FACTOR": str(DOTS), "LOGNAME": WHO[language]}
            status = max(
                status, subprocess.call([sys.executable, __file__, *only, "--", language, scratch], env=environment)
            )
    return status


def picture(only: list[str], language: str, scratch: Path) -> None:
    """Make the pictures of one language."""
    from shopdesk import app
    from shopdesk.services.sample import create_sample_shop
    from shopdesk.ui import theme
    from shopdesk.ui.context import Context
    from shopdesk.words import spoken

    spoken.use(language)
    now = datetime.now(UTC).replace(hour=2, minute=24, second=0, microsecond=0)  # 10:24 in the shop
    folder = scratch / f"shop-{language}"
    create_sample_shop(folder, now=lambda: now).close()
    application = app.application()
    app.speak(language)
    theme.apply(application, theme.LIGHT)
    window = app.open_window(folder, Context(folder, now=lambda: now))
    window.resize(*SIZE)
    window.show()
    target = HERE / "pictures" / language
    target.mkdir(parents=True, exist_ok=True)
    for name, prepare in of_the_manual(window).items():
        if only and name not in only:
            continue
        prepare()
        settle(window)
        keep(window.grab(), target / f"{name}.png")
    window.close()
    print(language, file=sys.stderr)


def keep(shown, file: Path) -> None:  # noqa: ANN001
    """Write a picture with few colours."""
    from PIL import Image

    whole = file.with_suffix(".whole.png")
    shown.save(str(whole))
    Image.open(whole).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    whole.unlink()


if __name__ == "__main__":
    if "--" in sys.argv:
        picture(sys.argv[1:-3], sys.argv[-2], Path(sys.argv[-1]))
    else:
        sys.exit(main(sys.argv[1:]))
