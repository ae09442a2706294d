"""What a packing station of this PC is set to: its name, its steps after the last piece, whether it is heard."""

from dataclasses import dataclass, fields

from shopdesk.domain.pack_desk import Steps
from shopdesk.services import printers
from shopdesk.ui import machine

STATIONS = 9
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Station:
    """A station's settings; each is a switch but the name, by which printers know it too."""

    name: str = "1"
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
    switches = {
        field.name: machine.recall(f"packing/{field.name}", _ON if getattr(plain, field.name) else _OFF) == _ON
        for field in fields(Station)
        if field.name != "name"
    }
    return Station(printers.station_name(), **switches)


def save_station(station: Station) -> None:
    """Remember what this PC is set to."""
    if station.name != printers.station_name():
        printers.name_station(station.name)
    for field in fields(Station):
        if field.name != "name":
            machine.remember(f"packing/{field.name}", _ON if getattr(station, field.name) else _OFF)
