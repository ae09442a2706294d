"""The main-image rules that this shop checks by: its own copy where it has one."""

from shopdesk.domain.errors import ShopError
from shopdesk.domain.pictures import Profile
from shopdesk.services.rule_files import picture_profiles
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


def shop_profile(shop: Shop, name: str = "") -> Profile:
    """Return a platform's main-image rules as the shop has them, those it checks by where no name is told.

    Raises ShopError with "profile-unknown" or "rule-file-damaged".
    """
    wanted, profiles = name or str(get_setting(shop, "pictures.profile")), picture_profiles(shop)
    if wanted not in profiles:
        raise ShopError("profile-unknown", value=wanted, allowed=", ".join(profiles))
    return profiles[wanted]
