"""What a term, a share or an amount is of, where a provision says it in a phrase.

A term is of what is to be done in it (应在3日内告知申请人: telling the applicant), or has
a name (贴息期限不超过3年, the term of the subsidy); a share is of what is compared with its
base (保证金按起始价的20%执行: the deposit, not the price). Each function gives ""
where its phrase is not there, so that `subjects` goes on to the words before and after.
"""

from __future__ import annotations

import re

from egov_lib.find.targets.clauses import TIMES, Clause

MOST_SUBJECT = 16  # characters of a subject that keeps what describes it
MOST_PHRASE = 14  # characters of an act that are kept whole
SHORT_PHRASE = (
    8  # characters that remain of a longer one before a length of time
)
MOST_OF_BASE = 80  # characters of what is compared with its base
MARKS = "，。；：、（） \n\u3000"
# 剩余土地出让金缴纳期限可延长至12个月: the name of a term, before its value
TERM_NAME_RE = re.compile(
    r"(?P<name>[^，。；：、（）\s\d]{1,16}?(?:期限|时限|年限|有效期|限期|保质期|工期|任期|聘期|时间|期))"
    r"(?:一?般|原则上|分别|均|统一|最[长多短高]|可以?|应当?|须)?"
    r"(?:为|是|不得?[超少低][过于]|不超过|不少于|不低于|延长[到至]?|缩短[到至]?|压[缩减][到至]|精简[到至]|放宽[到至]?|调整为|达到?|满|由|从)*"
    r"(?:[^，。；：、\d]{0,10}前|原?来?的?)?\s?$"
)
# 在X日内: what is to be done follows, after the one who does it
IN_TERM_RE = re.compile(
    r"(?:[之以]?内|后|前(?![置期提景]))(?P<pause>，?)(?P<act>[^，。；：（）\s]{2,40})"
)
SINCE_RE = re.compile("[在自于从]|日起$")
ACT_LEAD_RE = re.compile(
    r"^(?:(?:应当?|必?须|要|将|可以?|不得|未|仍未?|仍不能|就|再|并|及时|一次性|依法|如实|统一|给予|予以)"
    r"|(?:在|向|对|由|从|经|按照?|根据|以|到)[^，。；]{1,24}?(?:范围内|内|中|上)?"
    r"(?=缴|提[出交供请]|申|办|报|告|报告|报送|连续|重新|承担|购买|作出|签订|完成|累计|核实|备案|通报|说明|反馈|移送|举报|登记|注册))+"
)
MOVED_RE = re.compile(
    r"(?:应当?|必?须|要)?[将把](?P<what>[^，。；]{2,30}?)(?:(?:[向由从按以在]|及时|如实|书面|原路|逐笔|统一)[^，。；]{0,24}?)?"
    r"(?P<verb>通报|报告|报送|退回|退还|通知|告知|反馈|拨付|存入|支付|移送|送达|公布|备案|返还|上报|提交|发放|转交|公开|抄送|归还)"
)
RELATIVE_RE = re.compile(
    r"的(?:[^的，。；]{0,8}(?:人员?|者|企业|单位|家庭|职工|户|车位|项目|房屋|住房|机构|情形|案件))?$"
)
DOES_RE = re.compile(
    "^[^，。；]{2,16}?(?:进行|开展|予以|作出)(?P<act>[^，。；的]{2,12})$"
)
# Words before a length of time that only say how long it is
BEFORE_LENGTH_RE = re.compile(
    r"(?:且|并且?|或者?|的|已|须|应当?|需|要|可以?|满|达到?|超过|不少于|不低于|不超过|不足|未满|经过|以上|至少|为|了|约|近|每次?|最[长多])+\s?$"
)
# 经过两年没有再次列入议程: what was not done so long
AFTER_SO_LONG_RE = re.compile(r"经过?\s?$")
# 新中国成立65年来, 成立100年时, 保存2年备查, 管理5年期满后
SO_LONG_AGO_RE = re.compile("以?来|时(?!间)|了|备查|期满|存档")
SPLIT_RE = re.compile(
    r"[，。；：、（）\s]|范围内|[^，。；]*\d[^，。；\d]{0,3}[以之]?[内上下]|受到|给予|并且|且|或者|但|因|经"
)
# 机动车辆保有量占X的20%, 保证金按X的20%: before the base
OF_BASE_RE = re.compile(
    r"^(?P<what>[^，。；]{2,50}?)(?<!作)(?<!成)(?:一般|继续|均|可|应当?|须|统一|原则上)?"
    r"(?:为|不得?[超少低高大小多][过于]|不超过|不[应能]超过|不[应能]低于|[低高大小]于|按照?|依照?|相当于|达到?|超过|占|调整为)"
    r"(?:不[低高少多超][于过])?(?:最[低高]比例（)?(?P<base>[^，。；]{2,30})的?(?:不[低高少多超][于过])?\s?$"
)
NO_WHAT_RE = re.compile(
    r"^(?:县|市|区|省|各级)?(?:财政|政府)?$|^(?:一次性|分别|可|应|再|并|其中|每人|每户|对.*)$"
)
# 购房款总额1%的优惠: what is given, a share of its base
OFFER_RE = re.compile(
    r"\s?的?(?P<offer>优惠|折扣|让利|利率|首付款?|税率|征收率|折让|费率)(?P<rest>比例)?"
)
# 留党察看2年, 有期徒刑三年: a punishment
PUNISHED_RE = re.compile(
    r"(?:留党察看|开除留用|留用察看|有期徒刑|拘役|管制|缓刑|停职|禁业|(?:暂扣|扣留|吊扣)[^，。；]{1,10}?|剥夺政治权利|记分|暂停[^，。；]{0,8})\s?$"
)
# 约400人参加会议: what they do is what is counted
JOINED_IN_RE = re.compile(
    r"(?:实现了?|用上|参加|出席|参与|报名|受益|入选|退市|死亡|受伤|失踪|遇难|被困|脱贫|就业|上线)[^，。；、的]{0,8}"
)
PERSON_UNITS = frozenset(("人", "名", "家", "位", "人次", "户"))
AGES = frozenset(("周岁", "岁", "周"))
# 男性年满60周岁: whose age
WHOSE_AGE_RE = re.compile(
    r"(?P<whose>[^，。；：、（）\s\d]{1,10}?)(?:年?满|未满|不满|年龄|在|已满|为|超过|[不低大小高超][于过])*\s?$"
)
# 高校毕业生和16至24岁的失业青年: those who follow
AFTER_AGE_RE = re.compile("(?:以[上下])?的(?P<whose>[^，。；：、（）]{2,10})")
NO_PERSON_RE = re.compile("期间|日|到达|年度")
LIST_END_RE = re.compile(r"(?:[和与及或、对向为]|^)\s?$")
INVESTED_RE = re.compile(
    r"(?P<whole>[^，。；：、\s\d的]{0,6}(?:投资|投入|出资|注资|拨款|支出|损失|收入|罚款|补贴|保费|经费|资金|产值))"
    r"(?:约|近|超过?|达到?|共|累计|总?计|不[少低]于)?\s?$"
)


def of_term(clause: Clause) -> str:
    """Return what a length of time is for, or ""."""
    if clause.quantity.unit not in TIMES and clause.quantity.unit != "期":
        return ""
    punishment = punished(clause)
    if punishment:
        return punishment
    name = TERM_NAME_RE.search(clause.lead)
    if name and "年期间" not in name[0]:
        return _last_noun(name["name"])
    after = IN_TERM_RE.match(clause.tail)
    is_split = after and after["pause"] and not SINCE_RE.search(clause.lead)
    act = short_act(after["act"]) if after and not is_split else ""
    if act:
        return act
    return _of_length(clause) if clause.quantity.unit in TIMES else ""


def punished(clause: Clause) -> str:
    """Return the punishment that a time is of (留党察看2年), or ""."""
    if clause.quantity.unit not in TIMES:
        return ""
    found = PUNISHED_RE.search(clause.lead)
    return found[0].strip() if found else ""


def short_act(act: str) -> str:
    """Return the act without the one to whom or where it is done, and without its relatives.

    >>> short_act("应当向人民政府申请复议")  # shall ask the government for a review
    '申请复议'
    """
    moved = MOVED_RE.match(act)
    if moved:  # 将修改情况向委员会通报
        return moved["verb"] + moved["what"]
    without_lead = ACT_LEAD_RE.sub("", act)
    act = RELATIVE_RE.sub("", without_lead)
    done = DOES_RE.match(act)
    if done:
        return done["act"]
    verb, _, rest = act.partition("的")
    is_long = len(act) > MOST_PHRASE
    if is_long and rest:
        return verb[:2] + rest.rpartition("的")[2]
    return act


def _of_length(clause: Clause) -> str:
    """What lasts so long: 连续工作六个月, working without a break."""
    lead = BEFORE_LENGTH_RE.sub("", clause.lead)
    if AFTER_SO_LONG_RE.search(clause.lead):
        return clause.after.removesuffix("的")[:MOST_PHRASE]
    pieces = [
        piece for piece in SPLIT_RE.split(lead) if len(piece.strip(MARKS)) > 1
    ]
    is_over = SO_LONG_AGO_RE.match(clause.after) is not None
    is_bounded = clause.quantity.end > clause.quantity.unit_end
    is_over = is_over or (
        is_bounded and clause.after[:1] in tuple("中者且并或")
    )
    if not pieces or (
        lead == clause.lead
        and not is_over
        and clause.after[:1] not in ("", "以", "的")
    ):
        return ""
    piece = pieces[-1].strip(MARKS)
    if "了" in piece:  # 提出了贯穿十五年的计划: of the plan
        return ""
    return piece if len(piece) <= MOST_PHRASE else piece[-SHORT_PHRASE:]


def _last_noun(name: str) -> str:
    """The name of a term without the verb or the owner before it."""
    return re.split("的(?=.{3})|上述|所述|应在|对", name)[-1]


def of_base(clause: Clause) -> str:
    """Return what a share or multiple is of, and not its base, or ""."""
    if clause.quantity.kind not in ("percent", "multiple", "percentage_point"):
        return ""
    offer = OFFER_RE.match(clause.tail)
    if offer and len(clause.lead) > 1:
        base = re.split("给予|享受|按|依|再", clause.lead)[-1].strip(MARKS)
        return (base + offer["offer"] + (offer["rest"] or ""))[-12:]
    if "的" not in clause.lead[-1:] and not clause.lead.endswith(
        ("价", "额", "款", "数", "价格", "收入", "幅度", "增速")
    ):
        return ""
    lead = clause.lead[-MOST_OF_BASE:]
    last = lead.rpartition("、")[2]
    found = OF_BASE_RE.match(last) or OF_BASE_RE.match(lead)
    if not found or NO_WHAT_RE.match(found["what"]):
        return ""
    return _without_case(found["what"])


def _without_case(what: str) -> str:
    """The last piece of what is compared, without the case before it; 就业的比例 stays whole."""
    words = re.sub("(?:未|不|应当?|均)$", "", what.strip(MARKS))
    pieces = re.split("[，。；：、且]|的(?=.{2})", words)
    is_bare = pieces[-1] in BARE_HEADS and len(pieces) > 1 and pieces[-2]
    return f"{pieces[-2]}的{pieces[-1]}" if is_bare else pieces[-1]


# What says little alone: 残疾人就业的比例, the share of the disabled
BARE_HEADS = frozenset(
    (
        "比例",
        "比重",
        "数量",
        "标准",
        "金额",
        "面积",
        "时间",
        "期限",
        "总额",
        "总量",
        "年限",
        "人数",
        "时限",
    )
)
# 超出计划目标1200亿元, 比目标3000亿元超过1070亿元: a goal that was passed
BEYOND_GOAL_RE = re.compile(
    r"(?:超[出过]?|比|高于|快于)[^，。；]{0,12}目标(?:[\d.]+[万亿]*[^，。；\d]{1,4}超[过出])?\s?$"
)
# 从党费中划拨1.28亿元: where a sum comes from
SOURCE_RE = re.compile(
    r"从(?P<source>[^，。；]{2,24}?)(?:中|里|内)\s?(?:划拨|安排|拨付|拿出|列支|提取|调剂|切块|支出|下达)了?\s?$"
)
# 海拔高程480米的山区, 顶盖宽度不大于3米: a size has its name right before it
DIMENSION_RE = re.compile(
    r"(?P<size>(?:(?!距)[^，。；：、（）\s\d的]){0,8}(?:高度|宽度|长度|深度|厚度|面积|海拔|高程|半径|直径|跨度|间距|层高|进深|时速|容积|坡度"
    r"|里程|总长|全长|净[高宽]))(?:约|为|达到?|近|超过?|不[得应]?[大小高低少][于过]|不超过|[大小高低]于|在|均|控制)*\s?$"
)
# 一座人气旺盛、活力迸发的城市: what is described stands behind its 的
DESCRIBED_RE = re.compile(
    r"(?P<words>[^，。；：（）\d的“”]{2,28}?)的(?P<thing>[^，。；：（）、\d的\s“”]{2,12}?)"
    r"(?=[，。；：（、\s]|$|[和及与]|来|进行|开展|作为|参加|能够|可[以在]|应|要|将|已|均|由|被|在(?!校|线|职))"
)
# A describing word: what has it is no thing
DESCRIBING_RE = re.compile(
    "^(?:新兴|重大|重要|优秀|大型|适合|独立|完整|统一|崭新|清晰|普遍)$"
    "|^(?:符合|具有|具备|拥有|适合|适应|满足|以[^上下内]|从事|有|没有"
    "|较|很|最|更|比较|十分|非常|相对|影响|涉及|覆盖|服务|面向|经[^济营费贸]|获|由|可|能|需|未[^成来婚]|已[^婚])"
    "|(?:较[多少大小高低好强]|旺盛|迸发|突出|明显|显著|完善|良好|先进|齐全|发达|密集|困难|较为?.{1,2}|不足|不全|条件|优美|合理"
    "|繁荣|富裕|鲜明|健全|成熟|稳定|领先)$"
)


# 指标上还有较大的空间: the words before 的 name a thing themselves
HAS_THING_RE = re.compile("[^没具拥]有|还|中|上[^市]|在内$|[企单][业位]$")


def of_source(clause: Clause) -> str:
    """Return where a sum comes from, if its words say so, or ""."""
    if clause.quantity.kind != "money" or "从" not in clause.lead:
        return ""
    found = SOURCE_RE.search(clause.lead)
    return found["source"] if found else ""


def end_of_dimension(clause: Clause) -> int:
    """Return where the name of a size ends in the words before its value; 0 for none."""
    if clause.quantity.unit not in SIZES:
        return 0
    found = DIMENSION_RE.search(clause.lead)
    return found.end("size") if found else 0


SIZES = frozenset(
    (
        "米",
        "厘米",
        "毫米",
        "公里",
        "千米",
        "平方米",
        "公顷",
        "度",
        "立方米",
        "亩",
    )
)


def of_described(clause: Clause) -> str:
    """Return what is described between a number and its 的, or "": 1家符合条件的开发区."""
    if clause.quantity.kind != "number" or "的" not in clause.after:
        return ""
    found = DESCRIBED_RE.match(clause.after)
    words = found["words"] if found else ""
    if not DESCRIBING_RE.search(words) or HAS_THING_RE.search(words):
        return ""
    return found["thing"]


def of_persons(clause: Clause) -> str:
    """Return what so many persons do, where nobody is named: 约400人参加会议; or ""."""
    quantity = clause.quantity
    if quantity.unit not in PERSON_UNITS:
        return ""
    found = JOINED_IN_RE.match(clause.after)
    return found[0].replace("了", "") if found else ""


def of_age(clause: Clause) -> str:
    """Return whose age it is, or ""."""
    if clause.quantity.unit not in AGES:
        return ""
    named = AFTER_AGE_RE.match(clause.after)
    if named and LIST_END_RE.search(clause.lead):
        return named["whose"]
    found = WHOSE_AGE_RE.search(clause.lead)
    whose = found["whose"] if found else ""
    if NO_PERSON_RE.search(whose):
        return "年龄"  # 6月30日期间到达70周岁的人员
    return whose if len(whose) > 1 else "年龄"


def of_money(clause: Clause) -> str:
    """Return the word for money put in or earned right before a sum, or ""."""
    if clause.quantity.kind != "money":
        return ""
    found = INVESTED_RE.search(clause.lead)
    return found["whole"] if found else ""


# What no subject begins or ends with
JUNK_HEAD_RE = re.compile(
    r"""
    ^(?: [，。；：、）\s]|及?以[上下](?!网)|[一二三四五六七八九十]{1,3}[）、]
    | 后(?![勤备])|前(?![置期沿])|仍|且|并(?![购网])|或|就(?![业近])|则|再(?![生贷担就])
    | 又|也|还(?![款贷])|均(?![衡价])
    | 都(?!市)|将(?!军)|应当|应(?![用急届当])|需(?!求)|须|若|凡|即|以及|该|其(?!他)
    | 按照?|对于?(?![外口])
    | 在(?![线校建岗职册编读])|于|从(?!业)|自(?![来主有然由动治])
    | 由|与|和(?![平谐])|同(?![志时比])|把|被
    | 可(?=[以享提申])|以(?![下内外前后及色]|上[^述])|不得|应当|必须|主要(?=[^，]{5})|优先考虑|上述
    | 分别|继续(?=[^教]{4})|其中|原则上|其余
    | 使(?![用命馆])|不过|只(?!增)|仅|预计|但|而|据|到(?![位期])
    )+
    """,
    re.VERBOSE,
)
JUNK_TAIL_RE = re.compile(
    r"""
    (?: [，。；：、（\s]
    | 不得|不能|应当?|须修至|需?达到|须|需|可以?|可延长|延长|放宽|超过|累计|达到?
    | 上浮|下浮|调整|调增|执行
    | 缴纳|仍|且|[不未]|[大小高低少多]于|一般|按照?|之?日起|均?为|是
    | 由|从|[至到在]|最[高低长多]|合计
    | [只仅所再]|同比|保持|提高|约|稳定|(?<![合共])同|相应?
    )+$
    """,
    re.VERBOSE,
)
# With which characters these begin or end: most subjects do not, and need no closer look
JUNK_FIRST = frozenset(
    "，。；：、） \t\n\u3000\xa0一二三四五六七八九十后前仍且并或就则再又也还均都将应需须若凡即"
    "以该其按对在于从自由与和同把被可不必主优上分继原使只仅预但而据到及"
)
JUNK_LAST = frozenset(
    "，。；：、（ \t\n\u3000\xa0得能应当至到须需可以长宽过计达浮整增行纳仍且不未于般"
    "按照起为是由从在高低多只仅所再比持约定同相"
)
NO_SUBJECT_RE = re.compile(
    r"[\d年月日第]*|(?:县|市|区|省|各级)财政|最[高低长短多少](?:不得?|可)?|不超过|超过|可延长至?|期满后?"
    r"|不得|应当|可以|至少|最多|连续|累计|每个?往返|可以?延长至?|以下|以上|."
)


# 贷款额度在可贷额度的基础上: the amount, not its basis
ON_BASIS_RE = re.compile("(?<=..)(?:可|可以)?在[^，。；]*基础上$")


def trimmed(subject: str) -> str:
    """Return a subject without the adverbs and verbs at its ends; "" where nothing remains.

    >>> trimmed("且按规定缴纳社会保险累计")  # and having paid insurance as the rules say, in all
    '规定缴纳社会保险'
    """
    if len(subject) > SHORT_PHRASE:
        subject = ON_BASIS_RE.sub("", subject)
    if len(subject) > MOST_SUBJECT:
        noun = subject.rpartition("的")[2]  # 从事全日制工作的残疾人职工
        subject = noun if len(noun) > 2 else subject
    begins_so = subject[:1] in JUNK_FIRST
    head = JUNK_HEAD_RE.sub("", subject) if begins_so else subject
    whole = head if len(head) > 1 else subject
    kept = JUNK_TAIL_RE.sub("", whole) if whole[-1:] in JUNK_LAST else whole
    kept = kept if len(kept) > 1 else subject.strip(MARKS)
    if (
        len(subject) == 1 and subject in "省市区县镇乡村"
    ):  # 3个区, three districts
        return subject
    return "" if NO_SUBJECT_RE.fullmatch(kept) else kept


# 过去的五年，是…的五年: how work reports begin
PAST_YEARS_RE = re.compile("过去|五年来|回顾")


def of_past_years(clause: Clause) -> str:
    """Return 过去的五年 (the past five years) where a report tells what they were, or ""."""
    quantity = clause.quantity
    is_years = quantity.unit == "年" and clause.words.lstrip().startswith("是")
    if not is_years or not clause.before.endswith("的"):
        return ""
    years = clause.words[quantity.start - clause.start :]
    return f"过去的{years.strip()}"


# 十九届二中、三中全会精神: sessions of the Party's Central Committee
PLENUM_RE = re.compile(
    "[一二三四五六七](?:次|中)(?:、[一二三四五六七]中)*全(?:会|体会议)"
)


def of_session(clause: Clause) -> str:
    """Return of which plenum the Central Committee's number is, or ""."""
    if clause.quantity.unit != "届" and not clause.words:
        return ""
    found = PLENUM_RE.match(clause.following)
    return "党的全会" if found and "、" in found[0] else ""


# 对国际旅游包机，按航程…补助4万元: to whom, in a clause before
RECIPIENT_RE = re.compile(
    "对[^，。；：]{0,40}?(?P<whom>[^，。；：、的至到]{2,10}?)(?:[，]|给予)"
)
NAMED_GRANT_RE = re.compile(
    r"(?:^|[、，])(?:其中)?(?P<name>(?!其中)(?:(?!给予|发放|享受|获得|按照?|每|最高|一次性|对|最多)[^，。；：、\d\s的]){2,10}"
    r"(?:补贴|补助|奖补))\s?$"
)
BARE_GRANT_RE = re.compile(
    r"(?P<grant>奖补|补助|补贴|奖励|资助)(?:最高|不超过)?\s?$"
)


def of_bare_grant(clause: Clause) -> str:
    """Return the grant with whom it is for, where nothing else names it: 每个往返奖补1万元."""
    grant = BARE_GRANT_RE.search(clause.lead)
    if grant is None or clause.quantity.kind != "money":
        return ""
    named = NAMED_GRANT_RE.search(clause.lead)
    if named:  # 公交行业财政补贴4.3亿元
        return named["name"]
    whom = [found["whom"] for found in RECIPIENT_RE.finditer(clause.head)]
    return (whom[-1] if whom else "") + grant["grant"]
