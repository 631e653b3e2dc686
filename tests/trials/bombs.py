"""Files that are small and want to be large, lie about themselves, or are not what they are called."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets><sheet name="名册" sheetId="1" r:id="r1"/></sheets></workbook>'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_TOP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
HEAD = "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
    for column, text in zip("ABC", ("姓名", "性别", "入党时间"), strict=True)
)
Named = tuple[str, str, bytes]


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack parts into an archive, also two of one name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2026, 11, 23, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            if name not in archive.namelist():
                archive.writestr(info, content)
            else:
                archive.NameToInfo.pop(name)
                archive.writestr(info, content)
    return file.getvalue()


def workbook(rows: str, *, extra: str = "", strings: str = "", before: str = "") -> bytes:
    """Give an .xlsx of one sheet with these rows as XML."""
    sheet = f"{before}<worksheet {_MAIN}>{extra}<sheetData>{rows}</sheetData></worksheet>"
    parts = [
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _TOP),
        ("xl/workbook.xml", _BOOK),
        ("xl/_rels/workbook.xml.rels", _RELS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings or f"<sst {_MAIN}></sst>"),
    ]
    return packed((name, text.encode()) for name, text in parts)


def row(number: int, *cells: str) -> str:
    """Give a row as XML, with texts in its cells from column A on."""
    made = "".join(
        f'<c r="{"ABCDEFGH"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(cells)
    )
    return f'<row r="{number}">{made}</row>'


@cache
def _zeros(megabytes: int) -> bytes:
    """Give so many MB of zeros as deflate has them: one packed megabyte, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * megabytes + packer.flush()


def _with_zeros(parts: Iterable[tuple[str, bytes]], name: str, megabytes: int, *, said: int | None = None) -> bytes:
    """Give an archive with one entry of zeros; `said` is how large it says it is."""
    whole = packed([*parts, (name, b"")])
    size = (megabytes << 20) & 0xFFFFFFFF if said is None else said
    body, central = _zeros(megabytes), whole.rfind(b"PK\x01\x02")
    local = whole.rfind(b"PK\x03\x04")
    head = bytearray(whole[local:central])
    del head[30 + len(name.encode()) :]
    code = zlib.crc32(bytes(size)) if said is not None else 0
    struct.pack_into("<III", head, 14, code, len(body), size)
    rest = bytearray(whole[central:])
    struct.pack_into("<III", rest, 16, code, len(body), size)
    end = rest.rfind(b"PK\x05\x06")
    struct.pack_into(
        "<I", rest, end + 16, len(whole[:local]) + len(head) + len(body) - (central - whole.find(b"PK\x01\x02"))
    )
    first = whole.find(b"PK\x01\x02")
    return whole[:local] + bytes(head) + body + whole[first:central] + bytes(rest)


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _without(data: bytes, name: str) -> list[tuple[str, bytes]]:
    return [part for part in _parts(data) if part[0] != name]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "{"长" * 50_000}">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def sheets(samples: Path) -> Iterator[Named]:
    """Give sheets that are bombs, lies, locked, or under a wrong name."""
    yield from _archives(samples)
    yield from _xml()
    yield from _far()
    yield from _others(samples)


def _archives(samples: Path) -> Iterator[Named]:
    plain = workbook(f'<row r="1">{HEAD}</row>' + row(2, "张三", "男", "1998-07"))
    strings, sheet = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
    yield "zip: 4 GB of zeros", "炸弹.xlsx", _with_zeros(_without(plain, strings), strings, 4095)
    yield (
        "zip: 1 GB of zeros in a part that is no sheet",
        "炸弹.xlsx",
        _with_zeros(_parts(plain), "xl/media/a.png", 1024),
    )
    yield "zip: lies of its size (strings)", "谎.xlsx", _with_zeros(_without(plain, strings), strings, 3000, said=1000)
    yield "zip: lies of its size (sheet)", "谎.xlsx", _with_zeros(_without(plain, sheet), sheet, 3000, said=1000)
    yield "zip: lies of its size (styles)", "谎.xlsx", _with_zeros(_parts(plain), "xl/styles.xml", 3000, said=1000)
    inner = _with_zeros([], "a", 1024)
    nested = inner
    for _ in range(6):
        nested = packed([("a.zip", nested), ("b.zip", nested)])
    yield "zip: nested", "套.xlsx", nested
    yield "zip: 100,000 entries", "多.xlsx", _many(plain, 100_000)
    yield (
        "zip: of something else",
        "照片.xlsx",
        packed([("合影.jpg", b"\xff\xd8\xff" * 100), ("说明.txt", "照片".encode())]),
    )
    yield "zip: empty", "空.xlsx", packed([])
    yield "zip: with a password", "密.xlsx", _locked_zip(plain)
    content = "content.xml"
    ods = (samples / "党员花名册.ods").read_bytes()
    yield "ods: lies of its size", "谎.ods", _with_zeros(_without(ods, content), content, 3000, said=1000)
    yield "ods: 4 GB of zeros", "炸弹.ods", _with_zeros(_without(ods, content), content, 4095)
    yield "ods: laughs", "笑.ods", packed([*_without(ods, content), (content, _laughing(dict(_parts(ods))[content]))])


def _laughing(xml: bytes) -> bytes:
    head, _, rest = xml.decode().partition("?>")
    del head
    return (LAUGHS + rest.replace("姓名", "姓名&j;")).encode()


def _many(plain: bytes, number: int) -> bytes:
    file = io.BytesIO(plain)
    with zipfile.ZipFile(file, "a") as archive:
        for at in range(number):
            archive.writestr(zipfile.ZipInfo(f"x{at}"), b"")
    return file.getvalue()


def _locked_zip(plain: bytes) -> bytes:
    data = bytearray(plain)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def _xml() -> Iterator[Named]:
    first, name = f'<row r="1">{HEAD}</row>', "实体.xlsx"
    yield "xml: laughs in the sheet", name, workbook(first + row(2, "张三&j;", "男"), before=LAUGHS)
    yield "xml: quadratic in the sheet", name, workbook(first + row(2, "张三" + "&a;" * 50_000), before=QUADRATIC)
    yield "xml: entity from outside", name, workbook(first + row(2, "张三&a;"), before=OUTSIDE)
    yield (
        "xml: laughs in the strings",
        name,
        workbook(
            first + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
            strings=f"{LAUGHS}<sst {_MAIN}><si><t>&j;</t></si></sst>",
        ),
    )
    deep = "<a>" * 200_000 + "</a>" * 200_000
    yield "xml: 200,000 deep", name, workbook(first + row(2, "张三"), extra=deep)
    yield (
        "xml: a million empty strings",
        name,
        workbook(first + row(2, "张三"), strings=f"<sst {_MAIN}>{'<si/>' * 1_000_000}</sst>"),
    )
    yield "xml: one attribute of 20 MB", name, workbook(first + f'<row r="2" spans="{"1" * 20_000_000}"/>')
    yield "xml: string number out of range", name, workbook(first + '<row r="2"><c r="A2" t="s"><v>99999</v></c></row>')
    yield (
        "xml: numbers that are none",
        name,
        workbook(
            first + '<row r="2"><c r="A2"><v>1e9999</v></c><c r="B2"><v>NaN</v></c><c r="C2"><v>-1e308</v></c></row>'
        ),
    )
    yield "cell: 10 MB", "长.xlsx", workbook(first + row(2, "张" * 10_000_000))
    yield "cell: 40,000 characters", "长.xlsx", workbook(first + row(2, "张三", "男" * 40_000))
    yield "cell: control and bidi signs", "怪.xlsx", workbook(first + row(2, "张\u202e三\u2066", "\u200f男"))


def _far() -> Iterator[Named]:
    first, far = f'<row r="1">{HEAD}</row>', "远.xlsx"
    wide = "".join(f'<c t="inlineStr"><is><t>栏{at}</t></is></c>' for at in range(16_384))
    yield "sheet: 16,384 columns", far, workbook(f'<row r="1">{wide}</row>' + row(2, "张三"))
    many = "".join(f'<row r="{at}">{wide}</row>' for at in range(1, 30))
    yield "sheet: 16,384 columns in 30 rows", far, workbook(many)
    empty = "".join(f'<row r="{at}"/>' for at in range(2, 1_048_577))
    yield "sheet: 1,048,576 empty rows", far, workbook(first + empty)
    styled = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(2, 1_048_577))
    yield "sheet: 1,048,576 rows of mere style", far, workbook(first + styled)
    yield "sheet: last cell of all", far, workbook(first + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield (
        "sheet: cell beyond all sheets",
        far,
        workbook(first + '<row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row>'),
    )
    yield (
        "sheet: cell without a place",
        far,
        workbook(first + '<row r="2"><c r="0"><v>1</v></c><c r=""><v>1</v></c></row>'),
    )
    yield (
        "sheet: lies of its dimension",
        far,
        workbook(first + row(2, "张三"), extra='<dimension ref="A1:XFD1048576"/>'),
    )
    yield "sheet: rows backwards", far, workbook(row(5, "张三") + first + row(3, "李四") + row(3, "王五"))
    yield "sheet: merged cells of no place", far, workbook(first + row(2, "张三")).replace(b"", b"")
    cells = "".join(f'<c r="{column}{{0}}"><v>1</v></c>' for column in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    full = "".join(f'<row r="{at}">{cells.format(at)}</row>' for at in range(2, 190_000))
    yield "sheet: 190,000 full rows of numbers", far, workbook(full)
    numbers = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(2, 10_000))
    yield "sheet: 10,000 rows", far, workbook(first + numbers)
    odd = (
        first
        + "<row\nr = '3'><c s='1' r\t=\n'XFD3'><v>1</v></c></row><row r='900000'><c r='B900000'><v>1</v></c></row>"
    )
    yield "sheet: far cells, oddly written", far, workbook(odd)


def _others(samples: Path) -> Iterator[Named]:
    roster = (samples / "党员花名册.xlsx").read_bytes()
    yield "locked: xlsx", "密.xlsx", (FIXTURES / "protected" / "名册.xlsx").read_bytes()
    yield "locked: xlsx under the name of an old one", "密.xls", (FIXTURES / "protected" / "名册.xlsx").read_bytes()
    macros = [*_parts(roster), ("xl/vbaProject.bin", _OLE + bytes(2000))]
    yield "macros", "宏.xlsm", packed(macros)
    binary = [(name.replace("workbook.xml", "workbook.bin"), content) for name, content in _parts(roster)]
    yield "xlsb that is none", "二进制.xlsb", packed(binary)
    yield "wrong ending: web page", "网页.xls", "<html><table><tr><td>姓名</td></tr></table></html>".encode()
    yield "wrong ending: text", "文本.xls", "姓名\t性别\n张三\t男\n".encode("gb18030")
    yield "wrong ending: xlsx as csv", "表.csv", roster
    yield "wrong ending: database", "库.xlsx", (FIXTURES / "stores" / "0001.branchdesk").read_bytes()
    yield "wrong ending: picture", "图.xls", next(pictures())[2]
    yield "wrong ending: pdf", "文.xlsx", b"%PDF-1.7\n" + bytes(5000)
    yield "empty file", "空.xlsx", b""
    yield "one zero", "零.csv", b"\0"
    yield "a megabyte of zeros", "零.xlsx", bytes(1 << 20)
    yield "a megabyte of noise", "噪.xls", zlib.compress(bytes(10)) * 50_000
    yield "only the beginning of an old file", "头.xls", _OLE
    yield "only the beginning of an archive", "头.xlsx", b"PK\x03\x04"
    xls = bytearray((samples / "党员花名册.xls").read_bytes())
    for at in range(0x4C, 0x200, 4):
        struct.pack_into("<I", xls, at, 0)
    yield "xls: a table that holds itself", "圈.xls", bytes(xls)
    for at, value in ((0x2C, 0xFFFFFF00), (0x30, 1), (0x3C, 1), (0x44, 1), (0x48, 0x7FFFFFFF), (0x1E, 12), (0x1E, 60)):
        lying = bytearray((samples / "党员花名册.xls").read_bytes())
        struct.pack_into("<I" if at > 0x20 else "<H", lying, at, value)
        yield f"xls: header lies at {at:#x}", "谎.xls", bytes(lying)


def templates(sample: bytes) -> Iterator[tuple[str, bytes]]:
    """Give Word templates that want much, or what a template may not."""
    document = "word/document.xml"
    rest, xml = _without(sample, document), dict(_parts(sample))[document].decode()
    for kind, text in TEMPLATE_TEXTS.items():
        body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        at = xml.find("<w:body>") + len("<w:body>")
        yield f"template: {kind}", packed([*rest, (document, (xml[:at] + body + xml[at:]).encode())])
    head, _, tail = xml.partition("?>")
    del head
    yield "template: laughs", packed([*rest, (document, (LAUGHS + tail.replace("<w:t>", "<w:t>&j;", 1)).encode())])
    yield (
        "template: entity from outside",
        packed([*rest, (document, (OUTSIDE + tail.replace("<w:t>", "<w:t>&a;", 1)).encode())]),
    )
    yield "template: 2 GB of zeros", _with_zeros(rest, document, 2047)
    yield "template: 2 GB in a picture", _with_zeros(_parts(sample), "word/media/a.png", 2047)
    yield "template: lies of its size", _with_zeros(rest, document, 2047, said=1000)
    yield (
        "template: 500 deep",
        packed([*rest, (document, xml.replace("<w:body>", "<w:body>" + "<w:x>" * 50_000).encode())]),
    )
    yield "template: a sheet", (FIXTURES / "samples" / "党员花名册.xlsx").read_bytes()
    yield "template: old Word", _OLE + bytes(4000)
    yield "template: empty", b""


_LOOPS = "".join(f"{{% for {name} in 人员 %}}" for name in "abcd") + "x" + "{% endfor %}" * 4
TEMPLATE_TEXTS = {
    "doubling": "{% set a = '长长长长长长长长' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "padding": "{{ '%999999999d' % 1 }}",
    "format": "{{ '{:999999999}'.format(1) }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "long loop": "{% for a in 地点 * 999999999 %}x{% endfor %}",
    "loops in loops": _LOOPS,
    "import": "{% import 'x' as x %}",
    "include": "{% include '/etc/passwd' %}",
    "extends": "{% extends '/etc/passwd' %}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "unpaired": "{{ 名称 ",
    "endless name": "{{ " + "a" * 100_000 + " }}",
    "deep brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "join of much": "{{ ['长'|default('x'), '长']|join('y') }}",
    "macro calls itself": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "great number": "{{ " + "9" * 100_000 + " }}",
    "slices": "{{ '长'[::0] }}",
}


def pictures() -> Iterator[Named]:
    """Give small pictures of every kind, whole."""
    from PIL import Image  # noqa: PLC0415 - only who brings pictures needs it

    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    for form, ending in (
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("TIFF", "tif"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
        ("WEBP", "webp"),
    ):
        file = io.BytesIO()
        image.save(file, form)
        yield f"{ending} whole", f"照片.{ending}", file.getvalue()


def huge_pictures() -> Iterator[Named]:
    """Give pictures of a few bytes that say they are thousands of pixels wide."""
    for side in (20_000, 65_500):
        rows = zlib.compressobj(9)
        line = bytes(1 + side * 3)
        body = b"".join(rows.compress(line) for _ in range(200)) + rows.flush()
        yield f"png of {side} pixels", "大.png", _png(side, side, body)
        yield (
            f"gif of {side} pixels",
            "大.gif",
            b"GIF89a"
            + struct.pack("<HH", side, side)
            + b"\xf0\0\0"
            + bytes(6)
            + b",\0\0\0\0"
            + struct.pack("<HH", side, side)
            + b"\0\x02\x02L\x01\0;",
        )
        yield (
            f"bmp of {side} pixels",
            "大.bmp",
            b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0),
        )
    yield (
        "png: packed text without end",
        "字.png",
        _png(10, 10, zlib.compress(bytes(310)), _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 << 20)))),
    )
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 0xFFFFFFF, 8) + struct.pack("<I", 8)
    yield "tiff: a directory that leads to itself", "圈.tif", tiff
    yield "svg that is no picture", "图.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'
    yield "empty picture", "空.jpg", b""
    yield "pdf of little", "文.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"
    yield "docx that is a bomb", "件.docx", _with_zeros([("word/document.xml", b"")], "mimetype", 2047)
    yield "ods with a kind of 2 GB", "件.ods", _with_zeros([], "mimetype", 2047, said=60)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, body: bytes, between: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + between + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def stores() -> Iterator[tuple[str, bytes]]:
    """Give files that are called a branch's and are none."""
    yield "store: empty", b""
    yield "store: text", "这是一个文本文件。\n".encode() * 500
    yield "store: header alone", b"SQLite format 3\0" + bytes(84)
    yield "store: another program's", b"SQLite format 3\0" + bytes(4080)
    yield "store: zeros", bytes(1 << 20)
    yield "store: an archive", packed([("a", b"b" * 5000)])
    yield "store: noise", base64.b64decode("q8J4") * 100_000
