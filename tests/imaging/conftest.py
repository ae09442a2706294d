"""What the picture tests share: a photograph made to order, and the check of a picture not yet saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from shopdesk.domain.pictures import PictureReport
from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles


@pytest.fixture
def photo() -> Callable[..., Image.Image]:
    """Make a picture: one red product in `box` on an even background."""

    def make(background="white", box=(80, 120, 720, 680), size=(800, 800), product=(190, 40, 30), mode="RGB"):
        picture = Image.new(mode, size, background)
        ImageDraw.Draw(picture).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), product)
        return picture

    return make


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., PictureReport]:
    """Check a picture by a profile; one that is not yet a file is saved first, as `name` says."""

    def run(picture: Image.Image | Path, name: str = "photo.png", profile: str = "shopdesk", **save) -> PictureReport:
        path = picture
        if isinstance(picture, Image.Image):
            path = tmp_path / name
            picture.save(path, **save)
        return check_picture(path, load_profiles()[profile])

    return run
