// The words of the interface: data.words[lang][key], with {names} filled in.

const SIGNS = {
  en: { colon: ": ", comma: ", ", list: ", ", listed: "; ", stop: ". ", open: " (", close: ")" },
  zh: { colon: "：", comma: "，", list: "、", listed: "；", stop: "。", open: "（", close: "）" },
};

// The tables write the apostrophe as a typewriter does.
function curled(english) {
  return typeof english === "string" ? english.replace(/(\p{L})'/gu, "$1’") : english;
}

// English with its per cents as they are printed: "93 %".
export function percents(english) {
  return typeof english === "string" ? english.replace(/(\d)%/g, "$1\u00a0%") : english;
}

// What a view needs to speak: say(key, found), word(value), either(english, chinese), sign("colon").
export function speaker(data, lang) {
  const words = data.words[lang] ?? data.words.en;
  const say = (key, found = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => found[name] ?? whole);
  return {
    lang,
    say,
    word: (value) => words[`=${value}`] ?? value,
    either: (english, chinese) => curled(lang === "zh" ? chinese || english : english || chinese),
    sign: (name) => (SIGNS[lang] ?? SIGNS.en)[name],
    named: (row, name = "label") => {
      const english = curled(percents(row[`${name}_en`])), chinese = row[`${name}_zh`];
      return lang === "zh" ? chinese || english : english || chinese;
    },
    percent: (share) => (lang === "zh" ? `${share}%` : `${share} %`),
    aside: (words) => (lang === "zh" ? `（${words}）` : ` (${words})`),
  };
}

// A remark of the tables as a sentence: its days in words, without the rows that it names.
export function sentence(text, lang) {
  const said = text.replace(/ ?[(（]context(表)?[:：][^)）]*[)）]/g, "").replace(/\d{4}-\d\d-\d\d/g, (day) => sayDates(day, day, lang)).trim();
  if (!said) return "";
  return `${said[0].toUpperCase()}${said.slice(1)}${/[.。]$/.test(said) ? "" : lang === "zh" ? "。" : "."}`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

function parts(day) {
  const [year, month, date] = day.split("-").map(Number);
  return { year, month, date };
}

function isMonthEnd({ year, month, date }) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === date;
}

// A closed interval of days, as briefly as it allows: sayDates("2006-09-01", "2006-09-30", "en").
export function sayDates(from, to, lang) {
  const a = parts(from), b = parts(to);
  const chinese = lang === "zh";
  const day = (d) => (chinese ? `${d.year}年${d.month}月${d.date}日` : `${d.date} ${MONTHS[d.month - 1]} ${d.year}`);
  if (from === to) return day(a);
  const wholeMonths = a.date === 1 && isMonthEnd(b);
  const wholeYears = wholeMonths && a.month === 1 && b.month === 12;
  if (wholeYears && a.year === b.year) return chinese ? `${a.year}年` : `${a.year}`;
  if (wholeYears) return chinese ? `${a.year}—${b.year}年` : `${a.year}–${b.year}`;
  if (wholeMonths && a.year === b.year && a.month === b.month) {
    return chinese ? `${a.year}年${a.month}月` : `${MONTHS[a.month - 1]} ${a.year}`;
  }
  if (a.year === b.year && a.month === b.month) {
    return chinese ? `${a.year}年${a.month}月${a.date}日—${b.date}日` : `${a.date}–${b.date} ${MONTHS[a.month - 1]} ${a.year}`;
  }
  return chinese ? `${day(a)}—${day(b)}` : `${day(a)} – ${day(b)}`;
}
