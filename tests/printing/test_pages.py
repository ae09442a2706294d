"""A page in a printer's dots: exact, whole, calibrated, and never on paper that is too small for it."""

from itertools import groupby

import pytest
from PIL import ImageChops

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import DOTS_PER_MM, Calibration, Paper
from shopdesk.printing.pages import draw_pages

BOTH = {"SD-000123", "退货 SD-000123"}


def bar_widths(image, y: int, left: int, right: int) -> set[int]:
    dots = [image.getpixel((x, y)) for x in range(left, right)]
    runs = [len(list(run)) for _, run in groupby(dots)][1:-1]
    return set(runs)


@pytest.mark.parametrize("dpi", DOTS_PER_MM)
def test_a_label_has_exactly_the_dots_of_its_paper(page, printer, codes, dpi):
    (image,) = draw_pages(page(100, 150, words="林一粟"), printer(dpi=dpi, paper=Paper(100, 150)), SilentJob())
    assert image.size == {203: (800, 1200), 300: (1181, 1772)}[dpi]
    assert image.mode == "1"
    assert codes(image) == BOTH


@pytest.mark.parametrize(("dpi", "module"), [(203, 2), (300, 3)])
def test_every_bar_is_a_whole_number_of_dots(page, printer, dpi, module):
    """A module of two or three dots has them everywhere, wherever the first bar begins."""
    dots = DOTS_PER_MM[dpi]
    (image,) = draw_pages(page(module=module / dots), printer(dpi=dpi), SilentJob())
    widths = bar_widths(image, round(8 * dots), round(5 * dots), round(40 * dots))
    assert widths and all(width % module == 0 for width in widths)


@pytest.mark.parametrize("dpi", DOTS_PER_MM)
@pytest.mark.parametrize("scale", [0.98, 1.02])
def test_a_calibrated_page_is_larger_or_smaller_and_still_read(page, printer, codes, dpi, scale):
    told = Calibration(scale, scale, 1.0, 0.5)
    plain, changed = (
        next(draw_pages(page(), printer(dpi=dpi, calibration=how), SilentJob())) for how in (Calibration(), told)
    )
    dots = DOTS_PER_MM[dpi]
    before, after = (ImageChops.invert(image.convert("L")).getbbox() for image in (plain, changed))
    assert after[0] / dots == pytest.approx(before[0] / dots * scale + 1.0, abs=0.15)
    assert after[1] / dots == pytest.approx(before[1] / dots * scale + 0.5, abs=0.15)
    assert (after[2] - after[0]) / dots == pytest.approx((before[2] - before[0]) / dots * scale, abs=0.15)
    assert codes(changed) == BOTH


def test_a_shift_moves_by_whole_dots_so_that_bars_stay_equal(page, printer):
    (image,) = draw_pages(page(), printer(calibration=Calibration(shift_x=0.07)), SilentJob())
    assert all(width % 2 == 0 for width in bar_widths(image, 64, 40, 320))


@pytest.mark.parametrize("paper", [Paper(50, 40), Paper(60, 30), Paper(58, 0)])
def test_paper_smaller_than_the_page_is_refused_with_both_sizes(page, printer, paper):
    with pytest.raises(ShopError) as told:
        list(draw_pages(page(), printer(paper=paper), SilentJob()))
    assert told.value.code == "paper-too-small"
    assert told.value.params["page"] == "60 × 40 mm"
    assert f"{paper.width:g}" in told.value.params["paper"]


def test_a_page_within_half_a_millimetre_of_the_paper_is_printed(page, printer):
    (image,) = draw_pages(page(60.4, 40.3), printer(), SilentJob())
    assert image.size == (480, 320)


def test_a_small_page_stands_at_the_upper_left_of_larger_paper(page, printer):
    (image,) = draw_pages(page(), printer(paper=Paper(100, 150)), SilentJob())
    ink = ImageChops.invert(image.convert("L")).getbbox()
    assert image.size == (800, 1200) and ink[2] <= 480 and ink[3] <= 320


def test_a_roll_is_as_long_as_its_page_and_as_wide_as_the_head(page, printer, codes):
    (image,) = draw_pages(page(80, 55), printer("escpos", paper=Paper(80, 0)), SilentJob())
    assert image.size == (576, 440)
    assert codes(image) == BOTH


def test_ink_that_a_receipt_printer_cannot_reach_is_refused_not_cut_off(page, printer):
    with pytest.raises(ShopError, match="paper-too-small"):
        list(draw_pages(page(58, 40), printer("escpos", paper=Paper(58, 0)), SilentJob()))


def test_drawing_stops_when_told(page, printer):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            if done == 1:
                raise Cancelled

    drawn = draw_pages(page(pages=3), printer(), Stopped())
    assert next(drawn)
    with pytest.raises(Cancelled):
        next(drawn)
