"""The words of force, as a table: each row gives the degree of a clause in which it stands.

Of several words in one clause the firmest counts, but a word of trying or of favouring
takes the place of a mere 要 (is to): 要积极探索 asks for a trial. A row of force `none` tells
that a clause reports, names a purpose or only says who speaks; it counts only against an
imperative and against what the clause before hands on, never against a word of force.

What makes a match something else is in the patterns: 要 in 重要 (important) and 需要 (need),
应 in 适应 (adapt), 将 where it means 把 (take and …).
"""

from __future__ import annotations

from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule

PROHIBITED, MUST, SHOULD, TRIED, ENCOURAGED, MAY, HOPED, NONE = FORCES = (
    "prohibited",
    "must",
    "should",
    "tried",
    "encouraged",
    "may",
    "hoped",
    "none",
)
# What a row makes beside a degree: what kind of word it is
(
    ORDER,
    LAID_DOWN,
    RULED,
    SET,
    ASKED,
    GOAL,
    LOOKS_AHEAD,
    EFFECT,
    PURPOSE,
    REPORT,
    SAYING,
) = (
    "order",
    "laid down",
    "ruled",
    "set",
    "asked",
    "goal",
    "looks ahead",
    "effect",
    "purpose",
    "report",
    "saying",
)


MADE_SURE = ("确保", "保证")
# What no report says of the past: 有效防止了 (prevented) can, 不得 (may not) can't
FORBIDS = ("不得", "严禁", "不能", "不准", "不许", "不允许", "不能再")


class Cue(NamedTuple):
    """A word of force: where it is, what it says, of which degree and kind."""

    start: int
    end: int
    words: str
    force: str
    kind: str

    @property
    def gives_way(self) -> bool:
        """Whether it says nothing in a purpose or a report: 为鼓励创新, to encourage invention."""
        if self.force in (TRIED, ENCOURAGED):
            return True
        if self.force == PROHIBITED:
            return self.words not in FORBIDS
        if self.kind in (LAID_DOWN, RULED, SET):
            return True
        return self.words in MADE_SURE


def _as(force: str, kind: str):
    def make(match, _context) -> Cue:
        return Cue(match.start(), match.end(), match[0], force, kind)

    return make


def _row(
    name: str,
    degree: tuple[str, str],
    starts: str,
    pattern: str,
    chinese: str,
    english: str,
) -> Rule:
    """A row of a degree, a force and a kind; its example is a clause of that force."""
    force, kind = degree
    result = None if force == NONE else {"force": force}
    example = Example(chinese, english, result)
    return Rule(name, starts, pattern, _as(force, kind), example)


CUES = Grammar(
    (
        _row(
            "forbidden",
            (PROHIBITED, ORDER),
            "严禁|禁止|不[得准许能再宜允应]|杜绝|制止|严防|[决绝]不|坚决",
            r"""
                严禁|(?<!被)禁止(?!性|区|类)|不得(?!不)(?=[^\d低少小高超多]|\s)
                (?!超过|少于|低于|高于)|不[准许](?=[^，。；]{2})|不允许
                |不能再|不再(?=要求|收取|受理|提交|进行|审批|保留|新建)|杜绝
                |(?<![和、阻])制止|严防|[决绝]不(?:允许|能|让)|坚决(?:防止|反对)|不宜
                |不应当?(?![低少小高大多超]|该有|求|有)
            """,
            "严禁重复建设",
            "duplicate construction is strictly forbidden",
        ),
        _row(
            "prevented",
            (PROHIBITED, ORDER),
            "防止|避免|谨防",
            r"""
                (?<![为以有效])(?:防止|避免|谨防)(?![^，。；]{0,14}(?:的
                (?:措施|机制|规定|制度|能力)))
            """,
            "亲自抓，防止各自为政",
            "lead it in person and prevent everyone going their own way",
        ),
        _row(
            "cannot be allowed",
            (PROHIBITED, ORDER),
            "不能",
            r"""
                不能(?=拒绝|变更|办理|申请|提取|擅自|随意|用于|挪用|转让|享受
                |同时|重复|代替|替代|只|光|简单|搞|松懈|懈怠|含糊|低于|少于
                |超过|高于|收取|出借|买卖|以[^，。；]{1,12}(?:为由|代替|名义))
            """,
            "收款单位不能拒绝提供",
            "whoever is paid cannot refuse to give them",
        ),
        _row(
            "not under, not over",
            (MUST, ORDER),
            "不[得少低超高多]",
            r"""
                不得?(?:低于|少于|高于|超过|多于|超)
                (?=[^，。；]*(?:[\d一二两三四五六七八九十百]|余额|总额|总价|限额
                |上限|下限|额度|最高|最低|标准|规定))
            """,
            "比例不得低于50%",
            "the share may not be below 50%",
        ),
        _row(
            "must",
            (MUST, ORDER),
            "必须|须|务[必须]|一律|不得不|一定要",
            "必须|(?<!必|无)须(?!知|臾)|务必|务须|一律(?!不)|不得不|一定要(?!求)",
            "必须按照统一部署",
            "must follow the unified arrangement",
        ),
        _row(
            "needs to",
            (MUST, ORDER),
            "需",
            r"""
                (?<![必供急所无内按刚军特不])需(?=提前|携带|出示|持|填|按|经|由|提供|提交|在|向|于|填写
                |符合|满足|具备|进行|办理|将|对|遵|同时(?!满足的)|要(?:提交|提供|携带|填写|符合))
            """,
            "均需按照统一部署开展测评",
            "all need to carry out tests by the unified arrangement",
        ),
        _row(
            "shall",
            (MUST, ORDER),
            "应",
            r"""
                (?<![适相对反回供响呼效感照顺报答策因理一势灵不])应(?!用|急|对
                |付|届|试|聘|邀|征|变|运|收|税|声|答|酬|力|激|时|季|景|诊|验
                |敌|战|援|纳|该|有|享|需|许|税|链|，|。|；|、|\n)
            """,
            "经营者应当履行义务",
            "operators shall perform their duties",
        ),
        _row(
            "made sure",
            (MUST, ORDER),
            "确保|保证",
            r"""
                确保|(?<![的和、])(?<!信用)保证(?!金|书|人|保险|担保|责任
                |贷款|体系)(?=[^，。；]{2})
            """,
            "确保网站内容准确",
            "make sure that the contents of the site are right",
        ),
        _row(
            "answers for it",
            (MUST, LAID_DOWN),
            "负责|牵头|责任|主办|承办|配合|实施|参[与加]|分工负|会同",
            r"""
                (?<![的工导头级])负责(?!人|同志|任|制(?![定作订])|的)|分工负责(?=[）)])|牵头
                (?!人|的|单位|部门|机关)|(?:责任|牵头|配合|承办|主办|实施|参与|参加)
                (?:单位|部门|领导|科室)[：]
                |会同[^，。；的]{2,30}(?:开展|组织|制定|编制|负责|研究|确定)
            """,
            "由部门负责推进",
            "the department is to answer for it",
        ),
        _row(
            "by whom",
            (MUST, LAID_DOWN),
            "由",
            r"""
                (?<![自理缘事案来])由(?!于|此|来|衷|[^，。；]{1,24}(?:向[^，。；]{1,12}[转变延发]|变
                |转|转变|上升|下降|提高|扩大|增加|降至|降为|升至)
                |[一二三四五六七八九\d])[\u4e00-\u9fff、（）]{2,28}?(?:负责
                |牵头|负担|安排|承担|组织|实施|提出|审批|审核|批准|决定|制定
                |确定|给予|依法|按照?|责令|处以?|会同|统一|予以|另行|进行
                |具体|出具|代为|解释|统筹|颁发|管理|研究|召集|主持
                |界定|认定|核定|公布|编制|受理|办理|审查|报[送请经]|监督|处理|保管)
            """,
            "运行经费由财政部安排",
            "running costs are provided for by the Ministry of Finance",
        ),
        _row(
            "arranged",
            (MUST, LAID_DOWN),
            "物理隔|逻辑隔|采[取用]|从|处|给予|予以|不予|有|按|参照|自|责令|依法追|依照|从其|暂停|暂缓|暂时停|定于|工作日|同时废|即行废",
            r"""
                (?:物理|逻辑)隔离|采[取用][^，。；]{2,40}?的?(?:方式|形式)(?!的)
                |从[^，。；]{2,16}(?:资金|预算|经费)(?:中)?(?:安排|列支)
                |(?<!受到)(?<![查惩])处以?(?=[^，。；理置分罚]{0,10}罚款)
                |(?<![不给])予以(?!支持|理解|关注|重视)(?=[^，。；]{2})|(?<!将)不予(?=[^，。；的]{2})
                |有[^，。；的]{2,20}的义务|(?:按照?|参照)[^，。；]{2,24}执行
                |(?<!已)给予(?!了|过)(?=[^，。；]{0,30}(?:补助|补贴|奖励
                |资助|处分|处罚|优惠|奖补|减免|资金|贴息))
                |自[^，。；]{2,14}起(?:施行|实施|执行|生效)|有效期
                (?=[^，。；]*[\d一二两三四五六七八九十至])|责令
                (?=[^，。；]{0,8}(?:改正|限期|整改|停))|依法追究
                |依照[^，。；]{2,60}?(?:处理|执行|处罚|办理)|从其规定|(?:同时|即行)废止
                |(?:暂停|暂缓|暂时停)(?=[^，。；的]{2})|定于(?=[^，。；的]{2})
                |工作日内(?=[^，。；的]{0,20}(?:通知|告知|办结|作出|答复|提出|完成|报|送达))
            """,
            "两网之间物理隔离",
            "the two networks are physically isolated",
        ),
        _row(
            "ruled",
            (MUST, RULED),
            "实行|没收|吊销|承担|负总责|按|免|部门|机构|中心|单位|银行",
            r"""
                (?<![坚持的])实行(?!了)[^，。；的]{2,24}(?=$|，|。|；|\n)
                |(?:没收|吊销)(?=[^，。；的]{2})|负总责
                |按照[^，。；]{2,40}确定(?=$|，|。|；|\n)
                |(?<![，。；：\n])免[征收缴](?!范围|政策|[^，。；]{0,6}的)(?=[^，。；的]{2})
                |(?:部门|机构|中心|单位|银行)(?:[^，。；的]{0,30}[及按]时|合并|统一|共同)
                (?:向|办理|受理|审核|核发|出具|通知|提供|提交|核定|公示|发放|拨付)
                |承担[^，。；]{0,14}(?:责任|费用|义务)(?=$|，|。|；|\n)
            """,
            "犬只管理办法\n一般管理区实行免疫制度",
            "rules for dogs: in the general zone they are immunised",
        ),
        _row(
            "set at",
            (MUST, SET),
            "比例|额度|限额|上限|下限|标准|期限|年限|时限|次数|费率|税率|利率|范围|条件"
            "|首付|缴存|补贴|提取|贷款|最低|最高|由|金额|对象",
            r"""
                最[高低](?:可贷|贷款|补贴|首付)?[^，。；\d]{0,8}(?<!为)(?=\d+(?:%|万?元))
                |(?<=[额度例准限象件付数])由[^，。；]{1,40}(?:调整|提高|放宽|下调|上调|降低|延长|缩短)[为至到]
                |(?:金额|对象)[^，。；\d]{0,6}(?:调整|提高|放宽|扩大)[为至到]
                |
                (?:(?:首付款?|缴存|补贴|提取|贷款|最低|最高)[^，。；]{0,4}比例
                |额度|限额|[上下]限|标准|[期年]限|次数|[费税利]率|范围|条件)
                [^，。；\d]{0,12}?(?:统一|相应|均|分别)?(?:(?:调整|上浮|下浮|下调|上调
                |提高|降低|降|放宽|延长|缩短|扩大|定)(?:[为至到]|(?=\d))|为(?=\d)|不变)
            """,
            "贷款最高额度提高到70万元",
            "the highest loan is raised to 700,000 yuan",
        ),
        _row(
            "granted",
            (MUST, SET),
            "额外|一次|每[人户年]|补助|补贴|奖励|继续|全部|全额|暂|予以|免[征收]|减半|减按|不适|享受|兑现",
            r"""
                (?<!可)(?<!可以)享受(?=[^，。；]*(?:政策|补贴|优惠|待遇|补助|奖励)(?!的))
                |兑现(?=\d|[^，。；]{0,16}(?:补贴|奖励|补助))|
                (?:额外|一次性|每[人户年])[^，。；]{0,6}(?:补助|补贴|奖励)[^，。；\d]{0,8}(?=\d)
                |(?:补助|补贴|奖励)(?=\d+万?元)|(?:继续|全部|全额|暂|予以|(?<=[，。；：\n]))免[征收](?!范围|政策)(?=[^，。；的]{2})
                |减半征收|减按(?=\d)|不适用(?!本)(?=[^，。；]{2})
            """,
            "每户补助3万元",
            "each household is granted 30,000 yuan",
        ),
        _row(
            "counts as",
            (MUST, LAID_DOWN),
            "认定|视[为同]|取|以",
            r"""
                (?<![被可以])认定为(?!的)|视[为同](?=[^，。；的]{2})|取最[高低大小]
                |以[^，。；]{2,40}(?:为准|为限|作为[^，。；]{0,14}
                (?:套数|依据|标准|基数|条件))(?=$|，|。|；|\n)
            """,
            "贷款次数以登记的为准",
            "how many loans there were is as registered",
        ),
        _row(
            "only so",
            (MUST, ORDER),
            "只能|[仅只]限",
            "(?<!不)只能(?=[^，。；的]{2})|[仅只]限(?:于|在)?(?=[^，。；的]{2})",
            "资金只能用于建设",
            "the money can be used for building only",
        ),
        _row(
            "reckoned by",
            (MUST, LAID_DOWN),
            "按",
            r"""
                按照?[^，。；]{2,90}?(?:享受|扣除|计算|核定|计入|缴存|缴纳|认定|登记
                |处理|掌握|计征|划款|计发|支付|受理|奖励|补助|补贴|资助|发放)(?=$|，|。|；|\n)
            """,
            "按照3600元定额扣除",
            "a fixed sum of 3,600 yuan is deducted",
        ),
        _row(
            "the key is",
            (SHOULD, ASKED),
            "关键|核心|重中之|重点|就是要",
            r"""
                (?:关键|核心|重中之重|重点)(?:就是|是|在于)
                (?=[^，。；：]{2})|就是要
            """,
            "实现目标，关键是促进转变",
            "to reach the aims, the key is to bring about the change",
        ),
        _row(
            "is to",
            (SHOULD, ASKED),
            "要|还要|应该",
            r"""
                (?<![需重主必只纲摘扼概首机简次提不紧想快还将想若索纪辑政])要
                (?!求|点|素|件|闻|么|是(?!不)|领|义|害|不是|塞|职|约|地|道
                |目)|(?<![需])还要|应该|(?<=[^\u4e00-\u9fff])要(?=求实)
            """,
            "要加快信息公开的步伐",
            "the pace of publication is to be speeded up",
        ),
        _row(
            "please",
            (SHOULD, ASKED),
            "请",
            r"""
                (?<![申邀聘提报宴约恳恭])请(?!求|示|假|教|客|进来)
                (?=[^，。；]{2})
            """,
            "请认真贯彻落实",
            "please carry it out in earnest",
        ),
        _row(
            "required",
            (SHOULD, ASKED),
            "要求",
            "(?:(?<=会议)|(?<=[导记理席长]))要求(?=[^，。；的]{4})",
            "会议要求各地抓好落实",
            "the meeting asked the localities to carry it out",
        ),
        _row(
            "tried out",
            (TRIED, ASKED),
            "探索|先行先|试点|开展|推[进动]|组织|抓好|做好|启动|实施|进行|扩大|深化|争取|选[择取]|加快|尝试|试行",
            r"""
                (?:(?<=[一二三四五六七八九十\d]、)|(?<![的和、与]))探索(?!性|的|实践|者|与创新)(?=[^，。；])
                |先行先试|(?:开展|推进|推动|组织|抓好|做好|启动|实施|进行
                |扩大|深化|争取|选择|选取|加快)[^，。；\n]{0,24}(?:试点
                |先行先试)(?!的|落地|扩面|经验|成果|单位|企业|地区|城市|工作小组|工作领导)|(?<!的)尝试
                |(?<=[，。；])试行
                |试点(?=实施|开展|推行|推进|建立|建设|实行|运行|应用|推广)
            """,
            "积极探索服务新机制",
            "new mechanisms of service are to be explored",
        ),
        _row(
            "studied",
            (TRIED, ASKED),
            "研究",
            r"""
                (?<!为)研究(?:建立|制定|制订|出台|推动|设立|开展|推出|论证|谋划
                |探索|编制|起草)(?!了)
            """,
            "研究建立评估机制",
            "study and establish a mechanism of assessment",
        ),
        _row(
            "striven for",
            (TRIED, ASKED),
            "力[争求]|争取|努力",
            r"""
                (?<!奋)力争(?!上游)|力求|争取(?!了|到了|更多支持)|努力
                (?![下，。；]|程度|奋斗)(?=[^，。；的]{2})
            """,
            "努力走出一条道路",
            "strive to find a road",
        ),
        _row(
            "encouraged",
            (ENCOURAGED, ASKED),
            "鼓励|勉励|[大继优重积全加]|支持|提倡|倡导|引导",
            r"""
                勉励|鼓励(?!政策|措施|类|和支持政策)
                |(?:(?<=[一二三四五六七八九十\d]、)|(?<=引导[和、])|(?<=鼓励[和、])
                |(?<![的和、大力金与技予撑供到术策据有务障产])(?<!制定)(?<!出台)(?<!落实)(?<!完善))支持(?![^，。；]{0,24}(?:[地老][区域]|行政区|工程)[^，。；的]{0,8}(?:建设|发展)(?:$|，|。|；|\n))(?!力度
                |政策|措施|下|体系|平台|的|作用|系统|资金|方式|范围|对象
                |条件|标准|服务(?:体系|机构|[，。；]))|大力支持(?!下|和)|(?<!给予)(?:继续|优先|重点|积极
                |全力|积极|加大)支持(?!力度)|提倡|倡导
                |(?:(?<=[一二三四五六七八九十\d]、)
                |(?<![的和、与宏家政策市值舆示强]))引导(?!作用|力|下|性
                |机制|资金|基金|员|了|政策|信号|和(?!支持|鼓励|规范))
            """,
            "鼓励企业参与建设",
            "firms are encouraged to take part",
        ),
        _row(
            "supported by one's own act",
            (SHOULD, ASKED),
            "支持",
            r"""
                支持[^，。；]{0,24}(?:[地老][区域]|行政区|工程)[^，。；的]{0,8}(?:建设|发展)(?=$|，|。|；|\n)
            """,
            "支持民族地区教育发展",
            "education in the regions of minorities is to be supported",
        ),
        _row(
            "needs not",
            (MAY, ASKED),
            "无需|毋须|无须|不必|免于",
            "无需|[毋无]须|不必(?=[^，。；要]{2})|免于(?=提交|提供|办理)",
            "无需办理备案",
            "it needs not be registered",
        ),
        _row(
            "agreed",
            (MAY, ASKED),
            "同意",
            r"(?<![不经未])同意(?=(?:你|以|将|由|在|成立|设立|建立|调整|申办|举办|[^，。；]{2,16}(?:方案|规划|意见))[^，。；]{2})",
            "同意设立高新区",
            "the zone is agreed to",
        ),
        _row(
            "allowed",
            (MAY, ASKED),
            "可|允许|有权|准许|自主",
            r"""
                可以(?!看|说|预见|想|肯定|概括)
                |(?<![认不无尽许公公有适即性])可
                (?=[由向在根按依凭通持直申自从选采参享给适酌视使用免不先同将对于到另暂]|继续|一次|单独|分[期别次]|随时|优先|与|就|提[取前出]|延[长期]|推荐|报名|预约|拨打|登录|前往|联系|咨询|查询|[办领][理取]|作为|予以|减|委托|书面)
                (?!持续|用(?!于)|使用性|再生|用性|靠)|允许(?!的)|有权|准许
                |自主(?:决定|选择|确定)
            """,
            "当事人可以申请复议",
            "the parties may apply for review",
        ),
        _row(
            "will",
            (HOPED, GOAL),
            "将|即将|也将|还将|拟|预[计期]|有望|希望|愿|坚信",
            r"""
                (?<=[部局委厅府们省市国院会])将(?![^，。；]{2,40}(?:列入|纳入|作为|并入|并联|移交|用于|转为|上报|报送|报|送至))
                |(?<![即必])将(?![^，。；]{2,40}(?:列入|纳入|作为|并入|并联|移交|用于|转为))(?:会|继续|进一步|着力|着重|重点|加快|逐步|会
                |全面|于|是(?!否)|有(?!关)|达|得到|大力|实现|推动|推进|建
                |突破|力|发生|成为|完成|深入|初步|不断|陆续|迎|超|开展|更|使
                |出台|新|强化|投|努力|启动|组织|发挥|为(?=[^，。；]{1,10}
                (?:提供|创造|奠定)))|(?<=[，也还])将对|也将|还将|即将|拟
                (?=[于在投建对用新引开将])|预计|预期(?=将|可|全年|增长|达)|有望
                |(?<![殷深热衷的大]切)(?<![的新有无])希望(?=[^，。；的工]{2})
                |(?<![意自志心情许宁祝祈如但本甘])愿(?!提出)(?=[^，。；望景意的]{2})|坚信
            """,
            "北京市将着力推进电子政务",
            "Beijing will push e-government",
        ),
        _row(
            "by a year",
            (NONE, LOOKS_AHEAD),
            "到",
            r"""
                (?<![得感直达看提截受找年])到(?:“[^”]{2,3}”末|(?:20\d\d|二〇..
                |今|明|本世纪).{0,3}?年?(?:年?底|末|前后|前)?)(?=，)
            """,
            "到2010年，",
            "by 2010",
        ),
        _row(
            "so that",
            (HOPED, EFFECT),
            "使|让|从而",
            r"""
                (?<![促行大天驱即假纵迫致])使(?!人误|用|命|得一|馆|其|假|领|\s)
                (?=[^，。；]{3})|(?<![转出忍避礼退])让(?!我们)(?=[^，。；利位]{3})
                |从而
            """,
            "使资源发挥最大效益",
            "so that the resources have the greatest effect",
        ),
        _row(
            "purpose",
            (NONE, PURPOSE),
            "为|随着|由于|鉴于|因为|只有|如果|对于|尽管|虽然",
            r"""
                (?<![因作成认称列定视评分均分列即是变转])为(?=了|进一步|贯彻
                |深入|加快|切实|适应|做好|保证|保障|落实|推动|推进|更好|满足
                |全面|认真|扎实|规范|优化|打造|支持|促进|鼓励|充分|确保|提升
                |提高|有效|加强|避免|防止|防范|防控|减少|方便|解决|应对|维护)(?![^，。；]{1,24}(?:提供|创造|奠定|营造
                |作出))|随着|由于|鉴于|因为|只有|如果|虽然|尽管|对于
            """,
            "为了保证顺利进行",
            "in order to ensure smooth progress",
        ),
        _row(
            "needed",
            (NONE, PURPOSE),
            "需要|要求|都要求",
            r"""
                (?<!的)需要(?=[^，。；的]{4})|(?<![导议记理席长件提])要求
                (?=不断|进一步|同步)|都要求
            """,
            "建设服务型政府，需要改进公共服务手段",
            "to build a serving government calls for better means of service",
        ),
        _row(
            "says",
            (NONE, SAYING),
            "指出|强调|表示|认为|透露|据[悉介]",
            "(?:指出|强调|表示|认为|透露|据悉)(?=[，：])|据介绍",
            "某市长指出，",
            "a mayor pointed out",
        ),
        _row(
            "is so",
            (NONE, REPORT),
            "收悉|听取|察看|走进|来到|会见|主持|高度|多来|主要是|了|已|正在|取得|构成|涉及|荣获|[同环]比|比|累计|目前|存在|仍|标志着|呈现|出席|面临|是|以来|年来|具有",
            r"""
                (?<=[\u4e00-\u9fff])(?<!为)了(?!解|结|望|然)|(?<!而)已(?!建成?的)
                (?=经|[^，。；有久知]{2})|正在|(?<!未)取得|荣获|同比|环比|比上?年
                |累计|目前(?=，|[^，。；]{0,20}(?:取得|已|达|有))|存在(?!的)|仍
                (?:然|较|处|是|不)|标志着|构成(?=，|。)|主要是(?!：)|涉及(?!的)|呈现|出席
                |面临(?!的)|是指|[以年多]来(?=，)|收悉
                |听取(?=[^，。；]{0,20}(?:汇报|介绍|报告))|察看|走进|来到|会见|主持召开|高度评价
                |(?<![不一二三四五六七八九十就要别其还便])是(?!否|指)
                |具有[^，。；]{0,12}意义
            """,
            "建设取得明显成效",
            "building has had marked results",
        ),
    )
)
