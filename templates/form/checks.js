// Checks: whether the office can be certain of what a field says. The rules are those of spelling/, and a test compares.
const checks = (() => {
  const NOTHING = new Set(["", "null", "~", "none", "nil", "n/a", "na", "-", "--", "tidak ada", "belum ada", "kosong",
    "belum diketahui", "unknown"]);
  const MULTIPLES = { ribu: 3, rb: 3, juta: 6, jt: 6, miliar: 9, milyar: 9, triliun: 12, trilyun: 12 };
  const MONTHS = ["jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu agt ags aug", "sep", "okt oct", "nov nop",
    "des dec"].map(names => names.split(" "));
  const LONG = new RegExp("^(?:(?:jan|[fp]eb|febr)(?:r?uari|r?uary)|mar(?:et|ch)|april|mei|may|jun[ie]|jul[iy]|agustus|august"
    + "|sept(?:ember)?|o[kc]tober|no[pv]ember|de[sc]ember)$");
  const WEEKDAY = new RegExp("^(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wed|thu|fri|sat|sun)[a-z]*,?\\s+"
    + "|tanggal\\s+|tgl\\.?\\s+)", "i");
  const CLOCK = new RegExp("(?:[T,]|\\s+|,?\\s+(?:pukul|jam)\\s+)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    + "\\s*(?:Z|[+-][0-9]{2}:?[0-9]{2}|WIB|WITA|WIT|AM|PM)?$", "i");
  const BETWEEN = "\\s*[-/., ]\\s*";
  const whole = source => new RegExp(`^(?:${source})$`);
  const YEAR_FIRST = whole(`([0-9]{4})${BETWEEN}([0-9]{1,2})${BETWEEN}([0-9]{1,2})`);
  const YEAR_NAME = whole(`([0-9]{4})${BETWEEN}([A-Za-z]{3,9})\\.?${BETWEEN}([0-9]{1,2})`);
  const DAY_FIRST = whole(`([0-9]{1,2})${BETWEEN}([0-9]{1,2}|[A-Za-z]{3,9}\\.?)${BETWEEN}([0-9]{4}|'?[0-9]{2})`);
  const NAME_FIRST = whole("([A-Za-z]{3,9})\\.?\\s+([0-9]{1,2})(?:st|nd|rd|th)?\\s*,?\\s+([0-9]{4})");
  const BARE = whole("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})");
  const MONTH_OF = whole(`([A-Za-z]{3,9}|[0-9]{1,2})\\.?${BETWEEN}([0-9]{4})`);
  const YEAR_MONTH = whole(`([0-9]{4})${BETWEEN}([0-9]{1,2}|[A-Za-z]{3,9})`);
  const YEAR = /^(?:(?:tahun|thn?\.?)\s*)?([0-9]{4})$/i;
  const LONGEST = 60;

  const ordinary = text => text
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]/g, "")
    .replace(/[‘’‚‛′´＇]/g, "'").replace(/[“”„‟″＂«»`]/g, '"')
    .replace(/[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g, "-")
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const bare = text => {
    let plain = ordinary(text).trim();
    while (plain.length > 1 && plain[0] === plain[plain.length - 1] && "'\"".includes(plain[0])) plain = plain.slice(1, -1).trim();
    return plain;
  };
  const isNothing = text => NOTHING.has(bare(text).toLowerCase());

  const POINTS = /^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$/, COMMAS = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;
  const digits = (text, grouped) => {
    text = text.replace(/^[-+]/, "").replace(/_/g, "");
    if (/^[0-9]{1,3}(?: [0-9]{3})+$/.test(text)) text = text.replace(/ /g, "");
    for (const [group, other, form] of [[".", ",", POINTS], [",", ".", COMMAS]]) {
      const at = text.indexOf(other), head = at < 0 ? text : text.slice(0, at);
      if (form.test(head) && (at >= 0 || head.split(group).length > 2 || grouped)) {
        return at < 0 || /^[0-9]+$/.test(text.slice(at + 1)) ? head : null;
      }
    }
    if (COMMAS.test(text)) return null; // thousands to some readers, a fraction to others
    if (text.split(",").length === 2 && !text.includes(".")) text = text.replace(",", ".");
    return /^[0-9]*\.?[0-9]*$/.test(text) && /[0-9]/.test(text) ? text : null;
  };
  const isNumber = text => {
    let plain = bare(text);
    if (plain.length > LONGEST) return false;
    if (/^[-+]?[0-9.]+[eE][-+]?[0-9]{1,2}$/.test(plain)) return isFinite(plain);
    const money = /^(?:Rp|IDR)\.?\s*/i.exec(plain);
    if (money) plain = plain.slice(money[0].length);
    const found = /^([-+]?[0-9][0-9.,_ ]*|[-+]?[.,][0-9]+)(?:\s*(%|[A-Za-z]+)\.?)?$/.exec(plain.replace(/,-$/, ""));
    if (!found) return false;
    const unit = (found[2] || "").toLowerCase();
    const grouped = (money || !["", "%", "persen"].includes(unit)) && !(unit in MULTIPLES);
    return digits(found[1].trim(), grouped) !== null;
  };

  const monthOf = word => {
    if (/^[0-9]+$/.test(word)) return +word >= 1 && +word <= 12 ? +word : 0;
    const name = word.replace(/\.+$/, "").toLowerCase();
    const at = MONTHS.findIndex(names => names.includes(name.slice(0, 3)));
    return at >= 0 && (MONTHS[at].includes(name) || LONG.test(name)) ? at + 1 : 0;
  };
  const isIn = year => +year >= 1900 && +year <= 2200;
  const isDate = (year, month, day) => {
    const number = monthOf(month), made = new Date(Date.UTC(+year, number - 1, +day));
    return number > 0 && isIn(year) && made.getUTCMonth() === number - 1 && made.getUTCDate() === +day;
  };
  const plainDate = text => {
    const plain = bare(text).split(/\s+/).join(" ");
    return plain.length > LONGEST ? "" : plain.replace(WEEKDAY, "").replace(CLOCK, "").trim();
  };
  const isDay = text => {
    const plain = plainDate(text);
    let found = YEAR_FIRST.exec(plain) || BARE.exec(plain) || YEAR_NAME.exec(plain);
    if (found) return isDate(found[1], found[2], found[3]);
    if ((found = NAME_FIRST.exec(plain))) return isDate(found[3], found[1], found[2]);
    if (!(found = DAY_FIRST.exec(plain))) return false;
    const year = found[3].replace(/^'/, "").padStart(4, "20");
    return isDate(year, found[2], found[1]) || (/^[0-9]+$/.test(found[2]) && isDate(year, found[1], found[2]));
  };
  const isMonth = (year, month) => monthOf(month) > 0 && isIn(year);
  const isMoment = text => {
    const plain = plainDate(text);
    let found;
    if (isDay(text) || YEAR.test(plain)) return true;
    if ((found = MONTH_OF.exec(plain))) return isMonth(found[2], found[1]);
    return (found = YEAR_MONTH.exec(plain)) ? isMonth(found[1], found[2]) : false;
  };

  const NIK = /(?:^|\D)\d{6}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?:\D|$)/;
  const PHONE = /(?:^|\D)(?:\+?62|0)[ -]?8[1-9]\d[ -]?\d{3,4}[ -]?\d{3,5}(?:\D|$)/;
  const words = most => text => text.length > most ? "long" : NIK.test(text) || PHONE.test(text) ? "person" : "";
  const either = (rule, name) => text => isNothing(text) || rule(text) ? "" : name;
  const value = text => isNothing(text) ? "" : /^-?[1-9][0-9]{0,2}\.[0-9]{3}$/.test(ordinary(text).trim()) ? "thousands"
    : isNumber(text) ? "" : "number";
  const year = either(text => {
    const found = YEAR.exec(plainDate(text));
    return found !== null && isIn(found[1]);
  }, "year");
  const short = words(200);
  const needed = (name, rule) => text => isNothing(text) ? name : rule(text);
  return { fact: words(4000), remark: words(4000), reply: words(4000), not_applicable: words(4000), unit: short, pages: short, title: short,
    number: short, value, year, started: either(isMoment, "moment"), name: needed("no_name", short),
    dimension: needed("no_dimension", () => ""), issued_on: either(isDay, "day"), isNothing, isNumber };
})();
