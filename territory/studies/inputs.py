"""What a siting is asked: plain values that can be kept and asked again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Threshold:
    """Jobs that make the service viable, minutes of walk between its users, and who has said yes already."""

    jobs: float
    minutes: float = 5.0
    committed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cells:
    """The best cells of a raster as candidates: at most ``count``, ``apart_m`` metres from each other."""

    raster: int
    count: int = 20
    apart_m: float = 200.0
    at_least: float = 0.0


@dataclass(frozen=True)
class Flow:
    """A material (code of the List of Waste) or a kind of energy that is needed (“in”) or offered (“out”)."""

    material: str
    direction: str = "out"


@dataclass(frozen=True)
class Inputs:
    """A question. Positions are (lon, lat), CRS84.

    demand: exactly one of group (short name), park (code or number) and geometry (GeoJSON, CRS84).
    service: for which shared service, empty for any: it names the study and changes nothing in the answer.
    own: ids of candidates, or positions. flow: what is served instead of jobs; jobs stand for its tonnes or MWh a year
    then. capacity: jobs a site can serve, None without limit.
    """

    demand: Mapping[str, Any]
    stops: bool = True
    ground: bool = True
    points: tuple[LonLat, ...] = ()
    cells: Cells | None = None
    model: str = "mclp"
    minutes: float = 5.0
    sites: int = 1
    mode: str = "foot"
    capacity: float | None = None
    fixed: tuple[str, ...] = ()
    own: tuple[str | LonLat, ...] = ()
    threshold: Threshold | None = None
    flow: Flow | None = None
    service: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` reads."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The question that ``as_json`` wrote, also by an earlier version of this service."""
        known = {field.name for field in fields(cls)}
        values = {name: _tuple(value) for name, value in plain.items() if name in known}
        if values.get("cells"):
            values["cells"] = Cells(**values["cells"])
        if values.get("flow"):
            values["flow"] = Flow(**values["flow"])
        if values.get("threshold"):
            threshold = values["threshold"]
            values["threshold"] = Threshold(**{name: _tuple(value) for name, value in threshold.items()})
        return cls(**values)


def _tuple(value: Any) -> Any:
    return tuple(_tuple(one) for one in value) if isinstance(value, list) else value
