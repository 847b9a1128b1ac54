"""Keeping a network: read once from its file, stored ready for calculation, loaded once by each process."""

import datetime
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.contrib.gis.geos import Polygon
from django.db import transaction

from layers.composed import Composed, kept
from layers.crs import STORAGE_SRID
from layers.networks.models import WalkingNetwork
from layers.sources.apply import release_of
from layers.sources.delivery import Delivery
from layers.sources.known_sources import SourceEntry
from layers.sources.models import ImportRun
from territory.reach.modes import Mode
from territory.reach.network import Network
from territory.reach.read import read_network

DATASET = "walking-network"


@dataclass(frozen=True, eq=False)
class StoredNetwork:
    """A network with where it comes from."""

    network: Network
    title: str
    attribution: str
    licence: str
    released_on: datetime.date


def current_network() -> StoredNetwork | None:
    """The network that was stored last; None where none is. One small query, the content only when it is new."""
    newest = _newest().ask({})
    return _loaded(newest[0][0]) if newest else None


@kept
def _newest() -> Composed:
    return Composed(WalkingNetwork.objects.order_by("-pk").values_list("pk")[:1])


@lru_cache(maxsize=2)
def _loaded(pk: int) -> StoredNetwork:
    stored = WalkingNetwork.objects.select_related("release__source").get(pk=pk)
    source = stored.release.source
    return StoredNetwork(
        network=_unpacked(bytes(stored.content)),
        title=source.title,
        attribution=source.attribution,
        licence=source.licence,
        released_on=stored.release.released_on,
    )


@transaction.atomic
def store_network(path: Path, entry: SourceEntry, released_on: datetime.date) -> WalkingNetwork:
    """The network of a file, stored as a release of its source; older ones stay, the newest is used.

    Raises UnreadableFile, NoWalkableWay, UnusableNetwork.
    """
    network = read_network(path)
    release = release_of(Delivery(DATASET, path, entry, released_on))
    extent = Polygon.from_bbox((*network.nodes.min(axis=0).tolist(), *network.nodes.max(axis=0).tolist()))
    extent.srid = STORAGE_SRID
    stored = WalkingNetwork.objects.create(
        release=release, footprint=extent, pieces_count=len(network.start), content=_packed(network)
    )
    ImportRun.objects.create(
        release=release, dataset=DATASET, added_count=stored.pieces_count, changed_count=0, removed_count=0
    )
    return stored


def _packed(network: Network) -> bytes:
    """The arrays of a network as one compressed NumPy file."""
    arrays = {"nodes": network.nodes, "start": network.start, "end": network.end}
    for mode in Mode:
        arrays[f"along_{mode}"] = network.along_min[mode]
        arrays[f"against_{mode}"] = network.against_min[mode]
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def _unpacked(content: bytes) -> Network:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Network(
            nodes=arrays["nodes"],
            start=arrays["start"],
            end=arrays["end"],
            along_min={mode: arrays[f"along_{mode}"] for mode in Mode},
            against_min={mode: arrays[f"against_{mode}"] for mode in Mode},
        )
