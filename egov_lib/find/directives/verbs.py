"""The verbs with which official Chinese asks for something.

A clause that begins with one of them, and has no other word of force, is an imperative:
加快建设 (speed up building). They were collected from the beginnings of clauses in work plans
and opinions; what begins reports (取得, achieve) was left out, and so was what is a noun
as often (情况, situation). To teach the finder a verb, add it to a group.
"""

from __future__ import annotations

import re

VERBS = {
    "push on, strengthen, set up, build": """
        推进 推动 促进 加强 加快 加大 增强 强化 深化 提升 提高 优化 改进
        改善 完善 健全 建立 构建 建设 建成 打造 搭建 组建 设立 设置
    """,
    "carry out, hold to, grasp, do well": """
        落实 实施 执行 贯彻 遵守 遵循 坚持 坚决 坚定 把握 抓好 抓紧 狠抓
        抓住 抓实 做好 做实 做强 做大 做优 做到 办好 办理 搞好 用好 管好
        守好 守住 严守
    """,
    "achieve, develop, start, apply, draw on": """
        实现 完成 达到 确立 形成 开展 组织 召开 举办 承办 参与 参加 启动
        推行 实行 推广 普及 应用 运用 利用 使用 采用 采取 依托 发挥 调动
    """,
    "draw up, issue, unify, integrate, solve": """
        制定 制订 编制 出台 起草 修订 修改 发布 公布 公开 公示 印发 明确
        规范 统一 统筹 整合 集中 共享 协调 协同 联合 配合 对接 衔接 畅通
        打通 打破 破解 解决
    """,
    "widen, lower, cut, check, change": """
        扩大 拓展 拓宽 延伸 延长 增加 新增 补充 丰富 充实 减少 降低 压缩
        压减 精简 简化 取消 清理 清除 减轻 缩短 控制 削减 下放 调整 改造
        改革 创新 突破
    """,
    "protect, guard against, supervise, assess, report": """
        保障 保护 保持 维护 巩固 稳定 夯实 筑牢 防范 化解 打击 整治 治理
        查处 惩治 遏制 纠正 整改 监督 监管 监测 检查 督促 督查 考核 评估
        评价 审核 审查 审批 核查 排查 梳理 汇总 总结 报送 上报 报告 通报
        反馈 备案 登记 申报 提交
    """,
    "grow, serve, fit out, plan, study": """
        发展 培育 培养 培训 壮大 扶持 帮助 帮扶 指导 服务 提供 满足 适应
        引进 引入 吸引 招引 开发 研发 攻克 掌握 转变 转化 升级 更新 配备
        配置 配套 安装 部署 布局 谋划 规划 设计 研究 分析 探讨
    """,
    "make known, attach weight, focus, take as a guide": """
        宣传 弘扬 营造 创造 创建 树立 树牢 学习 领会 深刻 认清 提醒 教育
        表彰 奖励 激发 激励 释放 增进 凝聚 团结 关心 关爱 重视 高度 注重
        突出 聚焦 紧盯 紧紧 紧抓 围绕 瞄准 立足 着眼 面向 对标 牢记 牢固
        牢牢 站在 走出 走好 开创 谱写
    """,
    "support, give, collect, build anew, run, lighten, divide": """
        支撑 带动 辐射 联动 连通 联通 贯通 接入 纳入 列入 融入 参照 提炼
        提请 给予 安排 投入 筹集 下达 拨付 征集 收集 采集 归集 汇聚 录入
        维修 修复 恢复 重建 新建 改建 扩建 续建 开工 竣工 投产 开放 开通
        开设 开辟 开行 上线 运行 运营 管理 经营 生产 销售 种植 养殖 选派
        选拔 选择 聘请 招聘 引育 留住 盘活 激活 听取 消除 摒弃 放宽 放开 破除
        降本 免除 免收 减免 缓缴 返还 补贴 补助 兑现 履行 承担 担负 压实
        压紧 扛牢 细化 量化 分解 分类 分步 分层 分级 分批 分期 分工 先行
        优先 优选 政府先行
    """,
    "do by a rule or in a manner: adverbs before any verb": """
        一手抓 以点带面 各司其职 需求主导 正确处理 讲求 增产 保证 加以 进行
        予以 全力 全面 大力 科学 合理 有效 有力 有序 切实 认真 严格 扎实
        深入 积极 主动 充分 广泛 及时 持续 不断 继续 进一步 着力 逐步 稳步
        稳妥 稳慎 妥善 高效 精心 精准 依法 依规 特别 重点 尽快 加速 同步
        定期 严厉 强力 快速 常态化 高质量 高标准 高水平 自觉 始终 更好 更加
        努力 同时加强 从严 从快 从重 因地制宜 抓紧推动
    """,
    "short ones, which begin a clause": """
        下调 上调 提前 抢抓 兼顾 按时 逐项 定向 严控 严把 严厉 遴选 推荐
        助推 引领 牵引 纵深 系统推进 更大力度 及早 动态 综合 认定 有针对性
        全程 特制 健康 就近 一体 一律 多措并举 深度 广泛 精细 免费 适当 打好 打赢
        当好 配齐 建好 建强 管住 聚力 助力 发动 动员 号召 争创 争做 摸清
        摸排 盯紧 织密 擦亮 叫响 唱响 念好 下功夫
    """,
}
# What follows makes a noun of the verb, or a report
NO_VERB = (
    "的|最|了|过|以来|中$|后$|时$|情况$|方案$|计划$|工作$|单位|主体|机制$|部门|人员"
    "|(?<=开发)[企商者区]|(?<=服务)(?:中心|平台|机构|对象)|目标$|能力$|时间|日期|次数|[^，。；]{0,2}[类型性][^，。；]{0,4}$"
)
# What is wrong is reported: 共享程度低 (little is shared)
LACKS_RE = re.compile(
    "(?:[低窄差弱少缓慢]|不[畅足强够高一]|不健全|不完善|不到位|不适应|滞后|薄弱|缺乏|欠缺|明显提[高升])$"
)
# 把…作为重点 (take … as the focus), 对…进行规划 (make plans for …)
TAKING_RE = re.compile(
    "(?:把|将)[^，。；]{2,}|对[^，。；]{2,30}(?:进行|加强|实行|实施|开展|予以|加大|提供|给予)"
    "|(?:为|在|向|以|按|从|与|针对|结合|通过|根据|依托|每年|年内|各?月?底?前)"
    "[^，。；]{2,40}?(?:搭建|提供|营造|开展|实施|建立|加强|推行|推广|实行"
    "|进行|组织|打造|完善|发布|落实|做好|加快|提升|优化|强化|健全|制定|推进"
    "|增强|帮助|畅通|拓展|扩大|创造)"
)
# A date before the verb: 2023年底前建成 (to be built by the end of 2023)
DATE_BEFORE_RE = re.compile(
    r"(?:到)?(?:20\d\d ?年)?(?:\d{1,2} ?月)?(?:年?底|末|上半年)?(?:前|起)?"
)
# What only says how: 按照 (according to), 以…为 (with … as); the act follows behind it
FRAME_RE = re.compile(
    "按照?|依据|根据|依照|结合|围绕|以(?![上下来内外及后前])|通过|依托|针对|对标"
    "|在[^，。；]{2,40}(?:[上下中]|条件下|下功夫)|从[^，。；]{1,12}出发"
    "|站在|本着|立足|着眼|利用|紧紧围绕|充分利用"
)


def _imperative() -> re.Pattern:
    """All verbs as one expression, the longer ones first."""
    words = {word for group in VERBS.values() for word in group.split()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(longest_first)})(?!{NO_VERB})")


IMPERATIVE_RE = _imperative()


def is_imperative(words: str) -> bool:
    """Whether a clause begins with a verb of asking.

    >>> is_imperative("加快信息资源开发")  # speed up the development of information
    True
    >>> is_imperative("网络建设各自为政")  # in building networks each goes its own way
    False
    """
    if LACKS_RE.search(words):
        return False
    words = words[DATE_BEFORE_RE.match(words).end() :]
    return bool(IMPERATIVE_RE.match(words) or TAKING_RE.match(words))
