"""恢复密钥: the key of a branch's file on a sheet for an envelope, to open the file when its password is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.papers.blocks import (
    FOUR,
    SMALL_FOUR,
    Align,
    Cell,
    Column,
    Gap,
    Layout,
    Manuscript,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
    Title,
    cell,
    plain,
)
from branchdesk.papers.house import USUAL, House

TITLE = "数据文件恢复密钥"
LABEL = 6.0  # cells
NUMBER = 5.0
KEY_SIZE, KEY_ROOM = 18.0, 1.0  # points; lines of a row
NOTES = (
    "忘记密码时，在“输入密码”界面选“忘记密码，用恢复密钥打开”，依次输入 8 组，不分大小写。",
    "字符中没有字母 I、L、O、U，圆圈都是数字 0。",
    "拿到这张纸和数据文件的人不用密码就能打开全部资料。请装入信封封好，与电脑分开，由支部书记保管。",
    "密码和这张纸都没有时，文件无法打开，没有别的办法。更换密钥后这张纸作废，但更换以前的备份仍由它打开。",
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Whose file it is, what it is called, the groups of its key, and the day it was printed."""

    unit: str
    branch: str
    file: str
    groups: tuple[str, ...]
    printed: date


def write_recovery_key(sheet: RecoverySheet, house: House = USUAL) -> Manuscript:
    """Write the sheet: whose, the key a character a cell, what it is for."""
    unit = plain(house.unit or sheet.unit)
    branch = plain(sheet.branch)
    day = f"{sheet.printed.year}年{sheet.printed.month}月{sheet.printed.day}日"
    facts = Table(
        (Column(LABEL), Column(grow=1, align=Align.LEFT)),
        tuple(
            TableRow((cell(name, Role.HEI, where=TITLE), cell(text, where=name)), least=1)
            for name, text in (("单位", unit), ("党支部", branch), ("数据文件", plain(sheet.file)), ("打印日期", day))
        ),
        TITLE,
        size=SMALL_FOUR,
    )
    return Manuscript(
        TITLE,
        unit + branch.removeprefix(unit),
        (
            Title((TITLE,), TITLE),
            Gap(),
            facts,
            Gap(),
            _key(sheet.groups),
            _notes(),
        ),
        layout=Layout(duplex=False, numbered=False),
    )


def _notes() -> Table:
    """Lay the notes out closely, for the sheet shall be one page."""
    paragraphs = (Paragraph((Span(f"{number}. {text}"),), TITLE, first=0) for number, text in enumerate(NOTES, 1))
    rows = tuple(TableRow((Cell((paragraph,)),), whole=True) for paragraph in paragraphs)
    return Table((Column(grow=1, align=Align.LEFT),), rows, TITLE, size=SMALL_FOUR, ruled=False)


def _key(groups: tuple[str, ...]) -> Table:
    """Lay the key out with a cell for each character, so that none is taken for two and no group runs into another."""
    columns = (Column(NUMBER), *(Column(grow=1) for _ in groups[0]))
    rows = (
        TableRow(
            (
                cell(f"第{number}组", Role.HEI, size=FOUR, where=TITLE),
                *(Cell((Paragraph((Span(letter, Role.HEI),), TITLE, first=0),)) for letter in group),
            ),
            least=KEY_ROOM,
            whole=True,
        )
        for number, group in enumerate(groups, 1)
    )
    return Table(columns, tuple(rows), TITLE, size=KEY_SIZE)
