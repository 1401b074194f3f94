// Finding entries: words are looked up in the index, word by word; what they mean, what was chosen
// and every count come from the directory's own table.

import { Table } from "./table.js";
import { WEIGHTS } from "./weights.js";
import { Phrases, Spelling, typed } from "./words.js";

const get = async (address, as) => {
  const answer = await fetch(address, { cache: "no-cache" });
  // A network that asks for a password first gives its own page in place of everything.
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!answer.ok || isPage) throw new Error(`${address}: ${answer.status}`);
  return answer[as]();
};

const FEWEST = 10; // results, where there are so many, however little they answer
const ENOUGH = 0.6; // the share of what the best one answers that others must answer
const INSIDE = 0.4; // how much a phrase counts that is a part of another
const SHORT = 2; // signs
const MENTION = 1.2; // what the index gives to words that a text only mentions says little
const NAMED = 3; // how much more of a need a word tells that names a term

export class Search {
  #index;
  #language;
  #everything;
  #own = {}; // the language's own words: those that say nothing, that ask, that ask for stories
  #endings; // of words in that language
  #urgent; // phrases of those who may be in danger
  #pagefind;
  #numbers; // a document's number by Pagefind's name for it
  #table;
  #phrases; // where they are
  #learnt; // promises that they are known
  #found = new Map(); // results by number, of every search so far
  #looked = new Map(); // promises what the index has for a word
  #indexed; // every word of the index, once it is known
  #all; // promises the results of all entries and stories
  spelling;

  /** Opens the index of a language; `everything` is a word that every entry and story has. */
  static async open({ index, table, phrases, everything, language, own }) {
    const search = new Search();
    search.#phrases = phrases;
    search.#index = index;
    search.#language = language;
    search.#everything = everything;
    for (const name of ["skipped", "questions", "stories"]) search.#own[name] = new Set(typed(own[name]));
    search.#endings = typed(own.endings);
    search.#urgent = new Phrases([["urgent", own.urgent.split(",").map((phrase) => typed(phrase).join(" "))]]);
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

  // Who types one word has a first result before what people say in several has come.
  #learnPhrases() {
    this.#learnt ??= get(this.#phrases, "json").then((phrases) => this.#table.learn(phrases));
    this.#learnt.catch(() => (this.#learnt = undefined));
    return this.#learnt;
  }

  /** Loads every word that can be found, which spelling help needs, and all phrases. */
  async learnToSpell() {
    const [words] = await Promise.all([
      get(`${this.#index}words.${this.#language}.txt`, "text"),
      this.#learnPhrases(),
    ]);
    const [often, once] = words.split("\n\n").map((part) => part.split("\n").filter(Boolean));
    const told = often.filter((word) => word !== this.#everything);
    this.#indexed = new Set([...often, ...once]);
    this.spelling ??= new Spelling(this.#table.phrases.words(), told, once, this.#endings);
  }

  /**
   * What fits `chosen` (terms by field) and `words`, best first.
   *
   * Gives `results`, each with Pagefind's `data()`; `count(field, term)`, how many there would be
   * with that term chosen in its field; the `corrected` words as pairs; the `unknown` ones; and
   * whether the words are `urgent`.
   */
  async find(words, chosen, { asTyped = false } = {}) {
    if (typed(words).length > 1) await this.#learnPhrases();
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
    const { corrected, unknown, urgent } = asked;
    return { results: fitting(), count, corrected, unknown, urgent };
  }

  #understand(text, asTyped) {
    const open = !/\s$/.test(text); // somebody may still be typing the last word
    const corrected = [];
    const unknown = [];
    const said = typed(text);
    const named = new Set(this.#table.phrases.in(said, false).flatMap(({ start, end }) => said.slice(start, end)));
    const words = said.flatMap((word, place) => {
      const known = named.has(word) || this.#knows(word, open && place === said.length - 1);
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
    const urgent = this.#urgent.in(said, false).length > 0;
    return { words, phrases, asks, corrected, unknown, urgent };
  }

  #knows(word, last) {
    const { spelling } = this;
    if (!spelling || this.#own.skipped.has(word) || /\d/.test(word)) return true;
    return spelling.isWritten(word) || (last && spelling.begins(word));
  }

  async #ranked(asked) {
    const evidence = await this.#evidence(asked);
    const all = asked.phrases.length ? await this.#everyResult() : this.#found;
    const ranked = [...evidence].flatMap(([number, found]) => {
      const result = this.#found.get(number) ?? all.get(number);
      const rank = Object.entries(found).reduce((sum, [name, value]) => sum + value * this.#weight(name), 0);
      return result ? [{ number, cover: found.cover, rank, data: () => result.data() }] : [];
    });
    const most = Math.max(0, ...ranked.map(({ cover }) => cover));
    return ranked
      .sort((one, other) => other.rank - one.rank || one.number - other.number)
      .filter(({ cover }, place) => place < FEWEST || cover >= ENOUGH * most);
  }

  #weight(name) {
    return WEIGHTS[name] ?? this.#table.weight(name);
  }

  /** What speaks for and against each document, by number: amounts by their name in the weights. */
  async #evidence({ words, phrases, asks }) {
    const size = this.#numbers.size;
    const rarity = (many) => Math.log(1 + size / Math.max(1, many));
    // So short a word is the beginning of too many others: the “4” of “stage 4” finds “4th”.
    const says = (word) => word.length > SHORT && !this.#own.skipped.has(word);
    const telling = words.filter(says);
    const [, ...hits] = await Promise.all([
      phrases.length ? this.#everyResult() : undefined,
      ...words.map((word) => (telling.length && !telling.includes(word) ? [] : this.#look(word))),
    ]);
    const meant = phrases.map((phrase) => ({ ...phrase, ...this.#table.meant(phrase.meanings, rarity) }));
    const naming = words.map((_, place) => meant.filter(({ start, end }) => start <= place && place < end));

    const evidence = new Map();
    const add = (number, name, more) => {
      if (!evidence.has(number)) evidence.set(number, {});
      const found = evidence.get(number);
      found[name] = (found[name] ?? 0) + more;
    };
    hits.forEach((found, place) => {
      const name = naming[place].length ? "said" : "plain";
      for (const { number, score } of found) {
        add(number, name, rarity(found.length) * Math.max(0, Math.log1p(score) - MENTION));
      }
    });
    for (const { by, inside } of meant) {
      for (const [number, { amounts }] of by) {
        for (const [name, amount] of amounts) add(number, name, inside ? INSIDE * amount : amount);
      }
    }

    // How much of what was typed each document answers; rare words and named terms weigh more.
    const covers = words.map((_, place) => {
      const covered = new Map(hits[place].map(({ number }) => [number, 1]));
      for (const { by } of naming[place]) {
        for (const [number, { cover }] of by) covered.set(number, Math.max(covered.get(number) ?? 0, cover));
      }
      return covered;
    });
    const worth = covers.map(({ size: of }, place) => (of ? rarity(of) * (naming[place].length ? NAMED : 1) : 0));
    const whole = worth.reduce((sum, each) => sum + each, 0) || 1;
    const fields = new Set(phrases.flatMap(({ meanings }) => meanings.map(({ field }) => field)));
    for (const number of evidence.keys()) {
      const answered = covers.reduce((sum, covered, place) => sum + worth[place] * (covered.get(number) ?? 0), 0);
      add(number, "cover", answered / whole);
      add(number, "strange", meant.filter(({ by, bound, inside }) => bound && !inside && !by.has(number)).length);
      for (const [name, amount] of this.#table.likelihood(number, fields, asks)) add(number, name, amount);
    }
    return evidence;
  }

  // Who types on has the same words before the last: each is looked up once. For a word that no text
  // has Pagefind answers with shorter ones that it begins with, which say nothing.
  async #look(word) {
    if (this.spelling && !this.spelling.isWritten(word)) return [];
    if (!this.#looked.has(word)) {
      const looking = this.#pagefind.search(word).then(({ results }) => {
        const known = this.#byNumber(results);
        for (const [number, result] of known) this.#found.set(number, result);
        return [...known].map(([number, { score }]) => ({ number, score }));
      });
      looking.catch(() => this.#looked.delete(word)); // the next time may be luckier
      this.#looked.set(word, looking);
    }
    const found = await this.#looked.get(word);
    if (!found.length && this.#indexed?.has(word)) throw new Error(`A part of the index is lost: ${word}`);
    return found;
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
