"""What a repair will draw: which part of the picture, how large, and whether its background is cleaned."""

from dataclasses import dataclass

from shopdesk.domain.pictures import Action, Measured, Profile
from shopdesk.imaging.repair_file import CannotRepair, least_side, limit_of, most_side
from shopdesk.imaging.repair_frame import MOST_CROPPED, Window, choose_window, is_settled, square_round, whole_frame
from shopdesk.imaging.repair_study import Study
from shopdesk.imaging.whole_picture import WholePicture

INVENTED = 1.5  # times enlarged, from which on a picture is plainly more guessed than seen
ROOMY = 2  # times the side asked for, up to which a good picture is not made smaller
COMMON_MODES = ("RGB", "RGBA")

Without = frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be drawn: a window, its longer side in pixels, and whether more than the encoding changes."""

    window: Window
    side: int
    reframes: bool
    cleans: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the repaired picture in pixels."""
        scale = self.side / self.window.side
        return max(1, round(self.window.width * scale)), max(1, round(self.window.height * scale))


def make_plan(whole: WholePicture, study: Study, profile: Profile, without: Without) -> Plan:
    """Decide which part of the picture is shown, and how large."""
    size = whole.image.size
    window, reframes = frame_picture(size, study, profile, without)
    cleans = "white" not in without and (not study.is_clean or reframes)
    own = round(window.side * whole.reduced)
    if "size" in without:
        return Plan(window, own, reframes, cleans)
    least, most = (round(side * window.shape) for side in (least_side(profile), most_side(profile)))
    if not (cleans or reframes or whole.turned or whole.recoloured) and least <= own <= ROOMY * most:
        return Plan(window, own, reframes, cleans)
    return Plan(window, min(max(own, least), most), reframes, cleans)


def frame_picture(size: tuple[int, int], study: Study, profile: Profile, without: Without) -> tuple[Window, bool]:
    """Return the part that is shown, and whether that is another than the whole frame."""
    if "square" in without:
        return whole_frame(size), False
    if "fill" in without or study.kind == "busy":
        return square_round(size), size[0] != size[1]
    window = choose_window(study.box, size, study.cut)
    if window.cropped > MOST_CROPPED:
        raise CannotRepair("product-cut")
    if is_settled(window, size, (limit_of(profile, "fill") or 0.0) + 0.005):
        return whole_frame(size), False
    return window, True


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
    if before.width != before.height and plan.size[0] == plan.size[1]:
        actions.append(Action("squared", f"{before.width} × {before.height}", f"{plan.side} × {plan.side}"))
    if plan.reframes and window != square_round(whole.image.size):
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
