// On every page: the number of places in the packet, and the buttons that keep one.

import { beReady, forget, keepCalendars } from "./offline.js";
import { MOST, KEY, ask, has, informed, keep, link, places } from "./packet-store.js";

const language = document.documentElement.lang;

/** Let screen readers know what happened. */
export function tell(words) {
  document.getElementById("told").textContent = words;
}

export function showCount() {
  const number = places().length;
  link.querySelector(".in-packet").textContent = number ? `(${number.toLocaleString(language)})` : "";
}

function show(root = document) {
  for (const button of root.querySelectorAll("[data-keep]")) {
    button.toggleAttribute("data-kept", has(button.dataset.keep));
  }
}

function showAll() {
  showCount();
  show();
}

/** Make the button of a result keep the entry that lies at `address`. */
export function offer(item, address, name) {
  const button = item.querySelector("[data-keep]");
  if (!button) return;
  button.dataset.keep = address.split("/").at(-2);
  button.dataset.name = name;
  button.querySelector("[data-named]").textContent = name;
  show(item);
}

async function press(button) {
  const { keep: id, name } = button.dataset;
  if (has(id)) {
    keep(places().filter((place) => place.id !== id));
    showAll();
    tell(link.dataset.taken);
    if (places().length) keepCalendars();
    else forget();
    return;
  }
  if (places().length >= MOST) return explain(button, link.dataset.full);
  const lasts = keep([...places(), { id, name }]);
  showAll();
  if (!lasts) return explain(button, link.dataset.blocked);
  tell(link.dataset.kept);
  beReady();
  try {
    const data = await ask(id);
    keep(places().map((place) => (place.id === id ? informed(place, data) : place)));
    keepCalendars();
  } catch {
    // The packet asks again when it is opened.
  }
}

function explain(button, words) {
  const place = button.closest("p");
  if (!place.nextElementSibling?.matches(".explained")) {
    const note = document.createElement("p");
    note.className = "notice explained";
    place.after(note);
  }
  place.nextElementSibling.textContent = words;
  tell(words);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keep]");
  if (button) press(button);
});

// Another window may have changed the packet, also while this page lay behind “back”.
addEventListener("storage", ({ key }) => (key === KEY || key === null) && showAll());
addEventListener("pageshow", ({ persisted }) => persisted && showAll());
showAll();
