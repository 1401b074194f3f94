// Finding entries: words are looked up in the index, word by word; what they mean, what was chosen
// and every count come from the directory's own table.

import { Table } from "./table.js";
import { WEIGHTS } from "./weights.js";
import { Spelling, typed } from "./words.js";

const get = async (address, as) => {
  const answer = await fetch(address, { cache: "no-cache" });
  // A network that asks for a password first gives its own page in place of everything.
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!answer.ok || isPage) throw new Error(`${address}: ${answer.status}`);
  return answer[as]();
};

export class Search {
  #index;
  #language;
  #everything;
  #own; // the language's own words: those that say nothing, that ask, that ask for stories
  #pagefind;
  #numbers; // a document's number by Pagefind's name for it
  #table;
  #found = new Map(); // results by number, of every search so far
  #indexed; // every word of the index, once it is known
  #all; // promises the results of all entries and stories
  spelling;

  /** Opens the index of a language; `everything` is a word that every entry and story has. */
  static async open({ index, table, everything, language, own }) {
    const search = new Search();
    search.#index = index;
    search.#language = language;
    search.#everything = everything;
    search.#own = Object.fromEntries(Object.entries(own).map(([name, text]) => [name, new Set(typed(text))]));
    // Pagefind asks for these one after the other: asking early puts them into the browser's cache.
    for (const early of ["pagefind-worker.js", `wasm.${language}.pagefind`]) fetch(`${index}${early}`).catch(() => {});
    // An instance of its own, as Pagefind never asks again for what it once asked for in vain.
    const instance = import(`${index}pagefind.js`).then(async ({ createInstance }) => {
      search.#pagefind = createInstance();
      await search.#pagefind.init();
    });
    const [known, names] = await Promise.all([
      get(table, "json"),
      get(`${index}documents.${language}.json`, "json"),
      instance,
    ]).catch((error) => {
      instance.finally(() => search.close()).catch(() => {});
      throw error;
    });
    search.#numbers = new Map(names.map((name, number) => [name, number]));
    search.#table = new Table(known);
    return search;
  }

  /** Lets go of the index. */
  close() {
    this.#pagefind?.destroy();
  }

  /** Loads every word that can be found, which spelling help needs. */
  async learnToSpell() {
    const words = await get(`${this.#index}words.${this.#language}.txt`, "text");
    const [often, once] = words.split("\n\n").map((part) => part.split("\n").filter(Boolean));
    const told = often.filter((word) => word !== this.#everything);
    this.#indexed = new Set([...often, ...once]);
    this.spelling ??= new Spelling(this.#table.phrases.words(), told, once);
  }

  /**
   * What fits `chosen` (terms by field) and `words`, best first.
   *
   * Gives `results`, each with Pagefind's `data()`; `count(field, term)`, how many there would be
   * with that term chosen in its field; the `corrected` words as pairs; and the `unknown` ones.
   */
  async find(words, chosen, { asTyped = false } = {}) {
    const asked = this.#understand(words, asTyped);
    const found = asked.words.length ? await this.#ranked(asked) : words.trim() ? [] : await this.#listed(chosen);
    const fitting = (except) => {
      const wanted = Object.entries(chosen).filter(([field]) => field !== except);
      return found.filter(({ number }) =>
        wanted.every(([field, ids]) => ids.some((id) => this.#table.fits(number, field, id))),
      );
    };
    const lifted = new Map();
    const count = (field, id) => {
      if (!lifted.has(field)) lifted.set(field, fitting(field));
      return lifted.get(field).filter(({ number }) => this.#table.fits(number, field, id)).length;
    };
    return { results: fitting(), count, corrected: asked.corrected, unknown: asked.unknown };
  }

  #understand(text, asTyped) {
    const open = !/\s$/.test(text); // somebody may still be typing the last word
    const corrected = [];
    const unknown = [];
    const words = typed(text).flatMap((word, place, all) => {
      const known = this.#knows(word, open && place === all.length - 1);
      const better = asTyped ? undefined : known ? this.spelling?.likelier(word) : this.spelling.nearest(word);
      if (known && !better) return [word];
      if (better) corrected.push([word, better]);
      else unknown.push(word);
      return better ? [better] : [];
    });
    const begun = open && words.length > 0 && !this.spelling?.has(words.at(-1));
    const phrases = this.#table.phrases.in(words, begun);
    const asks = new Set();
    if (this.#own.questions.has(words[0])) asks.add("guides");
    if (words.some((word) => this.#own.stories.has(word))) asks.add("stories");
    return { words, phrases, asks, corrected, unknown };
  }

  #knows(word, last) {
    const { spelling } = this;
    if (!spelling || this.#own.skipped.has(word) || /\d/.test(word)) return true;
    return spelling.has(word) || (last && spelling.begins(word));
  }

  async #ranked({ words, phrases, asks }) {
    const size = this.#numbers.size;
    const telling = words.filter((word) => !this.#own.skipped.has(word));
    const [everything, ...hits] = await Promise.all([
      phrases.length ? this.#everyResult() : this.#found,
      ...words.map((word) => (telling.length && !telling.includes(word) ? [] : this.#look(word))),
    ]);
    const meant = phrases.map((phrase) => ({ ...phrase, ...this.#table.meant(phrase.meanings) }));
    const naming = words.map((_, place) => meant.filter(({ start, end }) => start <= place && place < end));

    const points = new Map();
    const add = (number, more) => points.set(number, (points.get(number) ?? 0) + more);
    hits.forEach((found, place) => {
      const value = naming[place].length || !meant.length ? 1 : WEIGHTS.plain;
      for (const { number, score } of found) add(number, value * Math.log1p(score));
    });
    for (const { by, made } of meant) {
      const value = WEIGHTS.meant * Math.log(1 + size / made);
      for (const [number, { share }] of by) add(number, value * share);
    }

    // How much of what was typed each document answers; rare words and named terms weigh more.
    const covers = words.map((_, place) => {
      const covered = new Map(hits[place].map(({ number }) => [number, 1]));
      for (const { by } of naming[place]) {
        for (const [number, { cover }] of by) covered.set(number, Math.max(covered.get(number) ?? 0, cover));
      }
      return covered;
    });
    const worth = covers.map(({ size: of }, place) =>
      of ? Math.log(1 + size / of) ** WEIGHTS.rare * (naming[place].length ? WEIGHTS.named : 1) : 0,
    );
    const whole = worth.reduce((sum, each) => sum + each, 0) || 1;
    const coverOf = (number) =>
      covers.reduce((sum, covered, place) => sum + worth[place] * (covered.get(number) ?? 0), 0) / whole;

    const fields = new Set(phrases.flatMap(({ meanings }) => meanings.map(({ field }) => field)));
    const ranked = [...points].flatMap(([number, sum]) => {
      const result = this.#found.get(number) ?? everything.get(number);
      const cover = coverOf(number);
      const rank = sum * cover ** WEIGHTS.cover * this.#table.likelihood(number, fields, asks);
      return result ? [{ number, cover, rank, data: () => result.data() }] : [];
    });
    const most = Math.max(0, ...ranked.map(({ cover }) => cover));
    return ranked
      .filter(({ cover }) => cover >= WEIGHTS.enough * most)
      .sort((one, other) => other.rank - one.rank || one.number - other.number);
  }

  async #look(word) {
    const { results } = await this.#pagefind.search(word);
    if (!results.length && this.#indexed?.has(word)) throw new Error(`A part of the index is lost: ${word}`);
    const found = this.#byNumber(results);
    for (const [number, result] of found) this.#found.set(number, result);
    return [...found].map(([number, { score }]) => ({ number, score }));
  }

  #everyResult() {
    this.#all ??= this.#pagefind.search(this.#everything).then(({ results }) => {
      if (!results.length && this.#table.listed) throw new Error("A part of the index is lost.");
      return this.#byNumber(results);
    });
    return this.#all;
  }

  // What was made for the visitor's choices comes first, then what was made for more, then for all.
  async #listed(chosen) {
    return [...(await this.#everyResult())]
      .filter(([number]) => this.#table.isEntry(number))
      .map(([number, result]) => ({ number, far: this.#table.distance(number, chosen), data: () => result.data() }))
      .sort((one, other) => one.far - other.far || one.number - other.number);
  }

  #byNumber(results) {
    const known = results.filter(({ id }) => this.#numbers.has(id));
    return new Map(known.map((result) => [this.#numbers.get(result.id), result]));
  }
}
