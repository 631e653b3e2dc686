"""A paper handed to the queue of a CUPS printer as the PDF it is, through a pipe: its letters arrive as outlines.

Qt can only paint a paper anew, and would have to paint it as a picture. Windows has no queue that takes a PDF.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo

from branchdesk.children import as_before_us
from branchdesk.errors import Trouble
from branchdesk.words import printing as say

PATIENCE = 120  # seconds
# Where Qt's own dialogue keeps what was chosen of a queue's options (odd pages only, several on a sheet, …): the key
# has no name of its own (qprintengine_p.h: PPK_CupsOptions).
CHOSEN = 0xFE00
SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


def takes_pdf(printer: QPrinter) -> bool:
    """Say whether a printer has a queue that takes a PDF as it is."""
    native = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat and bool(printer.printerName())
    return native and sys.platform != "win32" and shutil.which("lp") is not None


A4 = QPageSize(QPageSize.PageSizeId.A4)


def order(printer: QPrinter, title: str, pages: str, sheet: QPageSize = A4) -> list[str]:
    """Write what is ordered of the queue, as the dialogue left the printer; `pages` is 1-3,5 or empty for all.

    `sheet` is the size of the paper's own pages.
    """
    size = _size(printer, sheet)
    is_own = size.id() is sheet.id()
    wanted = ["lp", "-d", printer.printerName(), "-t", title, "-n", str(max(1, printer.copyCount()))]
    options = {
        "media": size.key(),
        "print-scaling": "none" if is_own else "fit",
        "multiple-document-handling": "separate-documents-collated-copies"
        if printer.collateCopies()
        else "separate-documents-uncollated-copies",
        "print-color-mode": "color" if printer.colorMode() is QPrinter.ColorMode.Color else "monochrome",
    }
    if printer.duplex() in SIDES:
        options["sides"] = SIDES[printer.duplex()]
    for key, value in {**options, **_chosen(printer)}.items():
        wanted += ["-o", f"{key}={value}"]
    return [*wanted, *(("-P", pages) if pages else ()), "--", "-"]


def _size(printer: QPrinter, sheet: QPageSize) -> QPageSize:
    """Give the size of the sheets: the paper's own, unless one was chosen that is not what the queue has by itself.

    The dialogue begins with the queue's own size, which says nothing of what anybody wants.
    """
    size = printer.pageLayout().pageSize()
    own = QPrinterInfo(printer).defaultPageSize()
    return sheet if size.sizePoints() == own.sizePoints() else size


def _chosen(printer: QPrinter) -> dict[str, str]:
    """Give the queue's own options that were chosen in the dialogue: Qt keeps names and values in turn."""
    kept = printer.printEngine().property(QPrintEngine.PrintEnginePropertyKey(CHOSEN))
    words = [str(word) for word in kept] if isinstance(kept, list) else []
    return dict(zip(words[::2], words[1::2], strict=False))


def send(wanted: list[str], pdf: bytes) -> None:
    """Hand a paper over. Trouble where the queue does not take it."""
    environment = dict(os.environ)
    with as_before_us(environment):
        try:
            done = subprocess.run(  # noqa: S603 - lp with what the dialogue gave, no shell between
                wanted, input=pdf, capture_output=True, check=False, timeout=PATIENCE, env=environment
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Trouble(say.queue_refused(str(error)), code="not_printed") from error
    if done.returncode:
        raise Trouble(say.queue_refused(done.stderr.decode(errors="replace").strip()), code="not_printed")
