"""The words that tell whether a quantity is wanted, reached, put in or merely counted.

Each table holds the cues of one kind, in small groups. What counts is the nearest cue
before the quantity, in its clause or sentence; without one, a date to come makes a goal.
The word itself is kept, so that a reader can judge the judgement.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.targets.changes import FROM, NONE, TO, Change
from egov_lib.find.targets.clauses import SHORT_TIMES, TIMES, Clause, When
from egov_lib.find.targets.phrases import (
    BEYOND_GOAL_RE,
    SIZES,
    of_past_years,
    punished,
)
from egov_lib.find.targets.provisions import is_of_acts, provision_of
from egov_lib.find.targets.sections import PLAN, REPORT
from egov_lib.find.targets.sections import RULE as RULE_SECTION
from egov_lib.find.targets.situations import (
    COUNT,
    COUNTED,
    DONE,
    REACHED,
    RULE,
    SET,
    Verdict,
    kind_of,
)

CUE_CHARS = 60  # how far before a quantity a cue counts
FAR_CHARS = 16  # how far before a number of things that are put in
INPUT, GOAL, ORDINAL = "input", "target", "ordinal"
SHALL_RE = re.compile("应当|必须|不得|可以|可自荐")
# In a report only these look ahead; in a plan only those look back.
STRONG_GOAL_RE = re.compile("力[争求]|争取|确保|目标|计划|规划|拟|预[计期]|将")
# The content of a title in 《》, whose words tell nothing of a quantity outside it.
TITLE_INSIDE_RE = re.compile("《[^《》]*(?:》|$)")
STRONG_DONE_RE = re.compile("了|已|累计|同比|超额|目前|[共现]有|^共计?$")
# 比上年增长, 同比增长: of what was
COMPARED_RE = re.compile("同比|环比|[比较](?:上年|去年|上月|同期|年初)")
# What a cue says that is of a goal as often as of an achievement.
EITHER = "either"

INPUT_CUES = Grammar(
    (
        Rule(
            name="invest",
            starts="投[资入]|总投",
            # 投入使用: put to use
            pattern="总?投资|投入(?!运[行营]|使用|生产|市场|试|营运)",
            make=always(INPUT),
            example=Example(
                "太钢投资4800万元",
                "Taiyuan Steel invests 48 million yuan",
                {"kind": INPUT, "cue": "投资"},
            ),
        ),
        Rule(
            name="allot",
            starts="安排|拨[付款]|[划下]拨",
            pattern="安排|拨[付款]|[划下]拨",
            make=always(INPUT),
            example=Example(
                "财政安排5亿元",
                "the budget allots 500 million yuan",
                {"kind": INPUT, "cue": "安排"},
            ),
        ),
        Rule(
            name="pay",
            starts="出资|捐[资赠款]|补[助贴]|资助|注入|负担|支出",
            pattern="出资|捐[资赠款]|补[助贴]|资助|注入|负担|支出",
            make=always(INPUT),
            example=Example(
                "由企业出资3亿元",
                "companies pay 300 million yuan",
                {"kind": INPUT, "cue": "出资"},
            ),
        ),
        Rule(
            name="funds",
            starts="经费|耗资|筹[集措]",
            # 经费标准达到40元: a standard to be reached
            pattern="经费(?!标准|水平)|耗资|筹[集措]",
            make=always(INPUT),
            example=Example(
                "工程耗资2亿元",
                "the works cost 200 million yuan",
                {"kind": INPUT, "cue": "耗资"},
            ),
        ),
        Rule(
            name="send persons",
            starts="派驻|[选下增抽][派调]",
            pattern="派驻|(?:选派|下派|增派|抽调)(?!了)",
            make=always(INPUT),
            example=Example(
                "向12家医院派驻1名医师",
                "a doctor is sent to each of 12 hospitals",
                [{"quote": "12家"}, {"kind": INPUT, "cue": "派驻"}],
            ),
        ),
        Rule(
            name="use",
            starts=r"用[一两\d]",
            pattern=r"用(?=[一两\d])",
            make=always(INPUT),
            example=Example(
                "用一个平台办3亿元的业务",
                "do business of 300 million yuan with one platform",
                [{"quote": "一个"}, {"kind": INPUT, "cue": "用"}],
            ),
        ),
    )
)
GOAL_CUES = Grammar(
    (
        Rule(
            name="strive",
            starts="力[争求]|争取|确保|努力|目标",
            # 争取资金: funds obtained
            pattern="力争|争取(?!了|[^，。；]{0,6}(?:资金|项目|债券|贷款))|力求|确保|努力|目标",
            make=always(GOAL),
            example=Example(
                "力争建成12个中心",
                "strive to build 12 centres",
                {"kind": GOAL, "cue": "力争"},
            ),
        ),
        Rule(
            name="plan",
            starts="[计规]划|拟|预[计期]",
            pattern="(?:计划|规划)(?=[到在于新投用改培引实打完组开]|建(?!筑|设[条用工]))|(?<![虚模])拟(?![订定])|预计|预期(?!寿命|收益)",
            make=always(GOAL),
            example=Example(
                "计划新增12个中心",
                "it is planned to add 12 centres",
                {"kind": GOAL, "cue": "计划"},
            ),
        ),
        Rule(
            name="will",
            starts="将",
            pattern="将要?(?![约近]?\\ ?\\d)",  # 将12个中心下放: what is handed down
            make=always(GOAL),
            example=Example(
                "将建成12个中心",
                "will build 12 centres",
                {"kind": GOAL, "cue": "将"},
            ),
        ),
        Rule(
            name="shall",
            starts="要",
            pattern="(?<![主重纲摘需])要(?![求素点害]|[低高]\\d)",  # 主要: main; 要求: require
            make=always(GOAL),
            example=Example(
                "各地要建成12个中心",
                "all places are to build 12 centres",
                {"kind": GOAL, "cue": "要"},
            ),
        ),
        Rule(
            name="should",
            starts="应|须",
            # 应用: use; 应急: emergency; 供应: supply; 不应: what a limit says
            pattern="(?<![供对相响反适效感不])应当?(?![用急付])|须",
            make=always(GOAL),
            example=Example(
                "各地应当建成12个中心",
                "all places should build 12 centres",
                {"kind": GOAL, "cue": "应当"},
            ),
        ),
        Rule(
            name="can",
            starts="能够|可[在以]",
            pattern="能够|可(?=[在以])",
            make=always(GOAL),
            example=Example(
                "50%以上的项目能够在线处理",
                "half of the items or more can be handled online",
                {"kind": GOAL, "cue": "能够"},
            ),
        ),
        Rule(
            name="change to",
            starts="提高|降[低到]|控制",
            pattern="提高到|降低?到|控制在",
            make=always(GOAL),
            example=Example(
                "普及率提高到60%",
                "raise the share to 60 per cent",
                {"kind": GOAL, "cue": "提高到"},
            ),
        ),
        Rule(
            name="work on",
            starts="着力|纳入|突出|加[快强]|启动|推[进动]",
            pattern="着力|纳入|突出|(?:加快|启动|推[进动]|加强)(?!了|并建成)",
            make=always(GOAL),
            example=Example(
                "加快12个园区建设",
                "speed up the building of 12 parks",
                {"kind": GOAL, "cue": "加快"},
            ),
        ),
    )
)
DONE_CUES = Grammar(
    (
        Rule(
            name="completed",
            starts="[实完建达取开制出组举召印签培新拨安解查发修审编创引搭推落摸走]"
            "[现成立到得展定台织办开发署订训增付排决处放议制造进建出实访清]",
            pattern="(?:实现|完成|建成|建立|达到|取得|开展|制定|出台|组织|举办|召开|印发|签订|签署"
            "|培训|新增|拨付|安排|解决|查处|发放|修订|编制|创建|创造|引进|搭建|推出|落实|走访|摸清)了",
            make=always(DONE),
            example=Example(
                "建成了12个中心",
                "has built 12 centres",
                {"kind": DONE, "cue": "建成了"},
            ),
        ),
        Rule(
            name="already",
            starts="取得|已",
            # 已取得初步成效的4个工程, 4 works that have first results, are no achievement
            pattern="(?:取得|已经?)(?![^，。；、]{0,12}的)",
            make=always(DONE),
            example=Example(
                "已经联网12个县",
                "has already linked 12 counties",
                {"kind": DONE, "cue": "已经"},
            ),
        ),
        Rule(
            name="one after the other",
            starts="先后|陆续|相继",
            pattern="先后|陆续|相继",
            make=always(DONE),
            example=Example(
                "先后向12个企业派出监事会",
                "has sent supervisors to 12 firms, one after the other",
                {"kind": DONE, "cue": "先后"},
            ),
        ),
        Rule(
            name="honoured",
            starts="荣[立获]|获[得评]",
            pattern="荣[立获]|获得|获评",
            make=always(DONE),
            example=Example(
                "荣立三等功12次",
                "has earned a merit of the third class 12 times",
                {"quote": "12次", "kind": DONE, "cue": "荣立"},
            ),
        ),
        Rule(
            name="changed",
            starts="增长|提高|下降|降低|翻了",
            pattern="增长了?(?!率)|提高了|下降了|降低了|翻了",
            make=always(DONE),
            example=Example(
                "收入增长12%",
                "income has grown by 12 per cent",
                {"kind": DONE, "cue": "增长"},
            ),
        ),
        Rule(
            name="put to use",
            starts="开通|覆盖|形成",
            pattern="开通了|覆盖了|形成了",
            make=always(DONE),
            example=Example(
                "开通了12个网站",
                "has opened 12 websites",
                {"kind": DONE, "cue": "开通了"},
            ),
        ),
        Rule(
            name="compared",
            starts="超额|同比|累计|突破",
            pattern="超额|同比|累计|突破",
            make=always(DONE),
            example=Example(
                "累计培训12万人次",
                "120,000 persons have been trained in all",
                {"kind": DONE, "cue": "累计"},
            ),
        ),
        Rule(
            name="in all",
            starts="共[计查受审办培发接收处立抽检排]",
            pattern="共计?(?=查处|受理|审结|办理|培训|发放|接待|收到|处理|立案|抽取|检查|排查)",
            make=always(DONE),
            example=Example(
                "共查处案件12件",
                "12 cases have been dealt with in all",
                {"kind": DONE, "cue": "共"},
            ),
        ),
        Rule(
            name="there are",
            starts="[共现]有|目前",
            pattern="共有|现有|目前有",
            make=always(DONE),
            example=Example(
                "全省共有60%的县联网",
                "60 per cent of the counties are linked",
                {"kind": DONE, "cue": "共有"},
            ),
        ),
        Rule(
            name="reach a figure",
            starts=r"达\d",
            pattern=r"达(?=\d)",
            make=always(DONE),
            example=Example(
                "普及率达60%，12个县联网",
                "the share reaches 60 per cent, and 12 counties are linked",
                [{"cue": "达"}, {"kind": DONE, "cue": "达"}],
            ),
        ),
        Rule(
            name="reach",
            starts="实现|达到|建立|接入",
            pattern="实现|达到|建立|接入",
            make=always(EITHER),
            example=Example(
                "目标实现12%的增长",
                "the aim is to reach growth of 12 per cent",
                {"kind": GOAL, "cue": "目标"},
            ),
        ),
    )
)


class Cue(NamedTuple):
    """A cue in the words around a quantity: where, the word, and what it tells."""

    start: int
    word: str
    kind: str


# 五个转变、七项任务: five shifts, seven tasks. That many items follow, whatever the mood.
LISTED = Grammar(
    (
        Rule(
            name="items of a list",
            starts="[等类级部种重主基具大转任工方原问关环要措目意统坚模情形渠途方规提优增突前“]",
            pattern="(?:“[^”]{1,12}”)?(?:重点|主要|基本|具体|重大|大)?"
            "(?:模式|方式|规定|情形|形式|渠道|途径|等级|类别|类型|级别|部分|种类|转变|任务|工作|方面|原则|问题|关系|环节|要求|措施|目标|意见|关键|重点|统一|坚持"
            "|提高|优化|增强|突破|提升|前所未有)",
            make=always(COUNT),
            example=Example(
                "要着力抓好七项工作",
                "work on seven tasks",
                {"quote": "七项", "kind": COUNT, "cue": ""},
            ),
        ),
    )
)


# What a rule sets: a fine, a limit, a time to answer, how often, how long it is in force.
RULE_BEFORE_RE = re.compile(
    r"""
    不[得能应]?(?:超过|少于|低于|高于|多于)\D{0,4}$ | 最多不?超?过?$
    | 处以?(?:[^，。；]{0,6}至)?$
    | (?:有效|试用|见习|服务|聘|任|质保|实施|公示)期限?[为是]?$ | (?:税|费|利)率[为按]?$
    | 每(?:季度|[年月周天日次人户间台]|\d{1,2}\ ?个?[年月周天日])
      # 每年可实现效益3亿元: what comes of it each year is no rule
      (?![^，。；]{0,6}(?:可?实现|[节增减]|产生|创造|接待|都在|均在|保持))[^，。；]{0,12}$ | 每$
    | (?:仅|只)(?:(?:存|能|限|可)?|[能可准得限][^，。；\d]{0,6})\s?$
    | [\d一二两三四五六半](?:年|个?月|天|日)[之以]?内[^，。；]{0,8}(?:出现|发生|累计|被)\s?$
    | 满$ | 必须在$ | 之?日起\D{0,4}$
    | 按[照]?(?:不低于)?[^，。；]{0,16}$ | 等级\d?[-—至]?$ | [（(]含\s?$
    | 减[按征]\D{0,4}$ | (?:减免|免[除收缴])[^，。；]{0,12}$ | 下浮\D{0,3}$
    """,
    re.VERBOSE,
)
RULE_AFTER_RE = re.compile(
    r"""
    \ ?\n?(?:以[上下]|及以[上下])?(?:的?罚款|的?标准|有效期|不得)
    | [^，。；]{0,3}(?:及?以[上下])\s*的(?=[^，。；\s])
    | [^，。；]{0,3}(?:工作日|小时|[日天])?[之以]?(?<!范围)(?<!区域)(?<!境)内(?![部容])
    | [^，。；]{0,10}(?:者|的)[，,]?(?:停止|取消|暂停|责令|不予)
    """,
    re.VERBOSE,
)
# What counts from an act or punishes is a rule, whatever else is said.
STRONG_RULE_RE = re.compile(
    r"之?日起\D{0,4}$|处以?$|(?:有效|试用|见习|服务|聘|任|质保|实施|公示)期限?[为是]?$|期?满前?\D{0,2}$|[（(]含\s?$"
    # 原则上不低于5%; 可在我市购买1套住房; 至少保存2年备查
    r"|原则上不[得应]?(?:低于|超过|少于|高于|[大小多]于)\D{0,4}$"
    r"|(?:可|只能|限|最多)[^，。；]{0,8}(?:购买|申购|购|认购|申请|申领|享受|领取|租住)\s?$"
    r"|(?:保存|留存|存档)(?:期限?|时间)?[^，。；]{0,4}$"
)
# 必须在48小时内恢复: the time that a rule sets
TERM_SET_RE = re.compile(
    r"(?:应当?|必?须|[各]?部门|单位|机关)[^，。；]{0,12}在\s?$"
)
# 处项目总投资额百分之一以上百分之五以下的罚款: a fine of one to five per cent of the sum
FINE_LEAD_RE = re.compile(r"处以?[^，。；]{0,24}$")
FINE_TAIL_RE = re.compile(r"[^，。；]{0,24}(?:罚款|拘留|徒刑)")
# 实施5%增值税加计抵减: the rate of a tax or a relief
TAX_TAIL_RE = re.compile(
    r"(?:、\s?\d[^，。；、]{0,6})?的?[^，。；、]{0,6}(?:征收|加计|抵[减扣]|税率)"
)
# 对一个行政村…的每间奖励2000元: of each village that …
CASE_LEAD_RE = re.compile(r"(?:^|[，。；\s])[对每]\s?[^，。；]{0,4}$")
# （5分）: marks of an assessment
MARKS_LEAD_RE = re.compile(r"[（(]\s?$")
# 投入500万元至5000万元，奖励投资额度的5%: a sum on which a grant depends
THEN_REWARDED_RE = re.compile(
    r"[^，。；]{0,10}[，,]\s*(?:一次性)?(?:给予|奖励|补助|补贴)"
)
# 省、市、县三级: at three levels, which are named before it
LEVELS_RE = re.compile(
    r"(?:[省市县区州旗乡镇村街社家国]|街道|社区|小区|校)(?:[（(][^（）()]{1,8}[）)])?\s?$"
)
TO_BUILD_RE = re.compile(
    "[^，。；]{2,8}(?<!住房和)(?<!住房)(?<!住房城乡)(?<!城乡)建设"
)
GRADED_RE = re.compile(
    "(?:公立|综合|中医)?医院|甲等|以上|响应|保护|资质|标准|[高中]?级"
)
# 对已经发布的26个领域: of what there is already
KNOWN_RE = re.compile(r"(?<![，。；])(?:已经?|现有)[^，。；\d]{2,8}的\s?$")
# 落实18项配套制度办法: of a set that is known
KNOWN_SET_RE = re.compile(r"(?:落实|贯彻|执行)(?!了)[^，。；\d]{0,10}$")
SET_TAIL_RE = re.compile(
    "[^，。；、]{0,16}(?:措施|举措|政策|制度|办法|规定|任务|要求|条)"
)
# 补助标准提高到40元: a standard that is to be reached
STANDARD_RE = re.compile(
    "(?:标准|水平)[^，。；]{0,6}(?:达到?|提高|增加|不低于)"
)
# What is spent: 教育支出11.3亿元，增长4.3% (but 消费支出, what people
# consume, is reached)
SPENT_RE = re.compile(
    "(?<!消费)支出(?!结构)|计划投资|(?:专项|民生|扶贫|补助)资金"
)
# 比上年增支4676万元，增长: what the clause before these tells
CHANGED_RE = re.compile(r"\s*(?:[比较同]|增长|增支|下降|减支|占|为)")
CHANGE_LEAD_RE = re.compile(
    r"^[，,\s]*(?:其中)?[比较同][^，。；]{0,8}(?:增|减|下降|提高|上升)[^，。；]{0,3}$|^\s*(?:增长|下降|减少|增加)\s?$"
)
# 对产值10亿元以上的企业: of firms with so much or more; 对…达到3亿元的企业.
THRESHOLD_LEAD_RE = re.compile("(?:对|凡|符合)[^，。；]*$")
THRESHOLD_TAIL_RE = re.compile(
    r"\s?(?:[（(]含[)）])?(?:[及或]?以[上下])?\s?的[^，。；\s]"
)
LIMITS = ("at least", "at most", "more than")
# 居住一年以上的其他材料: of what has so much
CASE_OF_RE = re.compile(r"\s?(?:[（(]含[)）])?(?:[及或]?以[上下])?的")
# 得分低于60分的为不合格: fewer than 60 points is a fail.
CASE_TAIL_RE = re.compile(
    r"[^，。；]{0,8}的\s*(?:为[^了]|不[得予能可]|可以?(?![^，。；]{0,4}[在网])|应当?|必?须)"
)
REACHING_RE = re.compile(r"(?:达到?|[年]?满|超过|突破|不[少低]于)\s*$")
# A condition of a grant: 收入达到10亿元的, 给予奖励 (if income reaches …, a reward is given).
CONDITION_AFTER_RE = re.compile(
    r"\ ?\n?(?:[（(]含[)）])?(?:[及或]?以[上下]|至)?[^，。；]{0,24}的(?=[，,、]|\s|$)"
)
GRANT_RE = re.compile(
    "给予|奖励|奖补|奖金|补贴|补助|资助|贴息|扶持|参照|消费券"
)
GRANT_BEFORE_RE = re.compile(
    "(?:给予|奖补|补助|补贴|奖励|资助|支持|最高(?:不超过)?)[^，。；]{0,14}$"
    "|(?:补贴|补助|奖补|奖励)(?:额度|标准|比例|金额|资金)(?:为|按照?)[^，。；]{0,24}$"
)
GRANT_AFTER_RE = re.compile(
    r"\ ?\n?(?:、\ ?\d[^，。；]{0,20}?)?(?:[/／每][^，。；\d]{1,4}?)?"
    "的?(?:比例|标准|额度)?(?:给予|予以|发放)?(?:一次性)?的?"
    "[^，。；]{0,6}(?:奖励|奖金|奖补|补贴|补助|资助|贴息|支持|消费券)"
)
# 销售面积247万平方米，同比减少11.4%: what is compared with a year before was reached
COMPARED_AFTER_RE = re.compile(r"\s?[，,]\s?(?:同比|环比|[比较](?:上年|去年))")
WEIGHT_RE = re.compile(r"[（(]$")
# What there is to be of things with so much: 培育产值10亿元以上的企业
BUILT_RE = re.compile(
    "培育|打造|引进|建成|新[增建]|建设|发展|创建|完成|实现|达到|形成"
)
# 由报表系统等7个子系统组成: parts of a whole
PARTS_RE = re.compile("[^，。；]{0,8}(?:组成|构成)(?!部分)")
# 到新中国成立100年时: so many years after something was founded
FOUNDED_RE = re.compile("(?:成立|建[国党军交校]|诞辰|创建)\\s?$")
# 这3起事故, 上述两名同志: of those that were named before
THIS_RE = re.compile("(?:[这该其]|上述|以上|前述)\\s?$")
KNOWN_UNITS = frozenset(("起", "名", "位", "例", "宗", "件", "人", "家"))
PERSON_UNITS = frozenset(("名", "位", "人"))
OWNED_RE = re.compile("[^，。；]{1,8}的[^，。；]")
TOLD_AFTER_RE = re.compile("已经?|被|均|受到")
# What is done, without 了 or 已: a plan or a report, by the section.
DOING_RE = re.compile(
    "新改建|改扩建|退出|下滑|攀升|飙升|新增|新建|建设|培育|打造|完成|实现|(?<!下)达到?|建成|改造|修复|实施|培训|引进|组织(?!部)|开展|办理|解决"
    "|评选|创建|建立|压减|缩减|压缩|提高|提升|下降|降低|减少|增长|增加|扩大|突破|超过|布局|推动|受益"
    "|公开(?!通报|招标)|采购(?!计划|预算|项目|金额|方式|单位|管理|系统)|购买|答复|办复|制发|审结|审批|修建|新修|新开|招[募聘]|选聘"
    "|恢复|走访|拜访|栽种?|转移|支持|争取|引导|调解|化解|整治|清理|排查"
    "|检查|办结|归集|上线(?!人数)|出台|印发|投放|购置|更新|开工|竣工|投产|通车|搬迁|安置(?!在|点|房)|入驻|孵化"
    "|获(?!取|批准|许)|交付|脱贫|制定|修订|签约|到位|出口|收入|植(?!物)|禁牧|禁养|育林|育苗|抚育|率|总量|产量|总额|增加值|利用|试点|认定|接待|发放|签订|破获|抓获|救助|帮扶|查处(?!理)|受理|铺设|吸引|举办|惠及"
)
BODIES_RE = re.compile(
    r"\s?(?:部门|单位|省|市|县|区|国家|地区|内容|领域|行业|方面|环节|类别|品种|城市|街道|乡镇|产业)"
)
# 两部门均应, 三家单位共同: what so many bodies do
ACTING_RE = re.compile(
    r"\s?(?:部门|单位|机关|方|家)(?:均|都|共同|联合|分别|应)"
)
# 加2分, 限加10分, 不得分: marks of an assessment
MARK_LEAD_RE = re.compile(
    r"(?:[加减扣得计记]|满分为?|最[高多]|每[项处次例个起]|限[加扣减])\s?$"
)
# 确诊病例372例: cases of an illness
CASES_RE = re.compile("确诊|病例|感染|疑似|死亡")
# 给予10%的价格扣除: the rate of a relief
RELIEF_TAIL_RE = re.compile(
    r"(?:、\s?\d[^，。；、]{0,6})?\s?的?[^，。；、]{0,6}(?:扣除|减免|优惠|折扣|减半)"
)

SHARE_OF_SUM_RE = re.compile(r"按照?[^，。；]{2,40}$")
THEN_GIVEN_RE = re.compile(r"[^，。；]{0,6}[，,]\s*(?:一次性)?给予")
SHARE_OF_RE = re.compile(
    "占(?!比|地(?![方区]))"
)  # 占总支出的47.5%: a share of spending
PAUSES_RE = re.compile("[，,：；。]")
CAP_RE = re.compile(r"(?:最高|不超过|[封上][顶限])[^，。；\d]{0,8}$")
STOCK_RE = re.compile(
    "(?:共有|现有|拥有(?!量)|设有|辖|(?<![具所没只拥保])有(?![量率效序限关]))[^，。；]{0,6}$"
    "|包括|包含|涵盖"
)
DONE_END_RE = re.compile(r"了\s?(?:约|近|超过?)?\s?$")
# 7条公路建成通车: seven roads are built and opened
FINISHED_RE = re.compile(
    "(?<![未待拟])(?:建成|通车|投产|竣工|完工|落成|投用|投入使用|开工|交付)"
)
STOCK_WORDS = ("共有", "现有", "目前有")
# 将 may stand for 把, what something is done to
OBJECT_WORDS = ("将", "将要")
# What stands between 将 and a quantity, if 将 means 'will'
ACTED_RE = re.compile(
    "建|增|新|达|有|超|投|培|打造|引进|完成|实现|形成|改造|开|设|办|修|扩|提高|提升|降|减|压|缩|举|组织|安排"
    "|培训|发|推出|覆盖|惠及|在|对|为|向|于|招|选|派|迎|争|用|创|突破|实施|启动|出|获|受|带动|吸引|安置|解决|接|持续"
)
# Words of the state of things after a word of wish: what follows is told
TOLD_SINCE_RE = re.compile("目前|截至|至今|现有|现已|已经|去年|原有|原用于")
MOST_IN_LIST = 20  # characters between two quantities of a list
LIST_PAUSE_RE = re.compile("[，、和及]")
# What tells something of its own, or ends the list
OWN_WORDS_RE = re.compile(
    "[。；：（）\n]|其中|[现共设拥]?有|目前|占|涉及|包括|为|是|在|对|全[市省县区国]|的"
)
# 提前2年完成, 仅用90天建成: what was saved or needed
EARLIER_RE = re.compile("提前|推迟|[仅只]用")
# 用于支持…的, with which a quantity is described
RELATIVE_RE = re.compile("[^，。；：]*的\\s?$")
NEAR_BEHIND = (
    8  # characters behind a quantity in which 目标 is of it: 12%的增长目标
)
DUTY_WORDS = frozenset(("应", "应当", "须"))
WORK_WORDS = frozenset(
    ("着力", "纳入", "突出", "加快", "启动", "推进", "推动", "加强")
)
TO_WORDS_RE = re.compile("提高到|降低?到")
INVESTED_IN_ALL_RE = re.compile(
    "(?:固定资产|房地产开发|工业|民间)投资[^，。；]{0,8}(?:完成|达到?|突破|超过|增|为)|投资总额达到?"
)
# 每公斤均价18元: what a thing costs, and no money put in
PRICE_RE = re.compile(
    r"(?:价格?|每(?:公斤|吨|斤|亩|度|股|平方米|立方米)[^，。；]{0,6}|成本|工资|薪酬|生活费)"
    r"(?:标准|水平)?(?:达到?|超过|约|近|为|在|是|[只仅]有?)?\s?$"
)
# What earns or is earned, and no money put in.
EARNED_RE = re.compile(
    "收入|产值|生产总值|增加值|销售|利润|利税|税收|零售|出口|进口|贸易|存款|余额|消费|营业额|交易额"
    "|成交|签约|挽回|节约|节省|减免|减税|损失|资产|产出|营收|价值"
)
REACHED_RE = re.compile(
    "达到?|完成|增长|下降|减少|增加|提高|提升|上升|降低|压缩|缩短|缩减|压减|减至|降至|增至|扩大"
    "|发展到|同比|超过|突破|签约|累计|获|新增|挽回|共计?(?=[查受办发完开培接组建成收追打破救])"
)


def judge(clause: Clause, change: Change, anchor: dt.date | None) -> Verdict:
    """Say whether a quantity is wanted, reached, put in, ruled, counted or a rank.

    Parameters
    ----------
    clause: the quantity with the words around it.
    change: the change that the quantity tells of.
    anchor: the day of the document, or None; what is dated later is still to come.
    """
    quantity = clause.quantity
    if _is_of_levels(clause):
        return Verdict(COUNT, "级")
    # 成立70周年: seventy years since it was founded
    if quantity.unit == "周年":
        return Verdict(COUNT, "周年")
    if quantity.kind == ORDINAL:
        return Verdict(ORDINAL, "")
    clause = _without_titles(clause)
    judged = (
        _judge_count(clause)
        or _judge_fine_or_case(clause)
        or _judge_setting(clause)
        or _judge_grant(clause)
        or _judge_provision(clause)
        or _judge_input(clause)
        or _judge_rule(clause, change)
    )
    return judged or _judge_mood(clause, change, anchor)


def goes_on_list(clause: Clause, previous: Clause | None) -> bool:
    """Whether a quantity is the next of a list: 建设3条高速公路，1条铁路，5条环路."""
    if previous is None or previous.quantity.kind != clause.quantity.kind:
        return False
    gap = clause.quantity.start - previous.quantity.end
    between = clause.head[-gap:] if 0 < gap <= MOST_IN_LIST else ""
    if not LIST_PAUSE_RE.search(between) or OWN_WORDS_RE.search(between):
        return False
    after_unit = clause.words[clause.quantity.unit_end - clause.start :]
    return clause.quantity.unit not in TIMES and not LISTED.match(
        after_unit, 0
    )


def _judge_count(clause: Clause) -> Verdict | None:
    """Say that a quantity only counts: items of a list, bodies, cases, what is known."""
    quantity = clause.quantity
    after_unit = clause.words[quantity.unit_end - clause.start :]
    if quantity.kind == "number" and LISTED.match(after_unit, 0):
        return Verdict(COUNT, "")
    if _sums_up(clause) and (
        quantity.unit == "部" or BODIES_RE.match(after_unit)
    ):
        return Verdict(COUNT, "等")
    if quantity.kind == "number" and not clause.before.strip(" 、和及"):
        acting = ACTING_RE.match(after_unit) or ACTING_RE.match(
            quantity.unit + after_unit
        )
        if acting:
            return Verdict(COUNT, "")
    if quantity.unit == "例" and CASES_RE.search(clause.head[-CUE_CHARS:]):
        return Verdict(COUNT, "例")
    if of_past_years(clause):
        return Verdict(COUNT, "年")
    if quantity.kind == "number" and PARTS_RE.match(after_unit):
        return Verdict(COUNT, "组成")
    is_since = quantity.unit == "年" and FOUNDED_RE.search(clause.lead)
    if is_since and not clause.tail.startswith(("内", "后", "之")):
        return Verdict(COUNT, "年")
    if _is_known_one(clause):
        return Verdict(COUNT, "的")
    return kind_of(COUNTED, clause) if quantity.kind == "number" else None


def _judge_setting(clause: Clause) -> Verdict | None:
    """Say that a rule sets a quantity, by the words on both sides of it."""
    if clause.section == REPORT:
        return None
    return kind_of(SET, clause)


def _without_titles(clause: Clause) -> Clause:
    """Blank the titles in 《》 that are before a quantity: 《关于加强管理的意见》 is no goal."""
    if "《" not in clause.head:
        return clause
    if clause.head.rfind("《") > clause.head.rfind("》"):
        return clause  # the quantity is itself in a title

    def blank(words: str) -> str:
        return TITLE_INSIDE_RE.sub(lambda title: "·" * len(title[0]), words)

    return clause._replace(
        head=blank(clause.head),
        before=blank(clause.before),
        lead=blank(clause.lead),
    )


def _is_of_levels(clause: Clause) -> bool:
    """Whether it counts the levels named before it: 省、市、县三级, at three levels."""
    quantity = clause.quantity
    is_plain = quantity.unit == "级" and quantity.bound == "exact"
    if not is_plain or not 2 <= quantity.value <= 6:
        return False
    # 地区三级医院: hospitals of the third grade; 四级信息站建设: what is to be built
    if GRADED_RE.match(clause.after) or TO_BUILD_RE.match(clause.after):
        return False
    return LEVELS_RE.search(clause.before) is not None


def _judge_fine_or_case(clause: Clause) -> Verdict | None:
    """Say that a quantity is a fine, a mark of an assessment, a tax rate or a case."""
    quantity = clause.quantity
    fine = FINE_LEAD_RE.search(clause.lead)
    if fine and FINE_TAIL_RE.match(clause.tail):
        return Verdict(RULE, "处")
    is_mark = quantity.unit == "分" and MARKS_LEAD_RE.search(clause.lead)
    if is_mark and clause.tail[:1] in ("）", ")"):
        return Verdict(RULE, "分")
    if quantity.unit == "分" and MARK_LEAD_RE.search(clause.lead):
        return Verdict(RULE, "分")
    if clause.section == REPORT:
        return None
    if quantity.kind == "percent" and RELIEF_TAIL_RE.match(clause.tail):
        return Verdict(RULE, "")
    if quantity.kind == "percent" and TAX_TAIL_RE.match(clause.tail):
        return Verdict(RULE, "")
    is_case = quantity.value == 1 and CASE_LEAD_RE.search(clause.lead)
    if is_case and "的" in clause.tail and quantity.kind == "number":
        return Verdict(RULE, "对")
    is_range = quantity.bound == "range"
    if is_range and THEN_REWARDED_RE.match(clause.tail):
        return Verdict(RULE, "奖励")
    return None


def _sums_up(clause: Clause) -> bool:
    """Whether it counts a list before it: 财政部等6部门, six with the Ministry of Finance."""
    quantity = clause.quantity
    is_plain = quantity.kind == "number" and quantity.bound == "exact"
    if not is_plain or quantity.unit in TIMES:
        return False
    return clause.before.rstrip().endswith("等")


def _judge_grant(clause: Clause) -> Verdict | None:
    """Of a promise of money: what is given is put in, what it depends on is a rule."""
    given = GRANT_RE.search(clause.head) or GRANT_RE.search(clause.following)
    if not given or clause.section == REPORT:
        return None
    is_share = clause.quantity.kind in ("money", "percent")
    before = GRANT_BEFORE_RE.search(clause.lead)
    if is_share and (before or GRANT_AFTER_RE.match(clause.tail)):
        return Verdict(INPUT, before[0] if before else given[0])
    if is_share and _is_given_share(clause):
        return Verdict(INPUT, given[0])
    is_capped = CAP_RE.search(clause.lead) and GRANT_RE.search(clause.head)
    if clause.quantity.kind == "money" and is_capped:
        return Verdict(INPUT, given[0])
    if CONDITION_AFTER_RE.match(clause.tail) or clause.quantity.bound in (
        "at least",
        "at most",
    ):
        return Verdict(RULE, given[0])
    return None


def _judge_provision(clause: Clause) -> Verdict | None:
    """Say that a provision sets a quantity, or that a punishment has it."""
    punishment = punished(clause)
    if punishment:
        return Verdict(RULE, punishment)
    cue = provision_of(clause)
    return Verdict(RULE, cue) if cue else None


def _is_known_one(clause: Clause) -> bool:
    """Whether things or persons that are known are only counted: 4起事故的责任人已受处分."""
    quantity = clause.quantity
    if quantity.kind != "number" or quantity.bound != "exact":
        return False
    if THIS_RE.search(clause.before):
        return True
    is_topic = not clause.before.strip() and quantity.unit in KNOWN_UNITS
    if is_topic and OWNED_RE.match(clause.after):
        return True
    is_of_them = quantity.unit in PERSON_UNITS and clause.before.endswith("的")
    return is_of_them and TOLD_AFTER_RE.search(clause.after) is not None


def _is_given_share(clause: Clause) -> bool:
    """Whether a share of a sum is paid: 按合同金额的30%，给予一次性奖补."""
    of_sum = SHARE_OF_SUM_RE.search(clause.lead)
    return bool(of_sum and THEN_GIVEN_RE.match(clause.tail))


def _judge_rule(clause: Clause, change: Change) -> Verdict | None:
    """Say that a rule sets a quantity: a limit, a fine, a deadline counted from an act."""
    if clause.section == REPORT:
        return None
    strong = STRONG_RULE_RE.search(clause.lead)
    if strong:
        return Verdict(RULE, strong[0].strip())
    if _is_term_set(clause):
        return Verdict(RULE, "内")
    condition = _threshold(clause) or ("的" if _is_attribute(clause) else "")
    if condition:
        return Verdict(RULE, condition)
    in_rule = clause.section == RULE_SECTION
    if in_rule and _is_limit_of_rule(clause):
        return Verdict(RULE, "的")
    if change.how in (FROM, TO) and not in_rule:
        return None  # 压减到7个工作日内: a level to be reached
    before = RULE_BEFORE_RE.search(clause.lead)
    after = RULE_AFTER_RE.match(clause.following)
    cue = before or after
    if cue and (in_rule or not _last_cue(GOAL_CUES, clause.lead)):
        return Verdict(RULE, cue[0].strip())
    is_weight = clause.quantity.kind == "percent" and WEIGHT_RE.search(
        clause.lead
    )
    if is_weight and clause.tail[:1] in ("）", ")"):
        return Verdict(RULE, "")
    if in_rule and (SHALL_RE.search(clause.head)):
        return Verdict(RULE, SHALL_RE.search(clause.head)[0])
    return None


def _is_limit_of_rule(clause: Clause) -> bool:
    """Whether rules set a limit or a condition: 连续居住一年以上的, 年满60周岁."""
    if clause.quantity.unit in ("周岁", "岁"):
        return is_reached(clause) or clause.quantity.bound in LIMITS
    return clause.quantity.bound in LIMITS and bool(
        CONDITION_AFTER_RE.match(clause.tail) or CASE_OF_RE.match(clause.tail)
    )


def _is_term_set(clause: Clause) -> bool:
    """Whether it is the time that a rule sets: 必须在48小时内恢复."""
    is_limit = clause.quantity.bound == "at most"
    is_short = clause.quantity.unit in SHORT_TIMES
    return is_limit and is_short and bool(TERM_SET_RE.search(clause.lead))


def _threshold(clause: Clause) -> str:
    """The word that makes a quantity a condition: 对产值10亿元以上的企业; "" where none does."""
    bound = clause.quantity.bound
    is_limit = bound not in ("exact", "about", "range")
    if is_limit and CASE_TAIL_RE.match(clause.tail):
        return "的"
    if not THRESHOLD_TAIL_RE.match(clause.tail):
        return ""
    lead = THRESHOLD_LEAD_RE.search(clause.lead)
    if not lead:
        return ""
    is_reached = is_limit or REACHING_RE.search(clause.lead)
    return lead[0][:1] if is_reached else ""


def _is_attribute(clause: Clause) -> bool:
    """Whether it is a limit that tells which ones are meant: 规模不小于3公顷的园区."""
    if clause.quantity.bound not in LIMITS or clause.section == REPORT:
        return False
    if BUILT_RE.search(clause.lead) or _last_cue(GOAL_CUES, clause.lead):
        return False
    return (
        CASE_OF_RE.match(clause.tail) is not None
        and clause.quantity.kind != "percent"
    )


def is_reached(clause: Clause) -> bool:
    """Whether a quantity is one to be reached: 达到3亿元, 满60周岁."""
    return REACHING_RE.search(clause.lead) is not None


def _judge_input(clause: Clause) -> Verdict | None:
    """Say that a quantity is put in, if a word beside it says so."""
    if clause.quantity.unit in TIMES:
        return None
    spent = _spent(clause)
    if spent:
        return Verdict(INPUT, spent)
    cue = _last_cue(INPUT_CUES, clause.lead[-CUE_CHARS:])
    is_money = clause.quantity.kind == "money"
    if is_money and INVESTED_IN_ALL_RE.search(clause.lead):
        return None  # 固定资产投资完成40.7亿元: a figure that was reached
    if cue and clause.quantity.kind in ("percent", "percentage_point"):
        return None  # 投资增长12%: investment grew
    if cue and not is_money and len(clause.lead) - cue.start > FAR_CHARS:
        return None  # 探索投资的办法，在12个领域: too far away
    if cue and _is_standard_to_reach(clause):
        return None
    if cue and EARNED_RE.search(clause.lead, clause.lead.rfind(cue.word)):
        return None  # 财政拨款收入, 投入资金实现产值: what was earned
    if cue and is_money and PRICE_RE.search(clause.lead):
        return None
    if cue is None and is_money:
        after = _first_cue(INPUT_CUES, clause.after)
        cue = after if after and after.start == 0 else None
    return Verdict(INPUT, cue.word) if cue else None


def _is_standard_to_reach(clause: Clause) -> bool:
    """Whether it is a standard of spending that is to be reached: 补助标准提高到40元."""
    is_due = clause.named is not None and clause.named.role == "due"
    return is_due and STANDARD_RE.search(clause.lead) is not None


def _spent(clause: Clause) -> str:
    """The word for spending whose growth or share a quantity is; "" where it is of none."""
    if clause.quantity.kind not in ("percent", "money"):
        return ""
    is_share = SHARE_OF_RE.search(clause.lead) is not None
    if not (is_share or CHANGE_LEAD_RE.search(clause.before)):
        return ""
    own = SHARE_OF_RE.split(clause.before)[0] if is_share else ""
    before = clause.head[: len(clause.head) - len(clause.before)]
    if len(own) > 1:
        return _first(SPENT_RE, own)
    for words in reversed(PAUSES_RE.split(before.rstrip("，, "))):
        if not CHANGED_RE.match(words):
            return _first(SPENT_RE, words)
    return ""


def _first(words: re.Pattern, text: str) -> str:
    """The first of these words in a text, or ""."""
    found = words.search(text)
    return found[0] if found else ""


def _judge_mood(
    clause: Clause, change: Change, anchor: dt.date | None
) -> Verdict:
    """Tell wanted from reached by the nearest cue, by the date, by the section."""
    ahead = _is_ahead(clause, anchor)
    if _is_told_with_base(clause, change, ahead):
        return Verdict(DONE, "从" if change.how == FROM else "到")
    is_length = clause.quantity.unit in TIMES and change.how == NONE
    # 连续7年: only the words right before it can tell of a length of time
    near = clause._replace(head=clause.lead, after="") if is_length else clause
    done, goal = _done_and_goal(near, ahead)
    told = _judge_told(clause, has_cue=bool(done or goal), ahead=ahead)
    if told:
        return told
    is_told = done and STRONG_DONE_RE.search(done.word)
    if clause.section == RULE_SECTION and (done or goal) and not is_told:
        return Verdict(RULE, (done or goal).word)
    is_weak = (goal and not STRONG_GOAL_RE.match(goal.word)) or done
    if is_weak and not is_told and not ahead and is_of_acts(clause):
        return Verdict(RULE, is_of_acts(clause))
    if done:
        is_stock = (
            done.word in STOCK_WORDS and clause.quantity.kind == "number"
        )
        return Verdict(COUNT if is_stock else DONE, done.word)
    if goal and not _is_told_change(clause, change, goal):
        return Verdict(GOAL, goal.word)
    if ahead and clause.section == RULE_SECTION and not clause.due:
        return Verdict(RULE, "")
    if ahead:
        date = _date(clause)
        return Verdict(GOAL, "到" if date.role == "due" else "")
    late = _first_cue(DONE_CUES, near.after)
    is_strong = late and STRONG_DONE_RE.search(late.word)
    if late and (is_strong or clause.section not in (PLAN, RULE_SECTION)):
        return Verdict(DONE, late.word)
    return _judge_by_section(clause, change, is_length)


def _is_told_with_base(clause: Clause, change: Change, ahead: bool) -> bool:
    """Whether it tells from what to what something came: 从2006年的19.8亿元增至2011年的48.6亿元."""
    has_base = change.how == FROM or change.base is not None
    if not has_base or clause.section == PLAN or _has_strong_goal(clause):
        return False
    return not ahead


def _has_strong_goal(clause: Clause) -> bool:
    """Whether a word of wish is before it: 力争由45%提高到60%, strive to raise."""
    goal = _last_cue(GOAL_CUES, clause.head)
    return goal is not None and STRONG_GOAL_RE.match(goal.word) is not None


def _judge_told(
    clause: Clause, *, has_cue: bool, ahead: bool
) -> Verdict | None:
    """Tell what is finished by the words after it, and what there is by those before it."""
    is_report = clause.section == REPORT
    finished = is_report and FINISHED_RE.search(clause.after)
    if finished:
        return Verdict(DONE, finished[0])
    if _sums_up(clause) and not has_cue:
        return Verdict(COUNT, "等")
    if clause.section == PLAN and KNOWN_RE.search(clause.lead):
        return Verdict(COUNT, "已")
    known = KNOWN_SET_RE.search(clause.lead)
    is_item = clause.quantity.unit in ("项", "条", "个")
    if known and is_item and SET_TAIL_RE.match(clause.tail):
        return Verdict(COUNT, known[0][:2])
    if not ahead and COMPARED_AFTER_RE.match(clause.following):
        return Verdict(DONE, "同比")
    reached = None if ahead or has_cue else _reached_by(clause)
    if reached:
        return reached
    stock = None if ahead else STOCK_RE.search(clause.before)
    if stock and clause.quantity.kind == "number":
        return Verdict(COUNT, stock[0])
    return None


def _reached_by(clause: Clause) -> Verdict | None:
    """Say that a share of something reached it, by the verb behind: 80%的乡镇建成服务中心."""
    if clause.quantity.kind != "percent" or clause.section in (
        PLAN,
        RULE_SECTION,
    ):
        return None
    return kind_of(REACHED, clause)


def _done_and_goal(
    clause: Clause, ahead: bool
) -> tuple[Cue | None, Cue | None]:
    """The cues of what was reached and of what is wanted, as far as they hold here."""
    done = _last_cue(DONE_CUES, clause.head) or _done_at_end(clause.lead)
    wanted = _last_cue(GOAL_CUES, clause.head)
    is_base = (
        wanted and wanted.word == "目标" and BEYOND_GOAL_RE.search(clause.head)
    )
    if wanted and (is_base or not _governs(wanted, clause)):
        wanted = None
    goal = wanted or _wanted_behind(clause)
    is_weak = goal and not STRONG_GOAL_RE.match(goal.word)
    if clause.section == REPORT and is_weak:
        goal = None
    is_compared = clause.section != PLAN and COMPARED_RE.search(clause.lead)
    is_strong = done and (is_compared or STRONG_DONE_RE.search(done.word))
    is_sum_of_plan = done and clause.section == PLAN and done.word == "累计"
    if is_sum_of_plan and not TOLD_SINCE_RE.search(clause.head):
        is_strong = False  # 五年累计投资7300亿元, of a plan
    if done and (done.kind == EITHER or not is_strong):
        is_dated = clause.named and clause.named.first
        is_planned = clause.section == PLAN and not is_dated
        if ahead or goal or is_planned:
            done = None
    if done and wanted and goal and wanted.start > done.start:
        done = None
    return done, goal


def _governs(cue: Cue, clause: Clause) -> bool:
    """Whether a word of wish reaches a quantity: between them something is done, and nothing told.

    将202项权限下放 (202 powers were handed down) has 将 for 把; in 要加快建设，目前有12个 (is to
    be built; there are 12 so far) the second clause tells what there is.
    """
    words = clause.head[-CUE_CHARS:]
    between = words[cue.start + len(cue.word) :]
    own = clause.lead[-CUE_CHARS:]
    is_own = len(between) + len(cue.word) <= len(own)
    if not is_own and TOLD_SINCE_RE.search(between):
        return False
    if cue.word in OBJECT_WORDS:
        is_verb_before = ACTED_RE.search(between) is not None
        return is_verb_before or clause.quantity.kind != "number"
    is_strong = STRONG_GOAL_RE.match(cue.word) or cue.word in DUTY_WORDS
    if is_own or clause.section == PLAN or is_strong:
        return True
    return DOING_RE.search(RELATIVE_RE.sub("", between)) is not None


def _wanted_behind(clause: Clause) -> Cue | None:
    """The word of wish behind a quantity, whose subject it is: 50%的项目能够在线办理."""
    found = _first_cue(GOAL_CUES, clause.after)
    if found is None:
        return None
    if found.word == "目标" and found.start > NEAR_BEHIND:
        return None  # 752公里、连续4年超额完成目标任务
    is_of_things = clause.quantity.kind == "number"
    return None if is_of_things and found.word in WORK_WORDS else found


def _done_at_end(lead: str) -> Cue | None:
    """The 了 right before a quantity: 审议通过了3个文件, passed three documents."""
    found = DONE_END_RE.search(lead)
    return Cue(found.start(), "了", DONE) if found else None


def _is_told_change(clause: Clause, change: Change, goal: Cue) -> bool:
    """Whether 提高到 (raise to) tells what was: 由45%提高到52.5%, from 45 to 52.5 per cent."""
    has_base = change.how == FROM or change.base is not None
    is_weak = TO_WORDS_RE.match(goal.word) is not None
    return has_base and is_weak and clause.section != PLAN


def _judge_by_section(
    clause: Clause, change: Change, is_length: bool
) -> Verdict:
    """Without a cue: a plan's quantities are wanted, a report's reached, if something is done."""
    is_counted = clause.quantity.kind == "number"
    words = clause.head[-CUE_CHARS:] if clause.section else clause.before
    doing = _last(DOING_RE, words) or _last(DOING_RE, clause.after)
    acts = is_of_acts(clause)
    if acts:
        return Verdict(RULE, acts)
    if is_length:
        saved = EARLIER_RE.search(clause.lead)
        kind = RULE if clause.section == RULE_SECTION else COUNT
        return Verdict(DONE, saved[0]) if saved else Verdict(kind, "")
    if clause.section == PLAN and doing:
        return Verdict(GOAL, doing)
    unit = clause.quantity.unit
    is_measure = not is_counted or unit in TIMES or unit in SIZES
    if clause.section == RULE_SECTION and (
        is_measure or clause.quantity.bound != "exact"
    ):
        return Verdict(RULE, "")
    is_total = clause.lead.rstrip().endswith("量")
    if clause.section == REPORT and (doing or is_total or not is_counted):
        return Verdict(DONE, doing)
    is_limit = clause.quantity.bound in ("at least", "at most", "range")
    if is_counted and is_limit and doing:
        return Verdict(GOAL, doing)
    reached = _last(REACHED_RE, clause.before)
    is_told = change.how != NONE or (doing and clause.named)
    if reached or is_told:
        return Verdict(DONE, reached or doing)
    if clause.quantity.kind != "money":
        return Verdict(COUNT, "")
    if PRICE_RE.search(clause.lead):
        return Verdict(COUNT, "")
    earned = _last(EARNED_RE, clause.before)
    return Verdict(DONE if earned else INPUT, earned)


def _last(words: re.Pattern, text: str) -> str:
    """The last of these words in a text, or ""."""
    return next(
        (match[0] for match in reversed(list(words.finditer(text)))), ""
    )


def _date(clause: Clause) -> When | None:
    """The date of the sentence, or the due date that holds in it."""
    return clause.named or clause.due


def _is_ahead(clause: Clause, anchor: dt.date | None) -> bool:
    """Whether the date of a clause is still to come."""
    date = _date(clause)
    in_plan = clause.section == PLAN
    if date is None:
        return False
    if date.role == "due":
        # 发展成就 (what was reached): 到2005年，覆盖率达到83% is told
        return clause.section != REPORT or not _is_told_due(
            clause, date, anchor
        )
    if not date.first:
        return False
    if not anchor:
        has_both = in_plan and clause.about and date.last
        return bool(has_both) and date.last >= clause.about.last
    # A plan's figures of the year that has begun are still to be reached.
    begins = date.last if in_plan else date.first
    return bool(begins and begins > anchor)


def _is_told_due(clause: Clause, date: When, anchor: dt.date | None) -> bool:
    """Whether 到 with a year tells in a report what was reached: by its day, with no wish near."""
    about = clause.about.last if clause.about else None
    latest = anchor or about
    if not latest or not date.last or date.last > latest:
        return False
    return _last_cue(GOAL_CUES, clause.lead) is None and not _has_strong_goal(
        clause
    )


def _last_cue(cues: Grammar, words: str) -> Cue | None:
    """Return the last cue near the end of *words*."""
    return _last_cue_in(cues, words[-CUE_CHARS:])


@lru_cache(maxsize=64)  # several rules ask for the same words
def _last_cue_in(cues: Grammar, words: str) -> Cue | None:
    last = None
    for rule, match in cues.matches(words):
        last = rule, match
    if last is None:
        return None
    rule, match = last
    return Cue(match.start(), match[0], rule.make(match, None))


def _first_cue(cues: Grammar, words: str) -> Cue | None:
    """Return the first cue in *words*."""
    found = cues.search(words)
    if found is None:
        return None
    rule, match = found
    return Cue(match.start(), match[0], rule.make(match, None))
