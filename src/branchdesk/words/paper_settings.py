"""What is said about how a branch wants its papers, and the invented meeting that they are shown with."""

from branchdesk.words.papers import shown_character

LONGEST = 60  # characters of a name on papers
SIGNER, SIGNERS = 10, 4  # characters of a signer, and how many there may be

NAMES = {"unit": "单位名称", "heading": "标题上方的字", "signature": "落款"}

PLACE = "三楼会议室"
TOPIC = "研究12月份主题党日安排"
REPORT = (
    "会议听取了关于12月份主题党日的安排建议：12月10日下午，组织党员到共建社区开展“检察开放日”和普法宣讲，"
    "并走访3户困难群众。"
)
RESOLUTION = "同意上述安排，由组织委员负责落实。"


def too_long(what: str, length: int, most: int) -> str:
    """Say that a name is longer than a paper has room for."""
    return f"{what}有{length}个字，太长了，请改写到{most}个字以内。"


def no_signers() -> str:
    """Say that somebody has to sign the minutes."""
    return "记录要有人签字，请至少写一个，如 主持人。"


def too_many_signers() -> str:
    """Say that there is room for so many only."""
    return f"签字人最多{SIGNERS}个，请删去几个。"


def signer_twice(who: str) -> str:
    """Say that a signer is named twice."""
    return f"“{who}”写了两遍，请删去一个。"


def not_printed(characters: str) -> str:
    """Say which characters no face has."""
    return f"字体里没有{'、'.join(map(shown_character, characters))}，打印不出来，请改写。"
