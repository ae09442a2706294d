"""Our ZPL by a renderer that is not ours (npm zpl-renderer-js): the same dots, and both symbols read from them."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import NETWORK, Paper, Printer
from shopdesk.printing import zpl
from shopdesk.printing.pages import draw_pages

GOLDEN = Path(__file__).parents[1] / "printing" / "golden" / "label.zpl"
SCRIPT = """
const {ready} = require(process.argv[2] + '/zpl-renderer-js'), fs = require('fs');
(async () => {
  const {api} = await ready, told = fs.readFileSync(process.argv[3], 'utf8');
  const [width, height, dots] = process.argv.slice(5).map(Number);
  const drawn = await api.zplToBase64Async(told, width, height, dots);
  fs.writeFileSync(process.argv[4], Buffer.from(drawn, 'base64'));
})().catch(error => { console.error(error); process.exit(1); });
"""


@pytest.fixture
def render(node_modules, tmp_path):
    def draw(data: bytes, width: float, height: float, dots: int) -> Image.Image:
        script, told, drawn = tmp_path / "draw.cjs", tmp_path / "label.zpl", tmp_path / "label.png"
        script.write_text(SCRIPT)
        told.write_bytes(data)
        command = ["node", script, node_modules, told, drawn, str(width), str(height), str(dots)]
        subprocess.run(command, check=True, timeout=250)
        return Image.open(drawn).convert("L")

    return draw


def test_the_checked_file_is_what_it_says(render, read_codes):
    assert read_codes(render(GOLDEN.read_bytes(), 60, 40, 8)) == {"SD-000123", "退货 SD-000123"}


@pytest.mark.parametrize("deflated", [True, False])
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_label_comes_out_dot_for_dot(render, read_codes, label, dpi, deflated):
    printer = Printer("Bench", NETWORK, "zpl", dpi, "127.0.0.1", Paper(100, 150))
    (page,) = draw_pages(label(), printer, SilentJob())
    told = zpl.write_label(page, printer, deflated=deflated)
    drawn = render(told, page.width / 8, page.height / 8, 8)  # it knows whole dots to the millimetre only
    assert drawn.size == page.size
    assert ImageChops.difference(drawn.point(lambda grey: 255 * (grey > 127)), page.convert("L")).getbbox() is None
    assert read_codes(drawn) == {"SF1234567890123", "退货 SD-000123"}
