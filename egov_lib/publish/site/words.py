"""What the frame of the book says, in English and in Chinese.

A row is a key, the English and the Chinese. `said` says one in the language that is chosen by
`egov.language`: the book is built in one language after the other. Keys that begin with `page_`
are said by the scripts of a page, which get them as `window.egovWords`.
"""

from __future__ import annotations

from egov_lib.show.messages import pick

SITE = {
    # the frame of a page
    "book": ("The E-Government Workbook", "电子政务工作簿"),
    "contents": ("Contents", "目录"),
    "all_pages": ("All pages", "全部页面"),
    "pages": ("Pages", "页面"),
    "skip": ("Skip to the text", "跳到正文"),
    "search_for": ("Search text, translation, terms", "检索原文、译文、术语"),
    "key_slash": ("key: slash", "按斜线键"),
    "on_this_page": ("On this page", "本页"),
    "next_previous": ("Next and previous", "上一页、下一页"),
    "how_to_cite": ("How to cite", "怎样引用"),
    "source_notebooks": (
        "Source, and the notebooks to run",
        "源代码和可运行的笔记本",
    ),
    "in_english": ("", "（英文）"),
    "run": ("Run it with Python:", "用Python运行："),
    "run_here": ("Run it here:", "在这里运行："),
    "run_open": (
        "open the notebook with Python in the page",
        "打开笔记本，Python就在网页里",
    ),
    "run_kept": (
        "(nothing to install, no account; your work is kept in this browser)",
        "（不用安装，不用注册；你的修改保存在本浏览器里）",
    ),
    "run_fresh": ("a fresh copy", "重新开始的副本"),
    "run_elsewhere": ("Run it elsewhere:", "在别处运行："),
    "run_binder": ("in your browser, on Binder", "在浏览器里（Binder）"),
    "run_terms": (
        "(free, no account, forgets your work: download it)",
        "（免费，不用注册；离开后不保存，请先下载答案）",
    ),
    "run_notebook": ("the notebook", "笔记本"),
    "dark": ("Dark", "深色"),
    # groups of pages, and pages that are made from no file
    "lessons": ("Lessons", "课文"),
    "five_texts": ("The five texts", "五篇文献"),
    "your_work": ("Your work", "我的材料"),
    "explorers": ("Explorers", "探索器"),
    "labs": ("Labs", "实验"),
    "teaching": ("Teaching", "教学"),
    "reference": ("Reference", "参考"),
    "glossary": ("Glossary", "词汇表"),
    "handout": ("Slides and handout", "幻灯片和练习讲义"),
    "case_file": ("Case file", "案卷"),
    "search": ("Search", "检索"),
    "a_passage": ("A passage", "一处原文"),
    "passage_by_address": ("A passage by its address", "按地址找原文"),
    # a lesson
    "unfold_method": ("Unfold the method", "展开方法"),
    "python": ("Python", "Python代码"),
    "draws_1": (
        "Show the line of Python that draws this",
        "查看背后的1行Python代码",
    ),
    "draws": (
        "Show the {count} lines of Python that draw this",
        "查看背后的{count}行Python代码",
    ),
    "worked": ("{exercise}, worked: {how}", "{exercise}，参考答案"),
    "widget": (
        "Controls stand here where the notebook runs.",
        "笔记本运行时，此处有控件。",
    ),
    "table": ("Table", "表"),
    # under a figure
    "data_csv": ("Data (CSV)", "数据（CSV）"),
    "picture": ("Picture", "图片"),
    "code": ("Code", "代码"),
    "embed": ("Embed", "嵌入"),
    "embed_this": (
        " this by itself, in a course system or on a slide.",
        "：把它单独放进课程平台或幻灯片。",
    ),
    "copy_citation": ("Copy citation", "复制引文格式"),
    "texts_are": ("Texts:", "文献："),
    "tables_are": ("Tables:", "数据表："),
    "what_columns_mean": ("what their columns mean", "各列的含义"),
    "passages_are": ("{count} passages:", "原文{count}处："),
    "made_of_samples": (
        "Drawn from the sample files of this lesson, which are invented.",
        "据本课的样例文件绘制，样例是虚构的。",
    ),
    "made_here": (
        "Reckoned by its code; no single passage says it.",
        "由代码算出，不出自某一处原文。",
    ),
    "page_wider": (
        "The picture is wider than the screen: push it to the left.",
        "图比屏幕宽，可以左右滑动。",
    ),
    "made_by_model": (
        "What a model made: its settings are in the code, and no text says it.",
        "这是模型算出的结果，参数见代码；文献里没有这些数字。",
    ),
    "sources": ("Sources", "来源"),
    "cite_figure": (
        "“{title}”. Figure {figure}, in “{page}”, {book}. {address}.",
        "{title}[图{figure}]//{page}. {book}. {address}.",
    ),
    "shown_at": (
        "The E-Government Workbook: this with its sources",
        "电子政务工作簿：到原页看来源",
    ),
    "copy_embed": (
        "Copy the code that embeds this",
        "复制嵌入代码",
    ),
    # a text
    "chinese_and_english": ("Chinese and English", "中英对照"),
    "only_english": ("English", "只看英文"),
    "received_one": ("As received: this clause", "原件：本句"),
    "received_all": ("all", "全部"),
    "received_none": ("hide", "收起"),
    "how_to_choose": (
        "Choose a clause to cite it, to pin it, or to see it as received.",
        "选中一句，可以引用、钉入案卷、查看原件。",
    ),
    "card_summary": ("What is known of this paper", "这篇文献的已知情况"),
    "as_data": ("As data:", "数据："),
    "file_table": ("table (CSV)", "表（CSV）"),
    "file_edition": (
        "edition with every change (TEI)",
        "校读本，含每处改动（TEI）",
    ),
    "file_received": ("the whole text as received", "全文原件"),
    "about_clause": ("About the chosen clause", "选中的句子"),
    "elsewhere": ("{count} elsewhere", "另见{count}处"),
    "as_received": ("As received", "原件"),
    "changes_1": ("1 change", "改动1处"),
    "changes": ("{count} changes", "改动{count}处"),
    "note": ("note", "译文注"),
    "said_elsewhere": ("said elsewhere ({count})", "他处也说（{count}）"),
    "said_elsewhere_head": ("Said elsewhere", "他处也说"),
    "through": (", through {names}", "，经{names}转述"),
    "by_rule": ("by rule: {counted}", "按规则：{counted}"),
    "certain": ("certain", "确定"),
    "probable": ("probable", "很可能"),
    "possible": ("possible", "可能"),
    "unknown": ("what was there is not known", "原为何字不明"),
    # the automatic rules
    "rule_simplify": ("traditional characters", "繁体字"),
    "rule_fix_widths": ("widths of marks", "标点全半角"),
    "rule_tidy_spaces": ("spaces", "空格"),
    "rule_drop_furniture": ("web page furniture", "网页杂项"),
    "rule_drop_glosses": ("strewn pinyin", "夹杂的拼音"),
    "rule_drop_flattening": (
        "marks that had become full stops",
        "变成句号的标点",
    ),
    "rule_curl_quotes": ("quotation marks", "引号"),
    "rule_mend_byte_slips": ("bytes that had slipped", "错位的字节"),
    "rule_mend_dashes": ("dashes", "破折号"),
    # kinds of the editor's changes
    "edit_punctuation": ("punctuation", "标点"),
    "edit_paragraph": ("paragraph", "分段"),
    "edit_heading": ("heading", "标题"),
    "edit_layout": ("layout", "版式"),
    "edit_width": ("width", "全半角"),
    "edit_sign": ("sign", "符号"),
    "edit_emendation": ("emendation", "校改"),
    "edit_gap": ("gap", "缺字"),
    # the card of a source
    "card_kind": ("What it is", "文种"),
    "card_place": ("Of", "地方"),
    "card_issuer": ("Issued by", "发文机关"),
    "card_author_en": ("Author", "作者"),
    "card_author_zh": ("Author", "作者"),
    "card_relays": ("What it relays", "转述的内容"),
    "card_event_grounds": ("How its date is known", "日期的依据"),
    "card_completeness": ("How complete", "完整程度"),
    "card_damage": ("What is damaged", "损坏之处"),
    "card_withheld": ("What was left out", "未收录的部分"),
    "card_rights": ("Rights", "版权"),
    "card_found_at": ("Found at", "见于"),
    # the search, the glossary, how to cite, the handout
    "ask": (
        "Type into the field at the top: Chinese, English, or an address such as {example}.",
        "在页首的框里输入中文、英文，或{example}这样的地址。",
    ),
    "resolving": (
        "Type an address such as {example} into the field at the top; written after the # of this "
        "page's own address it opens that passage at once.",
        "在页首的框里输入{example}这样的地址；写在本页网址的 # 后面，会直接打开那一处原文。",
    ),
    "deciding_words": (
        "On these words the course turns. Each has one English word, everywhere.",
        "全书反复辨析的是这几个词。每个词只用一个英译，处处相同。",
    ),
    "glossary_lead": (
        "{count} terms of the five texts, in the order of their sound. The search above finds "
        "them by Chinese, pinyin and English.",
        "五篇文献中的{count}个词语，按读音排列。上面的检索框可以用中文、拼音、英文查找。",
    ),
    "slides_lead": (
        "Slides, ready to show: arrow keys turn them, N opens the notes for the teacher in a "
        "window of their own, and printing puts the notes under each slide. They need no network.",
        "幻灯片可直接放映：按方向键翻页，按N另开一个窗口看教师备注；打印时备注在每页下方。不需要网络。",
    ),
    "deck_90-minutes": ("A class of 90 minutes", "90分钟的一堂课"),
    "deck_half-day": ("A half-day workshop", "半天工作坊"),
    "deck_six-weeks": ("A module of six weeks", "六周的课程"),
    "handout_lead": (
        "All exercises without hints and answers, to be printed and used beside the page of their "
        "lesson: what a task calls *above*, *the reader* or *the table* is on that page. Whoever "
        "has the repository can also make sheets with room to write, and notebooks without worked "
        "answers: `make handout`.",
        "全部练习题，不含提示和答案，供打印，与各课的网页一起用：题中所说“上面”“阅读器”“表”，都在那一页上。"
        "有代码仓库的，还可用`make handout`生成留有书写空间的练习单，和不含参考答案的笔记本。",
    ),
    "of_task": ("{level} · {minutes} min", "{level} · {minutes}分钟"),
    # the first page
    "home_question": (
        "In 2002 the centre wanted a unified platform in about a year. In 2006 one network for "
        "the country was an aim for 2010. What happened between?",
        "2002年，中央要用一年左右的时间，基本形成统一的网络平台。<br>"
        "2006年，覆盖全国的统一网络，是到2010年的目标。其间发生了什么？",
    ),
    "home_picture": (
        "A line of years from 2002 to 2010. An arc leads from August 2002 to about August 2003, "
        "another from June 2006 to 2010. No main event of the five texts begins in 2003 or 2004.",
        "2002年到2010年的时间线。一条弧线从2002年8月连到2003年8月前后，另一条从2006年6月连到2010年。"
        "五篇文献所记的主要事件，没有一件始于2003年或2004年。",
    ),
    "home_years": ("2003 and 2004", "2003年和2004年"),
    "home_silent_1": ("No main event of the", "五篇文献所记的主要事件，"),
    "home_silent_2": ("five texts begins here.", "没有一件始于这两年。"),
    "home_first_words": ("“in about one year”", "“要用一年左右的时间”"),
    "home_first_who": (
        "State Informatization Leading Group, forwarded on 5 August 2002",
        "国家信息化领导小组，2002年8月5日转发",
    ),
    "home_first_due": ("due: about August 2003", "期限：2003年8月前后"),
    "home_second_words": (
        "“by 2010”, covering the country",
        "“到2010年”，覆盖全国",
    ),
    "home_second_who": (
        "Zeng Peiyan, as relayed in Guizhou, symposium of June 2006",
        "曾培炎在2006年6月座谈会上的讲话，据贵州的传达提纲",
    ),
    "home_second_due": ("due: some day of 2010", "期限：2010年某日"),
    "home_wuhai": (
        "Wuhai, a city: all Party and government organs on one office network, in 2005",
        "乌海（市）：2005年，“所有党政机关都已接入市政府办公业务网”",
    ),
    "home_yunnan": (
        "Yunnan, a province: 24 province-wide business networks, some time in 2001–2005",
        "云南（省）：“24个全省性业务专网”，2001—2005年间建成",
    ),
    "home_sum": (
        "Five damaged documents, {characters} characters. Every number leads to its passage, or to "
        "the code that reckons it.",
        "五篇受损的文献，共{characters}字。每个数字都可回到原文，或回到算出它的代码。",
    ),
    "home_student_who": (
        "Student · no Chinese and no code needed",
        "学生 · 不必会编程",
    ),
    "home_student_title": ("Follow the question", "跟着问题读"),
    "home_student_words": (
        "Twelve lessons, from the opinion of 2002 to the aims of 2006 and what places report. "
        "Every Chinese line has its English.",
        "十二课，从2002年的意见读到2006年的目标，再读各地报告了什么。每句原文都附英译。",
    ),
    "home_student_step": ("Begin: start here", "从这里开始"),
    "home_teacher_who": ("Teacher · tomorrow", "教师 · 明天就能用"),
    "home_teacher_title": ("Teach 90 minutes of it", "先上九十分钟"),
    "home_teacher_words": (
        "Four paths with their minutes, a guide, a handout without answers, and the "
        "misunderstandings to expect.",
        "四条路径，各注明用时；另有指南、不含答案的讲义，和学生常有的误解。",
    ),
    "home_teacher_step": (
        "Choose a path: 90 minutes or six weeks",
        "选一条路径：九十分钟，或六周",
    ),
    "home_researcher_who": (
        "Researcher · fork and extend",
        "研究者 · 取用和扩充",
    ),
    "home_researcher_title": ("Check every claim", "核对每个论断"),
    "home_researcher_words": (
        "Five editions with every change logged, tables in which each row has its passage, and "
        "the same methods for your own documents.",
        "五个校读本，每处改动都有记录；数据表的每一行都有原文；同样的方法可以用于自己的文献。",
    ),
    "home_researcher_step": (
        "See the data and how sure we are",
        "看数据，看各有多大把握",
    ),
    "cite_page": (
        """# How to cite

## The workbook

The E-Government Workbook contributors. *The E-Government Workbook*. {repository}

Give the version you used; `CITATION.cff` in the repository has it for reference managers.

## A passage

Every clause of the five texts has an address that does not change, such as `{at}`. In this
book it is `texts/opinion-2002.html#{at}`; `passage.html#{at}` leads there, too.
A range is `opinion-2002:2.1.13-2.1.15`, a whole section `opinion-2002:2.1`.

On the page of a text choose a clause and press **Copy as citation** (or the key C). In Python,
`egov.cite("{at}")` gives the same. The edition in a citation says which reading text was read.

{styles}
""",
        """# 怎样引用

## 引用工作簿

电子政务工作簿编者. 电子政务工作簿[DB/OL]. {repository}

请写明所用版本；仓库里的`CITATION.cff`可供文献管理软件读取。

## 引用原文

五篇文献的每一句都有固定地址，如`{at}`。在本书里是\
`texts/opinion-2002.html#{at}`；`passage.html#{at}`也会转到那里。\
连续几句写作`opinion-2002:2.1.13-2.1.15`，整节写作`opinion-2002:2.1`。

在文献页上选中一句，按**复制引文**（或C键）。用Python时，\
`egov.cite("{at}", style="gbt7714")`得到同样的引文。引文里的校读本编号，说明读的是哪一个校读本。

{styles}
""",
    ),
    # what a page says of itself to programs
    "contributors": (
        "The E-Government Workbook contributors",
        "电子政务工作簿编者",
    ),
    "described": (
        "{kind} of The E-Government Workbook, on e-government in China 2002–2006: {title}.",
        "《电子政务工作簿》{kind}：{title}。讲2002—2006年中国的电子政务。",
    ),
    "kind_lessons": ("A lesson", "课文"),
    "kind_labs": ("A lab", "实验"),
    "kind_explorers": ("An explorer", "探索器"),
    "kind_texts": (
        "A text in Chinese and English, clause by clause,",
        "文献（逐句中英对照）",
    ),
    "kind_teaching": ("For teachers", "教学材料"),
    "kind_reference": ("Reference", "参考"),
    "kind_page": ("A page", "页面"),
    # where a clause is said again
    "same_words": (
        "the same words, {count} characters, {how}",
        "同样的话，{count}字，{how}",
    ),
    "word_for_word": ("word for word", "逐字相同"),
    "with_changes": ("with changes", "有改动"),
    "same_idea": ("the same idea, {basis}", "同一意思（{basis}）"),
    "answers": ("answers, {basis}", "对应该处（{basis}）"),
    "answered_by": ("answered by, {basis}", "该处对应此处（{basis}）"),
    "carries_on": ("carries on, {basis}", "承接该处（{basis}）"),
    "carried_on_by": ("carried on by, {basis}", "由该处承接（{basis}）"),
    "basis_stated": ("as the text says", "文中明言"),
    "basis_inferred": ("as readers judge", "读者判断"),
    # what the scripts of a page say
    "page_light": ("Light", "浅色"),
    "page_dark": ("Dark", "深色"),
    "page_copied": ("Copied.", "已复制。"),
    "page_not_beside": (
        "{name} is not beside the pages: copy the whole folder",
        "页面旁边没有{name}：请复制整个文件夹",
    ),
    "page_pinned": (
        "Pinned: it is in your case file.",
        "已钉住，见案卷。",
    ),
    "page_full": ("The case file is full.", "案卷已满。"),
    "page_nothing_kept": (
        "This browser keeps nothing.",
        "此浏览器不能保存。",
    ),
    "page_cite": ("Copy as citation", "复制引文，GB/T 7714"),
    "page_cite_other": (
        "Copy as citation, GB/T 7714",
        "复制英文引文（Chicago）",
    ),
    "page_copy_both": ("Copy Chinese and English", "复制中文和英文"),
    "page_copy_address": ("Copy the address", "复制地址"),
    "page_pin": ("Pin to the case file", "钉入案卷"),
    "page_key_next": ("next clause", "上一句、下一句"),
    "page_key_received": ("as received", "原件"),
    "page_key_cite": ("copy citation", "复制引文"),
    "page_key_pin": ("pin", "钉住"),
    "page_key_let_go": ("let go", "取消选中"),
    "page_in_texts": ("In the five texts", "五篇文献"),
    "page_terms": ("Terms", "词语"),
    "page_in_pages": (
        "Lessons, labs and reference",
        "课文、实验和参考",
    ),
    "page_found": ("{title}, {count}", "{title}，{count}条"),
    "page_nowhere": (
        "Nothing in the five texts, the glossary or the lessons has “{query}”.",
        "五篇文献、词汇表和课文里都没有“{query}”。",
    ),
    "page_shorter": (
        "Nothing has “{query}”. This has “{less}”:",
        "没有“{query}”。有“{less}”的是：",
    ),
    "page_all_results": ("All {count} results", "全部{count}条结果"),
    "page_no_answers": (
        "This is no file of answers: choose my-answers.json.",
        "这不是答案文件：请选my-answers.json。",
    ),
    "page_download": ("Download my answers", "下载答案"),
    "page_take_back": ("Restore saved answers", "恢复已存答案"),
    "page_tried": (
        "{tried} of {all} exercises tried, {right} right. ",
        "练习{all}道，做过{tried}道，答对{right}道。",
    ),
    "page_all_tried": ("all tried", "都做过"),
    "page_some_tried": ("{tried} of {all} tried", "{all}道中做过{tried}道"),
    "page_lesson_by_lesson": ("Lesson by lesson", "逐课"),
    "page_head_lesson": ("Lesson", "课"),
    "page_head_time": ("Time", "用时"),
    "page_head_exercises": ("Exercises", "练习"),
    "page_head_right": ("Right", "答对"),
    "page_your_progress": ("Your progress: ", "进度："),
}

# What stands between words
MARKS = {
    "and": (" and ", "、"),
    "listed": (", ", "，"),
    "colon": (": ", "："),
    "sentence_end": (".", "。"),
    "and_so": ("; ", "；"),
}


def said(key: str, **found: object) -> str:
    """What a row of the table says in the language that is chosen, with what was *found*.

    >>> said("elsewhere", count=2)
    '2 elsewhere'
    """
    row = SITE[key] if key in SITE else MARKS[key]
    return pick(*row).format(**found)


def words_of_pages() -> dict[str, str]:
    """What the scripts of a page say, by key without `page_`; places to fill stay `{name}`.

    >>> words_of_pages()["copied"]
    'Copied.'
    """
    return {
        key.removeprefix("page_"): pick(*pair)
        for key, pair in SITE.items()
        if key.startswith("page_")
    }
