// A text cut where its marks begin and end.

/**
 * Cut a text at every edge of its marks.
 *
 * `marks`: `{from, to, ...}` in characters, in any order and over one another.
 * Returns `[{text, marks}]`, each run with the marks that it lies in.
 */
export function runsOf(text, marks) {
  const edges = new Set([0, text.length]);
  for (const { from, to } of marks) {
    edges.add(Math.max(0, from));
    edges.add(Math.min(text.length, to));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index];
    return { text: text.slice(from, to), marks: marks.filter((mark) => mark.from <= from && mark.to >= to) };
  });
}

/**
 * Where words stand in the text they are of: `[{from, to, startMs, endMs}]`.
 *
 * `words`: `[[startMs, endMs, text]]`; one that is not found is left out.
 */
export function placesOf(text, words) {
  const places = [];
  let at = 0;
  for (const [startMs, endMs, word] of words) {
    const bare = word.trim();
    const from = bare ? text.indexOf(bare, at) : -1;
    if (from < 0) continue;
    at = from + bare.length;
    places.push({ from, to: at, startMs, endMs });
  }
  return places;
}

/** Where a text is found in another, whatever the case and the kind of its apostrophes. */
export function hitsIn(text, query) {
  const wanted = query.trim();
  if (!wanted) return [];
  const pattern = wanted
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/['’‘]/g, "['’‘]")
    .replace(/\s+/g, '\\s+');
  return [...text.matchAll(new RegExp(pattern, 'gi'))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}
