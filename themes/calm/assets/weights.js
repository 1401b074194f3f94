// How much a find counts, tuned by `make search-eval`.

export const WEIGHTS = {
  // Entries of a term that the words name, against words that merely stand in a text: those of the
  // term itself, of the term that holds it, and those that fit every visitor.
  meant: 1.18,
  near: 0.56,
  everyone: 0.05,
  open: 0.1, // how much of a need what fits every visitor answers
  special: 0.03, // how much an entry of few terms is preferred to one of many
  wide: 8.31, // as how many terms it counts that an entry fits every visitor

  // Words.
  plain: 1, // one that names no term, where others do
  named: 3.28, // one that names a term, in how much is answered
  rare: 0.54, // how much more a rare one counts there than a common one
  telling: 0.56, // how much more a rare one counts as a find
  cover: 0.69, // how strongly entries win that answer more of the words
  enough: 0.6, // the share of the best answer's cover that others must have

  // What somebody is likely to want, against an entry that takes everybody.
  narrow: 0.82, // an entry for some, where the words do not say who asks
  strange: 0.44, // for each illness or place that the words name, and that an entry is not for
  away: 0.7, // what only a region, or another country than the site's own, can use
  foreign: 0.1, // what can't be had in the page's language
  second: 0.85, // stories
  wanted: 0.8, // stories, where the words ask for them
  guide: 0.64,
  asked: 1.59, // guides, where the words are a question
};
