// How much a find counts, tuned by `make search-eval`.
export const WEIGHTS = {
  meant: 1.3, // a term that the words name, against the words themselves
  special: 0.2, // how much an entry of few terms is preferred to one of many
  wide: 4.4, // as how many terms it counts that an entry fits every visitor
  near: 0.65, // … for entries of the term that holds it
  everyone: 0.22, // … for entries that fit every visitor
  open: 0.39, // … and how much of what they need these answer
  rare: 0.34, // how much more a rare word counts than a common one
  plain: 0.8, // a word of the text that names no term, where others do
  named: 2.94, // a word that names a term, against any other
  cover: 1, // how strongly entries win that answer more of the words
  enough: 0.69, // the share of the best answer's cover that others must have
  second: 0.86, // stories and guides, against entries
  narrow: 0.82, // an entry for some, where the words do not say who asks
  foreign: 0.26, // what can't be had in the page's language
  wanted: 2.32, // … where the words ask for them
};
