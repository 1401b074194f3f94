// Which entry fits which term, and what people call each term. Documents go by their number: the
// listed entries come first, in the order of lists, then closed ones, stories and guides.

import { WEIGHTS } from "./weights.js";
import { Phrases } from "./words.js";

export class Table {
  #fields = new Map();
  #spoken; // what can be had in the page's language
  #stories; // the number of the first story …
  #guides; // … and of the first guide
  listed; // how many entries stand in lists
  phrases;

  constructor({ listed, stories, guides, names, spoken, fields }) {
    this.listed = listed;
    this.#stories = stories;
    this.#guides = guides;
    this.#spoken = new Set(numbers(spoken));
    const called = names.map((each, number) => [{ number }, each]);
    for (const [field, { universal, terms }] of Object.entries(fields)) {
      const everyone = new Set(universal.flatMap((id) => numbers(terms[id]?.fits)));
      const many = new Map(); // how many terms each entry has: who serves few serves them well
      const known = new Map();
      for (const [id, { fits, near, told, words }] of Object.entries(terms)) {
        const [own, wide, lived] = [fits, near, told].map((steps) => new Set(numbers(steps)));
        known.set(id, { fits: own, near: wide, told: lived, universal: universal.includes(id) });
        for (const number of own) many.set(number, (many.get(number) ?? 0) + 1);
        called.push([{ field, id }, words]);
      }
      this.#fields.set(field, { everyone, many, terms: known });
    }
    this.phrases = new Phrases(called);
  }

  isEntry(number) {
    return number < this.#stories;
  }

  /** Says whether an entry fits a visitor who chose a term: made for it, for more, or for all. */
  fits(number, field, id) {
    const { everyone, terms } = this.#fields.get(field) ?? {};
    const term = terms?.get(id);
    if (!term) return false;
    return term.fits.has(number) || (!term.universal && (term.near.has(number) || everyone.has(number)));
  }

  /** How far an entry is from being made for what was chosen: 0, or 1 for more, or 2 for all. */
  distance(number, chosen) {
    const far = Object.entries(chosen).map(([field, ids]) => {
      const terms = ids.map((id) => this.#fields.get(field)?.terms.get(id)).filter(Boolean);
      if (terms.some(({ fits }) => fits.has(number))) return 0;
      return terms.some(({ near }) => near.has(number)) ? 1 : 2;
    });
    return Math.max(0, ...far);
  }

  /**
   * What a phrase with these meanings says of each document: its `share` of what is meant, more
   * for those of several fields, and how far it would `cover` the need, from 0 to 1. `made` is how
   * many entries are made for it.
   */
  meant(meanings) {
    const by = new Map();
    const made = new Set();
    const put = (shares, set, share, cover, many) => {
      for (const number of set) {
        const own = share / (many?.(number) ?? 1) ** WEIGHTS.special;
        shares.set(number, Math.max(shares.get(number) ?? 0, own));
        const known = by.get(number) ?? { share: 0, cover: 0 };
        by.set(number, { ...known, cover: Math.max(known.cover, cover) });
      }
    };
    for (const field of new Set(meanings.map((each) => each.field))) {
      const shares = new Map();
      for (const { id, number } of meanings.filter((each) => each.field === field)) {
        if (!field) {
          put(shares, [number], 1, 1);
          continue;
        }
        const { everyone, terms, many } = this.#fields.get(field);
        const { fits, near, told } = terms.get(id);
        const among = (entry) => (many.get(entry) ?? 1) + (everyone.has(entry) ? WEIGHTS.wide : 0);
        put(shares, fits, 1, 1, among);
        put(shares, told, 1, 1);
        put(shares, near, WEIGHTS.near, WEIGHTS.near);
        put(shares, everyone, WEIGHTS.everyone, WEIGHTS.open);
        for (const entry of fits) made.add(entry);
      }
      for (const [number, share] of shares) by.get(number).share += share;
    }
    return { by, made: made.size || 1 };
  }

  /**
   * How likely a document is what somebody wants who named terms of `fields`, and `asks` for
   * stories or guides: more than 1 is more likely than an entry that takes everybody.
   */
  likelihood(number, fields, asks) {
    const heard = this.#spoken.has(number) || number >= this.#guides ? 1 : WEIGHTS.foreign;
    if (!this.isEntry(number)) {
      return heard * (asks.has(number < this.#guides ? "stories" : "guides") ? WEIGHTS.wanted : WEIGHTS.second);
    }
    // Who names no illness and no place is best served by what takes everybody.
    const unnamed = [...this.#fields].filter(([field, { everyone }]) => everyone.size && !fields.has(field));
    const narrow = unnamed.filter(([, { everyone }]) => !everyone.has(number));
    return heard * WEIGHTS.narrow ** narrow.length;
  }
}

// Lists of numbers come as the first one and each one's distance from the one before.
function numbers(steps = []) {
  let number = 0;
  return steps.map((step) => (number += step));
}
