// A list as a link: #v1=one-id,another-id&n0=a note of the first. The fragment never leaves the
// browser. Whoever made a link may mean ill, so reading one takes nothing for granted.

import { LONGEST_NOTE, MOST, isId } from "./packet-store.js";

const LONGEST = 500_000; // characters: a hundred places with long notes in any script

export function asFragment(places, withNotes) {
  const ids = places.map((place) => place.id).join(",");
  const notes = places.map(({ note }, number) =>
    withNotes && note ? `&n${number}=${encodeURIComponent(note)}` : "");
  return `#v1=${ids}${notes.join("")}`;
}

/** The places of a link; nothing where `fragment` is no list, an empty list where it is broken. */
export function fromFragment(fragment) {
  if (!/^#v\d+=/.test(fragment)) return undefined;
  if (fragment.length > LONGEST) return [];
  const said = new URLSearchParams(fragment.slice(1));
  const seen = new Set();
  return (said.get("v1") ?? "")
    .split(",", MOST)
    .map((id, number) => ({ id, note: (said.get(`n${number}`) ?? "").slice(0, LONGEST_NOTE) }))
    .filter(({ id }) => isId(id) && !seen.has(id) && seen.add(id));
}
