"""What a packing station of this PC is set to: its number, its steps after the last piece, whether it is heard."""

from dataclasses import dataclass, fields

from shopdesk.domain.pack_desk import Steps
from shopdesk.ui import machine

STATIONS = 9
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Station:
    """A station's settings; each is a switch but the number."""

    number: int = 1
    label: bool = True
    weigh: bool = False
    check: bool = False
    sound: bool = True
    voice: bool = False

    @property
    def steps(self) -> Steps:
        """What follows the last piece."""
        return Steps(self.label, self.weigh, self.check)


def load_station() -> Station:
    """Return what this PC is set to."""
    plain = Station()
    number = machine.recall("packing/number", "1")
    switches = {
        field.name: machine.recall(f"packing/{field.name}", _ON if getattr(plain, field.name) else _OFF) == _ON
        for field in fields(Station)
        if field.name != "number"
    }
    known = int(number) if number.isdecimal() and 0 < int(number) <= STATIONS else 1
    return Station(known, **switches)


def save_station(station: Station) -> None:
    """Remember what this PC is set to."""
    machine.remember("packing/number", str(station.number))
    for field in fields(Station):
        if field.name != "number":
            machine.remember(f"packing/{field.name}", _ON if getattr(station, field.name) else _OFF)
