"""What label and receipt printers are sent: kept as checked files, read back to the dot, decoded by two readers."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import DOTS_PER_MM, LANGUAGES, Paper
from shopdesk.printing import escpos, tspl, zpl
from shopdesk.printing.languages import write_document
from shopdesk.printing.pages import draw_pages

BOTH = {"SD-000123", "退货 SD-000123"}
GOLDEN = Path(__file__).parent / "golden"
WRITERS = {
    "tspl": tspl.write_label,
    "zpl": lambda image, printer: zpl.write_label(image, printer, deflated=False),
    "escpos": escpos.write_page,
}
# Paper that both heads and all three languages reach as it is, without a receipt printer's margins.
PAPER = Paper(60, 40)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printer_gets_the_bytes_that_were_checked(page, printer, language):
    """A golden file was rendered and decoded once by readers of its own; a change of a byte has to be meant."""
    (image,) = draw_pages(page(), printer(language), SilentJob())
    assert WRITERS[language](image, printer(language)) == (GOLDEN / f"label.{language}").read_bytes()


@pytest.mark.parametrize("dpi", DOTS_PER_MM)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_back_is_the_page_and_both_readers_read_it(page, printer, read_back, codes, language, dpi):
    made = printer(language, dpi)
    pdf = page(words="收件人 林一粟")
    (image,) = draw_pages(pdf, made, SilentJob())
    (data,) = write_document(pdf, made, 1, SilentJob())
    back = read_back(language, data).crop((0, 0, *image.size))
    assert ImageChops.difference(back.convert("L"), image.convert("L")).getbbox() is None
    assert codes(back) == BOTH


@pytest.mark.parametrize("deflated", [True, False])
@pytest.mark.parametrize("width", [1, 7, 8, 9, 801])
def test_any_picture_goes_through_zpl_unchanged(printer, read_back, deflated, width):
    """Odd widths, long runs, equal rows, black to the last dot."""
    image = Image.new("1", (width, 60), 1)
    image.paste(0, (0, 10, width, 20))
    for at in range(0, width, 3):
        image.putpixel((at, 30), 0)
    image.putpixel((width - 1, 59), 0)
    back = read_back("zpl", zpl.write_label(image, printer("zpl"), deflated=deflated))
    assert ImageChops.difference(back.crop((0, 0, *image.size)).convert("L"), image.convert("L")).getbbox() is None


@pytest.mark.parametrize("language", ["tspl", "escpos"])
def test_an_odd_width_is_filled_up_with_white(printer, read_back, language):
    image = Image.new("1", (13, 300), 0)
    back = read_back(language, WRITERS[language](image, printer(language)))
    assert back.size == (16, 300)
    assert {back.getpixel((x, 150)) for x in range(13, 16)} == {255}
    assert {back.getpixel((x, 299)) for x in range(13)} == {0}


@pytest.mark.parametrize(("language", "told"), [("tspl", b"PRINT 1,3"), ("zpl", b"^PQ3")])
def test_copies_are_counted_by_the_printer(page, printer, language, told):
    (data,) = write_document(page(), printer(language), 3, SilentJob())
    assert data.count(told) == 1


def test_a_receipt_is_repeated_and_cut_each_time_and_opens_no_drawer(page, printer):
    (data,) = write_document(page(), printer("escpos"), 2, SilentJob())
    assert data.count(b"\x1dVB\x00") == 2
    assert escpos.DRAWER not in data


def test_many_labels_come_one_by_one(page, printer):
    """500 labels of TSPL are 60 MB: they are made while the printer takes them."""
    parts = write_document(page(pages=3), printer(), 1, SilentJob())
    assert b"BITMAP" in next(parts)
    assert len(list(parts)) == 2


@pytest.mark.parametrize(("language", "told"), [("tspl", [b"DENSITY 12", b"SPEED 4"]), ("zpl", [b"^MD12", b"^PR4"])])
def test_darkness_and_speed_are_told_only_where_they_are_set(page, printer, language, told):
    from dataclasses import replace

    (plain,) = write_document(page(), printer(language), 1, SilentJob())
    (set_,) = write_document(page(), replace(printer(language), darkness=12, speed=4), 1, SilentJob())
    assert all(word in set_ and word not in plain for word in told)
