// What visitors type, and what they may have meant by it.

const MOST_WORDS = 9; // of one phrase
const SHORTEST = 3; // letters that a word has before its ending
const FEW = 4; // meanings; a word that may mean more says too little

/** The words of a text as people type them: small, without accents or apostrophes. */
export function typed(text) {
  const folded = text.normalize("NFKD").toLowerCase().replace(/\p{M}|['’]/gu, "");
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

// “Groups” and “group” are one word here. The index knows more of grammar; phrases need no more.
const stem = (word) => (word.length > 3 && !word.endsWith("ss") ? word.replace(/s$/, "") : word);
const key = (words) => words.map(stem).join(" ");

function put(map, key, value) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(value);
}

/** What people call the terms of a directory: finds these phrases in what somebody typed. */
export class Phrases {
  #meanings = new Map();
  #words = new Set();

  /** `called` is a list of pairs: a meaning, and the phrases for it. */
  constructor(called) {
    for (const [meaning, phrases] of called) this.add(meaning, phrases);
  }

  /** Adds phrases for a meaning. */
  add(meaning, phrases) {
    for (const phrase of phrases) {
      const words = phrase.split(" ");
      put(this.#meanings, key(words), meaning);
      for (const word of words) this.#words.add(word);
    }
  }

  /** Every word of every phrase. */
  words() {
    return [...this.#words];
  }

  /**
   * The phrases in `words`, each with its meanings, where it stands (from `start` to before `end`),
   * and whether it lies `inside` another. With `open`, the last word may be the beginning of one.
   */
  in(words, open) {
    const found = [];
    for (let start = 0; start < words.length; start++) {
      for (let end = Math.min(start + MOST_WORDS, words.length); end > start; end--) {
        const meanings = this.#meanings.get(key(words.slice(start, end)));
        if (meanings) found.push({ start, end, meanings: [...meanings] });
      }
    }
    const last = words.at(-1) ?? "";
    if (open && last.length > 2 && !found.some(({ end }) => end === words.length)) {
      found.push(...this.#beginning(words));
    }
    const holds = (other, one) => other !== one && other.start <= one.start && one.end <= other.end;
    return found.map((one) => ({ ...one, inside: found.some((other) => holds(other, one)) }));
  }

  #beginning(words) {
    for (let start = Math.max(0, words.length - MOST_WORDS); start < words.length; start++) {
      const begun = words.slice(start).join(" ");
      const begins = [...this.#meanings].filter(([phrase]) => phrase.startsWith(begun));
      const meanings = new Set(begins.flatMap(([, all]) => [...all]));
      if (meanings.size && meanings.size <= FEW) return [{ start, end: words.length, meanings: [...meanings] }];
    }
    return [];
  }
}

/** Every word that a directory can be searched for; knows the likeliest for one it doesn't have. */
export class Spelling {
  #called; // words of names and of what people call things
  #told; // these, and words of several texts
  #words; // these, and words of a single text
  #texts; // words of texts
  #sorted; // all of them …
  #written; // … and those of texts
  #endings;

  /** `endings` are those that the language puts behind a word, such as “s”. */
  constructor(called, often, once, endings) {
    this.#called = new Set(called);
    this.#told = new Set([...called, ...often]);
    this.#words = new Set([...this.#told, ...once]);
    this.#sorted = [...this.#words].sort();
    this.#texts = new Set([...often, ...once]);
    this.#written = [...this.#texts].sort();
    this.#endings = endings;
  }

  /** Says whether a word is known, itself or with another ending. */
  has(word) {
    return this.#forms(word).some((form) => this.#words.has(form));
  }

  /** Says whether a known word begins with `start`. */
  begins(start) {
    return begins(this.#sorted, start);
  }

  /** Says whether a text has a word, one that begins with it, or one with another ending. */
  isWritten(word) {
    return begins(this.#written, word) || this.#forms(word).some((form) => this.#texts.has(form));
  }

  #forms(word) {
    return [word, ...this.#stems(word)].flatMap((stem) => ["", ...this.#endings].map((ending) => stem + ending));
  }

  #stems(word) {
    const ends = this.#endings.filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST);
    return ends.map((ending) => word.slice(0, -ending.length));
  }

  /** The known word nearest to `word`, or nothing where none is near. */
  nearest(word, limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2) {
    let best;
    const sounds = consonants(word);
    for (const known of limit ? this.#words : []) {
      // Vowels are what people get wrong most: “throte” is “throat”.
      const most = word.length > 4 && known[0] === word[0] && consonants(known) === sounds ? 2 : limit;
      if (Math.abs(known.length - word.length) > most || known.length < 3) continue;
      const steps = distance(word, known, most);
      if (steps > most || !steps) continue;
      // People seldom get the first letter wrong, rather leave one out, and mostly mean what things
      // are called.
      const rare = this.#called.has(known) ? 0 : this.#told.has(known) ? 0.2 : 0.4;
      const more = known.length > word.length ? 0 : 0.1;
      const cost = steps + rare + more + (known[0] === word[0] ? 0 : 0.5);
      if (!best || cost < best.cost) best = { known, cost };
    }
    return best?.known;
  }

  /** What somebody likelier meant by a word that only one text has, such as “brest”. */
  likelier(word) {
    if (!this.#words.has(word) || this.#told.has(word) || word.length < 5) return undefined;
    const near = this.nearest(word, 1);
    return this.#told.has(near) && near[0] === word[0] ? near : undefined;
  }
}

const consonants = (word) => word.replace(/[aeiouy]|(.)(?=\1)/g, "");

/**
 * How many letters one must add, take, change or swap with the next to make `one` of `other`;
 * anything above `limit` is only known to be more. (Optimal string alignment.)
 */
export function distance(one, other, limit) {
  let [before, row] = [[], [...other, ""].map((_, place) => place)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

function begins(sorted, start) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < start) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(start) ?? false;
}
