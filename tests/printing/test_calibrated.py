"""A calibrated PDF: everything moved and scaled from the upper left corner, the paper as it was."""

import pypdfium2
import pytest
from PIL import ImageChops

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import Calibration, Paper
from shopdesk.printing.calibrated import calibrate_pdf
from shopdesk.printing.pages import draw_pages, page_sizes


def test_without_a_calibration_the_pdf_is_the_same_to_the_byte(page):
    pdf = page()
    assert calibrate_pdf(pdf, Calibration()) is pdf


def test_every_page_is_moved_as_a_raw_printer_moves_it(page, printer, codes):
    told = Calibration(1.01, 0.99, 1.5, -0.5)
    changed = calibrate_pdf(page(pages=2), told)
    assert page_sizes(changed) == page_sizes(page(pages=2))
    raw = list(draw_pages(page(pages=2), printer(calibration=told), SilentJob()))
    for plain, moved in zip(draw_pages(changed, printer(), SilentJob()), raw, strict=True):
        edges, wanted = (ImageChops.invert(image.convert("L")).getbbox() for image in (plain, moved))
        assert edges == pytest.approx(wanted, abs=1)
        assert codes(plain) == {"SD-000123", "退货 SD-000123"}


def test_words_in_it_stay_words(page):
    changed = pypdfium2.PdfDocument(calibrate_pdf(page(words="收件人"), Calibration(shift_x=2)))
    assert "收件人" in changed[0].get_textpage().get_text_range()
    changed.close()


def test_what_is_moved_past_the_edge_is_cut_there(page, printer):
    changed = calibrate_pdf(page(), Calibration(shift_x=10))
    (image,) = draw_pages(changed, printer(paper=Paper(60, 40)), SilentJob())
    assert image.width == 480
