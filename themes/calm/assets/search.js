// Finding entries: words are looked up in the index, word by word; what they mean, what was chosen
// and every count come from the directory's own table.

import { Phrases, Spelling, typed } from "./words.js";

// How much a find counts, tuned by `make search-eval`.
export const WEIGHTS = {
  meant: 1.3, // a term that the words name, against the words themselves
  special: 0.2, // how much an entry of few terms is preferred to one of many
  wide: 5, // as how many terms it counts that an entry fits every visitor
  near: 0.9, // … for entries of the term that holds it
  everyone: 0.15, // … for entries that fit every visitor
  open: 0.45, // … and how much of what they need these answer
  rare: 0.4, // how much more a rare word counts than a common one
  plain: 0.2, // a word of the text that names no term, where others do
  named: 2.6, // a word that names a term, against any other
  cover: 1.5, // how strongly entries win that answer more of the words
  enough: 0.6, // the share of the best answer's cover that others must have
  second: 0.5, // stories and guides, against entries
  narrow: 0.85, // an entry for some, where the words do not say who asks
  foreign: 0.5, // what can't be had in the page's language
  wanted: 2.3, // … where the words ask for them
};

const get = async (address, as) => {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer[as]();
};

export class Search {
  #pagefind;
  #all; // promises every listed entry's result, by its number
  #numbers; // a document's number by Pagefind's name for it
  #table;
  #phrases;
  #words; // the language's own: those that say nothing, that ask, and that ask for stories
  #index;
  #language;
  #everything;
  spelling;

  /** Opens the index of a language; `everything` is a word that every listed entry has. */
  static async open({ index, table, everything, language, own }) {
    const search = new Search();
    search.#index = index;
    search.#language = language;
    search.#everything = everything;
    search.#words = Object.fromEntries(Object.entries(own).map(([name, text]) => [name, new Set(typed(text))]));
    // Pagefind asks for these one after the other: asking early puts them into the browser's cache.
    for (const early of ["pagefind-worker.js", `wasm.${language}.pagefind`]) fetch(`${index}${early}`).catch(() => {});
    const [pagefind, known, names] = await Promise.all([
      import(`${index}pagefind.js`).then(async (module) => {
        await module.init();
        return module;
      }),
      get(table, "json"),
      get(`${index}documents.${language}.json`, "json"),
    ]);
    search.#pagefind = pagefind;
    search.#numbers = new Map(names.map((name, number) => [name, number]));
    search.#read(known);
    return search;
  }

  #read({ stories, guides, names, spoken, fields }) {
    const called = names.map((each, number) => [{ number }, each]);
    this.#table = { stories, guides, spoken: new Set(numbers(spoken)), fields: new Map() };
    for (const [field, { universal, terms }] of Object.entries(fields)) {
      const everyone = new Set(universal.flatMap((id) => numbers(terms[id]?.fits)));
      const sets = new Map();
      for (const [id, { fits, near, told, words }] of Object.entries(terms)) {
        const [made, wide, lived] = [fits, near, told].map((steps) => new Set(numbers(steps)));
        sets.set(id, { fits: made, near: wide, told: lived, universal: universal.includes(id) });
        called.push([{ field, id }, words]);
      }
      const count = new Map(); // how many terms each entry has: who serves few serves them well
      for (const { fits } of sets.values()) for (const n of fits) count.set(n, (count.get(n) ?? 0) + 1);
      this.#table.fields.set(field, { everyone, terms: sets, many: count });
    }
    this.#phrases = new Phrases(called);
  }

  /** Loads every word that can be found, which spelling help needs. */
  async learnToSpell() {
    const words = await get(`${this.#index}words.${this.#language}.txt`, "text");
    const known = words.split("\n").filter((word) => word && word !== this.#everything);
    this.spelling ??= new Spelling([...known, ...this.#phrases.words()]);
    return this.spelling;
  }

  /**
   * What fits `chosen` (terms by field) and `words`, best first.
   *
   * Gives `results`, each with Pagefind's `data()`; `count(field, term)`, how many there would be
   * with that term chosen in its field; and with the words that nothing has, `unknown`.
   */
  async find(words, chosen, { asTyped = false } = {}) {
    const asked = this.#understand(words, asTyped);
    const found = asked.words.length ? await this.#ranked(asked) : words.trim() ? [] : await this.#listed();
    const fits = (number, except) =>
      Object.entries(chosen).every(([field, ids]) => field === except || ids.some((id) => this.#fits(number, field, id)));
    const kept = found.filter(({ number }) => !Object.keys(chosen).length || fits(number));
    const lifted = new Map();
    const count = (field, id) => {
      if (!lifted.has(field)) lifted.set(field, found.filter(({ number }) => fits(number, field)));
      return lifted.get(field).filter(({ number }) => this.#fits(number, field, id)).length;
    };
    return { results: asked.words.length ? kept : this.#madeForFirst(kept, chosen), count, corrected: asked.corrected, unknown: asked.unknown };
  }

  #understand(text, asTyped) {
    const open = !/\s$/.test(text);
    let words = typed(text);
    const unknown = [];
    const corrected = [];
    if (this.spelling) {
      words = words.flatMap((word, place) => {
        const last = open && place === words.length - 1;
        if (this.#knows(word, last)) return [word];
        const better = asTyped ? undefined : this.spelling.nearest(word);
        (better ? corrected : unknown).push(better ? [word, better] : word);
        return better ? [better] : [];
      });
    }
    const phrases = this.#phrases.in(words, open && !this.spelling?.has(words.at(-1)));
    const told = words.filter((word) => !this.#words.skipped.has(word));
    const asks = new Set();
    if (this.#words.questions.has(words[0])) asks.add("guides");
    if (words.some((word) => this.#words.stories.has(word))) asks.add("stories");
    return { words, phrases, told, asks, corrected, unknown };
  }

  explain(text) {
    const { words, phrases, told } = this.#understand(text, false);
    return [told, phrases.map((p) => words.slice(p.start, p.end).join(" ") + "→" + p.meanings.map((m) => (m.field ?? "name") + ":" + (m.id ?? m.number)))];
  }

  #knows(word, last) {
    const { spelling } = this;
    return spelling.has(word) || this.#words.skipped.has(word) || (last && spelling.begins(word)) || /\d/.test(word);
  }

  async #ranked({ words, phrases, asks }) {
    const size = this.#numbers.size;
    const score = new Map();
    const add = (number, points) => score.set(number, (score.get(number) ?? 0) + points);
    const everyEntry = phrases.length ? this.#everyEntry() : new Map();
    const hits = await Promise.all(
      words.map((word) => (this.#words.skipped.has(word) && words.some((each) => !this.#words.skipped.has(each)) ? [] : this.#look(word))),
    );
    const meant = phrases.map((phrase) => ({ ...phrase, ...this.#meant(phrase.meanings) }));
    const covers = words.map((_, place) => {
      const covered = new Map(hits[place].map(({ number }) => [number, 1]));
      for (const { start, end, by } of meant) {
        if (place < start || place >= end) continue;
        for (const [number, { cover }] of by) {
          covered.set(number, Math.max(covered.get(number) ?? 0, cover));
        }
      }
      return covered;
    });
    const named = (place) => meant.some(({ start, end }) => start <= place && place < end);
    const worth = covers.map((covered, place) =>
      covered.size ? Math.log(1 + size / covered.size) ** WEIGHTS.rare * (named(place) ? WEIGHTS.named : 1) : 0,
    );
    const whole = worth.reduce((sum, each) => sum + each, 0);
    hits.forEach((found, place) => {
      const value = named(place) || !meant.length ? 1 : WEIGHTS.plain;
      for (const { number, score } of found) add(number, value * Math.log1p(score));
    });
    for (const { by, fitting } of meant) {
      const value = WEIGHTS.meant * Math.log(1 + size / Math.max(fitting, 1));
      for (const [number, { share }] of by) add(number, value * share);
    }
    const fields = new Set(phrases.flatMap(({ meanings }) => meanings.map(({ field }) => field)));
    const unnamed = [...this.#table.fields].filter(([field, { everyone }]) => everyone.size && !fields.has(field));
    const ranked = [...score].map(([number, points]) => {
      const cover = covers.reduce((sum, covered, place) => sum + worth[place] * (covered.get(number) ?? 0), 0) / (whole || 1);
      // Who names no illness and no place is best served by what takes everybody.
      const narrow = unnamed.filter(([, { everyone }]) => number < this.#table.stories && !everyone.has(number));
      const share = this.#share(number, asks) * WEIGHTS.narrow ** narrow.length;
      return { number, cover, points: points * cover ** WEIGHTS.cover * share };
    });
    const most = Math.max(0, ...ranked.map(({ cover }) => cover));
    const all = await everyEntry;
    const result = (number) => this.#found.get(number) ?? all.get(number);
    return ranked
      .filter(({ number, cover }) => cover >= WEIGHTS.enough * most && result(number))
      .sort((one, other) => other.points - one.points || one.number - other.number)
      .map(({ number, points, cover }) => ({ number, points, cover, data: () => result(number).data() }));
  }

  // Somebody who asks “how” is well served by a guide, somebody who asks for stories by a story.
  #share(number, asks) {
    const { stories, guides, spoken } = this.#table;
    const heard = spoken.has(number) || number >= guides ? 1 : WEIGHTS.foreign;
    if (number < stories) return heard;
    return heard * (asks.has(number < guides ? "stories" : "guides") ? WEIGHTS.wanted : WEIGHTS.second);
  }

  #found = new Map(); // results by number, of every search so far

  #everyEntry() {
    this.#all ??= this.#pagefind.search(this.#everything).then(({ results }) => this.#byNumber(results));
    return this.#all;
  }

  async #look(word) {
    const { results } = await this.#pagefind.search(word);
    for (const [number, result] of this.#byNumber(results)) this.#found.set(number, result);
    return results.flatMap((result) => {
      const number = this.#numbers.get(result.id);
      return number === undefined ? [] : [{ number, score: result.score }];
    });
  }

  /** How well each entry fits one of `meanings`, from 0 to 1. */
  #meant(meanings) {
    const by = new Map();
    const put = (shares, set, share, cover, many) => {
      for (const number of set) {
        shares.set(number, Math.max(shares.get(number) ?? 0, share / (many?.(number) ?? 1) ** WEIGHTS.special));
        const known = by.get(number) ?? { share: 0, cover: 0 };
        by.set(number, { ...known, cover: Math.max(known.cover, cover) });
      }
    };
    const made = new Set();
    for (const field of new Set(meanings.map(({ field }) => field))) {
      const ids = meanings.filter((each) => each.field === field);
      const shares = new Map();
      if (!field) put(shares, ids.map(({ number }) => number), 1, 1);
      for (const { id } of field ? ids : []) {
        const { everyone, terms, many } = this.#table.fields.get(field);
        const { fits, near, told } = terms.get(id);
        put(shares, fits, 1, 1, (number) => (many.get(number) ?? 1) + (everyone.has(number) ? WEIGHTS.wide : 0));
        put(shares, near, WEIGHTS.near, WEIGHTS.near);
        put(shares, told, 1, 1);
        put(shares, everyone, WEIGHTS.everyone, WEIGHTS.open);
        for (const number of fits) made.add(number);
      }
      for (const [number, share] of shares) by.get(number).share += share;
    }
    return { by, fitting: made.size || 1 };
  }

  async #listed() {
    return [...(await this.#everyEntry())].sort(([one], [other]) => one - other).map(([number, { data }]) => ({ number, data }));
  }

  #fits(number, field, id) {
    const { everyone, terms } = this.#table.fields.get(field) ?? {};
    const term = terms?.get(id);
    if (!term) return false;
    return term.fits.has(number) || (!term.universal && (term.near.has(number) || everyone.has(number)));
  }

  // What was made for the visitor's choices comes first, then what was made for more, then what
  // fits everybody.
  #madeForFirst(found, chosen) {
    const far = ({ number }) => Math.max(0, ...Object.entries(chosen).map(([field, ids]) => this.#distance(number, field, ids)));
    return found.map((each) => [far(each), each]).sort(([one], [other]) => one - other).map(([, each]) => each);
  }

  #distance(number, field, ids) {
    const terms = ids.map((id) => this.#table.fields.get(field)?.terms.get(id)).filter(Boolean);
    if (terms.some(({ fits }) => fits.has(number))) return 0;
    return terms.some(({ near }) => near.has(number)) ? 1 : 2;
  }

  #byNumber(results) {
    return new Map(
      results.filter(({ id }) => this.#numbers.has(id)).map((result) => [this.#numbers.get(result.id), result]),
    );
  }
}

// Lists of numbers come as the first one and each one's distance from the one before.
function numbers(steps = []) {
  let number = 0;
  return steps.map((step) => (number += step));
}
