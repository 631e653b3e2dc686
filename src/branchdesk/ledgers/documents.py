"""The library of what is studied: documents by title and source, never their text."""

from branchdesk.domain import reading
from branchdesk.ledgers.spec import Choice, Field, FieldKind, Ledger

KINDS = (
    Choice("speech", "重要讲话", ("讲话", "重要讲话精神", "讲话精神")),
    Choice("article", "重要文章", ("文章", "署名文章")),
    Choice("instruction", "重要指示批示", ("指示批示", "重要指示", "批示", "指示")),
    Choice("regulation", "党内法规", ("法规", "条例", "党章党规", "党规党纪")),
    Choice("meeting", "会议精神", ("会议", "全会精神")),
    Choice("letter", "贺信回信", ("贺信", "回信", "贺电")),
    Choice("work", "业务学习", ("业务", "法律法规", "业务知识")),
    Choice("other", "其他"),
)

FIELDS = (
    Field(
        "title",
        "题名",
        aliases=("篇目", "学习篇目", "篇目名称", "文件名称", "学习内容", "标题", "名称", "学习材料", "题目"),
        required=True,
        read=reading.plain,
        width=22,
    ),
    Field(
        "kind",
        "类别",
        FieldKind.CHOICE,
        ("篇目类别", "类型", "种类", "材料类别"),
        choices=KINDS,
        width=6,
    ),
    Field("source", "来源", aliases=("出处", "刊载", "发布单位", "文件出处"), read=reading.plain, width=8),
    Field("issued", "发布日期", FieldKind.DATE, ("日期", "发布时间", "发表日期", "印发日期", "刊发日期"), width=7),
    Field("wanted_by", "要求学完", FieldKind.DATE, ("完成时限", "学习时限", "要求完成时间", "学完时限"), width=7),
    Field("meetings", "学习次数", FieldKind.INTEGER, derived=True, editable=False, in_place=False, width=5),
    Field("first_on", "首次学习", FieldKind.DATE, derived=True, editable=False, in_place=False, width=7),
    Field("last_on", "最近学习", FieldKind.DATE, derived=True, editable=False, in_place=False, width=7),
    Field("note", "备注", FieldKind.LONG_TEXT, ("说明", "备注说明"), width=10),
)
ENTERED = tuple(field.key for field in FIELDS if not field.derived)

DOCUMENTS = Ledger(
    key="documents",
    label="学习篇目",
    one="篇",
    source="documents",
    fields=FIELDS,
    screen=("title", "kind", "source", "issued", "meetings", "first_on", "last_on", "wanted_by"),
    sheet=ENTERED,
    paper=("title", "kind", "source", "issued", "meetings", "first_on", "last_on"),
    search=("title", "source", "note"),
    order=("newest", "id"),
    alike=("title",),
    filters=("kind", "source"),
)
