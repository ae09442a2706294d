"""Thumbnails: small pictures for lists and paper, turned upright, on white."""

from pathlib import Path

from shopdesk.imaging.check import on_white
from shopdesk.imaging.picture_file import read_picture
from shopdesk.imaging.unreadable import Unreadable
from shopdesk.imaging.whole_picture import UPRIGHT
from shopdesk.whole_files import written_whole

SIDE = 240  # sharp at 30 mm on paper and at 80 logical pixels on a 300 % screen
QUALITY = 85


def make_thumbnail(source: Path, target: Path) -> bool:
    """Write a JPEG of at most 240 pixels a side; False, and nothing written, for a picture that cannot be read."""
    try:
        read = read_picture(source, SIDE)
    except Unreadable:
        return False
    small = on_white(read.small)
    if read.orientation in UPRIGHT:
        small = small.transpose(UPRIGHT[read.orientation])
    small.thumbnail((SIDE, SIDE))
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(target) as part:
        small.save(part, "JPEG", quality=QUALITY)
    return True
