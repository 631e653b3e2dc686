"""A paper on its way to the printer: into a queue as it is, into a file as it is, or painted."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QRadioButton

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Trouble
from branchdesk.papers.birthday_card import CardLook, Celebrated, write_birthday_cards
from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.pictures import pictures
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.papers import queue
from branchdesk.ui.papers.pane import image_of
from branchdesk.ui.papers.printing import PrintRun, keep_colour, sheet_of, spans, wanted_pages
from ui.papers.conftest import LYING, STANDING, drawn

Settle = Callable[[], None]
QUEUE = """#!/bin/sh
printf '%s\\n' "$@" > "{folder}/words"
cat > "{folder}/paper.pdf"
exit {code}
"""


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    printer.setFullPage(True)
    return printer


def sizes(path: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(path) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def is_red(path: Path, page: int) -> bool:
    image: QImage = image_of(next(pictures(path.read_bytes(), 30, pages=[page])))
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(colour.red() > colour.green() + 40 for colour in colours)


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """Give a way to put a queue on the path that notes what it is told and takes it, or not."""

    def put(code: int) -> Path:
        program = tmp_path / "lp"
        program.write_text(QUEUE.format(folder=tmp_path, code=code), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    return put


def test_pages_are_painted_as_they_lie_and_keep_their_colour(
    office: MainWindow,
    settle: Settle,
    tmp_path: Path,
) -> None:
    paper = drawn(STANDING, LYING, STANDING, red=1)
    for name, mode in (("colour", QPrinter.ColorMode.Color), ("grey", QPrinter.ColorMode.GrayScale)):
        printer = printer_to(tmp_path / f"{name}.pdf")
        printer.setColorMode(mode)
        PrintRun(office.desk, paper, "记录", office).paint_on(printer)
        settle()
        found = sizes(tmp_path / f"{name}.pdf")
        assert [width > height for width, height in found] == [False, True, False]
    assert is_red(tmp_path / "colour.pdf", 0)
    assert not is_red(tmp_path / "colour.pdf", 1)
    assert not is_red(tmp_path / "grey.pdf", 0)


def test_a_paper_printed_into_a_file_is_the_paper_itself(office: MainWindow, settle: Settle, tmp_path: Path) -> None:
    paper = drawn(STANDING, LYING, STANDING)
    PrintRun(office.desk, paper, "记录", office).print_on(printer_to(tmp_path / "all.pdf"))
    settle()
    assert (tmp_path / "all.pdf").read_bytes() == paper.pdf
    printer = printer_to(tmp_path / "some.pdf")
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    PrintRun(office.desk, paper, "记录", office).print_on(printer)
    settle()
    assert sizes(tmp_path / "some.pdf") == [(842, 595), (595, 842)]


def card(size: str) -> Paper:
    on = PartialDate(2026, 11, 18)
    guest = Celebrated("陈䶮", PartialDate(2005, 11, 18), on, 21)
    return print_manuscript(
        write_birthday_cards([guest], ("某某院", "第四党支部"), "卡", look=CardLook("plain", size, on_sheets=False)),
        bundled(),
    )


@pytest.mark.parametrize(("size", "known"), [("A6", QPageSize.PageSizeId.A6), ("A5", QPageSize.PageSizeId.A5)])
def test_a_card_asks_for_sheets_of_its_size_and_is_never_enlarged(
    office: MainWindow, settle: Settle, tmp_path: Path, size: str, known: QPageSize.PageSizeId
) -> None:
    paper = card(size)
    assert sheet_of(paper).id() is known
    assert sheet_of(drawn(LYING)).id() is QPageSize.PageSizeId.A4
    run = PrintRun(office.desk, paper, "卡", office)
    told = queue.order(run.printer, "卡", "", sheet_of(paper))
    assert {f"media={size}", "print-scaling=none"} <= set(told)
    printer = printer_to(tmp_path / "card.pdf")  # of A4, as some queues have nothing else
    run.paint_on(printer)
    settle()
    [(width, height)] = sizes(tmp_path / "card.pdf")
    assert (width, height) == (842, 595)
    with pypdfium2.PdfDocument(tmp_path / "card.pdf") as document:
        edges = [thing.get_bounds() for thing in document[0].get_objects()]
    share = 210 / 297 if size == "A5" else 148 / 297
    assert max(right for _, _, right, _ in edges) <= share * width + 2


def test_pages_that_are_not_there_are_refused(office: MainWindow, settle: Settle, tmp_path: Path) -> None:
    told: list[str] = []
    printer = printer_to(tmp_path / "none.pdf")
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    run = PrintRun(office.desk, drawn(STANDING), "记录", office)
    run.ended.connect(told.append)
    run.print_on(printer)
    settle()
    assert told == ["要打印的页不在这份材料里：共1页。请重新填写页码范围。"]
    assert not (tmp_path / "none.pdf").exists()


def test_a_queue_is_given_the_paper_and_what_the_dialogue_chose(words: Callable[[int], Path]) -> None:
    folder, paper = words(0), drawn(STANDING, STANDING)
    printer = QPrinter()
    printer.setCopyCount(3)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    queue.send(queue.order(printer, "2026-11-20党员大会记录", "1,3-4"), paper.pdf)
    told = (folder / "words").read_text("utf-8").splitlines()
    assert (folder / "paper.pdf").read_bytes() == paper.pdf
    assert told[told.index("-t") + 1] == "2026-11-20党员大会记录"
    assert told[told.index("-n") + 1] == "3"
    assert told[told.index("-P") + 1] == "1,3-4"
    assert {"sides=one-sided", "print-color-mode=monochrome", "media=A4", "print-scaling=none"} <= set(told)
    assert told[-2:] == ["--", "-"]


def test_a_queue_that_takes_nothing_is_trouble(words: Callable[[int], Path]) -> None:
    words(1)
    with pytest.raises(Trouble) as trouble:
        queue.send(queue.order(QPrinter(), "记录", ""), drawn(STANDING).pdf)
    assert trouble.value.code == "not_printed"
    assert "请看打印机是否已开机" in trouble.value.sentence


def test_a_printer_that_writes_a_file_has_no_queue(tmp_path: Path) -> None:
    assert not queue.takes_pdf(printer_to(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    ("pages", "of", "written"),
    [([0, 1, 2], 3, ""), ([0], 3, "1"), ([0, 2, 3, 4], 6, "1,3-5"), ([1, 2], 3, "2-3")],
)
def test_pages_are_written_as_a_queue_reads_them(pages: list[int], of: int, written: str) -> None:
    assert spans(pages, of) == written


def test_all_pages_are_wanted_unless_some_are_named() -> None:
    printer = QPrinter()
    assert wanted_pages(printer, 3) == [0, 1, 2]
    printer.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert wanted_pages(printer, 3) == [0, 2]


def test_grey_is_kept_where_the_dialogue_was_left_with_it(office: MainWindow) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer, office)
    grey = dialog.findChild(QRadioButton, "grayscale")
    assert isinstance(grey, QRadioButton)
    grey.setChecked(True)
    keep_colour(dialog, printer)
    assert printer.colorMode() is QPrinter.ColorMode.GrayScale


def test_a_queue_is_asked_for_a4_unless_another_size_was_chosen() -> None:
    printer = QPrinter()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    told = queue.order(printer, "记录", "")
    assert {"media=A3", "print-scaling=fit"} <= set(told)
