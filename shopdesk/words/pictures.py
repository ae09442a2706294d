"""Sentences about pictures: each check of the main-image check worded from its code, measured value and limit."""

from shopdesk.domain.pictures import Action, Check, FixedPicture, Profile, RepairPreview, Value
from shopdesk.words import N_, _, listed

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
CHECK_NAMES = {
    "readable": N_("Readable"),
    "format": N_("Format"),
    "size": N_("Shorter side"),
    "longest": N_("Longer side"),
    "largest": N_("Longest allowed"),
    "side-sum": N_("Both sides"),
    "pixels": N_("Million pixels"),
    "bytes": N_("File size"),
    "square": N_("Square"),
    "frames": N_("Frames"),
    "colours": N_("Colours"),
    "profile": N_("Colour profile"),
    "orientation": N_("Upright"),
    "background": N_("Background"),
    "even": N_("Evenness"),
    "specks": N_("Specks"),
    "fill": N_("Product"),
    "edge": N_("Clear of the edge"),
    "centring": N_("Off the middle"),
    "overlay": N_("Frame or writing"),
    "light": N_("Brightness"),
    "burnt": N_("Burnt out"),
    "saturation": N_("Over-saturated"),
    "sharpness": N_("Sharpness"),
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
    "centring": N_("The product stands {measured} percent of the side from the middle; {limit} are allowed."),
    "overlay": N_("Neither frame nor writing was found near the edge."),
    "light": N_("The brightest parts reach {measured} of 255; {limit} are enough."),
    "burnt": N_("{measured} percent are white without any drawing; {limit} percent are allowed."),
    "saturation": N_("{measured} percent have colours at their limit; {limit} percent are allowed."),
    "sharpness": N_("The steepest edge takes {measured} percent of the contrast in one step; {limit} are enough."),
    "colours": N_("The colours are {measured}."),
    "profile": N_("The colour profile is {measured}, which shows the same everywhere."),
    "orientation": N_("The picture stands upright."),
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
    "centring": N_(
        "The product stands {measured} percent of the side from the middle; more than {limit} looks crooked."
    ),
    "overlay": N_("There seems to be a {measured} near the edge; {platform} asks for the product alone."),
    "light": N_(
        "The picture is dark: its brightest parts reach {measured} of 255, at least {limit} would be good. "
        "Photograph it with more light."
    ),
    "burnt": N_(
        "{measured} percent of it are white without any drawing (at most {limit} percent). "
        "Photograph it with less exposure."
    ),
    "saturation": N_(
        "{measured} percent of the product have colours at their limit (at most {limit} percent). "
        "Take back the saturation."
    ),
    "sharpness": N_(
        "The picture looks blurred: the steepest edge takes {measured} percent of the contrast in one step, "
        "at least {limit} would be good. Hold the camera still and focus on the product."
    ),
    "colours": N_("The colours are {measured}; {platform} shows {limit} as they are. Save it in RGB with eight bits."),
    "profile": N_(
        "The colour profile is {measured}; where it is dropped, the picture looks pale. Translate the colours to sRGB."
    ),
    "orientation": N_(
        "The picture lies on its side and is only turned by a note in the file, which some pages ignore."
    ),
}
OVERLAY_WORDS = {"none": N_("nothing"), "frame": N_("frame"), "writing": N_("line of writing")}
COLOUR_WORDS = {"grey": N_("shades of grey"), "palette": N_("a palette"), "16-bit": N_("deep colours of 16 bits")}
PROFILE_WORDS = {"none": N_("none"), "unnamed": N_("one without a name")}
UNREADABLE = {
    "missing": N_("The file is no longer there. It may have been moved or renamed."),
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
    "too-many-frames": N_("The file has more than {limit} frames and is not a product picture."),
    "too-slow": N_("The file takes too long to read. Save it again, smaller, as JPEG."),
    "truncated": N_("The end of the file is missing. Copying or downloading it again may help."),
    "unusual-colours": N_("The picture uses colours that ShopDesk does not read. Save it as JPEG in RGB."),
    "damaged": N_("The file is damaged and cannot be read. Copying or downloading it again may help."),
}
ACTIONS = {
    "turned": N_("Turned upright."),
    "still": N_("The first of {measured} frames was kept."),
    "colours": N_("The colours were translated from {measured} to sRGB."),
    "on-white": N_("The transparent background was filled with white."),
    "whitened": N_("The background was made pure white (it was at {measured} of 255)."),
    "specks": N_("Small specks beside the product were removed ({measured})."),
    "squared": N_("{measured} became a square of {result} pixels."),
    "recentred": N_("The product was centred: it filled {measured} percent of the side, now {result} percent."),
    "product-cropped": N_("The product, cut off in the photo already, lost another {measured} percent of its length."),
    "enlarged": N_("Enlarged {measured} times, to {result} pixels."),
    "enlarged-much": N_(
        "Enlarged {measured} times, to {result} pixels: more than half of it is guessed and looks soft. "
        "A larger photo is better."
    ),
    "reduced": N_("Made smaller, from {measured} to {result} pixels."),
    "converted": N_("Saved as JPEG instead of {measured}."),
    "lighter": N_("Saved again in {result} MB instead of {measured} MB."),
}
STEPS = {
    "square": N_("Make it square"),
    "fill": N_("Centre the product"),
    "white": N_("Make the background white"),
    "specks": N_("Remove specks"),
    "size": N_("Set the size"),
}
NOT_FIXED = {
    "background-busy": N_(
        "The background is too busy to be taken away honestly. Photograph the product again in front of white paper "
        "that runs in a curve from the wall to the table, with soft light from a window at the side."
    ),
    "background-dark": N_(
        "The background is even but too dark or too colourful ({limit} of 255): made white, the product would keep a "
        "dark rim. Photograph it again in front of white or light grey paper."
    ),
    "background-uneven": N_(
        "Background and product cannot be told apart surely enough. Photograph the product again with more distance "
        "to the background and light from both sides."
    ),
    "product-missing": N_("There is no product to be seen in this picture. Choose another one."),
    "product-cut": N_(
        "The product is cut off at the edge, and what is missing cannot be added. Photograph it again with some air on "
        "every side."
    ),
    "too-heavy": N_("The picture does not fit into {limit} MB even at low quality. Choose a calmer photo."),
    "no-better": N_("The repaired copy would not have passed either, so none was made. Photograph the product again."),
}
MEGA = {
    "bytes": 1024 * 1024,
    "too-many-bytes": 1_000_000,
    "too-heavy": 1024 * 1024,
    "lighter": 1024 * 1024,
    "pixels": 1_000_000,
    "too-many-pixels": 1_000_000,
}
SHARES = ("fill", "recentred", "product-cropped", "centring", "burnt", "saturation", "sharpness")
WORDS = {
    "background": BACKGROUND_WORDS,
    "overlay": OVERLAY_WORDS,
    "colours": COLOUR_WORDS,
    "profile": PROFILE_WORDS,
    "readable": {"readable": N_("readable")},
    "edge": {"clear": N_("clear"), "cut": N_("cut off")},
    "orientation": {"upright": N_("upright"), "turned": N_("turned")},
}


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
    if isinstance(value, str):
        known = WORDS.get(code)
        return listed(_(known[word]) if word in known else word for word in value.split(", ")) if known else value
    if code in MEGA:
        return f"{value / MEGA[code]:.3g}"
    if code in SHARES:
        return f"{value * 100:.0f}"
    return f"{value:.4g}" if isinstance(value, float) else f"{value}"


def describe_action(action: Action) -> str:
    """Return one sentence about what a repair did."""
    measured, result = shown(action.code, action.measured), shown(action.code, action.result)
    return _(ACTIONS[action.code]).format(measured=measured, result=result)


def describe_reason(picture: FixedPicture | RepairPreview) -> str:
    """Return why a picture was not repaired, or what is left of a repaired one; nothing where all is well."""
    if not picture.reason:
        return ""
    sentence = NOT_FIXED.get(picture.reason) or UNREADABLE[picture.reason]
    return _(sentence).format(limit=shown(picture.reason, picture.limit))
