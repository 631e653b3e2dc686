import os
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from odfdo import Cell, Document, Row, Table

from branchdesk.errors import Refusal, Spoken, Trouble
from branchdesk.files import sheets
from branchdesk.files.opendocument import Merge
from branchdesk.files.sheets import read_book

Make = Callable[..., Path]


def refusal(path: Path) -> str:
    with pytest.raises(Spoken) as refused:
        read_book(path)
    assert path.name in refused.value.sentence
    return refused.value.code


def test_cells_are_plain_values(make: Make) -> None:
    moment = datetime(2019, 2, 3, 14, 30)  # noqa: DTZ001 - a cell has no zone
    sheet = read_book(make([[1, 2.5, " a ", True, date(2020, 1, 2), moment, ""]]))[0]
    assert sheet.rows == ((1, 2.5, " a ", True, date(2020, 1, 2), moment),)
    assert [type(cell) for cell in sheet.rows[0]][3:5] == [bool, date]


def test_leading_empty_rows_and_columns_count(make: Make) -> None:
    sheet = read_book(make([[], [], ["", "", "x"]], spans=[(4, 0, 5, 1)]))[0]
    assert sheet.rows[2] == (None, None, "x")
    assert Merge(4, 0, 5, 1) in sheet.merged


def open_document(path: Path, rows: list[list[str | int | date | None]]) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("名册")
    for row in rows:
        line = Row()
        for cell in row:
            line.append(Cell(cell))
        table.append(line)
    table.set_span((0, 3, 1, 4))
    document.body.append(table)
    document.save(str(path))


def test_open_document_rows_columns_dates_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    open_document(path, [[], [None, "x"], [date(2020, 1, 2), 3], ["m", None], [None, None]])
    sheet = read_book(path)[0]
    assert sheet.rows[:3] == ((None, None), (None, "x"), (date(2020, 1, 2), 3))
    assert sheet.merged == (Merge(3, 0, 4, 1),)


@pytest.mark.parametrize(
    ("real", "named"), [("xlsx", "xls"), ("xls", "xlsx"), ("ods", "xlsx"), ("xlsx", "csv"), ("xls", "et")]
)
def test_the_content_decides_not_the_name(samples: Path, tmp_path: Path, real: str, named: str) -> None:
    path = tmp_path / f"改名.{named}"
    path.write_bytes((samples / f"党员花名册.{real}").read_bytes())
    assert len(read_book(path)[0].rows) == 52


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_text_tables(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "a.csv"
    lines = [["姓名", "备注"], ["䶮𬭎", '"一，二\n三"'], ["'=1+1", "a"], ["", ""]]
    path.write_bytes("\r\n".join(sign.join(line) for line in lines).encode(encoding))
    assert read_book(path)[0].rows == (("姓名", "备注"), ("䶮𬭎", "一，二\n三"), ("=1+1", "a"))


def test_a_text_table_named_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("姓名\t性别\n张三\t男\n".encode("gb18030"))
    assert read_book(path)[0].rows[1] == ("张三", "男")


def test_short_lines_are_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\n1\n2,3\n", encoding="utf-8")
    assert read_book(path)[0].rows == (("a", "b", "c"), ("1", None, None), ("2", "3", None))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"\xef\xbb\xbf \r\n", "sheet_empty"),
        (b"%PDF-1.7 \n", "not_a_sheet"),
        (b"\x00\x01\x02\x03abc", "not_a_sheet"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "sheet_is_web_page"),
        (b"PK\x03\x04 and nothing more", "sheet_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more", "sheet_damaged"),
        (b'a,b\n"1,2\n3,4\n', "sheet_bad_quotes"),
        (b"a,b\n1,\xff\xff\xff\n", "sheet_unknown_encoding"),
    ],
)
def test_what_is_no_sheet_gets_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "坏.xls"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.xlsx") == "sheet_missing"
    assert refusal(tmp_path) == "sheet_is_folder"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows read whatever they like")
def test_a_forbidden_file_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a", encoding="utf-8")
    path.chmod(0)
    assert refusal(path) == "sheet_held"


def test_a_held_file_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a", encoding="utf-8")

    def held(_path: Path, _most: int) -> bytes:
        raise PermissionError(13, "held")

    monkeypatch.setattr(sheets, "bytes_of", held)
    with pytest.raises(Trouble):
        read_book(path)


def test_an_encrypted_workbook_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    path.write_bytes(compound({"EncryptionInfo": b"x" * 4096, "EncryptedPackage": b"y" * 4096}))
    assert refusal(path) == "sheet_encrypted"


def test_an_encrypted_old_workbook_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "密.xls"
    records = struct.pack("<HH4s", 0x0809, 4, b"\0\6\5\0") + struct.pack("<HH2s", 0x002F, 2, b"\0\0")
    path.write_bytes(compound({"Workbook": records + bytes(5000)}))
    assert refusal(path) == "sheet_encrypted"


def test_a_document_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(compound({"WordDocument": bytes(4096)}))
    assert refusal(path) == "not_a_sheet"
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(path) == "not_a_sheet"


def test_an_empty_workbook_gets_a_sentence(make: Make) -> None:
    assert refusal(make([])) == "sheet_empty"


def test_too_many_rows_are_refused(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 200_001, encoding="utf-8")
    assert refusal(path) == "sheet_too_many_rows"
    with pytest.raises(Refusal) as refused:
        read_book(make([["姓名"], *([[]] * 200_000), ["远"]]))
    assert refused.value.code == "sheet_too_many_rows"


def test_a_cell_at_the_end_of_the_world_is_refused_before_it_is_reached(tmp_path: Path, make: Make) -> None:
    far: list[list[str]] = [[]] * 1_000_000 + [["" for _ in range(16_000)] + ["x"]]
    assert refusal(make([["姓名"], *far])) == "sheet_scattered"
    path = tmp_path / "a.ods"
    cell = 'table:table-cell office:value-type="string" table:number-columns-repeated="16000"'
    row = f'table:table-row table:number-rows-repeated="1000000"><{cell}><text:p>x</text:p></table:table-cell'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr("content.xml", f'<table:table table:name="a"><{row}></table:table-row></table:table>')
    assert refusal(path) == "sheet_scattered"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(513):
            part.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "sheet_too_big"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_broken_file_never_ends_in_a_traceback(samples: Path, tmp_path: Path, ending: str) -> None:
    whole = (samples / f"党员花名册.{ending}").read_bytes()
    chance = random.Random(7)  # noqa: S311 - any damage will do
    path = tmp_path / f"坏.{ending}"
    for step in range(60):
        broken = bytearray(whole if step % 2 else whole[: chance.randrange(1, len(whole))])
        for _ in range(chance.randrange(8) if step % 2 else 0):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            read_book(path)
        except (Refusal, Trouble) as refused:
            assert "坏" in refused.sentence  # noqa: PT017 - either outcome is right


def compound(streams: dict[str, bytes]) -> bytes:
    """Make a compound file: header, one table sector, one directory sector, then the streams."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table, parts, entries = [0xFFFFFFFD, end], [], [entry("Root Entry", 5, end, 0)]
    for name, data in streams.items():
        padded = data + bytes(-len(data) % 512)
        first = len(table)
        count = len(padded) // 512
        table += [*range(first + 1, first + count), end]
        parts.append(padded)
        entries.append(entry(name, 2, first, len(data)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *([free] * 108))
    sectors = struct.pack("<128I", *(table + [free] * (128 - len(table))))
    return head + sectors + b"".join(entries).ljust(512, b"\0") + b"".join(parts)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HB49xII4x", len(raw) + 2, kind, start, size)
