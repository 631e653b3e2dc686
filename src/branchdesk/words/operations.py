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
