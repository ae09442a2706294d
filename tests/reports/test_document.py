"""The file itself: reproducible, whole or not there, and silent about the machine."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.paper import Label, Slip
from shopdesk.reports.document import open_document
from shopdesk.reports.labels import write_labels
from shopdesk.reports.layouts import builtin_layout
from shopdesk.reports.packing_slips import write_packing_slips

LABEL, SLIP = builtin_layout("labels", "100x150"), builtin_layout("packing-slips", "a5")


class Stopped:
    """A job that is told to stop at the second label."""

    def step(self, done: int, total: int) -> None:
        if done:
            raise Cancelled


def test_the_same_labels_give_the_same_bytes(label: Label, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", BytesIO()
    write_labels([label], first, LABEL, SilentJob())
    write_labels([label], second, LABEL, SilentJob())
    assert first.read_bytes() == second.getvalue()


def test_the_file_tells_its_title_and_nothing_of_machine_or_time(label: Label, see: Callable) -> None:
    told = see(write_labels, [label], LABEL).pdf.get_metadata_dict(skip_empty=True)
    assert told == {"Title": "Shipping labels", "Producer": "ShopDesk"}


def test_a_cancelled_document_leaves_the_old_one_and_no_remains(label: Label, tmp_path: Path) -> None:
    target = tmp_path / "labels.pdf"
    target.write_bytes(b"yesterday")
    with pytest.raises(Cancelled):
        write_labels([label] * 3, target, LABEL, Stopped())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"yesterday"]


def test_a_document_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShopError, match="nothing-to-print"):
        write_labels([], tmp_path / "labels.pdf", LABEL, SilentJob())
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_a_refusal(label: Label, tmp_path: Path) -> None:
    with pytest.raises(ShopError, match="document-not-written"):
        write_labels([label], tmp_path / "missing" / "labels.pdf", LABEL, SilentJob())


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, str]:
    """A photograph, a drawing with transparency, half a file, and a text that calls itself a picture."""
    paths = {name: tmp_path / name for name in ("photo.jpg", "drawing.png", "half.jpg", "lie.png")}
    photo = Image.new("RGB", (80, 60), "white")
    ImageDraw.Draw(photo).ellipse((10, 10, 70, 50), fill="black")
    photo.save(paths["photo.jpg"])
    photo.convert("RGBA").save(paths["drawing.png"])
    paths["half.jpg"].write_bytes(paths["photo.jpg"].read_bytes()[:700])
    paths["lie.png"].write_text("no picture")
    return {name: str(path) for name, path in paths.items()}


def test_pictures_stand_in_their_frames_and_broken_ones_leave_them_empty(
    slip: Slip, see: Callable, pictures: dict[str, str]
) -> None:
    def ink(name: str) -> int:
        items = (replace(slip.items[0], picture=pictures.get(name, name)),)
        seen = see(write_packing_slips, [replace(slip, items=items)], SLIP)
        assert "CUP-350-WHITE" in seen.text()
        return seen.image(dpi=100).histogram()[0]

    empty = ink("lie.png")
    assert ink("half.jpg") == ink("not-there.png") == empty
    assert ink("photo.jpg") > empty + 200
    assert ink("drawing.png") > empty + 200


def test_a_picture_is_carried_once_however_often_it_is_shown(
    slip: Slip, see: Callable, pictures: dict[str, str]
) -> None:
    item = replace(slip.items[0], picture=pictures["photo.jpg"])
    seen = see(write_packing_slips, [replace(slip, items=(item,) * 9)], SLIP)
    assert seen.data.count(b"/Subtype /Image") == 1


def test_one_text_one_glyph_each_even_where_characters_look_alike(tmp_path: Path, see: Callable) -> None:
    def write(text: str, file: BytesIO, job: SilentJob) -> int:
        with open_document(file, "t", "en") as document:
            page = document.page(100, 30)
            page.text(5, 10, text, 12)
            document.finish(page)
            return document.page_count

    for text in ("⼀一", "Ω\u03a9", "𬭎𬭊", "नमस्ते", "Hello שלום world עולם!", "شارع الملك فهد 12 الرياض"):
        assert see(write, text).text() == text
