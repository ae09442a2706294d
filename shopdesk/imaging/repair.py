"""The repair of a main image: upright, square, centred, on pure white, in sRGB, light enough; the original stays."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from shopdesk.domain.pictures import Action, Measured, Profile, keeps
from shopdesk.imaging.check import on_white
from shopdesk.imaging.repair_background import fade_rim, remove_specks, whiten
from shopdesk.imaging.repair_file import QUALITIES, CannotRepair, encode, least_side, limit_of, most_side
from shopdesk.imaging.repair_frame import MOST_CROPPED, Window, choose_window, is_settled
from shopdesk.imaging.repair_study import Study, study_picture
from shopdesk.imaging.whole_picture import WholePicture, read_whole

INVENTED = 1.5  # times enlarged, from which on a picture is plainly more guessed than seen
ROOMY = 2  # times the side asked for, up to which a good picture is not made smaller
COMMON_MODES = ("RGB", "RGBA")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired picture as a file's bytes with its suffix, and what was done; nothing done is the file as it was."""

    data: bytes
    suffix: str
    actions: tuple[Action, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be drawn: a window of the picture at a side in pixels; whether anything changes but the encoding."""

    window: Window
    side: int
    reframes: bool
    cleans: bool


def repair_picture(path: Path, profile: Profile, before: Measured) -> Repaired:
    """Repair one picture that was measured by the check.

    Raises CannotRepair with the reason background-busy, background-dark, background-uneven, product-missing,
    product-cut or too-heavy, and Unreadable with the reasons of `read_picture`.
    """
    whole = read_whole(path)
    study = study_picture(whole.image)
    plan = make_plan(whole, study, profile)
    actions = [*actions_of_file(whole, before), *actions_of_ground(study, plan)]
    actions += actions_of_frame(whole, study, plan, before)
    if not actions and is_accepted(before, profile):
        return Repaired(path.read_bytes(), path.suffix, (), any(study.cut))
    picture = draw(whole.image, study, plan)
    if plan.cleans and (specks := remove_specks(picture)):
        actions.append(Action("specks", specks))
    data, quality = encode(picture, profile)
    if before.format != "JPEG":
        actions.append(Action("converted", before.format, "JPEG"))
    if quality != QUALITIES[0] or not actions:
        actions.append(Action("lighter", before.bytes, len(data)))
    return Repaired(data, ".jpg", tuple(actions), any(study.cut))


def is_accepted(before: Measured, profile: Profile) -> bool:
    """Tell whether a platform takes the file as it is."""
    wanted = profile.rule("format")
    if before.bytes > (limit_of(profile, "bytes") or before.bytes):
        return False
    return before.format in ("JPEG", "PNG") if wanted is None else keeps("format", before.format, wanted.limit)


def make_plan(whole: WholePicture, study: Study, profile: Profile) -> Plan:
    """Decide which part of the picture is shown, and how large."""
    size = whole.image.size
    window = choose_window(study.box, size, study.cut)
    if window.cropped > MOST_CROPPED:
        raise CannotRepair("product-cut")
    reframes = not is_settled(window, size, (limit_of(profile, "fill") or 0.0) + 0.005)
    if not reframes:
        window = Window(0, 0, size[0])
    least, most, own = least_side(profile), most_side(profile), round(window.side * whole.reduced)
    cleans = not study.is_clean or reframes
    if not cleans and not whole.turned and not whole.recoloured and least <= own <= ROOMY * most:
        return Plan(window, own, reframes, cleans)
    return Plan(window, min(max(own, least), most), reframes, cleans)


def draw(image: Image.Image, study: Study, plan: Plan) -> Image.Image:
    """Draw the window of the picture on white."""
    inside = plan.window.inside(image.size)
    scale = plan.side / plan.window.side
    left, top = (max(0, round((there - here) * scale)) for there, here in zip(inside, corner(plan), strict=False))
    width = min(plan.side - left, max(1, round((inside[2] - inside[0]) * scale)))
    height = min(plan.side - top, max(1, round((inside[3] - inside[1]) * scale)))
    part = on_white(image.resize((width, height), Image.Resampling.LANCZOS, inside, reducing_gap=3.0))
    if study.plan and plan.cleans:
        seen = (inside[0] / image.width, inside[1] / image.height, inside[2] / image.width, inside[3] / image.height)
        part = whiten(part, study.plan, seen)
    canvas = Image.new("RGB", (plan.side, plan.side), "white")
    canvas.paste(part, (left, top))
    if plan.reframes and not plan.window.cropped:
        fade_rim(canvas, study.cut)
    return canvas


def corner(plan: Plan) -> tuple[float, float]:
    """Return the upper left corner of the window."""
    return plan.window.left, plan.window.top


def actions_of_file(whole: WholePicture, before: Measured) -> list[Action]:
    """Tell what reading the picture changed."""
    actions = []
    if whole.turned:
        actions.append(Action("turned"))
    if before.frames > 1:
        actions.append(Action("still", before.frames))
    if whole.recoloured or whole.mode not in COMMON_MODES:
        actions.append(Action("colours", whole.mode, "sRGB"))
    return actions


def actions_of_ground(study: Study, plan: Plan) -> list[Action]:
    """Tell what is done to the background."""
    if study.kind == "transparent":
        return [Action("on-white")]
    if study.is_clean or not plan.cleans:
        return []
    return [Action("whitened", round(study.level, 1), 255)]


def actions_of_frame(whole: WholePicture, study: Study, plan: Plan, before: Measured) -> list[Action]:
    """Tell what is done to frame and size."""
    actions, window = [], plan.window
    if before.width != before.height:
        actions.append(Action("squared", f"{before.width} × {before.height}", f"{plan.side} × {plan.side}"))
    if plan.reframes:
        extent = max(study.box[2] - study.box[0], study.box[3] - study.box[1])
        actions.append(Action("recentred", round(before.fill, 3), round(min(1.0, extent / window.side), 3)))
    if window.cropped > 0.005:
        actions.append(Action("product-cropped", round(window.cropped, 3)))
    own = round(window.side * whole.reduced)
    times = plan.side / (window.side * whole.reduced)
    if times > INVENTED:
        actions.append(Action("enlarged-much", round(times, 2), plan.side))
    elif times > 1.005:
        actions.append(Action("enlarged", round(times, 2), plan.side))
    elif plan.side < own:
        actions.append(Action("reduced", own, plan.side))
    return actions
