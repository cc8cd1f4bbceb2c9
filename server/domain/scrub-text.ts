/** What stands where something was taken out of a citizen's text. */
export const NUMBER_MASK = '[số đã ẩn]';
export const EMAIL_MASK = '[e-mail đã ẩn]';

/** Letters that nobody sees, and marks over letters: between digits they would hide a number from a simpler pattern. */
const invisible = '\\p{Cf}\\p{M}';

/** Digits of every script and style (full-width, circled), with up to ten blanks, signs or invisible letters between. */
const digit = '[\\p{Nd}\\p{No}]';
const numberRun = new RegExp(
  `[+(]{0,2}${digit}(?:[\\s\\p{P}\\p{S}${invisible}]{0,10}${digit}){7,}\\p{M}*`,
  'gu',
);

/** Digits written as words: "không chín một hai …", eight or more in a row. */
const word = '(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)';
const wordRun = new RegExp(`(?<!\\p{L})${word}(?:[\\s\\p{P}]{1,10}${word}){7,}(?!\\p{L})`, 'giu');

/** "ten@gmail.com", "ten @ gmail . com", "ten (at) gmail (dot) com", "ten a còng gmail chấm com". */
const at = '(?:\\s?[@＠]\\s?|\\s?[([{]\\s?(?:at|a còng)\\s?[)\\]}]\\s?|\\sa còng\\s)';
const topLevel = '(?:com|vn|net|org|edu|gov|info)(?!\\p{L})';
const dot = `(?:[.．]|\\s[.．]\\s?|[.．]\\s(?=${topLevel})|\\s?[([{]\\s?(?:dot|chấm)\\s?[)\\]}]\\s?|\\schấm\\s)`;
const letter = `[\\p{L}\\p{Nd}${invisible}`;
const email = new RegExp(
  `${letter}._%+-]{1,64}${at}${letter}-]{1,63}(?:${dot}${letter}-]{2,63}){1,4}`,
  'giu',
);

const date = '(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)[0-9]{2}';
const year = '(?:19|20)[0-9]{2}';
const time = '(?:[01]?[0-9]|2[0-3]):[0-5][0-9]';
const between = '[\\s,;/–-]+';
/** Dates, years and times of day, one or several. */
const calendar = new RegExp(`^(?:${date}|${year}|${time})(?:${between}(?:${date}|${year}|${time}))*$`);
/** Thousands in groups, as Vietnam writes money: 1.500.000.000; one or a range. */
const amount = '[1-9][0-9]{0,2}(?:[.,][0-9]{3})+';
const amounts = new RegExp(`^${amount}(?:\\s?[–-]\\s?${amount})?$`);
const currency = /^\s?(?:đồng|đ|vnđ|vnd)(?!\p{L})|^\s?₫/iu;

/**
 * Takes telephone numbers, identity numbers (CCCD of 12 digits, CMND of 9), dossier numbers and e-mail addresses out of a
 * citizen's text, whatever spacing hides them. Any run of eight or more digits is taken for one: a number lost is little
 * against a person found. Dates, years, times and amounts of money stay. Names are not found; a person reads before
 * anything is published.
 */
export function scrubText(text: string): string {
  return text
    .normalize('NFC')
    .replace(email, EMAIL_MASK)
    .replace(numberRun, (found: string, offset: number, whole: string) =>
      isHarmless(found, whole.slice(offset + found.length)) ? found : NUMBER_MASK,
    )
    .replace(wordRun, NUMBER_MASK);
}

function isHarmless(found: string, after: string): boolean {
  const digits = found.replace(/^[+(]+/, '');
  return calendar.test(digits) || (amounts.test(digits) && currency.test(after));
}
