/** Length of the line that results from filling up to `width`. */
function fill(words: string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** A text in as few lines of at most `width` characters as it takes, those lines as even as can be; nothing is cut. */
export function evenLines(text: string, width: number): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const fewest = fill(words, width);
  let best = fewest;
  for (let narrower = width - 1; narrower > 0; narrower -= 1) {
    const lines = fill(words, narrower);
    if (lines.length > fewest.length) break;
    best = lines;
  }
  return best;
}
