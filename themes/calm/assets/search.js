// Finding entries: words are looked up in the index, word by word; what they mean, what was chosen
// and every count come from the directory's own table.

import { Table } from "./table.js";
import { WEIGHTS } from "./weights.js";
import { Phrases, Spelling, partOf, typed } from "./words.js";

const get = async (address, as, cache = "no-cache") => {
  const answer = await fetch(address, { cache });
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
const FOUND = ["plain", "said", "name"]; // evidence without which closed entries do not show
const NAMED = 3; // how much more of a need a word tells that names a term

export class Search {
  #index;
  #language;
  #own = {}; // the language's own words: those that say nothing, that ask, that ask for stories
  #urgent = new Phrases(); // of those who may be in danger
  #pagefind; // promises it
  #names; // Pagefind's name for each document, by number …
  #numbers; // … and the other way round
  #table;
  #spelling;
  #words; // where the parts of what people say are …
  #parts; // … how many …
  #learnt = new Map(); // … and promises that a part is known
  #isLearned = false; // whether all of them are
  #looked = new Map(); // promises what the index has for a word
  #cards = new Map(); // promises of what a result shows, by number

  /**
   * Opens the index of a language. A `large` one is searched beside the page, in a worker; one that
   * is not large has been searched before a worker has started.
   */
  static async open({ index, program, table, words, parts, large, language, own }) {
    const search = new Search();
    search.#words = words;
    search.#parts = parts;
    search.#index = index;
    search.#language = language;
    for (const name of ["skipped", "questions", "stories"]) search.#own[name] = new Set(typed(own[name]));
    search.#spelling = new Spelling(typed(own.endings));
    search.#urgent.add("urgent", own.urgent.split(",").map((phrase) => typed(phrase).join(" ")));
    // Pagefind asks for this late: asking early puts it into the browser's cache.
    if (program) fetch(program).catch(() => {});
    // An instance of its own, as Pagefind never asks again for what it once asked for in vain.
    search.#pagefind = import(`${index}pagefind.js`).then(async ({ createInstance }) => {
      const pagefind = createInstance({ noWorker: !large });
      await pagefind.init();
      return pagefind;
    });
    search.#pagefind.catch(() => {}); // who looks up a word will hear of it
    try {
      const [known, names] = await Promise.all([
        get(table, "json"),
        get(`${index}documents.${language}.json`, "json"),
      ]);
      search.#names = names;
      search.#numbers = new Map(names.map((name, number) => [name, number]));
      search.#table = new Table(known);
    } catch (error) {
      search.close();
      throw error;
    }
    return search;
  }

  /** Lets go of the index. */
  close() {
    this.#pagefind.then((pagefind) => pagefind.destroy()).catch(() => {});
  }

  // What begins with a letter lies in one part, and phrases with their longest word: a first result
  // has not to wait for all of them.
  #learn(words) {
    const telling = words.filter((word) => word.length > SHORT || !this.#own.skipped.has(word));
    const asked = telling.length ? telling : words;
    return Promise.all(asked.map((word) => this.#learnPart(partOf(word, this.#parts))));
  }

  #learnPart(part) {
    if (!this.#learnt.has(part)) {
      const asking = get(`${this.#words}${part}.json`, "json").then((said) => {
        this.#table.learn(said);
        this.#spelling.learn(said.words);
      });
      asking.catch(() => this.#learnt.delete(part)); // the next time may be luckier
      this.#learnt.set(part, asking);
    }
    return this.#learnt.get(part);
  }

  /** Loads all that people say: what is misspelt may begin with another letter. */
  async learnAll() {
    await Promise.all(Array.from({ length: this.#parts }, (_, part) => this.#learnPart(part)));
    this.#isLearned = true;
  }

  /**
   * What fits `chosen` (terms by field) and `words`, best first.
   *
   * Gives `results`, each with `card()`, which promises what it shows; `count(field, term)`, how many there would be
   * with that term chosen in its field; the `corrected` words as pairs; the `unknown` ones; whether
   * the words are `urgent`; and, as `isSure`, whether it would be the same once all that people say
   * is known (`learnAll`).
   */
  async find(words, chosen, { asTyped = false } = {}) {
    const said = typed(words);
    // On a slow line there is no time to wait whether a word is spelt well before it is looked up.
    for (const word of said.filter((each) => this.#says(each))) this.#ask(word).catch(() => {});
    await this.#learn(said);
    const asked = this.#understand(words, asTyped);
    const found = asked.words.length ? await this.#ranked(asked) : words.trim() ? [] : this.#listed(chosen);
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
    const { corrected, unknown, urgent, isSure } = asked;
    return { results: fitting(), count, corrected, unknown, urgent, isSure };
  }

  #understand(text, asTyped) {
    const open = !/\s$/.test(text); // somebody may still be typing the last word
    const corrected = [];
    const unknown = [];
    let sure = true;
    const nearest = (word) => {
      const near = this.#spelling.nearest(word);
      sure &&= near.sure;
      return near.word;
    };
    const said = typed(text);
    const named = new Set(this.#table.phrases.in(said, false).flatMap(({ start, end }) => said.slice(start, end)));
    const words = said.flatMap((word, place) => {
      const known = named.has(word) || this.#knows(word, open && place === said.length - 1);
      const better = asTyped ? undefined : known ? this.#spelling.likelier(word) : nearest(word);
      if (known && !better) return [word];
      if (better) corrected.push([word, better]);
      else unknown.push(word);
      return better ? [better] : [];
    });
    const begun = open && words.length > 0 && !this.#spelling.has(words.at(-1));
    const phrases = this.#table.phrases.in(words, begun);
    const asks = new Set();
    if (this.#own.questions.has(words[0])) asks.add("guides");
    if (words.some((word) => this.#own.stories.has(word))) asks.add("stories");
    const urgent = this.#urgent.in(said, false).length > 0;
    return { words, phrases, asks, corrected, unknown, urgent, isSure: sure || this.#isLearned };
  }

  #knows(word, last) {
    if (word.length <= SHORT || this.#own.skipped.has(word) || /\d/.test(word)) return true;
    return this.#spelling.has(word) || this.#spelling.isWritten(word) || (last && this.#spelling.begins(word));
  }

  async #ranked(asked) {
    const evidence = await this.#evidence(asked);
    const ranked = [...evidence]
      .filter(([number, found]) => !this.#table.isClosed(number) || FOUND.some((name) => name in found))
      .map(([number, found]) => {
        const rank = Object.entries(found).reduce((sum, [name, value]) => sum + value * this.#weight(name), 0);
        return { number, cover: found.cover, rank, card: () => this.#card(number) };
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
    const telling = words.filter((word) => this.#says(word));
    const hits = await Promise.all(
      words.map((word) => (telling.length && !telling.includes(word) ? [] : this.#look(word))),
    );
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

  // So short a word is the beginning of too many others: the “4” of “stage 4” finds “4th”.
  #says(word) {
    return word.length > SHORT && !this.#own.skipped.has(word);
  }

  // For a word that no text has Pagefind answers with shorter ones that it begins with, which say
  // nothing.
  async #look(word) {
    if (!/\d/.test(word) && !this.#spelling.isWritten(word)) return [];
    const found = await this.#ask(word);
    if (!found.length && this.#spelling.isText(word)) throw new Error(`A part of the index is lost: ${word}`);
    return found;
  }

  // Who types on has the same words before the last: each is asked for once.
  #ask(word) {
    if (!this.#looked.has(word)) {
      const looking = this.#pagefind
        .then((pagefind) => pagefind.search(word))
        .then(({ results }) => {
          const known = results.filter(({ id }) => this.#numbers.has(id));
          return known.map(({ id, score }) => ({ number: this.#numbers.get(id), score }));
        });
      looking.catch(() => this.#looked.delete(word)); // the next time may be luckier
      this.#looked.set(word, looking);
    }
    return this.#looked.get(word);
  }

  // What was made for the visitor's choices comes first, then what was made for more, then for all;
  // among these what most people can use, and what is there for few others.
  #listed(chosen) {
    const before = (one, other) => one.map((each, place) => each - other[place]).find((step) => step) ?? 0;
    return Array.from({ length: this.#table.listed }, (_, number) => number)
      .map((number) => ({ number, order: this.#table.order(number, chosen), card: () => this.#card(number) }))
      .sort((one, other) => before(one.order, other.order));
  }

  #card(number) {
    if (!this.#cards.has(number)) {
      const asking = get(`${this.#index}results/${this.#names[number]}.json`, "json", "default").then(
        ({ url, meta }) => ({ url: new URL(`..${url}`, this.#index).pathname, meta }),
      );
      asking.catch(() => this.#cards.delete(number)); // the next time may be luckier
      this.#cards.set(number, asking);
    }
    return this.#cards.get(number);
  }
}
