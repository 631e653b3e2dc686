"""A paper that has every kind of block in it, and more rows and letters than are comfortable."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Bars,
    Block,
    Cell,
    Column,
    Gap,
    Manuscript,
    Names,
    NewPage,
    Paragraph,
    Picture,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    Title,
    cell,
)
from branchdesk.papers.press.drawings import NOTE, figures
from branchdesk.papers.press.photos import size_of
from papers.reading import squeezed

NAMES = ("陈䶮", "李𬭎", "赵㛃", "买买提·艾山", "王𬱖", "张𠮷", "于敏", "一位名字有四十个字的人" * 4)
SPEECH = (
    "今年1月至10月，本组共受理案件126件，审结118件，其中息诉和解31件，和解率为26.3%；下一步要把释法说理放在听证之前。"
)


def photo(width: int = 640, height: int = 480) -> bytes:
    """Give a picture as a camera would."""
    stream = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(stream, "JPEG")
    return stream.getvalue()


def spread(name: str) -> Span:
    """Give a name as a list has it."""
    return Span(BLANK_CELL.join(name) if len(name) == 2 else name, whole=True, spread=True)


def ledger(rows: int) -> Table:
    """Give a table with a head of two rows, cells that reach across and down, and figures."""
    head = (
        TableRow((cell("序号", Role.HEI, down=2), cell("姓名", Role.HEI, down=2), cell("情况", Role.HEI, across=2))),
        TableRow((cell("说明", Role.HEI), cell("分数", Role.HEI))),
    )
    body = [
        TableRow(
            (
                cell(str(number)),
                cell(spread(NAMES[number % 7])),
                cell(SPEECH if number % 9 == 0 else "按期", align=Align.LEFT),
                cell(f"{number * 1.25:g}"),
            ),
            whole=True,
        )
        for number in range(1, rows + 1)
    ]
    columns = (Column(), Column(width=5), Column(grow=1), Column(align=Align.FIGURES))
    return Table(columns, tuple(body), "名册", head)


def form() -> Table:
    """Give a form: labels beside fields, one of them long and open to the top."""
    fields = Cell((Paragraph((Span(SPEECH * 12),), "内容", hang=0),), across=3, top=True, align=Align.LEFT)
    rows = (
        TableRow((cell("时间", Role.HEI), cell("2026年11月20日"), cell("地点", Role.HEI), cell("三楼会议室")), least=2),
        TableRow((cell("内容", Role.HEI), fields)),
        TableRow((cell("记录人", Role.HEI, down=2), cell("签字：__________", across=3)), least=2),
        TableRow((cell("", across=3),), least=2),
    )
    return Table((Column(width=4), Column(grow=1), Column(width=4), Column(grow=1)), rows, "表格")


def blocks(rows: int = 300) -> tuple[Block, ...]:
    """Give one of each block at least."""
    return (
        Title(("第四党支部", "全部材料", "样张"), "标题", bookmark="样张"),
        Paragraph((Span("（第4次）", Role.KAI),), "标题", first=0, align=Align.CENTRE, keep_next=True),
        Gap(),
        Paragraph((Span(f"时{BLANK_CELL}间：", Role.HEI, spread=True), Span("2026年11月20日14:30—____")), "基本", 0, 4),
        Names(Span(f"出{BLANK_CELL}席：", Role.HEI, spread=True), tuple(map(spread, NAMES * 10)), "出席"),
        Paragraph((Span("一、第一议题", Role.HEI),), "议题", keep_next=True, bookmark="一、第一议题", level=1),
        Paragraph((Span("（一）研讨发言", Role.KAI),), "议题", keep_next=True, level=2),
        Paragraph((Span("1.", Role.FANG), Span("要点")), "议题", level=3),
        Paragraph((Span("司马彧：", Role.KAI, whole=True), Span(SPEECH * 100)), "发言"),
        form(),
        form(),
        Gap(2),
        Bars((("优秀", 31), ("合格", 12.5), ("基本合格", 0)), "图", unit="票"),
        Picture(photo(), "照片", caption="会场"),
        Picture(b"no picture", "照片"),
        Paragraph((Span("文件 A&B <第1版> “附件”——完……"),), "正文"),
        NewPage(),
        Paragraph((Span("附件", Role.HEI),), "附件", first=0),
        NewPage(landscape=True),
        Title(("党员名册",), "名册"),
        ledger(rows),
        NewPage(),
        Paragraph((Span("以上名册经支部委员会核对。" * 8),), "正文"),
        Signatures(
            (
                Paragraph((Span(f"主持人（签字）：__________{BLANK_CELL * 2}记录人（签字）：__________"),), "签字", 0),
                Paragraph((Span("年　　月　　日"),), "签字", first=0, right=4, align=Align.RIGHT),
            ),
            seal=3,
        ),
    )


def manuscript(rows: int = 300, draft: str | None = "草稿") -> Manuscript:
    """Give them as a paper."""
    return Manuscript("样张", "某某市人民检察院第四党支部", blocks(rows), draft)


def words(of: Manuscript) -> str:
    """Give every word of a paper in its order, without blanks; the head of a table once."""
    return squeezed("".join(text for block in of.blocks for text in _texts(block)))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield from block.parts
        case Paragraph():
            yield from (span.text for span in block.spans)
        case Names():
            yield from (span.text for span in (block.label, *block.names))
        case Signatures():
            yield from (span.text for line in block.lines for span in line.spans)
        case Table():
            cells = (cell for row in (*block.head, *block.rows) for cell in row.cells)
            yield from (span.text for one in cells for line in one.paragraphs for span in line.spans)
        case Picture():
            yield block.caption if size_of(block.data) else NOTE + block.caption
        case Bars():
            yield from (label + number for (label, _), number in zip(block.bars, figures(block), strict=True))
        case Gap() | NewPage():
            return
