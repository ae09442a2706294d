"""`images fix`: what the command line promises about repaired copies."""

from PIL import Image, ImageDraw


def shot(path, ground="#eeeeee"):
    picture = Image.new("RGB", (900, 1100), ground)
    ImageDraw.Draw(picture).rectangle((100, 200, 500, 700), (190, 40, 30))
    picture.save(path)
    return path


def test_a_picture_is_repaired_into_another_folder(shopdesk, tmp_path):
    source = shot(tmp_path / "mug.png")
    answer = shopdesk("images", "fix", source, "--out", tmp_path / "ready", "--profile", "taobao")
    (result,) = answer.json
    assert answer.status == 0
    assert (result["file"], result["fixed"]) == (str(source), str(tmp_path / "ready" / "mug.jpg"))
    assert (result["verdict"], result["reason"]) == ("pass", None)
    assert {"whitened", "squared", "recentred"} <= {action["action"] for action in result["actions"]}
    assert all(action["message"].endswith(".") for action in result["actions"])


def test_one_that_cannot_be_repaired_says_why_and_how_to_photograph_it(shopdesk, tmp_path):
    Image.effect_noise((900, 900), 90).save(tmp_path / "busy.png")
    answer = shopdesk("images", "fix", tmp_path / "busy.png", shot(tmp_path / "mug.png"), "--out", tmp_path / "ready")
    busy, mug = answer.json
    assert answer.status == 1
    assert (busy["fixed"], busy["reason"], busy["actions"]) == (None, "background-busy", [])
    assert "Photograph" in busy["message"]
    assert mug["fixed"]


def test_the_folder_of_the_originals_is_refused(shopdesk, tmp_path):
    source = shot(tmp_path / "mug.png")
    assert shopdesk("images", "fix", source, "--out", tmp_path).status == 3
    assert shopdesk("images", "fix", source, "--out", tmp_path / "ready", "--profile", "nonsense").status == 3
    assert not (tmp_path / "ready").exists()
