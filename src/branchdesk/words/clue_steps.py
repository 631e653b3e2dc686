"""What is said about the steps of a clue's way, and about its photos."""

from branchdesk.words.clues import STEPS


def taken(number: str, kind: str) -> str:
    """Name the operation that notes a step of one clue."""
    return f"线索{number}登记“{STEPS[kind]}”"


def taken_together(kind: str, number: int) -> str:
    """Name the operation that notes one step of several clues."""
    return f"{number}条线索登记“{STEPS[kind]}”"


def corrected(number: str, kind: str) -> str:
    """Name the operation that corrects a step."""
    return f"线索{number}更正“{STEPS[kind]}”"


def taken_out(number: str, kind: str) -> str:
    """Name the operation that takes a step out."""
    return f"线索{number}删除“{STEPS[kind]}”"


def ahead(day: str) -> str:
    """Doubt a day that lies ahead."""
    return f"{day} 还没有到，请核对日期。"


def before_the_last(kind: str, day: str) -> str:
    """Doubt a day that lies before that of the step before."""
    return f"早于上一步“{STEPS[kind]}”的 {day}，请核对日期。"


def cannot_be_taken(number: str, state: str, kind: str) -> str:
    """Say that a clue's state does not allow a step."""
    return f"线索{number}现为“{state}”，不能登记“{STEPS[kind]}”。请先用“退回”改到前面的环节。"


def none_can_be_taken(kind: str) -> str:
    """Say that none of the chosen clues can take a step."""
    return f"所选线索都已过“{STEPS[kind]}”这一步，没有改动。"


def reason_missing(kind: str) -> str:
    """Ask for the reason of a step that needs one."""
    return f"“{STEPS[kind]}”请写明原因。"


def whereto_wrong(state: str) -> str:
    """Say that a clue cannot be taken back to a state."""
    return f"不能退回到“{state}”，请选在此之前的环节。"


def first_missing() -> str:
    """Ask which clue was first."""
    return "请填首报线索的编号。"


def no_such_number(number: str) -> str:
    """Say that no clue has a number."""
    return f"台账中没有编号为“{number}”的线索，请核对编号。"


def of_itself() -> str:
    """Say that a clue cannot be a duplicate of itself."""
    return "不能登记为与本条重复，请填另一条线索的编号。"


def in_a_circle(number: str) -> str:
    """Say that the other clue is a duplicate of this one."""
    return f"线索{number}已登记为与本条重复，不能互相重复。请先把那一条退回。"


def first_gone(number: str) -> str:
    """Say that a clue cannot become a duplicate again, for the first is not found."""
    return f"找不到首报线索“{number}”，请重新登记“{STEPS['duplicate']}”。"


def receiver_missing() -> str:
    """Ask who received a 办案线索."""
    return "请填接收的办案部门。"


def stays() -> str:
    """Say that the first step stays."""
    return "“提报”这一步不能删除；录错的线索请整条删除。"


def no_such_step() -> str:
    """Say that a step is not there any more."""
    return "这一步已不在办理过程中，可能刚被删除。请刷新后再看。"


def case_content() -> str:
    """Say why a 办案线索 has no content here."""
    return "办案线索属工作秘密，这里只登记移送日期、接收部门和回执，不能填写内容、地点、原因和备注。"


def case_by_step(number: str) -> str:
    """Say how a clue with content is passed on."""
    return f"线索{number}还有内容。请打开线索，用“移送办案部门”登记，内容会同时清除。"


CASE_WARNING = (
    "办案线索属工作秘密：这里只留移送日期、接收部门和回执。保存后，本条的线索内容、具体地点、原因、备注、各步情况"
    "和照片将一并清除。"
)


def photos_added(number: str, name: str, count: int) -> str:
    """Name the operation that adds photos to a clue."""
    return f"线索{number}添加照片“{name}”" + (f"等{count}张" if count > 1 else "")


def photo_removed(number: str, name: str) -> str:
    """Name the operation that takes a photo out."""
    return f"线索{number}删除照片“{name}”"


def photo_turned(number: str, name: str) -> str:
    """Name the operation that turns a photo."""
    return f"线索{number}旋转照片“{name}”"


def no_photo(name: str) -> str:
    """Say that a file is no photo that is kept with a clue."""
    return f"“{name}”不是 JPG、PNG 等常用图片，没有添加。文档、视频请另外保存，在线索中写明存放位置。"


def heic(name: str) -> str:
    """Say that a phone's own kind of photo is not kept."""
    return f"“{name}”是 HEIC 图片，多数电脑看不了，没有添加。请在手机相机设置中选“兼容性最佳”再拍，或转成 JPG 后添加。"


def no_photos_of_a_case() -> str:
    """Say that a 办案线索 has no photos here."""
    return "办案线索属工作秘密，不能在这里存照片。"


def days_left(number: int) -> str:
    """Say how many working days are left, or by how many a clue is late."""
    if number > 0:
        return f"剩{number}个工作日"
    return "今日到期" if number == 0 else f"超期{-number}个工作日"


def unit_missing(number: str) -> str:
    """Ask to which unit a clue is given."""
    return f"线索{number}没有承办单位，请填写。"
