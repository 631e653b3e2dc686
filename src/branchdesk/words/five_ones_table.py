"""What stands on the table of a year's 五个一."""

NAME = "政治生日“五个一”情况表"
HOLDS = "一年里每名党员的政治生日和五个一办理情况、覆盖率。"
YEAR, MONTH = "年份（0 为今年）", "月份"
MONTHS = (("", "全年"), *((str(month), f"{month}月") for month in range(1, 13)))
GROUP = "党小组"
HEADS = "姓名", GROUP, "政治生日", "入党周年"
SIGNS = {"done": "√", "exempt": "—", "planned": "拟", "open": "待", "late": "缺", "ahead": "", "before_start": "／"}
LEGEND = "日期或√ 已办", "拟 已安排", "待 可以办理", "缺 逾期未办", "— 不适用", "／ 启用前", "空格 未到时间"


def dated(sign: str, day: str) -> str:
    """Say that something is done, or set, for a day."""
    return day if sign == SIGNS["done"] else f"{sign}{day}"


def covered(done: int, asked: int, people_done: int, people: int) -> str:
    """Say how much was done, of things and of people whose birthday has come."""
    if not asked and not people:
        return "还没有到期的政治生日。"
    share = f"（{done / asked:.0%}）" if asked else ""
    return f"已到期应办{asked}项，已办{done}项{share}；已过政治生日{people}人，全部办完{people_done}人。"


def unknown(names: str) -> str:
    """Say whose month of joining is not on file."""
    return f"入党时间没有登记到月、未列入的：{names}。"


def nobody(year: int) -> str:
    """Say that nobody has a 政治生日."""
    return f"{year}年没有党员过政治生日（入党时间至少要登记到月）。"
