"""A template to begin with: minutes of a meeting as a form, with every way of asking for something in it once."""

from __future__ import annotations

from branchdesk.papers.blocks import (
    SMALL_FOUR,
    Align,
    Cell,
    Column,
    Gap,
    Manuscript,
    Paragraph,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    Title,
    cell,
)
from branchdesk.papers.house import House
from branchdesk.papers.word.document import word

NAME = "会议记录模板"
LABEL = 5  # cells


def sample(house: House) -> bytes:
    """Write the template as a .docx file."""
    blocks = (
        Title(("{{支部名称}}{{会议名称}}记录",), NAME),
        Gap(),
        _form(),
        Gap(),
        _line("会议内容", Role.HEI),
        # A paragraph that says only where a list begins and ends leaves no trace in the filled file.
        _line("{%p for 项 in 议程 %}"),
        _line("{{项.序号}}、{{项.标题}}", Role.HEI),
        _line("{{项.内容}}"),
        _line("{%p endfor %}"),
        _line("会议决议", Role.HEI),
        _line("{{决议}}"),
        Gap(),
        _roll(),
        Gap(),
        Signatures((_line("主持人（签字）：__________　　记录人（签字）：__________", first=0),)),
    )
    return word(Manuscript(NAME, "", blocks, layout=house.layout()), house)


def _line(text: str, role: Role = Role.FANG, *, first: float = 2) -> Paragraph:
    return Paragraph((Span(text, role),), NAME, first=first)


def _form() -> Table:
    rows = (
        _row("时间", "{{时间}}"),
        TableRow((_label("地点"), _text("{{地点}}"), _label("主题"), _text("{{主题}}"))),
        TableRow((_label("主持人"), _text("{{主持人}}"), _label("记录人"), _text("{{记录人}}"))),
        _row("到会情况", "应到{{应到}}人，实到{{实到}}人，请假{{请假}}人，缺席{{缺席}}人"),
        _row("出席", "{{出席名单}}"),
        _row("请假", "{{请假名单}}"),
        _row("缺席", "{{缺席名单}}"),
        _row("列席", "{{列席名单}}"),
    )
    columns = (Column(LABEL), Column(grow=1), Column(LABEL), Column(grow=1))
    return Table(columns, rows, NAME)


def _roll() -> Table:
    """Write a table with a row for each person; the rows that say where the list begins and ends go away."""
    head = (TableRow(tuple(_label(word_) for word_ in ("序号", "姓名", "职务", "情况"))),)
    rows = (
        TableRow((cell("{%tr for 人 in 人员 %}"), cell(""), cell(""), cell(""))),
        TableRow(tuple(cell(f"{{{{人.{name}}}}}") for name in ("序号", "姓名", "职务", "情况"))),
        TableRow((cell("{%tr endfor %}"), cell(""), cell(""), cell(""))),
    )
    return Table((Column(LABEL), Column(grow=1), Column(grow=1), Column(LABEL)), rows, NAME, head)


def _row(name: str, text: str) -> TableRow:
    return TableRow((_label(name), _text(text, across=3)))


def _label(text: str) -> Cell:
    return cell(text, Role.HEI)


def _text(text: str, *, across: int = 1) -> Cell:
    return cell(text, across=across, align=Align.LEFT, size=SMALL_FOUR)
