"""Names of invented people, by sex and by the decade in which such names were given."""

from __future__ import annotations

from branchdesk.demo.cards import words

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文逄佘仝亓"
)

OLDER_MEN = words("建国 卫东 志强 国庆 永明 德胜 广平 海涛 文斌 玉林 启明 长河 保华 立新 学军 庆丰 守成 茂森 培元 耀先")
OLDER_WOMEN = words(
    "秀英 桂兰 丽华 凤琴 淑珍 玉梅 爱萍 惠芳 春燕 月娥 素琴 红霞 亚男 彩云 金凤 敏芝 兰香 文英 美玲 瑞芝"
)
MIDDLE_MEN = words(
    "军 勇 涛 斌 鹏 伟晨 晓东 立群 振宇 少华 海峰 宏亮 敬之 克勤 晓明 忠义 建业 剑锋 书恒 绍文 旭光 景行"
)
MIDDLE_WOMEN = words(
    "静 敏 芳 丽娜 晓燕 海燕 莉 颖 雪梅 玉洁 文静 慧敏 秋菊 晓岚 亚琴 红梅 佩文 瑞雪 若兰 梅 咏梅 淑雯"
)
YOUNGER_MEN = words("磊 超 浩然 宇航 子轩 俊杰 天佑 泽宇 一鸣 嘉树 思远 承泽 博文 睿 昊天 明哲 景瑜 知行 星野 亦凡")
YOUNGER_WOMEN = words(
    "雨桐 欣怡 思涵 佳宁 梓萱 诗雨 晨曦 若溪 婧 梦瑶 一诺 可心 语嫣 念慈 清欢 沐晴 书瑶 知夏 婉清 令仪"
)

# Those who open the roster: officers, rare characters, long names, and two who share a name.
OPENING = (
    ("翟堃", "女", "汉族"),
    ("阿依古丽·买买提", "女", "维吾尔族"),
    ("陈䶮", "男", "汉族"),
    ("李𬭎", "男", "汉族"),
    ("欧阳翀", "男", "汉族"),
    ("赵㛃", "女", "汉族"),
    ("买买提·艾山", "男", "维吾尔族"),
    ("司马彧", "女", "满族"),
    ("王伟", "男", "汉族"),
    ("吕伟晨", "男", "汉族"),
    ("周轩子", "女", "汉族"),
    ("于敏", "女", "汉族"),
    ("宋国军", "男", "汉族"),
    ("罗怡军", "女", "回族"),
)
CONFIRMED_THIS_YEAR = ("王伟", "女", "壮族")
UNDECIDED = (("何霞", "女", "汉族"), ("李平思", "女", "满族"), ("邓怡芳", "男", "汉族"))

# Those on their way into the Party, who are not on the roster yet.
ACTIVISTS = words("尹知白 孟远帆 蒋乐")

ETHNICITIES = ("汉族",) * 20 + ("回族", "满族", "苗族", "壮族", "土家族", "蒙古族")

# Area code of the identity number and the native place as a roster words it.
NATIVE_PLACES = (
    ("110101", "北京东城"),
    ("310101", "上海黄浦"),
    ("320583", "江苏昆山"),
    ("350102", "福建福州"),
    ("530102", "云南昆明"),
    ("150203", "内蒙古包头"),
    ("371702", "山东菏泽"),
    ("440304", "广东深圳"),
    ("510104", "四川成都"),
    ("610113", "陕西西安"),
)
NATIVE_PLACE_OF = {"维吾尔族": ("650102", "新疆乌鲁木齐")}

VOLUNTEER_TEAM = "有光骑手协同治理先锋队"
COURIERS, COURIERS_TEAM = "快递", "快递志愿服务队"
PLATFORMS = ("外卖", "外卖", "外卖", "快递", "快递", "网约车")
