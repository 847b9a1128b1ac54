"""What kind of geodata a file holds, by its content; archives are unpacked within limits."""

import io
import zipfile
from pathlib import PurePosixPath

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from territory.geometry_files.trouble import Trouble

# A commune's parcels as a Shapefile unpack to some 20 MB, at a ratio of 10; a bomb to a thousand times its size.
MOST_ENTRIES, MOST_UNPACKED_BYTES, HIGHEST_RATIO = 200, 200_000_000, 150
# Files so small may be as regular as they like.
HARMLESS_BYTES = 1_000_000
PIECE_BYTES = 1 << 20
SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
ALONE = (".kml", ".geojson", ".json", ".gpx", ".gpkg")


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files to read, by the name under which they belong together (``place.shp`` …). Raises Trouble."""
    if content.startswith(b"PK\x03\x04"):
        return _from_archive(content)
    return {f"place{_ending_of(content)}": content}


def _ending_of(content: bytes) -> str:
    """The ending that fits the content. Raises Trouble."""
    if content.startswith(b"SQLite format 3\x00"):
        return ".gpkg"
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return ".geojson"
    if start.startswith(b"<") or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _ending_of_xml(content)
    if content.startswith(b"\x00\x00\x27\x0a"):
        raise Trouble("lonely_shp")
    raise Trouble("unknown")


def _ending_of_xml(content: bytes) -> str:
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise Trouble("entities") from None
    except (ParseError, ValueError, LookupError):
        raise Trouble("broken_xml") from None
    name = root.tag.rpartition("}")[2].lower()
    if name not in ("kml", "gpx"):
        raise Trouble("other_xml", root=name[:40])
    return f".{name}"


def _from_archive(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_ENTRIES:
                raise Trouble("too_many_entries", count=len(entries), limit=MOST_ENTRIES)
            wanted = [entry for entry in entries if _ending(entry) in SHAPEFILE + ALONE and not _is_shadow(entry)]
            return _chosen(archive, wanted)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Trouble("broken_zip") from None


def _chosen(archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The one dataset of the archive, unpacked."""
    datasets = [entry for entry in wanted if _ending(entry) in (".shp", *ALONE)]
    if len(datasets) > 1 and (main := [entry for entry in datasets if entry.filename.lower() == "doc.kml"]):
        datasets = main  # KMZ names its own
    if len(datasets) != 1:
        names = ", ".join(entry.filename for entry in datasets[:5])
        raise Trouble("several" if datasets else "nothing_inside", names=names)
    entry = datasets[0]
    if _ending(entry) != ".shp":
        inside = _read(archive, [entry])[0]
        return {f"place{_ending_of(inside)}": inside}
    stem = entry.filename[:-4]
    parts = [each for each in wanted if each.filename[:-4] == stem and _ending(each) in SHAPEFILE]
    contents = _read(archive, parts)
    return {f"place{_ending(part)}": inside for part, inside in zip(parts, contents, strict=True)}


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[bytes]:
    """The contents, counted while they are unpacked: what the archive says of its sizes may be a lie."""
    contents, total = [], 0
    for entry in entries:
        content = bytearray()
        with archive.open(entry) as stream:
            while piece := stream.read(PIECE_BYTES):
                content += piece
                total += len(piece)
                ratio = len(content) / max(1, entry.compress_size)
                if total > MOST_UNPACKED_BYTES or (len(content) > HARMLESS_BYTES and ratio > HIGHEST_RATIO):
                    raise Trouble("bomb", limit=MOST_UNPACKED_BYTES // 1_000_000)
        contents.append(bytes(content))
    return contents


def _ending(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename.lower()).suffix


def _is_shadow(entry: zipfile.ZipInfo) -> bool:
    """What some systems lay beside each file."""
    return entry.filename.startswith("__MACOSX/") or PurePosixPath(entry.filename).name.startswith("._")
