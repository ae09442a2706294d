"""The repair of main images: each flaw put right, the product left alone, and what cannot be repaired said."""

import io
from itertools import pairwise
from random import Random

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter

from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.imaging.repair import repair_picture
from shopdesk.imaging.repair_file import CannotRepair
from shopdesk.imaging.repair_frame import choose_window

RED, PAPER = (190, 40, 30), (250, 250, 250)
UNCUT = (False, False, False, False)


def goods(size=(800, 800), ground=(255, 255, 255), box=(150, 150, 650, 650), mode="RGB"):
    """A red box with a white label in its middle, as a photograph has it."""
    picture = Image.new(mode, size, ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(box, (*RED, 255)[: len(picture.getbands())])
    left, top, right, bottom = box
    third = (right - left) // 3
    label = (left + third, top + third, right - third, bottom - third)
    draw.rectangle(label, (*PAPER, 255)[: len(picture.getbands())])
    return picture


@pytest.fixture
def repair(tmp_path):
    """Repair a picture by way of a file; give the repaired picture, its actions by code, and its report."""

    def run(picture, name="photo.png", profile="shopdesk", **save):
        path = tmp_path / name
        picture.save(path, **save)
        original, rules = path.read_bytes(), load_profiles()[profile]
        repaired = repair_picture(path, rules, check_picture(path, rules).measured)
        assert path.read_bytes() == original
        copy = tmp_path / f"copy{repaired.suffix}"
        copy.write_bytes(repaired.data)
        actions = {action.code: action for action in repaired.actions}
        return Image.open(io.BytesIO(repaired.data)).convert("RGB"), actions, check_picture(copy, rules)

    return run


def noise(size, sigma):
    """Return grain that is the same in every run; `sigma` is its standard deviation in levels."""
    levels = Image.frombytes("L", size, Random(7).randbytes(size[0] * size[1]))
    return levels.point(lambda level: round(128 + (level - 128) * sigma / 74))


def grain(picture, sigma=4):
    return ImageChops.add(picture, noise(picture.size, sigma).convert("RGB"), 1, -128)


@pytest.mark.parametrize("ground", [(246, 246, 246), (226, 226, 226), (205, 203, 200), (240, 236, 228)])
def test_a_light_background_becomes_pure_white_and_the_product_stays(repair, ground):
    picture, actions, report = repair(grain(goods(ground=ground)), "photo.jpg", quality=95)
    assert (report.verdict, report.measured.background) == ("pass", "white")
    assert actions["whitened"].result == 255
    edge = picture.crop((0, 0, 800, 40)).convert("L")
    assert edge.getextrema()[0] >= 250 and sum(edge.histogram()[254:]) > 0.999 * 800 * 40
    red, label = picture.getpixel((150, 400)), picture.getpixel((400, 400))
    assert all(abs(here - there) < 14 for here, there in zip((*red, *label), (*RED, *PAPER), strict=True))


def test_a_product_in_the_corner_comes_to_the_middle_and_fills_87_percent(repair):
    _, actions, report = repair(goods(size=(1600, 1200), box=(60, 500, 760, 1000)))
    assert report.verdict == "pass"
    assert report.measured.fill == pytest.approx(0.87, abs=0.02)
    assert report.measured.off_centre < 0.01
    assert {"squared", "recentred"} <= actions.keys()


def test_a_white_product_keeps_its_faint_edges_and_its_shades(repair):
    mug = Image.new("RGB", (800, 800), (255, 255, 255))
    draw = ImageDraw.Draw(mug)
    draw.rectangle((200, 150, 600, 650), (243, 243, 243))
    draw.rectangle((210, 160, 400, 640), (200, 200, 200))
    draw.rectangle((480, 300, 520, 500), (150, 20, 20))
    picture, _, _ = repair(mug)
    inside = picture.getpixel((560, 200))
    assert all(abs(level - 243) <= 3 for level in inside), inside


def test_a_soft_shadow_is_spared(repair):
    shot = Image.new("RGB", (1000, 1000), (248, 248, 248))
    ImageDraw.Draw(shot).ellipse((250, 740, 800, 840), (150, 150, 150))
    shot = shot.filter(ImageFilter.GaussianBlur(25))
    ImageDraw.Draw(shot).rectangle((300, 250, 700, 790), RED)
    picture, _, report = repair(shot)
    assert report.verdict == "pass"
    column = [picture.getpixel((400, row))[0] for row in range(500, 800)]
    after_product = column[max(i for i, level in enumerate(column) if abs(level - RED[0]) < 12 and i < 290) + 4 :]
    assert min(after_product) < 215
    jumps = [abs(a - b) for a, b in pairwise(after_product)]
    assert max(jumps) < 25


def test_a_transparent_cut_out_is_put_on_white(repair):
    cut_out = goods(size=(900, 1200), ground=(0, 0, 0, 0), box=(0, 0, 899, 1199), mode="RGBA").resize((450, 600))
    cut_out = Image.composite(cut_out, Image.new("RGBA", (450, 600)), Image.new("L", (450, 600), 255))
    cut_out.paste((0, 0, 0, 0), (0, 0, 80, 600))
    picture, actions, report = repair(cut_out)
    assert report.verdict == "pass"
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    assert {"on-white", "converted", "enlarged"} <= actions.keys()


def test_print_colours_become_screen_colours(repair):
    picture, actions, report = repair(goods().convert("CMYK"), "photo.jpg", quality=95)
    assert (report.verdict, report.measured.mode) == ("pass", "RGB")
    assert actions["colours"].measured == "CMYK"
    assert picture.getpixel((150, 400))[0] > 150


@pytest.mark.parametrize("mode", ["P", "L", "I;16"])
def test_other_colour_modes_are_taken(repair, mode):
    photo = goods().convert("L") if mode == "I;16" else goods()
    photo = photo.convert("I").point(lambda level: level * 257).convert("I;16") if mode == "I;16" else photo
    _, actions, report = repair(photo if mode == "I;16" else photo.convert(mode))
    assert (report.verdict, report.measured.mode) == ("pass", "RGB")
    assert actions["colours"].measured == mode


def test_the_embedded_profile_is_honoured_and_a_broken_one_ignored(repair):
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab_like, b"no profile at all"):
        _, actions, report = repair(goods(), icc_profile=profile)
        assert report.verdict == "pass"
        assert "colours" not in actions


def test_a_turned_photo_is_turned_upright(repair):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = goods(size=(1000, 1000))
    ImageDraw.Draw(lying).rectangle((150, 150, 650, 250), (20, 40, 200))
    picture, actions, report = repair(lying, "photo.jpg", exif=exif, quality=95)
    assert report.verdict == "pass" and "turned" in actions
    assert picture.getpixel((700, 400))[2] > 150  # what was the top is now on the right


def test_a_large_photo_is_made_smaller_and_a_tiny_one_enlarged_with_a_word_about_it(repair):
    large, actions, report = repair(goods(size=(5000, 5000), box=(600, 600, 4400, 4400)), "photo.jpg")
    assert (large.size, report.verdict) == ((800, 800), "pass")
    assert actions["reduced"].result == 800
    tiny, actions, report = repair(goods(size=(300, 300), box=(40, 40, 260, 260)))
    assert (tiny.size, report.verdict) == ((800, 800), "pass")
    assert actions["enlarged-much"].measured == pytest.approx(800 / 254, abs=0.1)


def test_a_good_picture_is_left_byte_for_byte_and_a_repaired_one_is_good(repair, tmp_path):
    _, actions, _ = repair(grain(goods(ground=(235, 235, 235), box=(40, 200, 500, 700))), "photo.jpg")
    assert actions
    again, rules = tmp_path / "copy.jpg", load_profiles()["shopdesk"]
    repaired = repair_picture(again, rules, check_picture(again, rules).measured)
    assert (repaired.actions, repaired.data) == ((), again.read_bytes())


def test_a_cut_product_stays_at_the_edge_where_it_is_cut(repair):
    picture, _, report = repair(goods(size=(800, 1000), box=(200, 300, 600, 999)))
    assert report.verdict == "warn" and report.measured.touches_edge
    assert picture.getpixel((250, 799))[0] < 220 and picture.getpixel((250, 5)) == (255, 255, 255)


def test_the_copy_is_lighter_than_the_platform_takes(repair):
    noisy = noise((800, 800), 120).convert("RGB")
    photo = Image.new("RGB", (1000, 1000), "white")
    photo.paste(noisy, (100, 100))
    _, _, report = repair(photo, profile="jd")
    assert report.measured.bytes <= 1048576 and report.verdict == "pass"


@pytest.mark.parametrize(
    "name", ["shopdesk", "taobao", "jd", "pdd", "douyin", "amazon", "ebay", "shopify", "woocommerce"]
)
def test_every_platform_takes_the_repaired_copy(repair, name):
    _, _, report = repair(goods(size=(700, 1200), ground=(244, 244, 244), box=(90, 90, 400, 600)), profile=name)
    assert report.verdict == "pass"


def test_what_cannot_be_repaired_honestly_is_refused_with_its_reason(repair):
    def reason(picture):
        with pytest.raises(CannotRepair) as refusal:
            repair(picture)
        return refusal.value.reason

    busy = noise((800, 800), 90).convert("RGB")
    assert reason(busy) == "background-busy"
    assert reason(goods(ground=(40, 60, 90))) == "background-dark"
    assert reason(goods(ground=(250, 220, 190))) == "background-dark"
    assert reason(Image.new("RGB", (800, 800), "white")) == "product-missing"


def test_dust_beside_the_product_is_removed(repair):
    dusty = goods(box=(300, 100, 500, 700))
    ImageDraw.Draw(dusty).ellipse((150, 400, 158, 408), (90, 90, 90))
    picture, actions, report = repair(dusty)
    assert report.verdict == "pass"
    assert actions["specks"].measured == 1
    assert min(picture.crop((0, 0, 200, 800)).getextrema())[0] >= 250


def test_the_window_keeps_a_margin_except_where_the_product_is_cut():
    window = choose_window((100, 100, 187, 150), (400, 400), UNCUT)
    assert (window.side, window.left, window.top) == pytest.approx((100, 93.5, 75))
    window = choose_window((100, 300, 200, 400), (400, 400), (False, False, False, True))
    assert window.top + window.side == pytest.approx(400)
    assert choose_window((0, 0, 300, 400), (300, 400), (True,) * 4).cropped == pytest.approx(0.25)
