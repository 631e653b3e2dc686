"""Pictures as people bring them: turned as they were taken, made smaller, and left alone where that gains nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from branchdesk.files.attached import media_type
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.ui import pictures

# An Exif part that says no more than "orientation 6": to be turned to the right by 90°.
ON_ITS_SIDE = bytes.fromhex("ffe10022457869660000" + "49492a0008000000" + "0100120103000100000006000000" + "00000000")


def picture(width: int, height: int, *, noisy: bool = False) -> QImage:
    """Make a picture that is red at the left and blue at the right, or full of detail."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    if noisy:
        for x in range(width):
            for y in range(height):
                image.setPixel(x, y, 0xFF000000 | (x * 7919 ^ y * 104729) & 0xFFFFFF)
    return image


def on_its_side(content: bytes) -> bytes:
    return content[:2] + ON_ITS_SIDE + content[2:]


def reduced(name: str, content: bytes) -> NewFile:
    return pictures.reduced(NewFile(name, content))


def test_a_large_photo_becomes_a_smaller_jpeg() -> None:
    content = pictures.written(picture(3000, 1500), quality=95)
    file = reduced("合影.JPG", content)
    assert (file.name, media_type(file.content)) == ("合影.JPG", "image/jpeg")
    assert QImage.fromData(file.content).size() == QSize(2000, 1000)
    assert len(file.content) < len(content)


@pytest.mark.parametrize("quality", [30, 100])  # the first becomes larger, and is turned all the same
def test_a_photo_is_turned_as_it_was_taken(quality: int) -> None:
    file = reduced("合影.jpg", on_its_side(pictures.written(picture(40, 20), quality=quality)))
    upright = QImage.fromData(file.content)
    assert upright.size() == QSize(20, 40)
    assert upright.pixelColor(10, 2).red() > 200  # what was at the left is above
    assert upright.pixelColor(10, 37).blue() > 200
    assert b"Exif" not in file.content


def test_a_scan_as_png_becomes_a_jpeg_and_is_called_so() -> None:
    content = pictures.written(picture(600, 300, noisy=True), "png", -1)
    file = reduced("签到表.扫描.png", content)
    assert (file.name, media_type(file.content)) == ("签到表.扫描.jpg", "image/jpeg")
    assert len(file.content) < len(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("小图.jpg", pictures.written(picture(60, 30), quality=40)),
        ("示意图.png", pictures.written(picture(60, 30), "png", 0)),
        ("坏图.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200),
        ("签字页.pdf", b"%PDF-1.7"),
        ("名单.txt", b"text"),
    ],
)
@pytest.mark.qt_log_ignore("JPEG", "Unsupported marker")
def test_what_would_gain_nothing_stays_as_it_is(name: str, content: bytes) -> None:
    file = NewFile(name, content)
    assert pictures.reduced(file) is file


def test_transparent_parts_become_white() -> None:
    image = QImage(2400, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    file = reduced("印章.png", pictures.written(image, "png", -1))
    assert QImage.fromData(file.content).pixelColor(5, 5) == QColor("white")


@pytest.mark.qt_log_ignore("JPEG", "Unsupported marker")
@pytest.mark.parametrize("kind", pictures.TURNABLE)
def test_four_turns_are_none(kind: str) -> None:
    content = pictures.written(picture(40, 20), pictures.TURNABLE[kind], 100)
    once = pictures.turned(content, kind, -90)
    assert media_type(once) == kind
    turned = QImage.fromData(once)
    assert turned.size() == QSize(20, 40)
    assert turned.pixelColor(10, 37).red() > 200  # what was at the left is below
    for _ in range(3):
        once = pictures.turned(once, kind, -90)
    back = QImage.fromData(once)
    assert back.size() == QSize(40, 20)
    assert back.pixelColor(2, 10).red() > 200
    assert pictures.turned(b"\xff\xd8\xffbroken", kind, 90) == b""


def test_an_original_lying_on_its_side_is_turned_from_how_it_is_seen() -> None:
    content = on_its_side(pictures.written(picture(40, 20), quality=100))
    assert QImage.fromData(pictures.turned(content, "image/jpeg", 90)).size() == QSize(40, 20)


def test_a_pasted_picture_becomes_a_file() -> None:
    image = picture(2400, 300)
    small, whole = pictures.pasted(image, "截图", whole=False), pictures.pasted(image, "截图", whole=True)
    assert (small.name, QImage.fromData(small.content).width()) == ("截图.jpg", 2000)
    assert (whole.name, QImage.fromData(whole.content).width()) == ("截图.png", 2400)


def test_a_picture_is_read_no_larger_than_wanted(tmp_path: Path) -> None:
    file = tmp_path / "合影.jpg"
    picture(3000, 600).save(str(file))
    assert pictures.read(file, QSize(50, 50)).size() == QSize(50, 10)
    assert pictures.read(b"nothing", QSize(50, 50)).isNull()


def test_a_tiff_is_read_from_bytes(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    assert picture(40, 30).save(str(path))
    content = path.read_bytes()
    assert pictures.read(content, QSize(100, 100)).size() == QSize(40, 30)
    assert media_type(pictures.turned(content, "image/png", 90)) == "image/png"
