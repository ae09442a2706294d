"""What one main-image check costs beside a bare decode of the same file: JSON with medians and ratios.

Run `python -m benchmarks.images [PICTURE…]`; without pictures it draws some with the grain of photographs. Check and
decode are timed in turn in one process. The aim: at most 0.80 at 800 pixels, 0.66 from 1,600 on.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageChops

from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.imaging.sample_pictures import draw_product

SIDES = (800, 1600, 3200)
ROUNDS = 31


def decode(path):
    with Image.open(path) as picture:
        picture.load()


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(path, profile):
    bare, checked = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: decode(path)))
        checked.append(seconds(lambda: check_picture(path, profile)))
    decode_ms, check_ms = (statistics.median(times) * 1000 for times in (bare, checked))
    return {"decode_ms": round(decode_ms, 3), "check_ms": round(check_ms, 3), "ratio": round(check_ms / decode_ms, 3)}


def grained(picture):
    """Give the product, but not the white around it, the grain of a photograph."""
    grain = Image.effect_noise(picture.size, 14).convert("RGB")
    noisy = ImageChops.add(picture, grain, offset=-128)
    return Image.composite(noisy, picture, picture.convert("L").point([255 * (level < 250) for level in range(256)]))


def main():
    profile = load_profiles()["shopdesk"]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]]
        for side in () if paths else SIDES:
            path = Path(folder, f"{side}.jpg")
            grained(draw_product("teapot", "#c96f4a", size=side)).save(path, quality=88)
            paths.append(path)
        print(json.dumps({path.name: compare(path, profile) for path in paths}, indent=1))


if __name__ == "__main__":
    main()
