/**
 * Text as people type it into a search box: lower case, without accents, đ as d, single spaces. "Phường Đống Đa" and
 * "phuong dong da" fold to the same. For finding only; never for storing or showing.
 */
export function foldVietnamese(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
