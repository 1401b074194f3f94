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

/** In which of `parts` a word lies, as the generator laid them. */
export const partOf = (word, parts) => word.codePointAt(0) % parts;

function put(map, key, value) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(value);
}

/** What people call the terms of a directory: finds these phrases in what somebody typed. */
export class Phrases {
  #meanings = new Map();

  /** Adds phrases for a meaning. */
  add(meaning, phrases) {
    for (const phrase of phrases) {
      put(this.#meanings, key(phrase.split(" ")), meaning);
    }
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

// How a word is known: things are called so and texts have it, things are called so only, several
// texts have it, one has it. In this order it is likely that somebody means it.
const RARE = [0, 0, 0.2, 0.4];
const OTHER = 0.5; // what it costs to begin with another letter
const [SAID, ONCE] = [1, 3];

/** The words that a directory can be searched for; knows the likeliest for one it doesn't have. */
export class Spelling {
  #known = new Map(); // by first letter, how each word is known; of two alike common ones come first
  #endings;

  /** `endings` are those that the language puts behind a word, such as “s”. */
  constructor(endings) {
    this.#endings = endings;
  }

  /** Takes in four texts of words, one for each way to know them. */
  learn(lists) {
    lists.forEach((words, how) => {
      for (const word of words.split(" ").filter(Boolean)) {
        if (!this.#known.has(word[0])) this.#known.set(word[0], new Map());
        this.#known.get(word[0]).set(word, how);
      }
    });
  }

  #alike(word) {
    return this.#known.get(word[0]) ?? new Map();
  }

  #how(word) {
    return this.#alike(word).get(word);
  }

  /** Says whether a word is known, itself or with another ending. */
  has(word) {
    return this.#forms(word).some((form) => this.#how(form) !== undefined);
  }

  /** Says whether a known word begins with `start`. */
  begins(start) {
    return [...this.#alike(start).keys()].some((word) => word.startsWith(start));
  }

  /** Says whether a text has a word, one that begins with it, or one with another ending. */
  isWritten(word) {
    return this.#forms(word).some((form) => this.isText(form)) || this.#beginsText(word);
  }

  /** Says whether a text has this very word. */
  isText(word) {
    return (this.#how(word) ?? SAID) !== SAID;
  }

  #beginsText(start) {
    return [...this.#alike(start)].some(([word, how]) => how !== SAID && word.startsWith(start));
  }

  #forms(word) {
    return [word, ...this.#stems(word)].flatMap((stem) => ["", ...this.#endings].map((ending) => stem + ending));
  }

  #stems(word) {
    const ends = this.#endings.filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST);
    return ends.map((ending) => word.slice(0, -ending.length));
  }

  /**
   * The known `word` nearest to one that is not, if any is near, and whether that is `sure`, whatever
   * words there may be that begin with other letters.
   */
  nearest(word, limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2) {
    const own = nearest(word, this.#alike(word), limit);
    if (own?.cost <= 1 + OTHER) return { word: own.known, sure: true };
    const all = [...this.#known.values()].flatMap((words) => [...words]);
    return { word: nearest(word, all, limit)?.known, sure: false };
  }

  /** What somebody likelier meant by a word that only one text has, such as “brest”. */
  likelier(word) {
    if (this.#how(word) !== ONCE || word.length < 5) return undefined;
    const near = nearest(word, this.#alike(word), 1)?.known;
    return near && this.#how(near) !== ONCE && !this.#forms(word).includes(near) ? near : undefined;
  }
}

/** Of `words`, each with how it is known, the one nearest to `word`, and the cost of taking it. */
function nearest(word, words, limit) {
  let best;
  const sounds = consonants(word);
  for (const [known, how] of limit ? words : []) {
    // Vowels are what people get wrong most: “throte” is “throat”.
    const most = word.length > 4 && known[0] === word[0] && consonants(known) === sounds ? 2 : limit;
    if (Math.abs(known.length - word.length) > most || known.length < 3) continue;
    const steps = distance(word, known, most);
    if (steps > most || !steps) continue;
    // So far away is only what begins alike or sounds alike: “shutting” is no “setting”.
    if (steps === 2 && known.slice(0, 2) !== word.slice(0, 2) && consonants(known) !== sounds) continue;
    // They seldom get the first letter wrong, rather leave one out, and mostly mean what things are
    // called.
    const cost = steps + RARE[how] + (known.length > word.length ? 0 : 0.1) + (known[0] === word[0] ? 0 : OTHER);
    if (!best || cost < best.cost) best = { known, cost };
  }
  return best;
}

// What a word sounds like: “stomic” like “stomach”.
const consonants = (word) =>
  word
    .replace(/ph/g, "f")
    .replace(/c[hk]|[kq]/g, "c")
    .replace(/[aeiouy]|(.)(?=\1)/g, "");

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
