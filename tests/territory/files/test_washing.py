"""What is kept of a file: its pixels and its pages, nothing about people; what could do harm is refused."""

from io import BytesIO

import pikepdf
import pytest
from django.utils import translation
from PIL import Image

from territory.errors import Invalid
from territory.files.cleaning import cleaned_name, washed_file
from tests.territory.files import samples


def refusal(content: bytes, name: str = "photo.jpg") -> str:
    with pytest.raises(Invalid) as refused:
        washed_file(content, name)
    return str(refused.value)


def test_a_photo_keeps_its_pixels_and_loses_position_names_and_notes() -> None:
    given = samples.photo_of_a_phone()
    assert samples.SECRET in given
    washed = washed_file(given, "IMG_1.jpg")
    assert samples.SECRET not in washed.content
    seen = Image.open(BytesIO(washed.content))
    assert not seen.getexif()
    assert not set(seen.info) & {"exif", "xmp", "comment", "photoshop"}
    assert washed.content_type == "image/jpeg"


def test_a_photo_stands_upright_as_the_camera_was_held() -> None:
    # 60 × 40, to be turned by 90° clockwise: the red left half becomes the upper half.
    washed = washed_file(samples.photo_of_a_phone(turned=6), "IMG_1.jpg")
    seen = Image.open(BytesIO(washed.content))
    assert (washed.width_px, washed.height_px) == seen.size == (40, 60)
    red, _green, blue = seen.getpixel((20, 5))
    assert red > 150 > blue


@pytest.mark.parametrize(
    ("kind", "content_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_the_content_decides_what_it_is_and_not_the_name(kind, content_type) -> None:
    washed = washed_file(samples.photo(kind), "list.exe")
    assert washed.content_type == content_type
    assert Image.open(BytesIO(washed.thumbnail)).format == "WEBP"
    assert cleaned_name("list.exe", content_type).startswith("list.")


def test_a_photo_of_newer_telephones_becomes_one_that_browsers_show() -> None:
    given = samples.photo_of_an_apple()
    assert samples.SECRET in given
    washed = washed_file(given, "IMG_2.HEIC")
    assert washed.content_type == "image/jpeg"
    assert samples.SECRET not in washed.content
    red, _green, blue = Image.open(BytesIO(washed.content)).getpixel((20, 20))
    assert red > 150 > blue


def test_a_large_photo_becomes_smaller(settings) -> None:
    settings.PHOTO_MAX_SIDE_PX = 100
    washed = washed_file(samples.photo(size=(400, 200)), "wide.jpg")
    assert (washed.width_px, washed.height_px) == (100, 50)


def test_transparency_stays() -> None:
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    written = BytesIO()
    image.save(written, "PNG")
    seen = Image.open(BytesIO(washed_file(written.getvalue(), "plan.png").content))
    assert seen.getpixel((5, 5))[3] == 0


def test_a_document_loses_its_author_and_the_position_of_its_photo() -> None:
    given = samples.document()
    assert samples.SECRET in given
    washed = washed_file(given, "plan.pdf")
    assert samples.SECRET not in washed.content
    with pikepdf.open(BytesIO(washed.content)) as pdf:
        assert not pdf.docinfo
        assert "/Metadata" not in pdf.Root
        # The photo is still there, and readable.
        taken = pdf.pages[0].Resources.XObject.Photo
        assert Image.open(BytesIO(taken.read_raw_bytes())).size == (60, 40)
        assert samples.SECRET not in taken.read_raw_bytes()


REFUSED = {
    "a script": (b"<script>alert(1)</script>", "not a photo"),
    "a page": (b"\n <!DOCTYPE html><html>", "not a photo"),
    "a drawing that can run": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "not a photo"),
    "a program": (b"#!/bin/sh\nrm -rf /", "not a photo"),
    "an archive": (b"PK\x03\x04" + b"\0" * 50, "as PDF"),
    "an old office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "as PDF"),
    "noise": (bytes(range(256)) * 4, "no photo or document"),
    "half a photo": (samples.photo("PNG", (500, 500))[:300], "damaged"),
    "half a document": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "nothing": (b"", "is empty"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_with_a_sentence(what) -> None:
    content, words = REFUSED[what]
    assert words in refusal(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (samples.script_in_a_document(), "contains scripts"),
        (samples.file_in_a_document(), "other files attached"),
        (samples.locked_document(), "protected by a password"),
    ],
)
def test_documents_that_act_or_carry_files_are_refused(content, words) -> None:
    assert words in refusal(content, "plan.pdf")


def test_few_bytes_that_would_be_a_huge_picture_are_refused_before_they_are_unpacked() -> None:
    content = samples.huge_photo()
    assert len(content) < 1000
    assert "30000 × 30000 pixels; at most 60 million" in refusal(content)


def test_a_file_that_is_too_large_is_refused(settings) -> None:
    settings.FILE_MAX_MB = 1
    assert "larger than 1 MB" in refusal(b"\xff" * 1_000_001)


@pytest.mark.parametrize(("language", "words"), [("de", "kein Foto"), ("fr", "pas une photo")])
def test_refusals_speak_the_language_of_the_person(language, words) -> None:
    with translation.override(language):
        assert words in refusal(b"<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Jeanne\\plan.final.png", "plan.final.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('x"<script>.jpg', "x script.jpg"),
        ("", "file.jpg"),
        ("." * 40, "file.jpg"),
        ("ä" * 400, "ä" * 120 + ".jpg"),
    ],
)
def test_names_are_cleaned(given, kept) -> None:
    assert cleaned_name(given, "image/jpeg") == kept
