"""The ruler's marks lie where the form says they do, on any paper; the test page is read back."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from shopdesk.domain.printers import Paper
from shopdesk.reports.ruler import plan_ruler, write_ruler
from shopdesk.reports.trial_page import BARS, SQUARE, write_trial_page

DPI = 508  # twenty dots to the millimetre
PAPERS = [Paper(100, 150), Paper(60, 40), Paper(50, 30), Paper(80, 0), Paper(58, 0), Paper(210, 297), Paper(40, 20)]


def drawn(write, paper: Paper, language: str = "en"):
    target = BytesIO()
    told = write(target, paper, language)
    pdf = pypdfium2.PdfDocument(target.getvalue())
    image = pdf[0].render(scale=DPI / 72).to_pil().convert("L")
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    return told, image, text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_bars_end_where_their_lengths_say(paper):
    told, image, text = drawn(write_ruler, paper)
    assert told.width == paper.width and told.height == (paper.height or 60)
    ink = image.point(lambda grey: 255 * (grey < 128)).getbbox()
    edges = [told.corner, told.corner, told.corner + told.across, told.corner + told.down]
    assert [edge / 20 for edge in ink] == pytest.approx(edges, abs=0.11)
    assert f"A {told.across:g} mm" in text and f"B {told.down:g} mm" in text
    assert f"{told.width:g} × {told.height:g} mm" in text or told.height < 30


def test_paper_that_nobody_named_is_a4():
    assert (plan_ruler(Paper()).width, plan_ruler(Paper()).height) == (210, 297)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_test_page_can_be_read_where_it_has_room(paper, language):
    _, image, _ = drawn(write_trial_page, paper, language)
    read = {found.text for found in zxingcpp.read_barcodes(image)}
    room = (paper.height or 60) >= 40
    assert SQUARE in read or not room
    assert BARS in read or (paper.height or 60) < 30 or paper.width < 50
