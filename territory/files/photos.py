"""Photos, painted anew: only the pixels survive, none of the position, names and notes that cameras write along."""

from io import BytesIO
from typing import Any

import pi_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from territory.files.washed import Trouble, Washed

FORMATS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/jpeg"}
SAVED_AS: dict[str, tuple[str, dict[str, Any]]] = {
    "image/jpeg": ("JPEG", {"quality": 86, "optimize": True, "progressive": True}),
    "image/png": ("PNG", {"optimize": True}),
    "image/webp": ("WEBP", {"quality": 86}),
}
# What is looked for: a JPEG of several pictures (MPO) announces itself as a JPEG first.
LOOKED_FOR = ("JPEG", "PNG", "WEBP", "HEIF")
THUMBNAIL_PX = 480

pi_heif.register_heif_opener(thumbnails=False)
# The number of pixels is judged below, with a sentence of its own.
Image.MAX_IMAGE_PIXELS = None


def washed_photo(content: bytes, max_pixels: int, max_side_px: int) -> Washed:
    """The photo as a new file, upright and at most ``max_side_px`` wide and high. Raises Trouble."""
    try:
        photo = Image.open(BytesIO(content), formats=LOOKED_FOR)
    except UnidentifiedImageError:
        raise Trouble("unknown") from None
    content_type = FORMATS[str(photo.format)]
    width_px, height_px = photo.size
    if width_px * height_px > max_pixels:
        raise Trouble("too_many_pixels", width=width_px, height=height_px)
    upright = _plain(ImageOps.exif_transpose(photo))
    upright.thumbnail((max_side_px, max_side_px), Image.Resampling.LANCZOS)
    if content_type == "image/jpeg":
        upright = upright.convert("RGB")
    small = upright.copy()
    small.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.LANCZOS)
    return Washed(_saved(upright, content_type), content_type, _saved(small, "image/webp"), *upright.size)


def _plain(photo: Image.Image) -> Image.Image:
    """The pixels in sRGB, with transparency where there is some; every note dropped."""
    photo.load()
    profile = photo.info.get("icc_profile")
    transparent = photo.mode in ("RGBA", "LA", "PA") or "transparency" in photo.info
    plain = photo.convert("RGBA" if transparent else "RGB") if photo.mode != "CMYK" else photo
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            plain = (
                ImageCms.profileToProfile(plain, source, target, outputMode="RGBA" if transparent else "RGB") or plain
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read: the colours as they are
    plain = plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")
    # Some formats write what stands here into the new file again.
    plain.info = {}
    return plain


def _saved(photo: Image.Image, content_type: str) -> bytes:
    name, options = SAVED_AS[content_type]
    written = BytesIO()
    photo.save(written, name, **options)
    return written.getvalue()
