"""Find who and what a document names: titles in 《》, document numbers, institutions, persons with their office, places.

Names are found by what holds them together in official prose: brackets, a number's 〔2002〕, an institution's beginning
(国务院, a place, 省) and end (办公厅, 委员会, 局), an office before or after a person. A person once met with an office is
found again without it.

What has neither is missed: a person named without office anywhere, a company, an institution whose place is lines away. Names of
counties and below are known only after a city, or by their ending after one. Nothing is linked to a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.findings import make

PROVINCES = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州
营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春
佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波
温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州
池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南
青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡
焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 襄樊 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江
茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色
贺州 河池 来宾 崇左 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中
资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河
文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 昌都 山南 日喀则 那曲 阿里 林芝 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 果洛 玉树 海西 银川 石嘴山
吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰
"""
NOT_CITIES = """
海北 海南 海东 黄南 中山 白银 阿里 大同 日照 资阳 兴安 玉树 文山 红河 北海 安康 保山 吉安 通化 黄山 东营 中卫 三明 和田
"""
COUNTRIES = """
中国 美国 日本 英国 法国 德国 俄罗斯 韩国 印度 新加坡 澳大利亚 加拿大 欧盟 东南亚 南亚 中亚 欧洲 非洲 亚洲 东盟
"""
MINISTRIES = """
外交部 国防部 教育部 科技部 科学技术部 公安部 国家安全部 监察部 民政部 司法部 财政部 人事部 劳动保障部 劳动和社会保障部
人力资源社会保障部 人力资源和社会保障部 国土资源部 自然资源部 建设部 住房城乡建设部 住房和城乡建设部 铁道部 交通部
交通运输部 信息产业部 工业和信息化部 水利部 农业部 农业农村部 商务部 文化部 文化和旅游部 卫生部 生态环境部 环境保护部
应急管理部 审计署 中国人民银行 人民银行 海关总署 税务总局 工商总局 质检总局 环保总局 广电总局 市场监管总局 体育总局
林业局 知识产权局 新华社 中科院 中国科学院 社科院 工程院 银监会 证监会 保监会 银保监会 电监会 国资委 国务院国资委
发展改革委 国家发展改革委 国家发改委 发改委 国家民委 国家信访局 国家标准委 国家认监委 国信办 国办 中办 中宣部 中组部
中央宣传部 中央组织部 中央统战部 中央政法委 中央网信办 中央编办 中央纪委 监察委 最高人民法院 最高人民检察院 党中央
国务院 中共中央政治局 中央政治局 中共中央 中央军委 全国人大常委会 全国人大 全国政协 总参谋部 扶贫办 能源局 外专局
中直机关
"""


def _first(text: str, at: int = 0) -> str:
    return "".join(sorted({name[at] for name in text.split()}))


def _names(text: str) -> str:
    """The names as alternatives, the longest first, behind a look at two characters that spares most places the list."""
    names = sorted(text.split(), key=len, reverse=True)
    return f"(?=[{_first(text)}][{_first(text, 1)}])(?:{'|'.join(names)})"


PLACES = PROVINCES + CITIES
PLACE = rf"{_names(PLACES)}(?:省|市|自治州|州|地区|盟|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
_MID = (
    "(?:发展和改革|工业和信息化|经济和信息化|人力资源和社会保障|劳动和社会保障|住房和城乡建设|文化和旅游|卫生和计划生育"
    r"|[\u4e00-\u9fff](?<![的了和与及在将对向为是把被要从到就由等并或而请按以于有省市县区长各我该其使让]))"
)
_END = (
    "(?:人民政府(?:办公[厅室])?|政府(?:办公[厅室])?|委员会(?:办公室)?|(?:领导|协调|工作)小组(?:办公室)?|办公[厅室]"
    "|(?<=[业化贫纪法工息改编制侨台外澳])办(?![公法理事学])|(?:常委会|人大|政协|总署|发改委|国资委|经信委|建委|党委|纪委"
    "|政法委|编委|总局|局)(?![面长部限势])|厅(?!长)|(?:人民)?法院|检察院|(?:宣传|组织|统战|公安|人事|产业|工作)部"
    "(?![分门署长队级委])|研究中心|研究院|协会|联合会|总工会|主管部门|党组)"
)
_MORE = rf"(?:(?<=政府){_MID}{{2,8}}?办公[厅室])?"  # 市政府信息化工作办公室
INSTITUTION_RE = re.compile(
    rf"""(?=[{_first(PLACES + MINISTRIES)}中国党全各地有所我本省市县区州旗镇乡自人政副业职主相不同])(?:
      (?P<fixed>(?:国务院|中共中央){_MID}{{0,10}}?{_END}(?:(?<=办公室){_MID}{{2,6}}[组司](?![长织成]))?  # Case 1: 国务院办公厅,
       |{_names(MINISTRIES + "中共中央")}(?![门署])(?:办公厅|党组)?|中央(?=财政|决定|要求|关于|[和与、]地方))  # a ministry
    | (?:中共)?(?P<place>{PLACE})(?:委(?![员派托])(?:办公[厅室]|员会)?|{_MID}{{0,14}}?{_END}{_MORE})  # Case 2: of a place
    | (?P<state>国家|中央|中国|中华人民共和国|全国|中共)(?!级){_MID}{{0,14}}?{_END}  # Case 3: of the state
    | (?<!城)(?P<local>[我本全]?(?:[省市县区州旗镇乡](?!场|民|域|块|别|间)|自治区)级?)
      (?:委(?![员派托])(?:办公[厅室])?|{_MID}{{0,10}}?{_END}{_MORE})  # Case 4: 市政府
    | (?P<all>各级|地方各级|地方|各地方|各有关|有关|各|所有|人民)  # Case 5: collectives
      (?:党委|人民政府|政府(?:机构|部门)?|人大|政协|党政机关|[\u4e00-\u9fff]{{0,2}}部门|地区|部委|政务机关)
    | (?P<bare>(?:党委|人大|政府|政协)(?:办(?![公理法事])|部门)
      |(?<=[委大府协][、和])(?:人大|人民政府|政府|政协|党组)(?![部机职工采信网服投公管])
      |副?[省市县区]级(?:以[上下])?[\u4e00-\u9fff]{{0,2}}部门|(?:业务|职能|主管|相关|不同|同级)部门)
    )""",
    re.VERBOSE,
)
GROUP_RE = re.compile(r"(?:领导|协调|工作)小组(?:办公室)?")
LEVELS = {
    "province": "省|自治区|直辖市",
    "city": "市|州|盟|地区",
    "county": "县|区|旗",
    "township": "乡|镇",
}
OFFICES = """
总书记 国家主席 主席 副主席 总理 副总理 国务委员 委员长 副委员长 部长 副部长 省长 副省长 省长助理 市长 副市长 市长助理
县长 副县长 区长 副区长 州长 副州长 书记 副书记 主任 副主任 局长 副局长 厅长 副厅长 司长 副司长 处长 副处长 科长 组长
副组长 秘书长 副秘书长 常委 政治局委员 委员 代表 院长 副院长 会长 副会长 董事长 总经理 总裁 校长 院士 教授 司令员 政委
检察长 行长 副行长 署长 副署长 理事长 主编 记者 发言人 巡视员 同志 先生 女士
"""
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费"
    "廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛禹狄米贝臧伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房裘解应丁宣邓郁单洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封"
    "储靳段焦巴侯全班仰秋仲伊宁仇栾甘厉祖武符刘景詹龙叶司黎白蒲鄂赖卓蔺屠蒙池乔阴胥苍闻党翟谭贡姬申冉宰桑桂牛边尚农温庄晏"
    "柴瞿阎连艾容向古易廖终居衡步都耿满弘匡国文寇广东欧沃利师巩聂晁勾敖冷辛那简饶曾关查红游竺权盖益桓公习兰"
)
_GIVEN = r"(?:[\u4e00-\u9fff](?<![的了和与及在将对向为是把被要从到就由等并省市县区委办厅局部院会组党府副任]))"
NAME = rf"(?:欧阳|司马|上官|诸葛|[{SURNAMES}]){_GIVEN}"
_EDGE = (
    r"(?=[，。、；：！？\s（）()《》“”]|$|主持|出席|指出|强调|要求|说|讲话|作|率|在|对|到|与|和|及|同志|等|参加|会见|介绍|表示|宣布"
    r"|致|签署|任|为|的|先后|分别|以|还|也|一行|带队|深入|听取|检查|视察|考察|传达|就|亲自|向|是|代表|主任|"
    rf"{_names(OFFICES)})"
)
OFFICE_RE = re.compile(_names(OFFICES))
AFTER_RE = re.compile(
    rf"(?P<name>{NAME}(?:{_GIVEN}{_EDGE}|{_EDGE}|{_GIVEN}))"
)  # Case 1: 总理温家宝
BEFORE_RE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[组由据和了]))({NAME}{_GIVEN}?)等?$"
)  # Case 2: 赵小凡司长
DOCTRINE_RE = re.compile("毛泽东(?=思想)|邓小平(?=理论)|习近平(?=新时代)")
LISTED_RE = re.compile(
    rf"[、和](?P<name>{NAME}(?:{_EDGE}|{_GIVEN}{_EDGE}))(?![省市县区委部局厅])"
)  # Case 3: …、郭伯雄
SPEAKER_RE = re.compile(  # Case 4: a line 某某在……会议上的讲话, or its （某某）
    rf"^[ \t\u3000]{{0,9}}({NAME}{_GIVEN}?)(?:同志)?(?:在[^\n。]{{2,60}}(?:讲话|报告|发言|致辞)|传达)"
    rf"|[（(]({NAME}{_GIVEN}?)[)）][ \t]{{0,9}}$",
    re.MULTILINE,
)
# The commonest words that begin as names do (over 1,500 times in jieba's dictionary), and what was met.
NOT_NAMES = """
国家 全国 公司 文化 关系 方面 许多 国际 包括 应该 东西 方法 单位 方式 农业 任务 任何 权力 解决 成立 关于 利用 项目 公里
公民 国内 范围 农民 农村 左右 成功 严重 程度 安全 全面 武器 应用 公路 容易 利益 广泛 安排 权利 宣布 万元 广场 解释 尤其
方案 居民 简单 文学 公元 文章 应当 金融 曾经 连续 高速 成绩 高度 东北 毕业 贡献 高级 关键 周围 广州 程序 公布 任期 成长
全体 全球 关注 常常 公开 广大 万吨 石油 常务 解放 成果 文物 宣传 高中 严格 满足 成员 文字 公园 习惯 武装 任免 利润 路线
符合 金属 卫生 成本 文件 公共 东南 广东 方针 成分 东方 游行 温度 国民 国外 高校 费用 尚未 成熟 国防 方便 公斤 高考 简称
国有 祖国 居住 江苏 全年 高原 关心 季节 房子 黄金 华北 向前 公众 包含 广告 游戏 文艺 申请 公安 成都 路上 纪念 简介 储量
江西 常见 连接 司法 房间 任职 景点 安装 简直 周期 单独 文库 常用 陆续 施工 国土 季度 连忙 全都 麻烦 巩固 宣告 任命 全长
边缘 广播 公告 关闭 利害 何必 党员 房屋 安徽 景观 边界 查看 高于 封闭 权益 施行 边境 高大 广西 周边 公社 何处 文献 单纯
严肃 苏州 公平 单行 包围 庞大 广阔 周年 甘肃 简历 欧盟 党组 公立 原任 吉林 国务 国网 应急 文档 时任 有关 有限 江三 江上
江中 江流 江经 管理 经济 解读 车辆 纪律 纪检 文体 党总
"""
PLACE_RE = re.compile(
    rf"""(?=[{_first(PLACES + COUNTRIES)}我全各本自世副省区市县州地])(?:
      (?P<known>{_names(PLACES)})  # Case 1: 湖北省巴东县
      (?P<kind>省|市(?!场|级|民|委|值|政府)|自治州|州|地区|盟|(?:壮族|回族|维吾尔)?自治区|特别行政区)?
      (?P<below>(?:(?:[\u4e00-\u9fff](?<![的了和与及在等省市县区])){{1,4}}?
        (?:县(?!级|委)|(?<![军地治])区(?!域|委|别|块)|旗(?!下)|镇|乡(?!村|市)|村))*)
    | (?P<country>{_names(COUNTRIES)})
    | (?P<own>[我全本](?:国|省|市|县|区|州|自治区)(?!际|民|务|场|域|长|委)|(?<!治)自治区(?!党)  # Case 2: 我市
      |各(?:省|市|县|区|州)(?!级|委|长)|世界(?![贸银卫杯大博])|全球|副省级城市|省市(?!长|级|场)|区县|市县(?!级)
      |县市(?!级)|州市|地市(?!级))
    )""",
    re.VERBOSE,
)
BROKEN_RE = re.compile("[，。；：！？\n《〈]")
BRACKET_RE = re.compile("[《》〈〉\n]")
MOST_TITLE = 150  # characters; a bracket that stays open longer was never closed


def find_titles(docs: pd.DataFrame) -> pd.DataFrame:
    """Find the titles of documents in 《》, with those inside them.

    Returns findings in the order of the texts; the quote keeps its brackets. Columns: title (without them, on one line), depth
    (0; 1 for a title inside a title, in 《》 or 〈〉), complete (False where a bracket is missing: the quote then ends at the
    next pause).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["转发《关于印发〈办法〉的通知》"]})  # a notice on measures
    >>> find_titles(docs)[["title", "depth"]].values.tolist()
    [['关于印发〈办法〉的通知', 0], ['办法', 1]]
    """
    return make(
        docs,
        lambda document: sorted(_titles(document["text"])),
        {"title": "str", "depth": "int64", "complete": "bool"},
    )


def _titles(text: str) -> Iterator[tuple]:
    open_, last_break = [], -1
    for m in BRACKET_RE.finditer(text):
        while open_ and m.start() - open_[0] > MOST_TITLE:
            yield _broken(text, open_.pop(0))
        if m[0] in "《〈":
            open_.append(m.start())
        elif m[0] == "\n":
            if m.start() == last_break + 1:  # an empty line ends whatever was open
                open_.clear()
            last_break = m.start()
        elif open_:
            start = open_.pop()
            yield start, m.end(), text[start + 1 : m.start()].replace("\n", ""), len(open_), True
    yield from (_broken(text, start) for start in open_)


def _broken(text: str, start: int) -> tuple:
    stop = BROKEN_RE.search(text, start + 1, start + MOST_TITLE)
    end = stop.start() if stop else min(len(text), start + MOST_TITLE)
    return start, end, text[start + 1 : end], 0, False


def find_document_numbers(docs: pd.DataFrame) -> pd.DataFrame:
    """Find document numbers such as 中办发〔2002〕17号, in any brackets, and decrees (国务院令第492号).

    Returns findings in the order of the texts; columns: agency (the code before the year), year (0 where the number has none),
    serial, number (in the standard form, 〔〕 and no blanks).

    >>> find_document_numbers(pd.DataFrame({"doc_id": ["d"], "text": ["根据国办发[2015]40 号"]}))["number"].tolist()
    ['国办发〔2015〕40号']
    """
    columns = {"agency": "str", "year": "int64", "serial": "str", "number": "str"}

    def numbers(text: str) -> Iterator[tuple]:
        for number in document_numbers(text):
            start, end, agency, year, serial = number
            yield start, end, agency, int(year or 0), serial, number.standard

    return make(docs, lambda document: numbers(document["text"]), columns)


def find_institutions(docs: pd.DataFrame) -> pd.DataFrame:
    """Find institutions: ministries, governments, committees, offices, leading groups, and collectives such as 各部门.

    Returns findings in the order of the texts; columns: level (nation, province, city, county, township, all for collectives;
    empty where the name does not tell), place (the known place it begins with, else empty), kind (body or collective).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["云南省人民政府办公厅和财政部"]})  # a general office and a ministry
    >>> find_institutions(docs)[["quote", "level"]].values.tolist()
    [['云南省人民政府办公厅', 'province'], ['财政部', 'nation']]
    """
    return make(
        docs,
        lambda document: _institutions(document["text"]),
        {"level": "str", "place": "str", "kind": "str"},
    )


def _institutions(text: str) -> Iterator[tuple]:
    done = 0
    found = [
        (
            m.start(),
            m.end(),
            _level(m),
            m["place"] or "",
            "collective" if m["all"] or m["bare"] else "body",
        )
        for m in INSTITUTION_RE.finditer(text)
    ]
    taken = {end for _, end, *_ in found}
    groups = [(m.start(), m.end()) for m in GROUP_RE.finditer(text) if m.end() not in taken]
    for start, end, *rest in sorted(
        [*found, *((_back(text, s), e, "", "", "body") for s, e in groups)]
    ):
        if start >= done:
            yield start, end, *rest
            done = end


def _back(text: str, start: int) -> int:
    """Where the name of a leading group begins: at most twelve characters before, after the last word that can't be in it."""
    before = re.search(r"[\u4e00-\u9fff]*$", text[max(start - 12, 0) : start])[0]
    return start - len(
        re.split("[的了和与及在由将对向为是把被要从到就报]|成立|建立|负责|简称|协助", before)[-1]
    )


def _level(m: re.Match) -> str:
    if m["all"] or m["bare"]:
        return "all"
    if m["fixed"] or m["state"]:
        return "nation"
    name = m["place"] or m["local"]
    if name.rstrip("省市") in PROVINCES.split() or name.endswith(("省", "自治区", "特别行政区")):
        return "province"
    return next(
        (level for level, ends in LEVELS.items() if re.search(f"(?:{ends})级?$", name)), "city"
    )


def find_persons(docs: pd.DataFrame) -> pd.DataFrame:
    """Find persons by their office, or by 同志 (comrade), and every other place where the same name stands in the document.

    Returns findings in the order of the texts; the quote is the name; columns: office (all that stands before the name up to the
    pause, or the title after it; empty where the name stands alone).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["国务院总理温家宝主持会议。温家宝指出"]})  # the Premier chairs, points out
    >>> find_persons(docs)[["quote", "office"]].values.tolist()
    [['温家宝', '国务院总理'], ['温家宝', '']]
    """
    return make(docs, lambda document: _persons(document["text"]), {"office": "str"})


def _persons(text: str) -> Iterator[tuple]:
    found = {m.start(): (m.end(), "") for m in DOCTRINE_RE.finditer(text)}
    for m in OFFICE_RE.finditer(text):
        start, end = m.span()
        after = AFTER_RE.match(text, end)
        if not after or after["name"][:2] in NOT_NAMES:
            before = BEFORE_RE.search(text, max(start - 5, 0), start)
            if before and before[1][:2] not in NOT_NAMES:
                found[before.start(1)] = (before.end(1), m[0])
        office = _office(text, start, end) if after else ""
        while after and after["name"][:2] not in NOT_NAMES:
            found[after.start("name")] = (after.end("name"), office)
            after = LISTED_RE.match(text, after.end("name"))
    for m in SPEAKER_RE.finditer(text):
        found.setdefault(m.start(m.lastindex), (m.end(m.lastindex), ""))
    names = {text[start:end] for start, (end, _) in found.items()}
    for m in re.finditer("|".join(sorted(names, key=len, reverse=True)), text) if names else ():
        end, office = found.get(m.start(), (m.end(), ""))
        yield m.start(), end, office


def _office(text: str, start: int, end: int) -> str:
    """The office before a name: back to the last pause, past the offices joined by 、."""
    before = re.search(r"[\u4e00-\u9fff、（）“”]*$", text[max(start - 60, 0) : start])[0]
    parts = re.split(
        r"由|据|任命|选举|会议|以及|(?<=[\u4e00-\u9fff])和(?=中共|国务院|省|市)", before
    )
    return parts[-1].lstrip("、（）“”") + text[start:end]


def find_places(docs: pd.DataFrame) -> pd.DataFrame:
    """Find places: provinces and cities by their names, what is named below them, countries, and 我市, 全省, 自治区.

    Returns findings in the order of the texts; columns: level (world, nation, province, city, county, township) and known
    (True for a name on our list of provinces and prefecture-level cities of 2006, to which some later ones are added).

    >>> find_places(pd.DataFrame({"doc_id": ["d"], "text": ["湖北省巴东县和我市"]}))[["quote", "level"]].values.tolist()
    [['湖北省巴东县', 'county'], ['我市', 'city']]
    """
    return make(docs, lambda document: _places(document["text"]), {"level": "str", "known": "bool"})


def _places(text: str) -> Iterator[tuple]:
    for m in PLACE_RE.finditer(text):
        if m["known"] and m["known"] in NOT_CITIES and not m["kind"]:
            continue
        if m["below"]:
            level = {"县": "county", "区": "county", "旗": "county"}.get(m["below"][-1], "township")
        elif m["known"]:
            level = "province" if m["known"] in PROVINCES.split() else "city"
        elif m["country"]:
            level = (
                "world"
                if m["country"].endswith(("亚", "洲", "盟")) and m["country"] != "澳大利亚"
                else "nation"
            )
        else:
            ends = {"world": "世界|全球", "nation": "国"} | LEVELS
            level = next(level for level in ends if re.search(f"(?:{ends[level]})$", m["own"]))
        yield m.start(), m.end(), level, bool(m["known"])
