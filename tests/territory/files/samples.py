"""Photos and documents made for tests, with and without what should not be in them."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

# 49.5° north: what a phone writes into a photo.
POSITION = {1: "N", 2: (49.0, 30.0, 0.0), 3: "E", 4: (6.0, 2.0, 0.0)}
SECRET = b"Jeanne at home"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A picture: left half red, right half blue."""
    image = Image.new("RGB", size, (220, 30, 30))
    image.paste((20, 40, 200), (size[0] // 2, 0, *size))
    written = BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def photo_of_a_phone(turned: int = 6) -> bytes:
    """A JPEG with a position, a name, XMP and a comment; ``turned`` as the EXIF tag 0x0112 says it."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update(POSITION)
    return photo(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")


def document(**root: Any) -> bytes:
    """A PDF of one page whose metadata names its author and whose photo says where it was taken."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        taken = pikepdf.Stream(pdf, photo_of_a_phone(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        taken.Filter, taken.Width, taken.Height = pikepdf.Name.DCTDecode, 60, 40
        taken.ColorSpace, taken.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=pdf.make_indirect(taken)))
        page.Contents = pdf.make_stream(b"200 0 0 200 0 0 cm /Photo Do")
        pdf.docinfo["/Author"] = SECRET.decode()
        with pdf.open_metadata() as about:
            about["dc:creator"] = [SECRET.decode()]
        for name, value in root.items():
            pdf.Root[f"/{name}"] = value
        written = BytesIO()
        pdf.save(written)
        return written.getvalue()


def script_in_a_document() -> bytes:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return document(OpenAction=action)


def file_in_a_document() -> bytes:
    with pikepdf.open(BytesIO(document())) as pdf:
        pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")
        written = BytesIO()
        pdf.save(written)
        return written.getvalue()


def locked_document() -> bytes:
    with pikepdf.open(BytesIO(document())) as pdf:
        written = BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
        return written.getvalue()


def huge_photo() -> bytes:
    """A small picture that says it is 30 000 × 30 000 pixels."""
    small = photo("PNG")
    header = small[12:16] + (30_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


def photo_of_an_apple() -> bytes:
    """What newer telephones write: HEIC. One stored in the folder of the tests, for the library only reads them."""
    return (Path(__file__).parent / "red.heic").read_bytes()
