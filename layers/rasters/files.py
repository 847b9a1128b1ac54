"""Where the files of raster layers lie: beside the database, named by their content (setting RASTERS_DIR)."""

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from layers.rasters.cog import write_cog
from layers.rasters.grid import Raster
from layers.rasters.models import RasterLayer


def path_of(layer: RasterLayer) -> Path:
    """The Cloud-Optimised GeoTIFF of a layer that is ready."""
    return _folder() / f"{layer.checksum}.tif"


def upload_path(layer: RasterLayer) -> Path:
    """Where an upload waits for its check; it is deleted afterwards, taken or not."""
    return _folder() / f"upload-{layer.pk}.tif"


def save_upload(layer: RasterLayer, pieces: Iterable[bytes]) -> Path:
    """The upload, written piece by piece: never all of it in memory."""
    path = upload_path(layer)
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    return path


def store(raster: Raster, tags: dict[str, str]) -> tuple[str, int]:
    """Checksum and size in bytes of the file that ``raster`` was written to; the same content makes the same file."""
    with tempfile.TemporaryDirectory(dir=_folder(), prefix=".new-") as folder:
        written = write_cog(raster, Path(folder) / "raster.tif", tags)
        digest = hashlib.sha256()
        with written.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        checksum, size = digest.hexdigest(), written.stat().st_size
        written.replace(_folder() / f"{checksum}.tif")
    return checksum, size


def forget(layer: RasterLayer) -> None:
    """Deletes the file, unless another layer has the same content."""
    upload_path(layer).unlink(missing_ok=True)
    if layer.checksum and not RasterLayer.objects.filter(checksum=layer.checksum).exclude(pk=layer.pk).exists():
        path_of(layer).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.RASTERS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
