"""PDF documents, written anew: without what they say of their authors, refused where they hold programs or files."""

from io import BytesIO
from typing import Any

import pikepdf

from territory.files.washed import Trouble, Washed

MOST_OBJECTS = 300_000
# Keys that make a document act or carry something: scripts, forms of Adobe's own, files, programs, films, sounds.
ACTING = frozenset({"/JS", "/JavaScript", "/XFA", "/Launch", "/RichMedia", "/RichMediaContent", "/Rendition", "/Movie"})
ACTIONS = frozenset({"/JavaScript", "/Launch", "/Rendition", "/Movie", "/Sound", "/ImportData", "/SubmitForm"})
CARRYING = frozenset({"/EmbeddedFiles", "/EF"})
CARRIERS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
# What tells of people and programs: descriptions, editing programs' own data, and earlier wordings.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")


def washed_pdf(content: bytes) -> Washed:
    """The document as a new file. Raises Trouble."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Trouble("locked")
            if len(pdf.objects) > MOST_OBJECTS or not len(pdf.pages):
                raise Trouble("unreadable")
            for each in pdf.objects:
                _refuse_or_wash(each)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            written = BytesIO()
            pdf.remove_unreferenced_resources()
            pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            return Washed(written.getvalue(), "application/pdf")
    except pikepdf.PasswordError:
        raise Trouble("locked") from None
    except pikepdf.PdfError:
        raise Trouble("unreadable") from None


def _refuse_or_wash(whole: Any) -> None:
    """Goes through one object and what stands directly in it; what it refers to has its own turn."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            waiting += [each for each in part if _stands_here(each)]
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            _refuse(part)
            for name in TELLING:
                if name in part:
                    del part[name]
            if isinstance(part, pikepdf.Stream):
                _wash_photo(part)
            waiting += [value for _name, value in part.items() if _stands_here(value)]


def _stands_here(value: Any) -> bool:
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect


def _refuse(part: Any) -> None:
    names = set(part.keys())
    if names & CARRYING or str(part.get("/Subtype", "")) in CARRIERS:
        raise Trouble("carries_files")
    if names & ACTING or str(part.get("/S", "")) in ACTIONS:
        raise Trouble("acts")


def _wash_photo(stream: Any) -> None:
    """Takes the notes out of a photo that was laid into the document as its camera wrote it."""
    filters = stream.get("/Filter")
    if filters == pikepdf.Name.DCTDecode or (isinstance(filters, pikepdf.Array) and list(filters) == ["/DCTDecode"]):
        stream.write(
            without_notes(stream.read_raw_bytes()),
            filter=pikepdf.Name.DCTDecode,
            decode_parms=stream.get("/DecodeParms"),
        )


def without_notes(jpeg: bytes) -> bytes:
    """``jpeg`` without the segments that hold EXIF, XMP, IPTC and comments; colours and pixels as they were."""
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        # 0: JFIF, 2: colours, 14: Adobe's way of writing them.
        is_note = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in (0xE0, 0xE2, 0xEE))
        if not is_note:
            kept += jpeg[at : at + 2 + length]
        at += 2 + length
    return bytes(kept + jpeg[at:])
