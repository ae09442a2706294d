"""The address cell of a Taobao order: the parts of an address, or name, telephone and address in one."""

import re
from dataclasses import replace

from shopdesk.domain.addresses import Receiver
from shopdesk.exchange.address_cells import receiver_of_cell

_WITH_NAME = re.compile(r"([^，,]+)[，,]\s*(?:\+?86-?)?([\d*][\d*-]{5,})\s*[，,](.+)", re.DOTALL)
_POSTCODE_BEHIND = re.compile(r"[，,]\s*(\d{6})$", re.ASCII)


def taobao_receiver(name: str, phone: str, address: str) -> Receiver:
    """Return the receiver; "name，86-telephone，address" in the address cell wins over the other two cells."""
    if found := _WITH_NAME.fullmatch(address):
        name, phone, address = found[1].strip(), found[2], found[3].strip()
    postcode = ""
    if found := _POSTCODE_BEHIND.search(address):
        postcode, address = found[1], address[: found.start()]
    receiver = receiver_of_cell(name, phone, address)
    if postcode.strip("0") and not receiver.postcode:
        receiver = replace(receiver, postcode=postcode)
    return receiver
