"""A repaired picture as a JPEG no heavier than a platform takes, and the sides that platforms ask for."""

import io

from PIL import Image

from shopdesk.domain.pictures import Profile

QUALITIES = (92, 88, 84, 80, 75, 70, 65, 60)
FULL_COLOUR = 80  # the quality down to which colours keep every pixel: red edges stay sharp
USUAL_SIDE = 800  # merchant handbook: main image 800 × 800 px
ZOOM_SIDES = {"amazon": 1600, "ebay": 1600, "shopify": 2048}  # where buyers zoom in, as far as the picture has pixels


class CannotRepair(Exception):
    """A picture that cannot be repaired honestly: a reason code, and the limit it broke where there is one."""

    def __init__(self, reason: str, limit: int | float | str = "") -> None:
        super().__init__(reason, limit)
        self.reason = reason
        self.limit = limit


def limit_of(profile: Profile, check: str) -> float | None:
    """Return a platform's number for a check, None where it has none."""
    rule = profile.rule(check)
    return float(rule.limit) if rule and isinstance(rule.limit, int | float) else None


def least_side(profile: Profile) -> int:
    """Return the side from which a square picture passes."""
    return int(max(limit_of(profile, "size") or 0, limit_of(profile, "longest") or 0)) or USUAL_SIDE


def most_side(profile: Profile) -> int:
    """Return the side a repaired picture has where there are pixels enough."""
    limits = [limit_of(profile, "largest"), (limit_of(profile, "side-sum") or 1e6) / 2]
    limits.append((limit_of(profile, "pixels") or 1e12) ** 0.5)
    return int(min([ZOOM_SIDES.get(profile.name, least_side(profile))] + [limit for limit in limits if limit]))


def encode(picture: Image.Image, profile: Profile) -> tuple[bytes, int]:
    """Return the JPEG and its quality, the best one that keeps the platform's limit of bytes."""
    most = limit_of(profile, "bytes")
    for quality in QUALITIES:
        file = io.BytesIO()
        subsampling = "4:4:4" if quality >= FULL_COLOUR else "4:2:0"
        picture.save(file, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
        if most is None or file.tell() <= most:
            return file.getvalue(), quality
    raise CannotRepair("too-heavy", most or 0)
