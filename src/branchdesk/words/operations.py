"""How history names what was done, and what stands in the way of doing it."""


def imported(ledger: str, rows: int, one: str) -> str:
    """Name an import."""
    return f"导入{ledger}{rows}{one}"


def rows_refused(number: int) -> str:
    """Say why a sheet was not taken at all."""
    return f"有{number}行存在错误，按“全部正确才导入”的要求没有导入，原有内容未动。请改正后重试。"


def added(ledger: str, name: str) -> str:
    """Name the adding of one record by hand."""
    return f"{ledger}新增“{name}”"


def changed(ledger: str, name: str) -> str:
    """Name the changing of one record by hand."""
    return f"{ledger}修改“{name}”"


def changed_together(ledger: str, field: str, number: int, one: str) -> str:
    """Name the setting of one field of several records in one step."""
    return f"{ledger}批量修改{number}{one}的{field}"


def removed(ledger: str, name: str) -> str:
    """Name the taking out of one record."""
    return f"{ledger}删除“{name}”"


def removed_together(ledger: str, name: str, number: int, one: str) -> str:
    """Name the taking out of several records in one step."""
    return f"{ledger}删除“{name}”等{number}{one}"


def name_missing() -> str:
    """Say that a record needs a name."""
    return "姓名没有填。"


def several_alike(name: str) -> str:
    """Say that a row cannot be told: several records fit."""
    return f"名册中有多人叫“{name}”，凭现有信息分不清是哪一位，请补填公民身份号码或出生日期。"


def matched_by_name(name: str) -> str:
    """Say that a row was matched by its name alone."""
    return f"“{name}”只按姓名对上名册，请核对是否同一人。"


def same_as_row(row: int) -> str:
    """Say that an earlier row is about the same record."""
    return f"与第{row}行是同一条记录，本行未导入，请删去其中一行。"


def stage_inferred(stage: str) -> str:
    """Say that the sheet did not state the stage."""
    return f"表中没有党员类别，按{stage}登记，请核对。"


LEFT = "离开"
STAY = "在本支部时间"


def back_again(name: str, left_on: str | None, how: str) -> str:
    """Say that a row brings somebody back who had left."""
    when = f"{left_on} " if left_on else ""
    return f"“{name}”曾在本支部，{when}{how}；导入后恢复在册，以前的记录接续，请核对。"


def member_is_named(name: str) -> str:
    """Say why a member cannot be deleted."""
    return f"“{name}”已出现在会议等记录中，不能按录入有误删除。离开支部请用“离开支部”，以前的记录会保留。"


def left(name: str, how: str, others: int) -> str:
    """Name the leaving of members."""
    return f"“{name}”{how}" if not others else f"“{name}”等{others + 1}名{how}"


def leaving(name: str) -> str:
    """Name the sending of somebody's letter, before its receipt is back."""
    return f"“{name}”办理转出"


def receipt_back(name: str) -> str:
    """Name the coming back of a letter's receipt."""
    return f"“{name}”转出回执已收到"


def stays(name: str) -> str:
    """Name the taking back of somebody's leaving."""
    return f"“{name}”恢复在册"


def came_back(name: str) -> str:
    """Name somebody's coming back."""
    return f"“{name}”转回本支部"


def life_added(name: str, what: str) -> str:
    """Name the adding of a dated row."""
    return f"“{name}”登记{what}"


def life_changed(name: str, what: str) -> str:
    """Name the changing of a dated row."""
    return f"“{name}”修改{what}"


def life_removed(name: str, what: str) -> str:
    """Name the taking out of a dated row."""
    return f"“{name}”删除{what}"


def photo_set(name: str) -> str:
    """Name the setting of a photograph."""
    return f"“{name}”更换照片"


def photo_removed(name: str) -> str:
    """Name the taking out of a photograph."""
    return f"“{name}”删除照片"


def until_before_since() -> str:
    """Say that something ends before it begins."""
    return "结束时间早于开始时间，请核对两个日期。"


def missing(label: str) -> str:
    """Say that a field must be filled in."""
    return f"没有填{label}。"


def stage_is_worked_out() -> str:
    """Say why a stage is not entered here."""
    return "党员类别由入党时间、转正时间推算，请在“编辑”中修改。"


def already_left(name: str) -> str:
    """Say that somebody has left already."""
    return f"“{name}”已不在名册中。"


def not_leaving(name: str) -> str:
    """Say that nobody waits for a receipt."""
    return f"“{name}”没有待收的转出回执。"


def still_here(name: str) -> str:
    """Say that somebody is still on the roster."""
    return f"“{name}”仍在名册中，无需恢复。"


def leaves_before_coming(day: str) -> str:
    """Say that somebody would leave before they came."""
    return f"离开时间早于进入本支部的时间（{day}），请核对。"


def comes_before_leaving(day: str) -> str:
    """Say that somebody would come back before they left."""
    return f"转回时间早于离开时间（{day}），请核对。"


def receipt_before_letter() -> str:
    """Say that a receipt is dated before its letter."""
    return "回执日期早于介绍信日期，请核对。"
