"""The words on both sides of a quantity that tell its kind without a word of wish or report.

建筑高度低于100米的建筑 (buildings lower than 100 metres) is a case of a rule; 明确了16条措施
(which states 16 measures) counts a list; 80%的乡镇建成服务中心 (80 per cent of the townships
have built a service centre) tells what was reached, by the verb behind what is counted. The
number itself is the piece {n} of each row, so that a row sees both sides of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.targets.clauses import Clause

COUNT, DONE, RULE = "count", "achievement", "rule"
BEFORE = 40  # characters before a quantity, of its clause
AFTER = 40  # characters after its number
SIGN = "▲"  # stands for the number
NUMBER = (
    r"[\d一二两三四五六七八九十百千万亿][\d,.\ 一二两三四五六七八九十百千万亿]*"
    r"(?:分之[\d一二三四五六七八九十]+|半)?(?:[-—~～至到][\d.]+)?[多余几]?"
)
PIECES = {
    "digits": r"\d一二两三四五六七八九十百千万亿",
    "n": f"(?P<n>{NUMBER})",
    "time": r"(?:个?工作日|小时|分钟|个?月|[日天年周])",
    "thing": "[个项条所家名件座处类种户]",
    # A comparison, as a rule sets it
    "limit": r"(?:[高低大小多少]于|超过|超出|达到|不足|未满|不满|等于)",
}


class Verdict(NamedTuple):
    """What kind a quantity is of, and the word that tells it, or ""."""

    kind: str
    cue: str


# What a rule, a notice or a plan sets; not asked of a report
SET = Grammar(
    (
        Rule(
            name="when a limit is passed",
            starts="[高低大小多少]于|超[过出]|达到|不[足满]|未满|等于",
            pattern=r"(?P<cue>{limit})[^，。；\d]{0,16}{n}[^，。；\d]{0,14}时[，可应须]",
            make=always(RULE),
            example=Example(
                "个人住房贷款率高于90%时，可暂停执行",
                "where the rate of loans is above 90 per cent, it may be suspended",
                {"quote": "90%", "kind": RULE},
            ),
        ),
        Rule(
            name="what is above or below",
            starts="[高低大小多少]于|超[过出]|不[足满]|未满",
            pattern=r"(?P<cue>[高低大小多少]于|超过|超出|不足|未满|不满){n}[^，。；\d%％成]{1,6}"
            r"(?:[（(]含[^（）()]{0,6}[）)])?的[^，。；、\s]",
            make=always(RULE),
            example=Example(
                "低于100米的规划建筑",
                "planned buildings lower than 100 metres",
                {"quote": "100米", "kind": RULE},
            ),
        ),
        Rule(
            name="where there are only so many",
            starts="[仅只]",
            pattern=r"(?P<cue>[仅只]有?){n}[^，。；\d]{0,4}的[，、]",
            make=always(RULE),
            example=Example(
                "入围企业只有1家的，采取谈判采购的方式",
                "where only one firm is in, its price is negotiated",
                {"quote": "1家", "kind": RULE},
            ),
        ),
        Rule(
            name="beyond so much, so many marks",
            starts="超过|[大小多少]于",
            pattern=r"(?P<cue>超过|[大小多少]于){n}[^，。；\d]{1,4}(?:部分)?[的，,]{0,2}(?:[每按加减扣]|不予|应|可以?)",
            make=always(RULE),
            example=Example(
                "超过40周岁，每增加1岁减2分",
                "from 40 years on two marks less for each year",
                [
                    {"quote": "40周岁", "kind": RULE},
                    {"quote": "1岁"},
                    {"quote": "2分"},
                ],
            ),
        ),
        Rule(
            name="within a time after an act",
            starts="之日|日起|后|届满|期满|[无生失]效|[中终]止|解除|效|止|除",
            pattern=r"(?:之?日起|(?<![年月日天])后|届满|期满|(?<=无|生|失)效|(?<=中|终)止"
            r"|(?<=解)除)的?\ ?(?:的?{n}){time}[之以]?(?P<cue>内)",
            make=always(RULE),
            example=Example(
                "领取许可证后1个月内完成",
                "to be done within a month after the permit was handed out",
                {"quote": "1个月", "kind": RULE},
            ),
        ),
        Rule(
            name="so long before a day",
            starts="[届期]满|到期|召开|举行|施行|开[始工]|使用|升放|作业",
            pattern=r"(?:[届期]满|到期|召开|举行|施行|开始|开工|使用|升放|作业)的?(?:之?日)?前?{n}{time}之?(?P<cue>前)",
            make=always(RULE),
            example=Example(
                "应当在期限届满30日前提出续期申请",
                "shall apply 30 days before the term ends",
                {"quote": "30日", "kind": RULE},
            ),
        ),
        Rule(
            name="from so many to fewer than so many",
            starts="[{digits}]",
            pattern=r"{n}[^，。；、\d]{1,3}(?:[（(]含[^（）()]{0,6}[）)])?以上[、，至到]?"
            r"\ ?\d[\d.]*[^，。；、\d]{0,4}(?:[（(]不?含[^（）()]{0,6}[）)])?(?P<cue>以下)",
            make=always(RULE),
            example=Example(
                "导致3人以上10人以下死亡的",
                "with three to nine deaths",
                [{"quote": "3人以上", "kind": RULE}, {"quote": "10人以下"}],
            ),
        ),
        Rule(
            name="to fewer than so many",
            starts="以上",
            pattern=r"(?P<cue>以上)[、，至到]?\ ?{n}[^，。；、\d]{0,4}"
            r"(?:[（(]不?含[^（）()]{0,6}[）)])?以下",
            make=always(RULE),
            example=Example(
                "疏散人员5000人以上1万人以下的",
                "where 5,000 to 10,000 persons are moved away",
                [
                    {"quote": "5000人以上"},
                    {"quote": "1万人以下", "kind": RULE},
                ],
            ),
        ),
        Rule(
            name="shall be no less",
            starts="原则|应|必须|须",
            pattern=r"(?P<cue>原则上|应当?|必?须)[^，。；\d]{0,24}不得?(?:少于|低于|超过|高于|小于|大于)[^，。；\d]{0,20}{n}",
            make=always(RULE),
            example=Example(
                "原则上各单位审核人员不少于本单位执法人员总数的5%",
                "as a rule five per cent of the staff or more are to check",
                {"quote": "5%", "kind": RULE},
            ),
        ),
        Rule(
            name="those with so much may not",
            starts="[{digits}]",
            pattern=r"{n}[^，。；\d]{1,4}(?:及?以[上下])的?[^，。；\d]{1,20}(?P<cue>不得)",
            make=always(RULE),
            example=Example(
                "资产5000亿元以下的商业银行不得开展该业务",
                "banks with less than 500 billion yuan may not do this business",
                {"quote": "5000亿元以下", "kind": RULE},
            ),
        ),
        Rule(
            name="shall take or keep so much",
            starts="应|必须|须",
            pattern=r"(?P<cue>应当?|必?须)(?:按[^，。；\d]{2,10})?(?:抽[取查检]|预?留存?|配[备置]|设[置立]|缴|提[取交供]|保[留存]|具[有备]"
            r"|取得|参加|接受|召开|公示|通知|指定|有)(?![率关])[^，。；\d]{0,12}{n}",
            make=always(RULE),
            example=Example(
                "单体工程应抽取15%以上的外窗进行试验",
                "15 per cent of the windows or more shall be tested",
                {"quote": "15%以上", "kind": RULE},
            ),
        ),
        Rule(
            name="so often in a time",
            starts="每",
            pattern=r"(?P<cue>每(?:半?年|季度?|个?月|周|日))[^，。；\d]{2,40}(?<!实现)(?<!接待)(?<!办理){n}次(?!数)",
            make=always(RULE),
            example=Example(
                "每年至少向职工大会、股东大会报告一次",
                "to report to the meetings once a year or more",
                {"quote": "一次", "kind": RULE},
            ),
        ),
        Rule(
            name="so much of a sum is to be paid",
            starts="按",
            pattern=r"(?P<cue>按照?)[^，。；\d]{2,40}的{n}[%％倍‰]?(?:的比例|的标准)?"
            r"(?:缴|收|征|计|支付|执行|确定|扣除|退还|折算|核定|预留|提取|安排)",
            make=always(RULE),
            example=Example(
                "按市场评估总地价的70%缴交土地出让金",
                "pay 70 per cent of the price for the land",
                {"quote": "70%", "kind": RULE},
            ),
        ),
        Rule(
            name="for those who have had so much",
            starts="对[已享符缴购达]",
            pattern=r"(?P<cue>对)(?:已|享受|符合|缴|购买|达)[^，。；\d]{0,20}{n}[^，。；\d]{0,4}的[^，。；\s]",
            make=always(RULE),
            example=Example(
                "对已享受缓缴税费50%的企业延长4个月",
                "for firms whose taxes have been put off by half, four months more",
                [{"quote": "50%", "kind": RULE}, {"quote": "4个月"}],
            ),
        ),
        Rule(
            name="may, for so long or so much",
            starts="可",
            pattern=r"(?P<cue>可以?)(?:允许)?(?:展期|延长|延期|顺延|多展期|续签|续期|保留|缓缴|免缴|减[免按征]|上浮|下浮"
            r"|超出[^，。；\d]{0,10})[^，。；\d]{0,6}{n}",
            make=always(RULE),
            example=Example(
                "可以允许超出原规定多展期1年",
                "may be extended a year beyond what was laid down",
                {"quote": "1年", "kind": RULE},
            ),
        ),
        Rule(
            name="things with so much or more",
            starts="[{digits}]",
            pattern=r"{n}[^，。；、的\d]{1,4}(?:[（(]含[）)])?(?P<cue>及?以[上下])(?:的?)"
            r"(?=城市|城镇|线路|航道|隧道|桥梁|江河|河流|水库|重要|地区|建筑|住宅|道路|坡耕地|燃煤|锅炉|机组|船舶|车辆)",
            make=always(RULE),
            example=Example(
                "实施时速120公里以上线路的改造",
                "rebuild the lines for 120 kilometres an hour and more",
                {"quote": "120公里以上", "kind": RULE},
            ),
        ),
    ),
    PIECES,
)

# What only counts, whatever the mood of the sentence
COUNTED = Grammar(
    (
        Rule(
            name="a list that is stated",
            starts="共分|明确|提出|列[出举]|规定|梳理|归纳|概括|分[为成]|划分|存在|呈现|面临|涉及",
            pattern=r"(?P<cue>明确|提出|列出|列举|规定|梳理出?|归纳|概括|[划共]?分[为成]|存在|呈现|面临|涉及)了?(?:以下|如下|共)?"
            r"{n}(?:[项条类]|个?方面|大|点|个)(?!百分点|[月年省市县区乡镇村](?![^，。；]{0,6}(?:问题|方面)))",
            make=always(COUNT),
            example=Example(
                "通知明确了16条支持政策",
                "the notice states 16 rules of support",
                {"quote": "16条", "kind": COUNT},
            ),
        ),
        Rule(
            name="as many as are named before",
            starts="[、和及]",
            pattern=r"[、和及](?:(?!建[立成设]|打造|形成|培育|发展|构建|入选|举办|实施)[^，。；、\d]){1,14}{n}(?P<cue>大)(?![^，。；]{0,8}目标|数据|[学中专型会])",
            make=always(COUNT),
            example=Example(
                "壮大汽车、石化和电子三大支柱产业",
                "strengthen the three pillar industries cars, oil and electronics",
                {"quote": "三大", "kind": COUNT},
            ),
        ),
        Rule(
            name="some of what there is",
            starts="[，；：、{digits}]|其中",
            pattern=r"(?:(?:^|[，；、：])(?:其中)?|其中){n}{thing}[^，。；、\d的“为]{1,6}"
            r"(?P<cue>自动|(?<!自)由(?=[^，。；]{2})|[均仅]为|属于|来自|(?<![就但于])是)",
            make=always(COUNT),
            example=Example(
                "其中9个指标由财务年报表获取",
                "nine of the indicators are taken from the yearly accounts",
                {"quote": "9个", "kind": COUNT},
            ),
        ),
        Rule(
            name="so long ago",
            starts="[{digits}]",
            pattern=r"{n}(?:周?年|个月|天)(?P<cue>了(?!解)|来(?!自))",
            make=always(COUNT),
            example=Example(
                "他离开我们已经20年了",
                "he left us 20 years ago",
                {"quote": "20年", "kind": COUNT},
            ),
        ),
        Rule(
            name="after so long",
            starts="经过|历经",
            pattern=r"(?P<cue>经过|历经){n}(?:年|个月|天)的",
            make=always(COUNT),
            example=Example(
                "经过十余年的发展",
                "after more than ten years of development",
                {"quote": "十余年", "kind": COUNT},
            ),
        ),
        Rule(
            name="some of a kind, named with its like",
            starts="[在、]",
            pattern=r"[在、]{n}个[^，。；、\d]{1,6}(?P<cue>等)(?!级|次|额)",
            make=always(COUNT),
            example=Example(
                "支持在五个新城等区域打造示范社区",
                "support model communities in areas such as the five new towns",
                {"quote": "五个", "kind": COUNT},
            ),
        ),
        Rule(
            name="a number with its list",
            starts="[{digits}]",
            pattern=r"{n}[项条类个](?P<cue>：)",
            make=always(COUNT),
            example=Example(
                "推进政务服务改革方面6项：一网通办",
                "six items on reforms of services: all on one net",
                {"quote": "6项", "kind": COUNT},
            ),
        ),
    ),
    PIECES,
)

# What was reached, by the verb behind what is counted
REACHED = Grammar(
    (
        Rule(
            name="so many of them have done it",
            starts="[{digits}]",
            pattern=r"{n}[%％成]?(?:以上)?的[^，。；\d的]{1,14}?(?:已经?|全部|均|都)?"
            r"(?P<cue>建成|建立|开通|实现|完成|达到|通上?了?[水电路网气]|用上|接[通入]|联网|设立|成立|配备|落实|脱贫|参加|享受|获得"
            r"|覆盖)",
            make=always(DONE),
            example=Example(
                "80%的乡镇建成服务中心",
                "80 per cent of the townships have built a service centre",
                {"quote": "80%", "kind": DONE, "cue": "建成"},
            ),
        ),
    ),
    PIECES,
)


def kind_of(grammar: Grammar, clause: Clause) -> Verdict | None:
    """Return the kind that a row tells of the quantity, and the word that tells it; or None.

    The number is one sign while its rows are tried, so that no other is taken for it.

    Parameters
    ----------
    grammar: one of the tables here.
    clause: the quantity with its words.
    """
    words = _with_sign(clause)
    any_row, rows = _around_sign(grammar)
    if not any_row.search(words):
        return None
    for make, expression in rows:
        match = expression.search(words)
        if match:
            return Verdict(make(match, None), match["cue"])
    return None


def _with_sign(clause: Clause) -> str:
    """The words around a quantity, its number as one sign: 低于▲米的建筑."""
    unit, before = clause.quantity.unit, clause.before[-BEFORE:]
    return before + SIGN + unit + clause.tail[:AFTER]


@lru_cache(maxsize=4)  # one for each table
def _around_sign(grammar: Grammar) -> tuple[re.Pattern, list[tuple]]:
    """The rows of a table for words with a sign: all in one expression, and each with its make."""
    signed = Grammar(
        grammar.rules, PIECES | {"n": f"(?P<n>{SIGN})", "digits": SIGN}
    )
    rows = [(rule.make, signed.expression(rule)) for rule in signed.rules]
    return re.compile(signed.piece, re.VERBOSE), rows
