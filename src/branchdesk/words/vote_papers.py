"""What the papers of votes and a member's card are called, and how they may be varied."""

SLIP, BALLOT, SUMMARY = "票决单", "选票", "票数汇总"
APPRAISAL_FORM, APPRAISAL_SUMMARY = "民主评议测评表", "民主评议测评汇总表"
MEMBER_CARD, LETTER = "信息卡", "介绍信"
COPIES, FORM_COPIES = "份数（0 为应到有表决权的人数）", "份数"
ON_SHEET, AS_FITS = "每页份数", "按大小自动"
ITEM = "第几项议程（0 为全部）"
ORDER, AS_ENTERED, BY_STROKES = "候选人顺序", "按议程", "按姓氏笔画"
TALLY = "印成计票用表（画“正”字）"
ABSTAIN = "设“弃权”栏"
FULL_NUMBER = "印出完整的公民身份号码"
PRIVATE = "印出谈话、帮扶和处分"


def slips_a_page(number: int) -> str:
    """Say how many slips stand on a page."""
    return f"{number} 份"


def no_such_vote(name: str) -> str:
    """Say that a meeting has no vote that a paper could be about, or not at that place of its agenda."""
    return f"这次会议的议程里没有可以印{name}的表决事项，请核对会议和议程序号。"
