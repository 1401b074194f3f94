// How much each kind of evidence counts for a document, tuned by `make search-eval`. How much it
// counts that an entry is made for a term is said by the term's vocabulary (`weight`).

export const WEIGHTS = {
  // Words in a text, rare ones more: those that name no term, those that do, and whole names.
  plain: 0.74,
  said: 0.7,
  name: 1.3,

  // Terms that the words name.
  only: 0.59, // the fewer other terms an entry has, the more
  near: 0.1, // entries of the term that holds it
  everyone: -0.35, // entries that fit every visitor
  told: 0.52, // stories of it

  cover: 2.99, // how much of all words is answered
  strange: -1.3, // for each illness or place that the words name, and that it is not for

  // What somebody is likely to want.
  narrow: -2.56, // not an entry for some, where the words do not say who asks
  home: -0.4, // not what only the site's own countries can use, where the words name no place
  away: -2.97, // not what only a region, or another country than the site's own, can use
  foreign: -3.65, // not what can't be had in the page's language
  overdue: -0.5, // what nobody has checked again in time
  story: -0.82,
  askedStory: 0.89, // where the words ask for one
  guide: 0.39,
  askedGuide: 0.23, // where the words are a question
};
