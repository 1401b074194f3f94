// The packet: the places that a visitor keeps, on this device and nowhere else.
// A place is { id, note?, data?, saved?, gone? }: `data` is what was known of it on the day `saved`.

export const link = document.getElementById("my-packet");
export const { base } = link.dataset;
export const MOST = 100;
export const LONGEST_NOTE = 500;

// On owner.github.io all sites of one owner share this storage, so the key carries the base path.
export const KEY = `alongside:${base}:packet`;

let memory; // the packet where the browser keeps nothing for us

export const isId = (id) => typeof id === "string" && id.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);

export function places() {
  if (memory) return memory;
  try {
    return sound(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    return [];
  }
}

export const has = (id) => places().some((place) => place.id === id);

/** Keep `list` in place of what was kept; says whether it outlives this page. */
export function keep(list) {
  try {
    if (list.length) localStorage.setItem(KEY, JSON.stringify({ version: 1, places: list }));
    else localStorage.removeItem(KEY);
    memory = undefined;
    return true;
  } catch {
    memory = list;
    return false;
  }
}

/** Whether the browser lets us keep anything. */
export function lasts() {
  try {
    localStorage.getItem(KEY);
    return !memory;
  } catch {
    return false;
  }
}

/** What the directory says of a place today; nothing where it is gone. Fails where it cannot ask. */
export async function ask(id) {
  const answer = await fetch(`${link.dataset.resources}${id}/packet.json`);
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** A place with all that was found out of it. */
export function informed(place, data) {
  if (!data) return { ...place, gone: true };
  const { gone, ...rest } = place;
  return { ...rest, id: data.id, data, saved: today() };
}

export const today = () => new Intl.DateTimeFormat("sv").format(); // such as 2026-11-22

function sound(stored) {
  const seen = new Set();
  return (Array.isArray(stored?.places) ? stored.places : [])
    .filter((place) => isId(place?.id) && !seen.has(place.id) && seen.add(place.id))
    .slice(0, MOST);
}
