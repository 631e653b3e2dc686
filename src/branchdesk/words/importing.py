"""What is said about sheets: why one is not read, and what was noticed in its rows.

Each sentence is short and ends in what to do. None ever holds a whole ID number.
"""

YES_OR_NO = "是、否"
REFUSAL_COLUMN = "未导入原因"
PASTED = "粘贴的表格"


def row(number: int) -> str:
    """Name a row of a sheet."""
    return f"第 {number} 行"


def row_of_tab(tab: str, number: int) -> str:
    """Name a row of one of several tabs."""
    return f"“{tab}”第 {number} 行"


def layout_lacks(labels: str) -> str:
    """Say that no column is for what every record must have."""
    if not labels:
        return "没有一列对应台账的栏目。"
    return f"没有一列对应“{labels}”，请选择哪一列是{labels}。"


def same_as(where: str) -> str:
    """Say that an earlier row of another tab is about the same record."""
    return f"与{where}是同一条记录，本行未导入，请删去其中一行。"


def choice_stale() -> str:
    """Say that what was chosen for a row can no longer be done."""
    return "选择之后台账有变动，这一行不能按所选处理，没有导入；请重新选择。"


def chosen_twice(where: str) -> str:
    """Say that two rows were pointed to one record."""
    return f"与{where}选择更新的是同一条记录，本行未导入；请改选。"


def skipped_by_choice() -> str:
    """Say that a person left a row out."""
    return "按选择跳过，没有导入。"


def pasted_nothing() -> str:
    """Say that the clipboard holds no table."""
    return "剪贴板里没有表格。请先在 WPS、Excel 或 Word 中选中单元格复制，再粘贴。"


def required() -> str:
    """Begin a template's hint for what must be filled in."""
    return "必填"


def optional() -> str:
    """Begin a template's hint for what may stay blank."""
    return "选填"


HINTS = {
    "date": "如2016-01-05；只知年月写2016-01",
    "integer": "填数字",
    "id_number": "18位，先设为文本格式",
    "phone": "手机号或座机号",
    "flag": "是或否",
}


def and_so_on() -> str:
    """End a list that goes on."""
    return "等"


def choose_of(choices: str) -> str:
    """Say in a template's hint what there is to choose from."""
    return f"可选：{choices}"


def joined_before_18() -> str:
    """Say that somebody joined before the age of eighteen."""
    return "入党时未满十八周岁，请核对出生日期和入党时间。"


def way_in_out_of_order(later: str, earlier: str) -> str:
    """Say that a step of joining is dated before the one that comes first."""
    return f"{later}早于{earlier}，请核对两个日期。"


def target_before_one_year() -> str:
    """Say that somebody was an activist for less than a year (细则第13条)."""
    return "确定为发展对象距确定为入党积极分子不足一年，请核对两个日期。"


def applied_before_18() -> str:
    """Say that somebody applied before the age of eighteen (细则第5条)."""
    return "申请入党时未满十八周岁，请核对出生日期和申请时间。"


def full_before_one_year() -> str:
    """Say that the probation was shorter than a year."""
    return "转正距入党不足一年，请核对两个日期。"


def full_before_joined() -> str:
    """Say that somebody became a full member before joining."""
    return "转正时间早于入党时间，请核对两个日期。"


def full_member_without_date() -> str:
    """Say that a full member's date is missing."""
    return "正式党员没有转正时间，可以以后补填。"


def probationary_with_full_date() -> str:
    """Say that a probationary member has a date of full membership."""
    return "预备党员填有转正时间，请核对党员类别。"


def joined_on_missing() -> str:
    """Say that a member's date of joining is missing."""
    return "没有入党时间，政治生日无从推算，请补填。"


def joined_without_membership(stage: str) -> str:
    """Say that somebody who is no member yet has a date of joining."""
    return f"类别是“{stage}”却填有入党时间，请核对类别。"


def stage_missing() -> str:
    """Say that a member's stage is missing."""
    return "没有填党员类别，请补填。"


def id_number_birth_differs(shown: str) -> str:
    """Say that the ID number holds another birth date."""
    return f"公民身份号码中的出生日期（{shown}）与出生日期一栏不同，请核对。"


def id_number_sex_differs(shown: str) -> str:
    """Say that the ID number means the other sex."""
    return f"公民身份号码表明性别为{shown}，与性别一栏不同，请核对。"


def closed_before_reported() -> str:
    """Say that a clue was closed before it was reported."""
    return "办结日期早于提报日期，请核对。"


def clue_without_date() -> str:
    """Say that a clue has no day."""
    return "没有提报日期，按时间统计时不会计入，请补填。"


def clue_without_text() -> str:
    """Say that a clue says nothing."""
    return "没有线索内容，请补填。"


def closed_with_open_state(state: str) -> str:
    """Say that a clue has a closing day but an open state."""
    return f"填有办结日期，办理状态却是“{state}”，请核对。"


def name_missing(label: str) -> str:
    """Say that what every record must have is missing."""
    return f"没有填{label}，本行不导入，请补填。"


def name_unusual(raw: str) -> str:
    """Say that a name holds more than a name; it is kept."""
    return f"姓名“{raw}”含有数字或括号，已照录；请把说明移到备注。"


def hint_skipped() -> str:
    """Say that a row only told how to fill the sheet in."""
    return "本行是填表提示或示例，没有导入。"


def id_number_rounded() -> str:
    """Say that a spreadsheet has lost the end of an ID number."""
    return "公民身份号码被 Excel 四舍五入，已留空；请在原表把该列设为文本后重新填写。"


def id_number_check_digit(masked: str) -> str:
    """Say that the check digit fails; the number is given masked."""
    return f"公民身份号码（{masked}）的校验码不符，已照录；请与身份证核对。"


def id_number_malformed(masked: str) -> str:
    """Say that a number is no ID number; it is given masked."""
    return f"“{masked}”不像公民身份号码（应为 18 位），已照录；请核对。"


def id_number_masked() -> str:
    """Say that a number was hidden before it got into the sheet."""
    return "公民身份号码已隐去中间各位，没有读取；原有号码不变。"


def id_number_old() -> str:
    """Say that an old number got its new form."""
    return "15 位旧号已换算为 18 位，请核对。"


def date_month_only() -> str:
    """Say that a date is known to the month."""
    return "只写到月，按月保存；知道日期后可补填。"


def date_year_only() -> str:
    """Say that a date is known to the year."""
    return "只写到年，按年保存；知道日期后可补填。"


def date_unreadable(raw: str) -> str:
    """Say that no calendar has such a date."""
    return f"“{raw}”不是能识别的日期，已留空；请改成 2016-01-05 这样的写法。"


def date_ambiguous(raw: str, read: str) -> str:
    """Say that a spreadsheet may have lost the last 0 of a month."""
    return f"单元格是数字 {raw}，可能是 1 月或 10 月，已读作 {read}；请核对。"


def moment_unreadable(raw: str) -> str:
    """Say that a cell holds no day."""
    return f"“{raw}”不是能识别的日期，已留空；请写到日，如 2025-03-14 14:30。"


def hour_unreadable(raw: str) -> str:
    """Say that only the day of a moment could be read."""
    return f"“{raw}”只读出日期，钟点没有读出；请写成 2025-03-14 14:30。"


def number_unreadable(raw: str) -> str:
    """Say that a cell should hold a whole number."""
    return f"“{raw}”不是整数，已留空。"


def choice_unknown(raw: str, usual: str) -> str:
    """Say that a word is none of the choices, and which there are."""
    return f"“{raw}”不在可选范围内，已留空；请改为{usual}之一。"


def unfamiliar(raw: str, label: str) -> str:
    """Say that a word is unusual for its field; it is kept."""
    return f"“{raw}”不是常见的{label}，已照录；请核对。"


def phone_malformed(raw: str) -> str:
    """Say that a number is no telephone number; it is kept."""
    return f"“{raw}”不像电话号码，已照录；请核对。"


def unknown_column(heading: str) -> str:
    """Say that a column is for no field."""
    return f"“{heading}”一列没有对应的栏目，没有导入。"


def column_repeated(heading: str, label: str) -> str:
    """Say that another column is read for the same field."""
    return f"“{heading}”一列没有导入，{label}已从另一列读取。"


def column_missing(label: str) -> str:
    """Say that the sheet lacks a column it should have."""
    return f"表中没有“{label}”一列，导入后请补填。"


def duplicate_in_sheet(label: str, where: str) -> str:
    """Say that a row repeats another's number."""
    return f"{label}与{where}相同，本行不导入；请核对后删去或改正。"


def same_name(where: str, differing: str) -> str:
    """Say that two rows bear one name and differ."""
    return f"与{where}同名，{differing}不同；如是同一人，请合并。"


def same_name_alike(where: str) -> str:
    """Say that two rows bear one name and nothing tells them apart."""
    return f"与{where}同名，看不出是两个人，可能重复；请核对。"


def row_skipped(raw: str) -> str:
    """Say that a row with a single text was no record."""
    return f"本行只有“{raw}”，当作说明跳过。"


def total_differs(stated: int, read: int) -> str:
    """Say that the sheet's own total is another."""
    return f"合计写的是 {stated}，实际读到 {read} 行；请核对是否有遗漏。"
