// How much a find counts, tuned by `make search-eval`.

export const WEIGHTS = {
  // Entries of a term that the words name, against words that merely stand in a text: those of the
  // term itself, of the term that holds it, and those that fit every visitor.
  meant: 1.3,
  near: 0.65,
  everyone: 0.22,
  open: 0.39, // how much of a need what fits every visitor answers
  special: 0.2, // how much an entry of few terms is preferred to one of many
  wide: 4.4, // as how many terms it counts that an entry fits every visitor

  // Words.
  plain: 0.8, // one that names no term, where others do
  named: 2.94, // one that names a term, in how much is answered
  rare: 0.34, // how much more a rare one counts there than a common one
  cover: 1, // how strongly entries win that answer more of the words
  enough: 0.69, // the share of the best answer's cover that others must have

  // What somebody is likely to want, against an entry that takes everybody.
  narrow: 0.82, // an entry for some, where the words do not say who asks
  foreign: 0.26, // what can't be had in the page's language
  second: 0.86, // stories and guides
  wanted: 2.32, // stories and guides, where the words ask for them
};
