"""A branch's own Word template is filled with a meeting, and can do nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.meetings import Attendance
from branchdesk.errors import Refusal
from branchdesk.papers.word.fields import FIELDS, values
from branchdesk.papers.word.filling import fill
from branchdesk.services.meetings import meetings
from branchdesk.services.papers import word_templates
from branchdesk.services.papers.paper_settings import USUAL
from branchdesk.store.engine import Store
from papers.samples import record
from trials import bombs


def template(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Give a Word file as somebody types it."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(document)


def saved(document: WordDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def filled(*paragraphs: str) -> list[str]:
    return lines(fill(template(*paragraphs), values(record(), USUAL)))


def outcome(text: str) -> str:
    """Give the code of the refusal of a template, or nothing where it was filled."""
    try:
        filled(text)
    except Refusal as refused:
        return refused.code
    return ""


@pytest.fixture
def meeting_id(store: Store) -> str:
    builders.fill(store)
    return meetings.save(store, builders.meeting(place="A&B <三楼>")).id


def test_names_become_what_they_stand_for() -> None:
    assert filled("{{支部名称}}{{会议名称}}", "第{{次数}}次", "{{时间}}", "{{主持人}} / {{ 记录人 }}") == [
        "第四党支部党员大会",
        "第4次",
        "2026年11月20日14:30—16:05",
        "翟堃 / 李𬭎",
    ]
    assert filled("应到{{应到}}人，实到{{实到}}人，请假{{请假}}人，缺席{{缺席}}人") == [
        "应到46人，实到43人，请假2人，缺席1人"
    ]
    assert filled("{{请假名单}}；{{缺席名单}}；{{列席名单}}") == [
        "吕伟晨（外出办案）、周轩子（住院）；于敏；市院机关党委 张某"
    ]


def test_every_field_that_is_listed_is_there() -> None:
    known = values(record(), USUAL)
    assert {field.name for field in FIELDS if not field.of} == set(known)
    for field in FIELDS:
        if field.of:
            row = known[field.of]
            assert isinstance(row, list)
            assert field.name in row[0]


def test_a_long_text_keeps_its_paragraphs() -> None:
    first, *more = filled("{{会议内容}}")
    assert first == "一、第一议题"
    assert more[1] == "（一）研讨发言"
    assert len(more) > 10


def test_lists_are_repeated_row_by_row() -> None:
    data = template(
        rows=(
            ("姓名", "情况"),
            ("{%tr for 人 in 人员 %}", ""),
            ("{{人.姓名}}", "{{人.情况}}{{人.原因}}"),
            ("{%tr endfor %}", ""),
        )
    )
    (table,) = Document(BytesIO(fill(data, values(record(), USUAL)))).tables
    told = rows(table)
    assert len(told) == 1 + 46
    assert ["吕伟晨", "请假外出办案"] in told


def test_paragraphs_are_repeated_and_chosen() -> None:
    assert filled(
        "{%p for 项 in 议程 %}",
        "{{项.序号}}、{{项.标题}}",
        "{%p endfor %}",
        "{%p if 主题 %}",
        "主题：{{主题}}",
        "{%p endif %}",
    ) == ["一、第一议题", "二、研究第四季度党建工作安排", "三、何霞同志按期转正"]


def test_what_was_typed_full_width_or_in_two_runs_is_read_too() -> None:
    document = Document()
    paragraph = document.add_paragraph("｛｛地")
    paragraph.add_run("点｝｝").bold = True
    assert lines(fill(saved(document), values(record(), USUAL))) == ["三楼会议室"]


def test_headers_and_footers_are_filled() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{支部名称}}"
    read = Document(BytesIO(fill(saved(document), values(record(), USUAL))))
    assert read.sections[0].header.paragraphs[0].text == "第四党支部"


def test_signs_of_xml_in_a_record_are_signs_of_the_text(store: Store, meeting_id: str) -> None:
    assert lines(word_templates.fill(store, template("{{地点}}"), meeting_id)) == ["A&B <三楼>"]


def test_what_is_not_known_yet_is_a_blank(store: Store) -> None:
    builders.fill(store)
    unknown = builders.meeting(place=None, chair=None, number=None, attendance=Attendance())
    meeting_id = meetings.save(store, unknown).id
    assert lines(word_templates.fill(store, template("{{地点}}", "{{实到}}", "{{请假名单}}"), meeting_id)) == [
        "__________",
        "____",
        "__________",
    ]


def test_the_same_meeting_gives_the_same_bytes() -> None:
    known = values(record(), USUAL)
    assert fill(template("{{地点}}"), known) == fill(template("{{地点}}"), known)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("地点：{{会议地址}}", "unknown_field", "会议地址"),
        ("地点：{{地址}}", "unknown_field", "是不是“地点”"),
        ("{% for 人 in 人员 %}姓名：{{人.名字}}{% endfor %}", "unknown_field", "姓名：{{人.名字"),
        ("时间：{{时间", "bad_template", "时间"),
        ("{% for 人 in 人员 %}{{人.姓名}}", "bad_template", "endfor"),
        ("{% 循环 人 %}", "bad_template", "循环"),
        ("{{ ''.__class__.__mro__ }}", "unknown_field", "__class__"),
        ("{{ 地点.__init__.__globals__ }}", "unknown_field", "__init__"),
        ("{{ 地点.format(1) }}", "bad_template", "写法有误"),
        ("{{ 地点 * 1000000000 }}", "bad_template", "写法有误"),
        ("{{ range(1000000000) }}", "unknown_field", "range"),
        ("{% include '/etc/passwd' %}", "bad_template", "写法有误"),
        ("{% set a = cycler('b') %}", "unknown_field", "cycler"),
    ],
)
def test_what_a_template_may_not_ask_for_is_refused_and_named(text: str, code: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        filled("第一段", text)
    assert refused.value.code == code
    assert said in refused.value.sentence


@settings(max_examples=80, deadline=None)
@given(st.text("{}%# 地点人员.for in|()*'", max_size=24))
def test_whatever_is_typed_is_filled_or_refused(text: str) -> None:
    assert outcome(text) in {"", "unknown_field", "bad_template"}


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0 an old .doc", b"PK\x03\x04 cut"])
def test_a_file_that_is_not_word_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        fill(data, values(record(), USUAL))
    assert refused.value.code == "not_word"


def test_a_template_is_remembered_and_said_to_be_gone(store: Store, meeting_id: str, tmp_path: Path) -> None:
    path = tmp_path / "会议记录模板.docx"
    with pytest.raises(Refusal) as refused:
        word_templates.filled(store, meeting_id)
    assert refused.value.code == "no_template"
    path.write_bytes(template("{{会议名称}}"))
    word_templates.choose(store, path)
    assert word_templates.chosen(store) == path
    assert lines(word_templates.filled(store, meeting_id)) == ["党员大会"]
    path.unlink()
    with pytest.raises(Refusal) as refused:
        word_templates.filled(store, meeting_id)
    assert refused.value.code == "template_gone"
    word_templates.choose(store, None)
    assert word_templates.chosen(store) is None


def test_a_template_with_a_fault_is_not_taken(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(template("{{会议的名称}}"))
    with pytest.raises(Refusal) as refused:
        word_templates.choose(store, path)
    assert refused.value.code == "unknown_field"
    assert word_templates.chosen(store) is None


def test_the_sample_is_filled_with_every_name_and_nothing_of_it_is_left(
    store: Store, meeting_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "会议记录模板.docx"
    word_templates.save_sample(store, path)
    word_templates.choose(store, path)
    read = Document(BytesIO(word_templates.filled(store, meeting_id)))
    told = "\n".join(
        [*(one.text for one in read.paragraphs), *("\t".join(row) for one in read.tables for row in rows(one))]
    )
    assert not {"{", "}", "%"} & set(told)
    assert read.paragraphs[0].text == "第四党支部党员大会记录"
    assert [row[1] for row in rows(read.tables[1])][:2] == ["姓名", "张三"]


@pytest.mark.parametrize("kind", ["doubling", "padding", "loops in loops", "deep brackets", "macro calls itself"])
def test_what_would_run_on_and_on_is_refused(kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        filled(bombs.TEMPLATE_TEXTS[kind])
    assert refused.value.code == "bad_template"
