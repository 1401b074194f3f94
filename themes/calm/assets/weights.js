// How much each kind of evidence counts for a document, tuned by `make search-eval`. How much it
// counts that an entry is made for a term is said by the term's vocabulary (`weight`).

export const WEIGHTS = {
  // Words in a text, rare ones more: those that name no term, those that do, and whole names.
  plain: 0.75,
  said: 0.74,
  name: 1.64,

  // Terms that the words name.
  only: 0.58, // the fewer other terms an entry has, the more
  near: 0.16, // entries of the term that holds it
  everyone: -0.22, // entries that fit every visitor
  told: 0.41, // stories of it

  cover: 3.5, // how much of all words is answered
  strange: -1.37, // for each illness or place that the words name, and that it is not for

  // What somebody is likely to want.
  narrow: -2.68, // not an entry for some, where the words do not say who asks
  home: -0.25, // not what only the site's own countries can use, where the words name no place
  away: -3.0, // not what only a region, or another country than the site's own, can use
  foreign: -3.36, // not what can't be had in the page's language
  likely: 1, // by its vocabularies' terms
  overdue: -0.5, // what nobody has checked again in time
  story: -0.58,
  askedStory: 0.87, // where the words ask for one
  guide: 0.17,
  askedGuide: 0.92, // where the words are a question
};
