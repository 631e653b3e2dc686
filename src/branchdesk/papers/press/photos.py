"""Photos for a paper: what a picture's bytes are, and how they lie in a PDF, once each.

A JPEG goes in as it is, byte by byte. Anything else is unpacked, put on white where it is transparent, and made no
finer than print can show.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from branchdesk.papers.press.rows import Photo

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF")
FINEST = 300 / 72  # pixels a point
COARSE = 256  # pixels across, enough to see that a JPEG is whole
QUALITY = 92  # of a hundred
ADOBE = b"Adobe"  # a program of that name writes the four inks of a JPEG the other way round
SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


def size_of(data: bytes) -> tuple[int, int] | None:
    """Give a picture's width and height in pixels, or nothing where it is damaged or none at all."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            size = image.size
            image.draft(None, (COARSE, COARSE))
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, zlib.error):
        return None
    return size


def as_jpeg(data: bytes) -> bytes:
    """Give a picture as a JPEG of the usual kind, for programs that do not know its own."""
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        written = BytesIO()
        _on_white(image).save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def draw_photo(canvas: Canvas, photo: Photo, x: float, y: float) -> None:
    """Draw a picture with its lower left corner there; one that the file has already is only named again."""
    name = sha256(photo.data).hexdigest()[:32]
    document: Any = canvas._doc  # noqa: SLF001 - the canvas's own way unpacks every JPEG to name it
    key = document.getXObjectName(name)
    if key not in document.idToObject:
        picture = _embedded(name, photo)
        document.Reference(picture, key)
        document.addForm(name, picture)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(photo.width, photo.height)
    canvas.doForm(name)
    canvas.restoreState()


def _embedded(name: str, photo: Photo) -> PDFImageXObject:
    picture = PDFImageXObject(name)
    picture.bitsPerComponent = 8
    with Image.open(BytesIO(photo.data), formats=FORMATS) as image:
        if image.format == "JPEG" and image.mode in SPACES:
            picture.width, picture.height = image.size
            picture.colorSpace = SPACES[image.mode]
            picture._filters = ("DCTDecode",)  # noqa: SLF001 - the library would write the bytes as text
            picture.streamContent = photo.data
            picture._dotrans = image.mode == "CMYK" and ADOBE in photo.data[:4096]  # noqa: SLF001 - as above
            return picture
        plain = _on_white(image)
        plain.thumbnail((max(1, round(photo.width * FINEST)), max(1, round(photo.height * FINEST))))
    picture.width, picture.height = plain.size
    picture.colorSpace = SPACES[plain.mode]
    picture._filters = ("FlateDecode",)  # noqa: SLF001 - as above
    picture.streamContent = zlib.compress(plain.tobytes())
    return picture


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "L":
        return image.copy()
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
