"""What is noted while a clue is handled, and the sub-categories that the sightings belong to.

A sighting's sub-category is that at its place in `PLACES`, a figure for each of the category's sixteen sightings.
"""

from __future__ import annotations

_SUBCATEGORIES = {
    "未成年人保护": ("违规售卖 场所准入 人身安全 校园周边", "0101121120230233"),
    "食药安全": ("标签日期 后厨卫生 药品保健品 摊贩市场", "0123131123100231"),
    "交通安全": ("信号标线 路面设施 占道停放 车辆通行", "0120311202111221"),
    "消防安全": ("电动车充电 通道堵塞 消防设施 用火用电", "0120123132130213"),
    "环境保护": ("水体污染 油烟扬尘 噪声 固体废物", "0130032131031032"),
    "公共设施": ("照明 步道护栏 环卫设施 便民设施", "0311233121313333"),
    "劳动权益": ("工资工时 劳动合同 职业安全 招工中介", "2010003220200321"),
    "其他": ("走失求助 诈骗推销 市容秩序 便民服务", "0132122110330122"),
}
SUBCATEGORIES = {category: tuple(names.split()) for category, (names, _) in _SUBCATEGORIES.items()}
# By category: the sub-category of each sighting, in their order.
OF_SIGHTING = {
    category: tuple(SUBCATEGORIES[category][int(place)] for place in places)
    for category, (_, places) in _SUBCATEGORIES.items()
}
VERIFIED = (
    "到现场看过，情况属实。",
    "打电话问过社区，情况属实。",
    "看了照片，位置、情况都清楚。",
    "和网格员一起看过，属实，当天仍在。",
)
HANDLED = {
    "未成年人保护": ("已约谈店主并责令整改，警示牌已贴出。", "已会同学校和派出所处理，复查没有再犯。"),
    "食药安全": ("已责令停售并下架，立案前先行登记保存。", "已现场检查，问题当场改正，一周后复查合格。"),
    "交通安全": ("已修复，现场恢复通行。", "已清理占道车辆，增设标志一处。"),
    "消防安全": ("隐患已消除，物业签了承诺书。", "已清理通道，补齐器材，复查合格。"),
    "环境保护": ("已清运，并对排放口作了封堵。", "已责令改正，复测达标。"),
    "公共设施": ("已更换，当天恢复使用。", "已加固，并列入每月巡查。"),
    "劳动权益": ("已协调支付，当事人确认收到。", "已约谈用人单位，合同和保险补齐。"),
    "其他": ("已处理，当事人已知晓。", "已转社区跟进，回访满意。"),
}
TOLD = ("电话告知提报人，没有意见。", "在志愿者群里回复。", "当面告知。", "短信告知处理结果。")
OUT_OF_SCOPE = "属于邻里民事纠纷，已告知可找人民调解委员会或向法院起诉。"
RECEIVER, RECEIPT = "第六检察部", "收字第{number}号"
LETTER = "〔{year}〕{number}号"
PROPOSAL, CASE = "某检建〔{year}〕{number}号", "某检公诉〔{year}〕{number}号"
AGAIN = "{place}的事还没有处理：{text}"
PHOTOS = ("远景", "近景")
