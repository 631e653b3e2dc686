"""Other programs that make PDF pages of the same text, where the machine has them."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from branchdesk import places

CSS = """@font-face {{ font-family: Fang; src: url({font}) }}
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right {{ content: "— " counter(page) " —" }} }}
p {{ font: 16pt/28.99pt Fang; text-indent: 2em; margin: 0; text-align: justify }}"""
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:line-height="28.99pt"
 fo:text-indent="32pt" fo:text-align="justify"/><style:text-properties style:font-size-asian="16pt"
 fo:font-size="16pt"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>
<office:body><office:text>{text}</office:text></office:body></office:document>"""

Peer = Callable[[Sequence[str], Path], bytes]


def weasyprint() -> Peer | None:
    """Give WeasyPrint, from the environment's WEASYPRINT or the path; the project does not depend on it."""
    program = os.environ.get("WEASYPRINT") or shutil.which("weasyprint")
    if program is None:
        return None

    def make(paragraphs: Sequence[str], folder: Path) -> bytes:
        source, target = folder / "text.html", folder / "weasyprint.pdf"
        font = (places.resources() / "fonts" / "BranchDeskFang-Regular.ttf").as_uri()
        text = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
        source.write_text(f"<meta charset=utf-8><style>{CSS.format(font=font)}</style>{text}", encoding="utf-8")
        subprocess.run([str(program), str(source), str(target)], check=True, capture_output=True)
        return target.read_bytes()

    return make


def libreoffice() -> Peer | None:
    """Give LibreOffice without a window, with a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        return None

    def make(paragraphs: Sequence[str], folder: Path) -> bytes:
        source = folder / "office.fodt"
        text = "".join(f'<text:p text:style-name="T">{escape(one)}</text:p>' for one in paragraphs)
        source.write_text(FLAT.format(text=text), encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(program), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()

    return make


def milliseconds(make: Peer, paragraphs: Sequence[str], folder: Path) -> tuple[float, float, bytes]:
    """Give how long a peer takes for one paragraph and for the whole text, and what it made of that."""
    make(paragraphs[:1], folder)  # what it keeps between runs is there after this
    began = time.perf_counter()
    make(paragraphs[:1], folder)
    started = time.perf_counter()
    made = make(paragraphs, folder)
    return (started - began) * 1000, (time.perf_counter() - started) * 1000, made
