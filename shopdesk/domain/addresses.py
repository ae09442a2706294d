"""Receivers and senders: the parts of an address, and whether a platform has masked it."""

import re
from dataclasses import dataclass

_POSTCODE_AT_END = re.compile(r"[(（]\s*(\d{5,6})\s*[)）]\s*$", re.ASCII)
_CIPHER = ("##", "$$", "~")
_OTHER_DISTRICT = ("其它区", "其他区")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the parcel: `country` is an ISO 3166 code, everything else as written on the label."""

    name: str = ""
    phone: str = ""
    country: str = "CN"
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""

    @property
    def region(self) -> str:
        """Province, city and district in one string, a repeated name (municipalities) only once."""
        parts: list[str] = []
        for part in (self.province, self.city, self.district):
            if part and part not in parts and part != "市辖区":
                parts.append(part)
        return "".join(parts) if self.in_chinese_order else ", ".join(parts)

    @property
    def in_chinese_order(self) -> bool:
        """Whether the address reads from large to small: one in China, unless it is written in Latin letters."""
        written = self.province + self.city + self.street
        return self.country in ("CN", "") and not (written and written.isascii())


def is_masked(text: str) -> bool:
    """Tell whether a platform has hidden this text (`王**`, `1******6198`, ciphertext `##…`)."""
    return "*" in text or text.startswith(_CIPHER)


def receiver_is_masked(receiver: Receiver) -> bool:
    """Tell whether name, telephone or street is hidden, so that no courier would take the label."""
    name, phone, street = receiver.name, receiver.phone, receiver.street
    if "*" in name or "*" in phone or "*" in street:
        return True
    return name.startswith(_CIPHER) or phone.startswith(_CIPHER) or street.startswith(_CIPHER)


def receiver_is_unsure(receiver: Receiver) -> bool:
    """Tell whether an address in China names no province, or neither city nor district: somebody should look at it."""
    if not receiver.street or not receiver.in_chinese_order or is_masked(receiver.street):
        return False
    return not receiver.province or not (receiver.city or receiver.district)


def mask_name(name: str) -> str:
    """Return a name as it may stand on a screen that others see: 王**."""
    return f"{name[0]}**" if name else ""


def mask_phone(phone: str) -> str:
    """Return a telephone as it may stand on a screen that others see: 138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 9 else "*" * len(phone)


def split_spaced_address(text: str) -> tuple[str, str, str, str, str]:
    """Split "省 市 区 街道(邮编)" as Taobao writes it into province, city, district, street, postcode.

    Text without the three leading parts stays whole in street; nothing is guessed.
    """
    postcode = ""
    if found := _POSTCODE_AT_END.search(text):
        postcode = "" if set(found[1]) == {"0"} else found[1]
        text = text[: found.start()]
    parts = text.split(None, 3)
    if len(parts) < 4:
        return "", "", "", text.strip(), postcode
    province, city, district, street = parts
    return province, city, "" if district in _OTHER_DISTRICT else district, street.strip(), postcode
