"""What one main-image check costs beside a bare decode, what a second worker gains, the first verdict, the memory.

Run `python -m benchmarks.picture_check`: one JSON line. Pictures are the product photographs of SHOPDESK_DATA (default
`../shared/data`), cut square and saved at quality 90, else drawn ones with the grain of photographs. Check and decode
are timed in turn in one process, in processor time of their thread, so that other work on the machine counts less; a
ratio is that of the medians, of each picture and then of all of a size. What two workers gain needs a quiet machine:
`bare` is what a bare decode of the same files gains at the same time, the most that can be had.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops

from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.imaging.sample_pictures import draw_product
from shopdesk.services import pictures

SIDES = (800, 1600, 3000)
WANTED = {800: 0.80, 1600: 0.66, 3000: 0.66}
ROUNDS = 31
BATCH = 48
DATA = Path(os.environ.get("SHOPDESK_DATA", "../shared/data"))
MEMORY = """
import re, sys
from pathlib import Path
from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
profile = load_profiles()["shopdesk"]
for name in sys.argv[1:]:
    check_picture(Path(name), profile)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def decode(path):
    with Image.open(path) as picture:
        picture.load()


def seconds(work, *arguments, clock=time.perf_counter):
    start = clock()
    work(*arguments)
    return clock() - start


def compare(path, profile):
    """Return the median milliseconds of a bare decode and of a check, timed in turn."""
    bare, checked = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(decode, path, clock=time.thread_time))
        checked.append(seconds(check_picture, path, profile, clock=time.thread_time))
    return tuple(statistics.median(times) * 1000 for times in (bare, checked))


def photographs():
    """Return pictures in RGB, real ones where there are any."""
    folder = DATA / "images"
    if not folder.is_dir():
        return [grained(draw_product(kind, "#c96f4a", size=1200)) for kind in ("teapot", "bowl", "vase")]
    found = []
    for path in sorted(folder.glob("*.jpg"))[::6]:
        with Image.open(path) as picture:
            found.append(picture.convert("RGB"))
    return found


def grained(picture):
    """Give the product, but not the white around it, the grain of a photograph, the same in every run."""
    levels = Image.frombytes("L", picture.size, random.Random(7).randbytes(picture.width * picture.height))
    grain = levels.point(lambda level: round(128 + (level - 128) * 14 / 74)).convert("RGB")
    noisy = ImageChops.add(picture, grain, offset=-128)
    return Image.composite(noisy, picture, picture.convert("L").point([255 * (level < 250) for level in range(256)]))


def saved(picture, side, path):
    """Save a square of this side, quality 90 and 4:2:0, as telephones and shops do."""
    scale = side / min(picture.size)
    wide = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    left, top = (wide.width - side) // 2, (wide.height - side) // 2
    wide.crop((left, top, left + side, top + side)).save(path, quality=90, subsampling="4:2:0")
    return path


def ratios(folder, profile):
    """Return ratio, median and worst, for each size."""
    answer = {}
    for side in SIDES:
        pairs = []
        for at, picture in enumerate(photographs()):
            pairs.append(compare(saved(picture, side, folder / f"{side}-{at}.jpg"), profile))
        each = [check / bare for bare, check in pairs]
        answer[side] = {
            "ratio": round(statistics.median(each), 2),
            "best": round(min(each), 2),
            "worst": round(max(each), 2),
            "decode_ms": round(statistics.median(bare for bare, _ in pairs), 2),
            "check_ms": round(statistics.median(check for _, check in pairs), 2),
            "wanted": WANTED[side],
        }
    return answer


def gain_of_two(folder, side):
    """Return how much quicker a batch is with two workers than with one, through the service."""
    batch = sorted(folder.glob(f"{side}-*.jpg")) * (BATCH // len(list(folder.glob(f"{side}-*.jpg"))) + 1)
    checked, bare = {1: [], 2: []}, {1: [], 2: []}
    for _ in range(7):
        for workers in (1, 2):
            pictures.os.cpu_count = lambda workers=workers: workers
            checked[workers].append(seconds(pictures.check_pictures, batch[:BATCH]))
            bare[workers].append(seconds(decode_all, batch[:BATCH], workers))
    gains = [statistics.median(times[1]) / statistics.median(times[2]) for times in (checked, bare)]
    return {"check": round(gains[0], 2), "bare": round(gains[1], 2)}


def decode_all(paths, workers):
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(decode, paths))


def peak_memory(paths):
    """Return the megabytes of a process that checks these files, and of one that checks none."""
    asked = [[], [str(path) for path in paths]]
    return [
        int(subprocess.run([sys.executable, "-c", MEMORY, *names], capture_output=True, check=True).stdout)
        for names in asked
    ]


def largest(folder):
    """Return files at the limits of what is read, and beyond them."""
    made = []
    for name, side, save in (
        ("jpeg-100mp.jpg", 10_000, {"quality": 60}),
        ("progressive.jpg", 5_700, {"progressive": True}),
        ("png-40mp.png", 6_300, {"compress_level": 1}),
        ("tiff.tif", 5_000, {"compression": "tiff_lzw"}),
        ("webp.webp", 3_600, {}),
        ("bomb.png", 13_000, {"compress_level": 1}),
    ):
        Image.new("L" if side > 9_000 else "RGB", (side, side), 200 if side > 9_000 else "white").save(
            folder / name, **save
        )
        made.append(folder / name)
    bad = DATA / "badinput" / "images"
    return made + (sorted(bad.iterdir()) if bad.is_dir() else [])


def main():
    profile = load_profiles()["shopdesk"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {"ratios": ratios(folder, profile)}
        found["two_workers"] = {side: gain_of_two(folder, side) for side in SIDES}
        first = [seconds(check_picture, path, profile) for path in sorted(folder.glob("3000-*.jpg"))]
        found["first_verdict_ms_3000"] = {
            "median": round(statistics.median(first) * 1000, 1),
            "worst": round(max(first) * 1000, 1),
        }
        found["peak_mb_idle_and_worst"] = peak_memory(largest(folder))
        print(json.dumps(found))


if __name__ == "__main__":
    main()
