// The page of the packet.

import { showCount, tell } from "./keep.js";
import { beReady, forget, keepCalendars } from "./offline.js";
import { offerCalendar } from "./packet-calendar.js";
import { leaf, sentPlace, show, words } from "./packet-leaf.js";
import { asFragment, fromFragment } from "./packet-link.js";
import { KEY, LONGEST_NOTE, MOST, ask, has, informed, keep, lasts, places, today } from "./packet-store.js";
import { readyToSend } from "./sharing.js";

const part = (id) => document.getElementById(id);
const language = document.documentElement.lang;

const leaves = new Map(); // from ids to the elements that show them

// ---- One's own list ----------------------------------------------------------------------

function draw() {
  const list = places();
  for (const place of list) {
    if (!leaves.has(place.id)) leaves.set(place.id, made(place));
    show(leaves.get(place.id), place);
  }
  const elements = list.map((place) => leaves.get(place.id));
  part("leaves").replaceChildren(...elements);
  for (const [number, element] of elements.entries()) {
    const [up, down] = ["[data-up]", "[data-down]"].map((button) => element.querySelector(button));
    up.hidden = down.hidden = elements.length === 1;
    up.disabled = number === 0;
    down.disabled = number === elements.length - 1;
  }
  drawAround();
}

function drawAround() {
  const some = places().length > 0;
  part("own").hidden = part("send").hidden = !some;
  part("empty").hidden = some || !part("sent").hidden;
  part("blocked").hidden = lasts();
  if (some) part("wiped").textContent = "";
  showCount();
  offerCalendar();
  drawLink();
}

function made({ id }) {
  const element = leaf();
  const note = element.querySelector("textarea");
  note.addEventListener("input", () => {
    change(id, (place) => ({ ...place, note: note.value.slice(0, LONGEST_NOTE) }));
    show(element, places().find((place) => place.id === id));
    drawLink();
  });
  element.querySelector("[data-up]").addEventListener("click", ({ target }) => move(id, -1, target));
  element.querySelector("[data-down]").addEventListener("click", ({ target }) => move(id, 1, target));
  element.querySelector("[data-take]").addEventListener("click", () => takeOut(id));
  return element;
}

function change(id, changed) {
  keep(places().map((place) => (place.id === id ? changed(place) : place)));
}

function move(id, by, target) {
  const list = [...places()];
  const from = list.findIndex((place) => place.id === id);
  list.splice(from + by, 0, ...list.splice(from, 1));
  keep(list);
  draw();
  const pressed = target.closest("button");
  const other = pressed.parentElement.querySelector(by < 0 ? "[data-down]" : "[data-up]");
  (pressed.disabled ? other : pressed).focus();
  tell(words.moved.replace("{number}", (from + by + 1).toLocaleString(language)));
}

function takeAway(id) {
  keep(places().filter((place) => place.id !== id));
  leaves.delete(id);
}

function takeOut(id) {
  const place = places().findIndex((each) => each.id === id);
  takeAway(id);
  draw();
  const next = part("leaves").children[Math.min(place, places().length - 1)];
  (next?.querySelector("[data-take]") ?? part("title")).focus();
  if (places().length) keepCalendars();
  else forget();
}

// What is older than today, or in another language, is asked for again.
async function refresh() {
  const old = places().filter(({ data, saved }) => saved !== today() || data?.language !== language);
  await Promise.all(old.map(async ({ id }) => {
    try {
      const data = await ask(id);
      if (data && data.id !== id && has(data.id)) takeAway(id); // it became one that is here already
      else change(id, (place) => informed(place, data));
    } catch {
      // Not connected: what was saved stays.
    }
  }));
  if (old.length) draw();
  keepCalendars({ anew: old.length > 0 });
}

// ---- Sending it --------------------------------------------------------------------------

function address() {
  return location.origin + location.pathname + asFragment(places(), part("with-notes").checked);
}

function drawLink() {
  part("address").value = address();
  const body = `${words.opening}\r\n\r\n${address()}`;
  part("send").querySelector("[data-mail]").href =
    `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(body)}`;
}

part("with-notes").addEventListener("change", drawLink);
part("address").addEventListener("focus", () => part("address").select());
readyToSend(part("send"), () => ({ title: words.subject, url: address() }), part("address"));

// ---- A list that somebody sent -----------------------------------------------------------

let turn = 0; // the number of the newest link; an older one gives way to it
let found = [];
const merges = part("sent").querySelectorAll("[data-merge]");
const [heading, title] = [part("title").textContent, document.title];

// A list that somebody sent heads the page: one's own stands below it.
function head(sent) {
  const said = sent ? words.received : heading;
  part("title").textContent = said;
  document.title = title.replace(heading, () => said);
  part("lead").hidden = sent;
  part("own-title").classList.toggle("vh", !sent);
}

function offerToMerge() {
  for (const button of merges) button.hidden = !found.length;
  part("sent-how").hidden = !found.length;
  part("sent-end").hidden = found.length < 4; // else the first button is still in sight
}

async function open() {
  const sent = fromFragment(location.hash);
  const mine = ++turn;
  found = [];
  part("sent").hidden = !sent;
  head(Boolean(sent));
  part("sent-list").replaceChildren();
  part("sent-gone").hidden = true;
  part("sent-broken").hidden = sent?.length !== 0;
  offerToMerge();
  drawAround();
  if (!sent?.length) return;
  const asked = sent.map(async (place) => {
    try {
      return informed(place, await ask(place.id));
    } catch {
      return place; // it may be there: its details come later
    }
  });
  const all = await Promise.all(asked);
  if (mine !== turn) return;
  const gone = all.filter((place) => place.gone).map((place) => place.id);
  found = all.filter((place) => !place.gone);
  part("sent-list").replaceChildren(...found.map(sentPlace));
  part("sent-gone").hidden = !gone.length;
  part("sent-gone").querySelector("span").textContent = gone.join(", ");
  offerToMerge();
}

function close() {
  history.replaceState(null, "", location.pathname);
  open();
  draw();
  part("title").focus();
}

function merge() {
  const list = places().map((place) => {
    const note = place.note || found.find(({ id }) => id === place.id)?.note;
    return note ? { ...place, note } : place;
  });
  const all = [...list, ...found.filter(({ id }) => !has(id))];
  const kept = keep(all.slice(0, MOST));
  close();
  tell(all.length > MOST ? words.some : words.merged);
  if (kept) beReady();
  keepCalendars();
}

for (const button of merges) button.addEventListener("click", merge);
part("leave").addEventListener("click", close);

// ---- Wiping it ---------------------------------------------------------------------------

function sure(asking) {
  part("wipe-sure").hidden = !asking;
  part("wipe-ask").hidden = asking;
}

part("wipe-first").addEventListener("click", () => {
  sure(true);
  part("wipe-no").focus();
});

part("wipe-no").addEventListener("click", () => {
  sure(false);
  part("wipe-first").focus();
});

part("wipe-yes").addEventListener("click", async () => {
  keep([]);
  leaves.clear();
  sure(false);
  draw();
  part("wipe-title").focus();
  await forget();
  part("wiped").textContent = words.wiped;
});

// ---- Begin -------------------------------------------------------------------------------

part("print").addEventListener("click", () => print());
// A place on this page, such as #wipe, is no list and leaves an open one alone.
addEventListener("hashchange", () => (fromFragment(location.hash) || !location.hash) && open());
addEventListener("online", refresh);
addEventListener("storage", ({ key }) => (key === KEY || key === null) && draw());
draw();
open();
refresh();
if (location.hash === "#wipe") part("wipe").scrollIntoView(); // the list has come above it
