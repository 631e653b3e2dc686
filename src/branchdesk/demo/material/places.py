"""Invented places, firms and parties of an invented city."""

from __future__ import annotations

from branchdesk.demo.cards import words

STREETS = words("花苑街道 站前街道 绿地街道 商贸城片区 城西街道 湖滨街道 南门街道 北园街道 高新区北片")
TOWNS = words("柳河镇 青墩镇 沙渡镇 石桥镇 白蒲镇 梅堰镇 云岭镇 临溪镇 双塔镇")
VILLAGES = words("东塘村 沈店村 金鸡村 大渔村 新乐村 枫塘村 横河村 双河村 南圩村 白米村 柿树村")
COMMUNITIES = words(
    "花苑社区 绿地社区 站前社区 朝阳社区 槐荫社区 北仓社区 虹桥社区 百合社区 长泰社区 枫景社区 南门社区"
)
ESTATES = words("""
花苑新村 绿地二期 站前公寓 枫景苑 明珠花园 香樟园 和顺苑 汇景家园 柳浪新村 观湖里 兰溪小区 南苑小区 建设新村 学士苑
""")
PRIMARY_SCHOOLS = words(
    "实验小学 第三小学 花苑小学 城北小学 朝阳小学 石桥中心小学 青墩中心小学 湖滨小学 临溪小学 双塔小学"
)
MIDDLE_SCHOOLS = words("柳河中学 育才中学 第七中学 南门中学 临溪中学 外国语学校 梅堰中学")
LANDMARKS = words("市党史馆 城北革命纪念馆 老联络站旧址 云岭烈士陵园 第一任县委旧址")
RIVERS = words("柳河 横塘河 青溪 东大河 小清河 吴塘河 白水河 斜塘 月牙河 石桥港")
MARKETS = words("""
站前农贸市场 花苑农贸市场 商贸城市场 南门菜场 柳河集贸市场 同乐路夜市 城西水产市场 绿地生鲜市场 石桥早市
""")
ROADS = words("""
柳荫路 同乐路 前进西路 人民南路 滨江大道 长江北路 青年路 学前路 朝阳东路 白杨路 绿地大道 黑龙江路 环城北路 中山路
""")
COMPANIES = words("""
某食品公司 某电镀厂 某物流公司 某家政公司 某建材公司 某包装厂 某餐饮公司
某劳务公司 某纺织厂 某科技公司 某物业公司 某机械厂
""")
FACTORIES = words("某食品厂 某电镀厂 某纺织厂 某机械厂 某包装厂 某印染厂 某家具厂")
BUREAUS = words("市场监管局 生态环境局 城管局 住建局 水务局 教育局 人社局 交通运输局 自然资源局 卫健委")
COURTS = words("市中级法院 城东法院 城西法院 高新区法院")
PARTIES = words("""
张某 李某 王某 陈某 周某 徐某 孙某 朱某 胡某 高某 何某 郭某 罗某 梁某 宋某 唐某 许某 邓某 冯某 蒋某 沈某 陆某 顾某 钱某
""")
