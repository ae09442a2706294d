"""Sentences about pictures: each check of the main-image check worded from its code, measured value and limit."""

from shopdesk.domain.pictures import Check, Profile, Value
from shopdesk.words import N_, _

PLATFORMS = {
    "shopdesk": N_("The handbook"),
    "taobao": N_("Taobao"),
    "jd": N_("JD"),
    "pdd": N_("Pinduoduo"),
    "douyin": N_("Douyin"),
    "amazon": "Amazon",
    "ebay": "eBay",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
}
BACKGROUND_WORDS = {
    "white": N_("white"),
    "near-white": N_("near white"),
    "plain": N_("plain but not white"),
    "busy": N_("busy"),
    "transparent": N_("transparent"),
}
PASSED = {
    "readable": N_("The picture can be read."),
    "size": N_("The shorter side has {measured} pixels; {limit} are enough."),
    "longest": N_("The longer side has {measured} pixels; {limit} are enough."),
    "largest": N_("The longer side has {measured} pixels; {limit} are allowed."),
    "side-sum": N_("Width and height add up to {measured} pixels; {limit} are allowed."),
    "pixels": N_("The picture has {measured} million pixels; {limit} million are allowed."),
    "square": N_("The picture is square."),
    "bytes": N_("The file has {measured} MB; {limit} MB are allowed."),
    "format": N_("The file is a {measured}, which is accepted."),
    "frames": N_("The picture stands still."),
    "background": N_("The background is {measured}."),
    "even": N_("The background is even."),
    "specks": N_("The background has no specks."),
    "fill": N_("The product fills {measured} percent of the side."),
    "edge": N_("The product stands clear of the edge."),
}
BROKEN = {
    "size": N_("{platform} asks for at least {limit} pixels on the shorter side; this picture has {measured}."),
    "longest": N_("{platform} asks for at least {limit} pixels on the longer side; this picture has {measured}."),
    "largest": N_("{platform} takes at most {limit} pixels on the longer side; this picture has {measured}."),
    "side-sum": N_(
        "{platform} takes at most {limit} pixels of width and height together; this picture has {measured}."
    ),
    "pixels": N_("{platform} takes at most {limit} million pixels; this picture has {measured} million."),
    "square": N_("{platform} asks for a square picture; here the longer side is {measured} times the shorter one."),
    "bytes": N_("{platform} takes files of at most {limit} MB; this one has {measured} MB."),
    "format": N_("{platform} takes {limit}; this file is a {measured}."),
    "frames": N_("{platform} takes no moving pictures; this file has {measured} frames."),
    "background": N_("{platform} asks for a clean background ({limit}); this one is {measured}."),
    "even": N_(
        "The background is not even: along the edge it changes by {measured} levels of 255; {limit} are allowed."
    ),
    "specks": N_("The background has small specks ({measured}). Retouching them makes the picture clean."),
    "fill": N_("The product fills only {measured} percent of the side; {platform} asks for {limit} percent."),
    "edge": N_("The product touches the edge of the picture and may be cut off."),
}
UNREADABLE = {
    "missing": N_("The file is not there any more. It may have been moved or renamed."),
    "not-a-file": N_("This is a folder or a device, not a picture file."),
    "empty": N_("The file is empty. Copying or downloading it again may help."),
    "too-many-bytes": N_("The file is larger than {limit} MB, too large for a product picture."),
    "no-permission": N_("This user may not read the file. Its permissions have to be changed first."),
    "not-a-picture": N_(
        "The file is not a picture that ShopDesk reads (JPEG, PNG, WebP, AVIF, GIF, BMP or TIFF). "
        "HEIC pictures of a telephone have to be saved as JPEG first."
    ),
    "too-many-pixels": N_(
        "The picture has more than {limit} million pixels, too many for its format. Save it smaller."
    ),
    "too-many-scans": N_("The JPEG file is built from too many scans to be read safely. Save it again as JPEG."),
    "too-many-frames": N_("The file has more than {limit} frames and is no product picture."),
    "too-slow": N_("The file takes too long to read. Save it again, smaller, as JPEG."),
    "truncated": N_("The end of the file is missing. Copying or downloading it again may help."),
    "unusual-colours": N_("The picture uses colours that ShopDesk does not read. Save it as JPEG in RGB."),
    "damaged": N_("The file is damaged and cannot be read. Copying or downloading it again may help."),
}
MEGA = {"bytes": 1024 * 1024, "too-many-bytes": 1_000_000, "pixels": 1_000_000, "too-many-pixels": 1_000_000}


def describe(check: Check, profile: Profile | str) -> str:
    """Return one sentence about a check in the reader's language; `profile` is whose rule it is."""
    name = profile if isinstance(profile, str) else profile.name
    if check.check == "readable" and check.verdict == "fail":
        sentence, code = UNREADABLE[str(check.measured)], str(check.measured)
    else:
        sentence, code = (PASSED if check.verdict == "pass" else BROKEN)[check.check], check.check
    return _(sentence).format(
        platform=_(PLATFORMS[name]) if name in PLATFORMS else name,
        measured=shown(code, check.measured),
        limit=shown(code, check.limit),
    )


def shown(code: str, value: Value) -> str:
    """Write a measured value or a limit as people read it: megabytes, millions, per cent, words."""
    if code == "background":
        return _(", ").join(_(BACKGROUND_WORDS[word]) for word in str(value).split(", "))
    if isinstance(value, str):
        return value
    if code in MEGA:
        return f"{value / MEGA[code]:.3g}"
    if code == "fill":
        return f"{value * 100:.0f}"
    return f"{value:.4g}" if isinstance(value, float) else f"{value}"
