// Which entry fits which term, and what people call them. Documents go by their number: the listed
// entries come first, in the order of lists, then closed ones, stories and guides.

import { Phrases } from "./words.js";

const MADE_FOR = "made for "; // before a field's name, which may be that of other evidence

// How much of a need what was made for more, or for everybody, answers.
const NEAR = 0.6;
const OPEN = 0.3;
// That an entry is for some, where the words do not say who asks, for a region or another country,
// or in another language.
const STRIKES = new Set(["narrow", "away", "foreign"]);
const NOTHING = new Set();
const EVERYONE = 8; // as how many terms it counts that an entry fits every visitor

export class Table {
  #fields = new Map();
  #spoken; // what can be had in the page's language
  #languages; // the fields that say in which it can be had
  #likely; // how much likelier each entry is wanted
  #overdue; // what is due to be checked again
  #home; // by the field of places, what can be used all over one of the site's own countries
  #stories; // the number of the first story …
  #guides; // … and of the first guide
  #named = new Map(); // what it means to name a document
  listed; // how many entries stand in lists
  phrases = new Phrases(); // what is called how, as far as it is known yet

  constructor({ listed, stories, guides, likely, spoken, languages, overdue, home, fields }) {
    this.listed = listed;
    this.#stories = stories;
    this.#guides = guides;
    this.#spoken = new Set(numbers(spoken));
    this.#languages = languages;
    this.#likely = likely;
    this.#overdue = new Set(numbers(overdue));
    this.#home = new Map(Object.entries(home).map(([field, steps]) => [field, new Set(numbers(steps))]));
    for (const [field, { universal, weight, terms }] of Object.entries(fields)) {
      const everyone = new Set(universal.flatMap((id) => numbers(terms[id]?.fits)));
      const many = new Map(); // how many terms each entry has: who serves few serves them well
      const known = new Map();
      for (const [id, { fits, near, told }] of Object.entries(terms)) {
        const [own, wide, lived] = [fits, near, told].map((steps) => new Set(numbers(steps)));
        const meaning = { field, id };
        known.set(id, { fits: own, near: wide, told: lived, universal: universal.includes(id), meaning });
        for (const number of own) many.set(number, (many.get(number) ?? 0) + 1);
      }
      this.#fields.set(field, { everyone, many, weight, terms: known });
    }
  }

  /** Takes in what more is called how: names by number, and by field and term. */
  learn({ names, terms }) {
    for (const [number, phrases] of Object.entries(names)) this.phrases.add(this.#naming(number), phrases);
    for (const [field, each] of Object.entries(terms)) {
      const known = this.#fields.get(field).terms;
      for (const [id, phrases] of Object.entries(each)) this.phrases.add(known.get(id).meaning, phrases);
    }
  }

  #naming(number) {
    if (!this.#named.has(number)) this.#named.set(number, { number: Number(number) });
    return this.#named.get(number);
  }

  isEntry(number) {
    return number < this.#stories;
  }

  /** Says whether an entry stands in no list, as it has closed. */
  isClosed(number) {
    return number >= this.listed && number < this.#stories;
  }

  /** Says whether an entry fits a visitor who chose a term: made for it, for more, or for all. */
  fits(number, field, id) {
    const { everyone, terms } = this.#fields.get(field) ?? {};
    const term = terms?.get(id);
    if (!term) return false;
    return term.fits.has(number) || (!term.universal && (term.near.has(number) || everyone.has(number)));
  }

  /**
   * Where an entry stands among those that fit what was chosen; less comes first: how `far` it is
   * from being made for that (0, or 1 for more, or 2 for all), how many reasons there are that a
   * visitor can't use it, and how many terms it has where something was chosen.
   */
  order(number, chosen) {
    const fields = new Set(Object.keys(chosen));
    let [far, many] = [0, 0];
    for (const [field, ids] of Object.entries(chosen)) {
      const facet = this.#fields.get(field);
      const terms = ids.map((id) => facet?.terms.get(id)).filter(Boolean);
      const away = terms.some(({ fits }) => fits.has(number)) ? 0 : terms.some(({ near }) => near.has(number)) ? 1 : 2;
      far = Math.max(far, away);
      many += facet?.many.get(number) ?? 0;
    }
    const unlikely = fields.size ? [...this.likelihood(number, fields, NOTHING)] : [];
    return [far, unlikely.filter(([name]) => STRIKES.has(name)).length, many, number];
  }

  /** How much evidence of this name counts: that an entry is made for a term of some field. */
  weight(name) {
    return this.#fields.get(name.slice(MADE_FOR.length))?.weight ?? 0;
  }

  /**
   * What a phrase with these meanings says of each document: `by` number the `amounts`, each with
   * its name, and how far it would `cover` the need, from 0 to 1. Where the phrase is `bound`, a
   * document of which it says nothing is for other visitors.
   */
  meant(meanings, rarity) {
    const by = new Map();
    const put = (set, name, amount, cover) => {
      for (const number of set) {
        if (!by.has(number)) by.set(number, { amounts: new Map(), cover: 0 });
        const known = by.get(number);
        known.amounts.set(name, Math.max(known.amounts.get(name) ?? 0, amount));
        known.cover = Math.max(known.cover, cover);
      }
    };
    for (const { field, id, number } of meanings) {
      if (!field) {
        put([number], "name", rarity(1), 1);
        continue;
      }
      const { everyone, terms, many } = this.#fields.get(field);
      const { fits, near, told } = terms.get(id);
      const worth = rarity(fits.size);
      put(fits, MADE_FOR + field, worth, 1);
      for (const entry of fits) {
        const among = (many.get(entry) ?? 1) + (everyone.has(entry) ? EVERYONE : 0);
        put([entry], "only", worth / among, 1);
      }
      put(told, "told", worth, 1);
      put(near, "near", worth, NEAR);
      put(everyone, "everyone", worth, OPEN);
    }
    const bound = meanings.some(({ field }) => this.#fields.get(field)?.everyone.size);
    return { by, bound };
  }

  /** How likely it is that somebody wants a document who named terms of `fields`, and `asks` for more. */
  *likelihood(number, fields, asks) {
    if (number >= this.#guides) {
      yield [asks.has("guides") ? "askedGuide" : "guide", 1];
      return;
    }
    if (!this.#spoken.has(number) && !this.#languages.some((field) => fields.has(field))) yield ["foreign", 1];
    if (!this.isEntry(number)) {
      yield [asks.has("stories") ? "askedStory" : "story", 1];
      return;
    }
    for (const [field, { everyone }] of this.#fields) {
      if (!everyone.size || fields.has(field) || everyone.has(number)) continue;
      const home = this.#home.get(field);
      yield [!home ? "narrow" : home.has(number) ? "home" : "away", 1];
    }
    yield ["likely", this.#likely[number]];
    if (this.#overdue.has(number)) yield ["overdue", 1];
  }
}

// Lists of numbers come as the first one and each one's distance from the one before.
function numbers(steps = []) {
  let number = 0;
  return steps.map((step) => (number += step));
}
