// How much each kind of evidence counts for a document, tuned by `make search-eval`. How much it
// counts that an entry is made for a term is said by the term's vocabulary (`weight`).

export const WEIGHTS = {
  // Words in a text, rare ones more: those that name no term, those that do, and whole names.
  plain: 0.6,
  said: 0.73,
  name: 0.92,

  // Terms that the words name.
  only: 0.26, // the fewer other terms an entry has, the more
  near: 0.35, // entries of the term that holds it
  everyone: -0.29, // entries that fit every visitor
  told: 0.47, // stories of it

  cover: 4.13, // how much of all words is answered
  strange: -1.86, // for each illness or place that the words name, and that it is not for

  // What somebody is likely to want.
  narrow: -1.39, // not an entry for some, where the words do not say who asks
  away: -3.64, // not what only a region, or another country than the site's own, can use
  foreign: -4.78, // not what can't be had in the page's language
  overdue: -0.5, // what nobody has checked again in time
  story: -2.48,
  askedStory: 0.03, // where the words ask for one
  guide: 0.3,
  askedGuide: 4.05, // where the words are a question
};
