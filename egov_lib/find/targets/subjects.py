"""What a quantity counts: a piece of its clause.

After a measure word the subject follows (24个全省性专网, 24 networks of the whole
province); of a share or a sum it follows 的, or comes before. What comes before is cut
at its verbs, not parsed, and the last piece is taken: it is right more often than it is
whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from egov_lib.find.targets.changes import (
    BEFORE_FROM_RE,
    BY,
    BY_RE,
    FROM,
    NONE,
    TO,
    TO_RE,
    VERBS,
    Change,
    follows_from,
)
from egov_lib.find.targets.clauses import TIMES, Clause
from egov_lib.find.targets.phrases import (
    BEYOND_GOAL_RE,
    end_of_dimension,
    of_age,
    of_bare_grant,
    of_base,
    of_described,
    of_money,
    of_past_years,
    of_persons,
    of_session,
    of_source,
    of_term,
    trimmed,
)

SHARES = ("percent", "percentage_point", "money", "multiple")
# Where a subject that follows a quantity ends: before a verb, an adverb or a mark.
FOLLOWING_ENDS = "|".join(
    (
        "实现|能够|可[在以联申由按向凭]|应当|不得|纳入|达到|建设$|平稳|等|的|$",
        r"开展了?|建成|通车|下沉|参加|[和及与]?\d|[、，。；：（）()“”\s《]",
        # 15个部门联合印发, issued together by 15 departments; 联合国 is a name
        "联合(?=[印开下发召制举])|共同(?![体富])|分别|率先|均应?|先后|同时|以及",
        "派[出驻]了?|[通审]过|审议|印发|加快|全面(?!建)|顺利|正式|建立|符合",
        # 11个中心提供指导, 8所大学入选, 16万儿童享受
        "可(?=重复)|进行|入选|提供|参与(?![度率])|享受|发生|出现|实行|用于|支付",
        # 大学在…, 人群因…, 医师到…, but 在校生, 因素, 到位
        "获(?![奖得])|被(?!告)|把(?![关握])|对(?![口外接象比策手标冲应])",
        "在(?![校线建职读岗册编用研])|因(?![素子])|到(?![位期岗账场])|为(?=宜|民)",
        # 子方案并经审核, 预备航天员将进入, 指标由财务年报获取
        "将(?![军来士])|着力|(?<![自理缘])由(?![此来])|[并且但](?![购网轨发])|已(?![婚故])|(?<![但于就凡])是(?![非否])",
        r"作为|(?<!提)升[为至]|(?:下降|上升|增长)(?=$|[，。；、\d了])|规定了|"
        "(?<![行作成认视分])为(?=[^，。；]{1,6}(?:单元|指标|主|国家|省级|市级))",
        "[仍均须](?![量衡])|(?<!必)需(?![求氧要])|展现|留用|经(?=[国省市县区批审]|有关)|从(?![业事])|按(?![钮摩])|办理(?=$|[，。的])|网上(?=[办申查受审])",
    )
)
# With these characters an end begins: what saves trying the words at each place.
END_STARTS = (
    r"[、，。；：（）()“”\s《\d和及与实能可应不纳达建平等的开通下参联共分率均先同以派审印加全顺正符进入"
    "提享发出用支获被把对在因到为将着由并且但已是作升上增规仍均需须展留经从按办网]"
)
# What follows a quantity; 具有影响力的平台 goes on after its 的.
FOLLOWING_RE = re.compile(
    r"(?:[之以]?内(?![容部设外])，?|规模的|的|多)?(?P<subject>[^、，。；：（）()“”\s\d]{0,2}“[^”\"\n]{1,14}[”\"][^、，。；：（）()“”\s]{0,12}?"
    r"|(?:具有|拥有|覆盖|面向|符合|服务|涉及|从事|获得?|达到)[^、，。；：（）()“”]{1,24}?的"
    r"[^、，。；：（）()“”\s]{1,24}?"
    rf"|[^、，。；：（）()“”\s\d]{{1,24}}?)"
    rf"(?={END_STARTS}|$)(?={FOLLOWING_ENDS})"
)
# What comes before a subject and is none: a date, a comparison.
LEAD_IN_RE = re.compile(
    r"^.*?[\d一二两三四五六七八九十]\ ?年度?[底末初内]?(?:前(?![年期]))?|^.*?[今去明全]年|^.*?期间"
    "|(?<!占)比(?![重例率])[^比]*$"
)
# Between the pieces of what comes before a quantity.
VERB_RE = re.compile(
    r"""
      要求|实现了?|完成(?!率)了?|建成了?|建立了?|达到了?|达(?!标|成率|产)|取得了?  # achieve
    | 增长了?(?![的率速点])|提高到?了?|下降到?了?|降低到?了?  # grow, raise, fall, lower
    | 开通了?|覆盖(?![率面])|超过|突破  # open, cover, exceed
    | (?<!研发)(?<!科技)(?<!经费)(?<!创新)投入(?![强产总力增])|安排|拨付|出资  # put in, allot, pay
    | (?<!资产)(?<!完成)(?<!民间)(?<!工业)(?<!设施)(?<!地产)(?<!社会)(?<!有效)(?<!总)(?<!实现)
      投资(?![额率者增环比占规结主项强总])  # invest; not 固定资产投资, investment in fixed assets
    | (?<!公)共有?(?![同享])|已经?|(?<![拥具所没保])有(?![率效量序限关机])  # in all, already, have
    | (?<![行作成认人])为|(?<![于就])是|到|占(?![比地用])|(?<![附最])近|(?<![签合节预公条])约
    | 不[能得应]?低于|不[能得应]?少于|不[能得应]?超过|至少|最多|原则上  # at least, at most
    | 加快|推进|促进|完善|(?<!基础)建设|包括|纳入  # speed up, promote, improve, build, include
    | 上涨|下跌|下滑|飙升|攀升  # rise, fall
    | 提升(?![率度工行])|培育|新增|新建|修复|改造|打造|评选|查处|引进|交付|发放|挽回|惠及
    | 扩大(?=种植)
    | 实施(?!方案|意见|细则)|培训(?!中心|班|基地|机构|不[少低]于|\s*$)
    | 请[于在]|应当?[于在]
    | 分别|给予|预期目标|办理(?!环节|时间|时限|流程|事项|[率量])|缩减至?
    | 最[高快低长短](?!限额|额度|首付|比例|年限|标准|价|贷款|生活)  # but 最高额度, a ceiling
    | 首次|年均|进行|每年
    | 按照?|较[^，]*?前|减少了?|我[国省市县区]|(?:[各均在至超只仅就]|总?计)\s*$ | 累计(?![额量里])
    | 力争|争取|确保|(?<![主重需必])要(?![求素点])|将|抓好|着力  # strive, ensure, will, work on
    """,
    re.VERBOSE,
)

# 1个月后仍未售的, 十二小时以内确实难以排除的: of the term named before
SAME_TERM_RE = re.compile(r"(?:后|[以之]?内)[^，。；]{2,30}的")
# 可以延长至四十八小时: the term that was named before
PROLONGED_RE = re.compile(r"延长[至到]?\s?$")
MOST_BETWEEN = 60  # characters
MOST_NAMED = 16  # characters of the words before it that may be a name
MOST_BARE = 6  # characters of a clause that may name nothing
SUBJECT_CHARS = 80  # before a quantity, in which its subject is looked for
THINGS = frozenset("处个项家座所条套间台辆名")
# 女会员不足十人的设女职工委员: what is done in this case
ACTED_ON_RE = re.compile("设|按|给|免|视|予|不|实行|采取|参照|由|应|须|可")
SECOND_MEASURES = frozenset("只羽口尾套件次")
NO_SUBJECT = (
    "实现",
    "且",
    "以上",
    "以下",
    "并",
    "或",
    "用于",
    "参加了",
)  # how none begins
MARKS = "的了，、 \n\u3000“”（）()：:"
VALUE_RE = re.compile(r"\d[\d,.]*\ ?\n?[%％]?[^、，。；和及与（]{0,4}")
PAUSE_RE = re.compile("[，,：]")
MEMBERS_RE = re.compile("[、和及与]")
# What the last member of a list says for all: 城镇和农村居民收入.
HEAD_RE = re.compile(
    "(?:居民|人均|产量|产值|总产值|增加值|产业增加值|收入|面积|总额|消费|用户|人口|企业).*$"
)
# 男性年满60周岁: of whom
OF_AGE_RE = re.compile(r"年?满\s?$")
# 标准为每人每月800元: how often and to how many, which is no subject
EACH_RE = re.compile(
    r"(?:[为按是]\s?)?(?:每[人户年月次天日季床位学个名生间度]{1,2}){1,3}\s?$"
)
# 对公民处以200元以下、对法人处以…罚款: the fine comes after a list of cases
LISTED_FINE_RE = re.compile(r"[^。；]{0,60}罚款")
FINED_RE = re.compile(r"处以?\s?$")
# 28个省（区、市）: provinces, and what is their like
PLACES_RE = re.compile(
    r"[省市县区州村镇](?:[（(][^（）()]{1,12}[）)])(?:委?书记|党委|[党工]?委|政府|[市县区乡镇]?长|局长|部门)?"
)
# 地区生产总值（GDP）: another name right after the first
# 套型建筑面积小于144平方米的户型: it is of the area
COMPARED_RE = re.compile(r"(?:[大小高低]于|不足|未满|不满|超过)\s?$")
# 内部收益率（IRR）原则上不低于5%
LATIN_NAME_RE = re.compile(r"[（(][A-Za-z]{2,10}[）)]")
NAMELESS = frozenset(
    {"目标", "预期目标"}
)  # 广义货币增长目标为16%: of the money
# 向所在地公安机关备案: what is done, not where
ADDRESSED_RE = re.compile(
    r"^向[^，。；]{2,30}(?:部门|机关|机构|局|委员会|政府)(?=[^，。；]{2})"
)
OTHER_NAME_RE = re.compile(r"[（(][^（）()]{1,40}[）)]\s?$")
# of what so much weighs or measures: 年排放1万吨以上的企业
PHYSICAL = frozenset(
    (
        "吨",
        "千瓦时",
        "度",
        "亩",
        "公顷",
        "平方米",
        "立方米",
        "公里",
        "千瓦",
        "米",
        "升",
    )
)
# 住宿餐饮业实现零售额: whose figure it is, with its verb
OWNER_RE = re.compile(
    r"(?P<whole>[^，。；：、\d\s]{1,10}业(?:实现|完成)(?:零售额|增加值|产值|利润))\s?$"
)
# 16-18%的奖励2万元: what is paid, after the condition
PAID_AFTER_CASE_RE = re.compile("的(?P<paid>奖励|补助|补贴|奖金|资助)$")
# 对…, of; 由6.1%下降到, fell from 6.1 % to
FROM_RE = re.compile("^对|[由从]$")
CHANGE_RE = re.compile(
    "增长|下降|减少|增加|提高|降低|上升|回落|同比|减产|增产"
)
# Values before the last subject of a list: 封山育林20万亩、禁牧休牧(90万亩).
VALUE_BEFORE_RE = re.compile(r"^.*\d[^、，和及]{0,4}[、和及]")
INSIDE_RE = re.compile(r"^.*[（(]|^.*其中")  # 医师579人（其中执业医师493人）
# 安排2000万元专项资金: what is allotted comes after the sum
FUND_RE = re.compile(
    r"的?(?P<fund>(?:专项|财政|补助|引导|扶持|奖励|发展|配套|工作|信贷|再贷款|建设|贴息)?"
    "(?:资金|基金|经费|贷款|专款)|(?:省级|市级|县级|中央|前期|工作|项目){1,3}(?:资金|经费))"
)
CAP_RE = re.compile(r"\s*(?:最[高多]|总?额?不超过|不得超过|[，,\s])+\s*")
PAID_RE = re.compile(
    "(?:(?!给予|发放|享受|一次性)[^，。；：、\\d\\s%的（）]){0,6}?(?:资金|财政)?(?:扶持|奖励|奖金|奖补|补贴|补\\s?助|资助|贴息)"
)
# 占地方财政总支出的47.5%: of what has the share, not of what it is a share of
# Inside the words before a quantity: a value, with what belongs to it; an act
INNER_VALUE_RE = re.compile(
    r"\d[\d,.]*\s?(?:个?工作日|个月|[年日天月]|平方米|[万亿]*元|%|[^\d，。；的]{1,2})"
    r"(?:（含）)?(?:[以之]?[内上下])?的?"
)
INNER_ACT_RE = re.compile("缴纳|支付|累计|给予|提取|不得")
# 专家、合作伙伴等约400人参加会议
ETC_RE = re.compile(r"(?:等(?:约|近|共)?|共计|合计|总计)\s?$")
SHARE_LEAD_RE = re.compile("占(?!比|用|地(?![方区]))[^，。；：]*$")
# 处5000元以上3万元以下罚款: a fine of 5,000 to 30,000 yuan
FINE_RE = re.compile(r"[^，。；]{0,14}(?P<fine>罚款)")
TIMES_FINE_RE = re.compile(r"[^，。；]{0,12}罚款")
# 最长不超过1年的社会保险补贴: what is paid so long
GRANTED_TIME_RE = re.compile(
    r"的(?P<grant>[^，。；、的]{0,10}(?:补贴|补助|奖励|减免|优惠|贷款|津贴))"
)
DETAINED_RE = re.compile(r"[^，。；]{0,14}(?P<fine>拘留|有期徒刑)")
# 自收到申请之日起7个工作日内进行校核: what is to be done in so many days
TERM_RE = re.compile(r"(?:之?日起|[^年月日]后|届满前)\s?$")
TERM_ACT_RE = re.compile(
    r"[之以]?内[，,]?(?:[^，。；]{0,10}?(?:应当|必?须|要))?(?:完成|进行|开展|予以|(?=作出|提出|提交|组织|办理|恢复|报送))"
    r"(?P<act>[^，。；、]{2,16})"
)
# 省、市、县三级: of the levels that are named
LEVELS_RE = re.compile(
    "(?P<levels>(?:(?:[省市县区州旗镇乡村国家]|街道|社区|小区|居民?|乡镇)(?:[（(][^（）()]{1,8}[）)])?[、和]?){2,8})"
    r"\s?$"
)
REACHED_RE = re.compile(r"(?:达到?|超过|突破)\s?$")
# 收入69亿元，是2010年的2.6倍: of what the clause before tells
IS_TIMES_RE = re.compile(r"^[，,\s]*(?:分别)?[是为][^，。；]{0,12}的?\s?$")
# 收入增长11%，达到282亿元: the level that it reached
ONLY_REACHED_RE = re.compile(
    r"^[，,\s]*(?:\d{4}年)?(?:总[量额数]|已|将|首次|预计)?(?:达到?|突破|超过|完成|接近|增加到|增至|升至|降至|提高到)"
    r"(?:了|约|近)?\s?$"
)
ACT_RE = re.compile(
    "驻|深入|开展|进行|参加|参与(?!者|方)|支持(?!政策|措施|项目|资金|企业|单位|性|类)|受益|脱贫"
    "|投入|完成|实现|通过|带动|下乡|赴|用于|到位|落户"
)
# 提高业扩带电接火率至93%: what comes between the verb and 至
INSIDE_CHANGE_RE = re.compile(
    rf"(?:{VERBS})(?![值量额率幅])(?P<subject>[^，。；\d]{{2,16}})(?<!达)[至到]\s*$"
)
# 6%的购房补贴, 30%给予一次性奖补: a share that is paid
PAID_SHARE_RE = re.compile(
    r"\s?的?(?:比例|标准)?(?:给予)?(?P<grant>(?!支持)[^，。；、\d\s的]{0,8}?(?:奖励|奖补|补贴|补助|资助|贴息|滞纳金|违约金|利息))"
)
GRANT_RE = re.compile(
    r"(?:[^，。；]{0,6}[、和]\ ?\d[^，。；]{0,24}?)?\s?"
    r"(?:[/／](?:平方米|[m㎡][2²]?|[^，。；、\d]{1,4}?))?"
    r"的?(?:额度|标准)?(?:给予|发放|予以)?(?:一次性)?"
    r"(?P<grant>(?:(?!给予|/|平方米|元)[^，。；、\d\s的]){0,8}(?:消费券|奖励(?:支持)?|奖金|奖补|补贴|补助|资助|贴息"
    "|经费(?=支持)|资金支持|支持))"
)


def subject_of(
    clause: Clause,
    change: Change,
    previous: Clause | None = None,
    told: str = "",
) -> str:
    """Return what the quantity of a clause counts, or "" where the clause does not say.

    Parameters
    ----------
    clause: the quantity with its words.
    change: the change that it tells of.
    previous: the quantity before it, or None.
    told: the subject of the quantity before it.
    """
    if follows_from(clause, previous):  # the 0.95% of 由6.1%下降到0.95%
        return subject_of(previous, Change(FROM))
    if told and _is_of_same_term(clause, previous):
        return told
    subject = ADDRESSED_RE.sub("", _subject(clause, change, previous))
    subject = trimmed(subject.replace("\n", "").strip(MARKS))
    return (
        subject or of_money(clause) or _of_words_before(clause, previous, told)
    )


def _of_words_before(
    clause: Clause, previous: Clause | None, told: str
) -> str:
    """What the clause or the list before names, where the quantity's own words name nothing.

    审核时间一般不少于5个工作日，最长不超过15个工作日: the second is of the same time.
    """
    if trimmed(clause.before.strip(MARKS)) and len(clause.before) > MOST_BARE:
        return ""
    before = trimmed((_of_clause_before(clause) or "").strip(MARKS))
    if before and len(before) <= MOST_NAMED and "了" not in before:
        return before
    is_listed = (
        previous is not None
        and previous.quantity.unit == clause.quantity.unit
        and clause.quantity.start - previous.quantity.end < MOST_BETWEEN
    )
    return told if is_listed else ""


def _is_of_same_term(clause: Clause, previous: Clause | None) -> bool:
    """Whether a term is one that was named just before: 1个月内购买。1个月后仍未售的."""
    if previous is None or clause.quantity.unit not in TIMES:
        return False
    is_near = clause.quantity.start - previous.quantity.end < MOST_BETWEEN
    if not is_near or previous.quantity.unit not in TIMES:
        return False
    if PROLONGED_RE.search(clause.lead):
        return True
    is_same = previous.quantity[3:6] == clause.quantity[3:6]
    return is_same and SAME_TERM_RE.match(clause.tail) is not None


def _subject(clause: Clause, change: Change, previous: Clause | None) -> str:
    special = (
        of_source(clause)
        or _of_grant(clause)
        or _of_pairs(clause)
        or of_session(clause)
        or of_past_years(clause)
        or of_age(clause)
        or of_term(clause)
        or of_base(clause)
        or _of_part(clause)
        or _of_dimension(clause)
        or _of_kind(clause)
    )
    if special:
        return special
    if change.how == BY and _counts_what_follows(clause):
        return FOLLOWING_RE.match(clause.after)["subject"]
    if change.how != NONE:
        changed = _of_change(clause, change, previous)
        if changed:
            return changed
    of_share = _of_share(clause)
    if of_share:
        return of_share
    after = clause.after[:1]
    if clause.quantity.unit == "部" and after in ("门", "委"):
        return f"部{after}"  # 6部委: six ministries and commissions
    following = of_described(clause) or _following(clause)
    if following and _is_followed(clause, following):
        return following
    before = _piece_before(clause)
    says_nothing = not following and not clause.before.strip(MARKS)
    persons = (
        ""
        if clause.lead.strip(MARKS) and not ETC_RE.search(clause.lead)
        else of_persons(clause)
    )
    if persons:
        return persons
    if before is None and (is_change(clause) or says_nothing):
        before = _of_clause_before(clause)
    return following if before is None else before


# 在各部门网站中有31个开通了英文版: of the whole that is named before
PART_RE = re.compile(
    r"(?P<whole>[^，。；、\s\d]{2,24}?)(?:中|里|之中)[，]?(?:已|共|约|仅|只|还)?有?(?:近|约)?\s?$"
)
NEAR_PART = 40
# 196种产品中: of the products
CLASSIFIER_RE = re.compile("^[个项家种所件类名]")
# 较上一周下跌347元: with what it is compared
COMPARED_WITH_RE = re.compile("[比较](?:上|去|前|同|年初)")
# 连续四年获奖, 高于全国0.3个百分点: of what stands before the pause
OF_BEFORE_RE = re.compile(
    r"\s*(?:(?:已|已经|并)?连续|[高低快慢多少]于(?:全[国省市县区]|上年|去年|同期)[^，。；\d]{0,8}|居|列|排|位居)\s?$"
)


def _of_dimension(clause: Clause) -> str:
    """The name of a size right before its value, without the verb before it; or ""."""
    end = end_of_dimension(clause)
    words = clause.lead[:end].rpartition(" ")[2]
    return _last_piece(words) or "" if end else ""


def _of_part(clause: Clause) -> str:
    """The whole that so many are a part of, or what the clause before names; "" for neither."""
    if clause.quantity.kind == "number" and "有" in clause.lead[-3:]:
        whole = PART_RE.search(clause.head[-NEAR_PART:])
        piece = _last_piece(whole["whole"]) if whole else None
        if piece:
            return CLASSIFIER_RE.sub("", piece)
    is_short = len(clause.before) < SUBJECT_CHARS // 4
    if "目标" in clause.lead and BEYOND_GOAL_RE.search(clause.lead):
        return _of_clause_before(clause) or ""  # 超出计划目标1200亿元
    is_told = clause.quantity.unit in TIMES or clause.quantity.kind != "number"
    if is_short and is_told and OF_BEFORE_RE.fullmatch(clause.before):
        return _of_clause_before(clause) or ""
    return ""


def _piece_before(clause: Clause) -> str | None:
    """The words before a quantity that may be its subject; None where there are none."""
    owner = OWNER_RE.search(clause.lead) if "业" in clause.lead else None
    if owner:
        return owner["whole"]
    each = EACH_RE.search(clause.lead) if "每" in clause.lead else None
    lead = clause.lead[: each.start()] if each else clause.lead
    if each and len(lead.strip(MARKS)) < 2:
        return _of_clause_before(clause)
    before = _last_piece(lead)
    paid = PAID_AFTER_CASE_RE.search(before or "")
    if paid:
        return paid["paid"]
    if before is None or VALUE_RE.search(before):
        own = _after_value(lead)
        return own or _of_first_value(clause.before) or before
    return before


def _after_value(lead: str) -> str | None:
    """The words after the last value before, where they name something: 大于144平方米的设备平台."""
    rest = INNER_VALUE_RE.split(lead)[-1]
    piece = (
        _last_piece(INNER_ACT_RE.split(rest)[-1]) if len(rest) > 2 else None
    )
    return piece if piece and len(trimmed(piece)) > 2 else None


def _counts_what_follows(clause: Clause) -> bool:
    """Whether a change is of what follows: 减少了8个议席, of the seats; 减免30%的费用."""
    following = FOLLOWING_RE.match(clause.after)
    if following is None or not following["subject"].strip(MARKS):
        return False
    is_joined = clause.quantity.kind == "percent" and clause.after[:1] == "的"
    return is_joined or clause.quantity.kind == "number"


def _following(clause: Clause) -> str:
    """The words after a quantity that may be its subject; "" where there are none."""
    is_time = clause.quantity.unit in TIMES
    found = FOLLOWING_RE.match(clause.following if is_time else clause.after)
    following = found["subject"].strip(MARKS) if found else ""
    bracket = PLACES_RE.match(clause.after)
    if bracket:
        return bracket[0]
    if clause.quantity.unit == "人" and clause.after.startswith("口"):
        return "人口"  # 13亿人口, which the unit 人 cuts
    if following.startswith((*NO_SUBJECT, "/")):
        return ""
    if clause.quantity.unit in PHYSICAL and following.startswith("范围"):
        return ""  # 直管区269平方公里范围内
    if following in SECOND_MEASURES and _last_piece(clause.lead):
        return ""  # 牛羊出栏937万头只: a second measure
    return following


def _of_kind(clause: Clause) -> str:
    """What a term, a number of levels or a multiple is of; "" where it is none of these."""
    unit = clause.quantity.unit
    granted = GRANTED_TIME_RE.match(clause.after) if unit in TIMES else None
    if granted:
        return granted["grant"]
    if unit in TIMES:
        detained = DETAINED_RE.match(clause.following)
        if detained:
            return detained["fine"]
        act = TERM_ACT_RE.match(clause.following)
        return act["act"] if act and TERM_RE.search(clause.lead) else ""
    if unit in ("周岁", "岁") and OF_AGE_RE.search(clause.lead):
        return _last_piece(OF_AGE_RE.sub("", clause.lead)) or ""
    if unit == "周年":  # 建队73周年纪念日
        return _last_piece(clause.lead) or ""
    if unit == "级":
        levels = LEVELS_RE.search(clause.before)
        return levels["levels"] if levels else ""
    is_multiple = clause.quantity.kind == "multiple"
    if is_multiple and IS_TIMES_RE.match(clause.before):
        return _of_clause_before(clause) or ""
    if ONLY_REACHED_RE.match(clause.before) and not (
        clause.quantity.kind == "number" and _following(clause)
    ):
        return _of_clause_before(clause) or ""
    return ""


def _of_change(clause: Clause, change: Change, previous: Clause | None) -> str:
    """What changed: the words before its verb, or between verb and 至; "" where there are none."""
    told = {FROM: BEFORE_FROM_RE, TO: TO_RE, BY: BY_RE}[change.how]
    found = told.search(clause.lead)
    before = _last_piece(clause.lead[: found.start()])
    if before and not COMPARED_WITH_RE.match(before):
        return before
    # 民间投资占比34%、提高1.3个百分点: of the value before, in the same clause
    listed = clause.lead[: found.start()].rstrip(" 、")
    if VALUE_RE.search(listed) and not listed.endswith(("由", "从")):
        first = _of_first_value(listed.rpartition("，")[2])
        if first:
            return first
    between = INSIDE_CHANGE_RE.search(found[0])
    if between and change.how == TO:
        return between["subject"].strip(MARKS)
    is_of_previous = (
        previous is not None
        and previous.quantity.unit == clause.quantity.unit
        and previous.end + 1 == clause.start
        and previous.quantity.kind == "number"
    )
    if is_of_previous:  # 获得191个议席，减少56个: of the seats
        return _subject(previous, Change(NONE), None)
    return _of_clause_before(clause) or ""


def _is_followed(clause: Clause, following: str) -> bool:
    """Whether the subject comes after: of shares and sums, only where 的 joins it."""
    if VALUE_RE.search(following):
        return False  # 301户611人: another value
    if ACT_RE.match(following) and _last_piece(clause.lead):
        return False  # 选派干部120名驻村帮扶: what they do
    is_share = clause.quantity.kind in SHARES
    if (
        is_share
        and _is_in_words(clause)
        and clause.after[:1] not in ("", "，")
    ):
        return True  # 三分之一以上社员代表
    if clause.quantity.kind == "percent" and GRANT_RE.match(clause.following):
        return False
    is_limit = (
        clause.quantity.bound in ("at least", "more than")
        or REACHED_RE.search(clause.lead) is not None
    )
    is_thing_named = (
        clause.quantity.unit in THINGS
        and clause.after.startswith("的")
        and not ACTED_ON_RE.match(following)
    )
    is_compared = COMPARED_RE.search(clause.lead) and not is_thing_named
    if is_compared and _last_piece(clause.lead):
        return False
    if (
        (clause.quantity.kind == "money" or clause.quantity.unit in PHYSICAL)
        and is_limit
        and _last_piece(clause.lead)
    ):
        return False  # 产值3亿元以上的企业: it is of the output
    return not is_share or clause.after.startswith(("的", "规模的"))


def _is_in_words(clause: Clause) -> bool:
    """Whether a share is written as a fraction: 三分之一, 一半."""
    quantity = clause.quantity
    if quantity.kind != "percent":
        return False
    here = quantity.start - clause.start
    number = clause.words[here : quantity.unit_end - clause.start]
    return "分之" in number or number.endswith("半")


@lru_cache(maxsize=1024)  # several rules ask for the same words
def _last_piece(words: str) -> str | None:
    """The last piece of words between verbs; None where there is no piece."""
    words = LATIN_NAME_RE.sub("", words[-SUBJECT_CHARS:])
    if words.rstrip().endswith(("）", ")")):
        words = OTHER_NAME_RE.sub("", words)
    outside = INSIDE_RE.sub("", words.rstrip("（( "))
    own = VALUE_BEFORE_RE.sub("", outside)
    pieces = VERB_RE.split(LEAD_IN_RE.sub("", own))
    for piece in reversed(pieces):
        bare = piece.strip(MARKS)
        if len(bare) > 1 and bare not in NAMELESS:
            return FROM_RE.sub("", bare)
    return None


def _of_grant(clause: Clause) -> str:
    """What is paid: 给予20万元奖励 (a reward of 200,000 yuan is given); "" where nothing is."""
    if clause.quantity.kind == "multiple":  # 违法所得5倍以上10倍以下的罚款
        return "罚款" if TIMES_FINE_RE.match(clause.following) else ""
    if clause.quantity.kind == "percent":
        return _of_paid_share(clause)
    if clause.quantity.kind != "money":
        return ""
    if FINED_RE.search(clause.lead) and LISTED_FINE_RE.match(clause.following):
        return "罚款"
    fine = FINE_RE.match(clause.following)
    if fine:
        return fine["fine"]
    fund = FUND_RE.match(clause.following)
    if fund:
        return fund["fund"]
    if CAP_RE.fullmatch(clause.lead):  # 给予30%补助，最高不超过500万元
        paid = list(PAID_RE.finditer(clause.head))
        return paid[-1][0] if paid else ""
    found = GRANT_RE.match(clause.tail) or GRANT_RE.match(clause.following)
    return found["grant"].strip(MARKS) if found else of_bare_grant(clause)


def _of_paid_share(clause: Clause) -> str:
    """What is paid as a share: 购房款6%的购房补贴; "" where nothing is."""
    found = PAID_SHARE_RE.match(clause.tail)
    return found["grant"] if found else ""


def _of_share(clause: Clause) -> str:
    """Of 占支出的47.5% (47.5 per cent of spending): what has the share; "" where it is none."""
    share = SHARE_LEAD_RE.search(clause.lead)
    if not share or clause.quantity.kind != "percent":
        return ""
    if clause.after.startswith("的"):
        return ""
    before = _last_piece(clause.lead[: share.start()])
    if before and not trimmed(before):
        before = None  # 应当占: its subject stands before the pause
    return before or _of_clause_before(clause) or ""


def _of_pairs(clause: Clause) -> str:
    """Of 分别 (respectively): what is in the place of this value among the subjects.

    A、B分别减少4.42%和5.95%: the first value is of A, the second of B.
    """
    head, mark, values = clause.head.rpartition("分别")
    if not mark or PAUSE_RE.search(values):
        return ""
    place = len(VALUE_RE.findall(values))
    is_alone = not place and not OTHER_VALUE_RE.match(clause.following)
    if is_alone and clause.quantity.kind == "number" and values.strip():
        return ""  # 分别明确1名联络员: of each, the same
    subjects = _subjects_before(head)
    if not subjects:
        return ""
    return subjects[place] if place < len(subjects) else subjects[-1]


# and another value of a list
OTHER_VALUE_RE = re.compile(r"[^，。；]{0,8}[、和及]\s?[^，。；\d]{0,8}\d")


def _subjects_before(head: str) -> list[str]:
    """The members of a list before 分别; of values reported before it, what they are of."""
    last = head.rstrip("，, ")
    clauses = [part for part in PAUSE_RE.split(last) if part]
    if clauses and not VALUE_RE.search(clauses[-1]) and head == last:
        words = LEAD_IN_RE.sub("", clauses[-1])
        members = [part.strip(MARKS) for part in MEMBERS_RE.split(words)]
        named = [VERB_RE.split(part)[-1] or part for part in members if part]
        return _with_heads(named)
    found = []
    for part in clauses:
        value = VALUE_RE.search(part)
        subject = _last_piece(part[: value.start()]) if value else None
        if subject:
            found.append(subject)
    return found


def _with_heads(members: list[str]) -> list[str]:
    """Give the members of a list the head that only the last one has: 小麦、玉米产量."""
    last = members[-1] if members else ""
    given = []
    for member in members:
        head = HEAD_RE.match(last, len(member))
        is_short = head is not None and len(member) < len(last)
        given.append(member + head[0] if is_short else member)
    return given


def _of_first_value(words: str) -> str | None:
    """What the first of several values is of: 收入首次突破10亿元、30亿元."""
    value = VALUE_RE.search(words)
    return _last_piece(words[: value.start()]) if value else None


def is_change(clause: Clause) -> bool:
    """Whether a quantity is by how much something changed that the clause before names."""
    return CHANGE_RE.search(clause.before) is not None


# 按可比口径计算, 扣除价格因素: how it was reckoned
RECKONED_RE = re.compile(r"\s*(?:按[^，]{2,12}(?:计算|口径)|扣除|剔除|其中)")
# 财政收入由1997年的85.4亿元增加到…: before the year it changed from
CHANGED_FROM_RE = re.compile(
    r"\s*(?P<subject>[^，。；\d]{2,20}?)(?:由|从)(?:\d{4}年|[^，。；\d]{0,3}\d)"
)


def _of_clause_before(clause: Clause) -> str | None:
    """What the clause before is about: 支出3亿元，增长24% (spending of 3e8, up by 24 %)."""
    end = len(clause.head) - len(clause.before)
    head = clause.head[:end]
    for words in reversed(PAUSE_RE.split(head)):
        if RECKONED_RE.match(words):
            continue
        changed = CHANGED_FROM_RE.match(words)
        if changed:
            return _last_piece(changed["subject"])
        part = LEAD_IN_RE.sub("", words)
        value = VALUE_RE.search(part)
        before_value = part[: value.start()] if value else part
        subject = _last_piece(before_value)
        if subject:
            return subject
    return None
