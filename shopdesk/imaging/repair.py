"""The repair of a main image: upright, square, centred, on pure white, in sRGB, light enough; the original stays."""

from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from shopdesk.domain.pictures import Action, Measured, Profile, keeps
from shopdesk.imaging.check import measure_picture, on_white
from shopdesk.imaging.picture_file import Source, read_picture
from shopdesk.imaging.repair_background import fade_rim, remove_specks, whiten
from shopdesk.imaging.repair_file import QUALITIES, CannotRepair, encode, limit_of
from shopdesk.imaging.repair_frame import Box
from shopdesk.imaging.repair_plan import Plan, Without, actions_of_file, actions_of_frame, actions_of_ground, make_plan
from shopdesk.imaging.repair_study import Study, study_as_it_is, study_picture
from shopdesk.imaging.whole_picture import read_whole

EVERYTHING: Without = frozenset()
MOST_ROUNDS = 4
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
# The steps that may be left out, in the order in which they are done, with the actions that tell of them.
STEPS = {
    "square": ("squared",),
    "fill": ("recentred", "product-cropped"),
    "white": ("whitened",),
    "specks": ("specks",),
    "size": ("enlarged", "enlarged-much", "reduced"),
}
# The step without which a picture may still be repaired that is refused for a reason.
OBSTACLES = {
    "background-busy": ("white",),
    "background-dark": ("white",),
    "background-uneven": ("white",),
    "product-missing": ("white",),
    "product-cut": ("fill",),
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired picture as a file's bytes with its suffix, and what was done; nothing done is the file as it was.

    `box_before` and `box_after` are the product in shares of the upright original and of the repaired picture,
    `frame` is the repaired picture's frame in shares of the original.
    """

    data: bytes
    suffix: str
    actions: tuple[Action, ...]
    is_cut: bool
    box_before: Box
    box_after: Box
    frame: Box = WHOLE


def repair_picture(path: Path, profile: Profile, before: Measured, without: Without = EVERYTHING) -> Repaired:
    """Repair one picture that was measured by the check, all steps but those left out.

    The repaired picture is repaired in turn until nothing is left to do, so that a repair of it changes nothing.
    Raises CannotRepair with the reason background-busy, background-dark, background-uneven, product-missing,
    product-cut or too-heavy, and Unreadable with the reasons of `read_picture`.
    """
    repaired = repair_once(path, path.suffix, profile, before, without)
    for _ in range(MOST_ROUNDS):
        if not repaired.actions:
            return repaired
        measured = measure_picture(read_picture(repaired.data))
        again = repair_once(repaired.data, repaired.suffix, profile, measured, without)
        if again.data == repaired.data:
            return repaired
        actions = merge(repaired.actions, again.actions)
        frame = within(repaired.frame, again.frame)
        repaired = replace(again, actions=actions, frame=frame, box_before=repaired.box_before)
    raise CannotRepair("background-uneven")  # each round finds background in what the last one left


def repair_once(source: Source, suffix: str, profile: Profile, before: Measured, without: Without) -> Repaired:
    """Repair one picture in one go."""
    whole = read_whole(source)
    size = whole.image.size
    study = study_as_it_is(whole.image) if "white" in without else study_picture(whole.image, "specks" not in without)
    plan = make_plan(whole, study, profile, without)
    actions = [*actions_of_file(whole, before), *actions_of_ground(study, plan)]
    actions += actions_of_frame(whole, study, plan, before)
    box = study.box[0] / size[0], study.box[1] / size[1], study.box[2] / size[0], study.box[3] / size[1]
    if not actions and is_accepted(before, profile):
        data = source if isinstance(source, bytes) else source.read_bytes()
        return Repaired(data, suffix, (), any(study.cut), box, box)
    picture = draw(whole.image, study, plan)
    if plan.cleans and "specks" not in without and (specks := remove_specks(picture)):
        actions.append(Action("specks", specks))
    data, quality = encode(picture, profile)
    if before.format != "JPEG":
        actions.append(Action("converted", before.format, "JPEG"))
    if quality != QUALITIES[0] or not actions:
        actions.append(Action("lighter", before.bytes, len(data)))
    place, frame = plan.window.place(study.box), plan.window.shares(size)
    return Repaired(data, ".jpg", tuple(actions), any(study.cut), box, place, frame)


def merge(first: tuple[Action, ...], then: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return what both rounds did, each thing once, with what was measured first and what it is at last."""
    last = {action.code: action for action in then}
    kept = [replace(action, result=last.pop(action.code, action).result) for action in first]
    return (*kept, *(action for action in last.values() if action.code != "lighter"))


def within(outer: Box, inner: Box) -> Box:
    """Return a frame that is told in shares of another one in shares of what that one is told in."""
    width, height = outer[2] - outer[0], outer[3] - outer[1]
    left, top, right, bottom = inner
    return outer[0] + left * width, outer[1] + top * height, outer[0] + right * width, outer[1] + bottom * height


def steps_of(actions: tuple[Action, ...], without: Without) -> tuple[str, ...]:
    """Return the steps that were done and may be left out, and those that were left out, in their order."""
    codes = {action.code for action in actions}
    return tuple(step for step, told in STEPS.items() if step in without or codes.intersection(told))


def is_accepted(before: Measured, profile: Profile) -> bool:
    """Tell whether a platform takes the file as it is."""
    wanted = profile.rule("format")
    if before.bytes > (limit_of(profile, "bytes") or before.bytes):
        return False
    return before.format in ("JPEG", "PNG") if wanted is None else keeps("format", before.format, wanted.limit)


def draw(image: Image.Image, study: Study, plan: Plan) -> Image.Image:
    """Draw the window of the picture on its ground."""
    inside, (across, down) = plan.window.inside(image.size), plan.size
    scale = plan.side / plan.window.side
    left, top = (
        max(0, round((inside[0] - plan.window.left) * scale)),
        max(0, round((inside[1] - plan.window.top) * scale)),
    )
    width = min(across - left, max(1, round((inside[2] - inside[0]) * scale)))
    height = min(down - top, max(1, round((inside[3] - inside[1]) * scale)))
    part = on_white(image.resize((width, height), Image.Resampling.LANCZOS, inside, reducing_gap=3.0))
    if study.plan and plan.cleans:
        seen = (inside[0] / image.width, inside[1] / image.height, inside[2] / image.width, inside[3] / image.height)
        part = whiten(part, study.plan, seen)
    canvas = Image.new("RGB", plan.size, study.ground)
    canvas.paste(part, (left, top))
    if plan.reframes and plan.cleans and not plan.window.cropped:
        fade_rim(canvas, study.cut)
    return canvas
