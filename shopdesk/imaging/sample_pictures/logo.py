"""The sample shop's logo: a sprout of rice in a bowl's half circle."""

from PIL import Image, ImageDraw

GREEN = (38, 112, 74)


def draw_logo(size: int = 360) -> Image.Image:
    """Draw the logo, `size` pixels square, on white."""
    big = size * 2
    picture = Image.new("RGB", (big, big), "white")
    pen, unit = ImageDraw.Draw(picture), big / 100
    pen.pieslice([6 * unit, 8 * unit, 94 * unit, 96 * unit], 0, 180, fill=GREEN)
    pen.line([50 * unit, 52 * unit, 50 * unit, 14 * unit], fill=GREEN, width=round(5 * unit))
    for y, reach in ((16, 17), (28, 21), (40, 24)):
        for left, right in ((50 - reach, 50), (50, 50 + reach)):
            pen.pieslice([left * unit, (y - 2) * unit, right * unit, (y + 10) * unit], 180, 360, fill=GREEN)
    return picture.resize((size, size), Image.Resampling.LANCZOS)
