// The search page. Words and choices live in the address's fragment, which no server ever sees.

import { offer } from "./keep.js";
import { Search } from "./search.js";

const part = (id) => document.getElementById(id);
const { index, program, table, words: said, parts, large, step } = part("finder").dataset;
const say = part("words-for").dataset;
const language = document.documentElement.lang;

const STEP = Number(step);
const FIRST = Math.min(6, STEP); // results that stand there before the rest have come
const WORDS = 5; // that were taken for others, by name
const WAIT = 40; // milliseconds after the last key …
const BEGUN = 400; // … or where the last word is so short that more of it will come
const SHORT = /(^|\s)\S{1,2}\s*$/;
const SLOW = 3000; // milliseconds after which one would like to hear that it still goes on

const filters = [...document.querySelectorAll(".filter")].map((element) => ({
  element,
  field: element.dataset.field,
  boxes: [...element.querySelectorAll("input")],
}));

// ---- What is asked for -------------------------------------------------------------------

let asTyped = false; // the visitor does not want another spelling
const chosenIn = (filter) => filter.boxes.filter((box) => box.checked);
const chosen = () => filters.flatMap(chosenIn);
const words = () => part("words").value.trim();

function asFragment() {
  const state = new URLSearchParams();
  if (words()) state.set("q", words());
  if (words() && asTyped) state.set("as-typed", "1");
  for (const filter of filters) {
    const ids = chosenIn(filter).map((box) => box.value);
    if (ids.length) state.set(filter.field, ids.join(","));
  }
  return state.size ? `#${state.toString().replaceAll("%2C", ",")}` : "";
}

function restore() {
  // A fragment without "=" is a place on this page, such as #main.
  if (location.hash.length > 1 && !location.hash.includes("=")) return false;
  const state = new URLSearchParams(location.hash.slice(1));
  part("words").value = state.get("q") ?? "";
  asTyped = state.has("as-typed");
  for (const filter of filters) {
    const ids = (state.get(filter.field) ?? "").split(",");
    for (const box of filter.boxes) box.checked = ids.includes(box.value);
    unfold(filter);
  }
  return true;
}

// A choice is a step that “back” undoes; typing goes on in the same step.
function remember(step) {
  const address = location.pathname + asFragment();
  if (address === location.pathname + location.hash) return;
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

// ---- Asking the index --------------------------------------------------------------------

let opening;
function load() {
  const absolute = (address) => new URL(address, location.href).href;
  opening ??= Search.open({
    index: absolute(index),
    program,
    table: absolute(table),
    words: absolute(said),
    parts: Number(parts),
    large: large !== undefined,
    language,
    own: say,
  }).catch((error) => {
    opening = undefined; // the next search tries again
    throw error;
  });
  return opening;
}

function choices() {
  const asked = {};
  for (const filter of filters) {
    const ids = chosenIn(filter).map((box) => box.value);
    if (ids.length) asked[filter.field] = ids;
  }
  return asked;
}

let leads = false; // to what is found, which a phone's keyboard and the choices would hide
let turn = 0; // the number of the newest search; older ones give way to it
let results = [];
let shown = part("list").children.length; // the page comes with the first entries of all

async function search() {
  const mine = ++turn;
  part("results").setAttribute("aria-busy", "true");
  showChosen();
  begin();
  try {
    const engine = await load();
    const answer = await engine.find(words(), choices(), { asTyped });
    if (mine !== turn) return;
    const first = await cardsFrom(answer.results, 0, FIRST);
    if (mine !== turn) return;
    results = answer.results;
    show(first);
    showCounts(answer.count);
    showSpelling(answer);
    showUrgent(answer.urgent);
    if (leads) part(answer.urgent ? "urgent" : "results")?.scrollIntoView();
    leads = false;
    const rest = await cardsFrom(answer.results, FIRST, STEP);
    if (mine !== turn) return;
    append(rest);
    if (answer.isSure) settle();
    else engine.learnAll().then(() => mine === turn && search(), () => mine === turn && settle());
  } catch (error) {
    if (mine === turn) fail();
  }
}

const settle = () => part("results").setAttribute("aria-busy", "false");

let waiting;
function begin() {
  waiting ??= setTimeout(() => (part("waiting").textContent = say.waiting), SLOW);
}

function end() {
  clearTimeout(waiting);
  waiting = undefined;
  part("waiting").textContent = "";
}

// ---- Showing -----------------------------------------------------------------------------

const cardsFrom = (found, start, end) =>
  Promise.all(found.slice(start, end).map(async (each) => card(await each.card())));

function append(cards) {
  part("list").append(...cards);
  shown += cards.length;
  part("more").hidden = shown >= results.length;
}

function show(cards) {
  end();
  part("list").replaceChildren(...cards);
  shown = cards.length;
  const number = results.length.toLocaleString(language);
  const form = ["none", "one"][results.length] ?? "many";
  part("show").textContent = { none: say.show, one: say.showOne, many: say.showMany }[form].replace("{n}", number);
  part("status").textContent = say[words() ? `${form}Found` : form].replace("{n}", number);
  part("more").hidden = true;
  part("trouble").hidden = true;
  part("nothing").hidden = results.length > 0;
}

function fail() {
  opening?.then((engine) => engine.close(), () => {});
  opening = undefined; // the next search tries again
  results = [];
  show([]);
  settle();
  part("status").textContent = say.trouble;
  part("meant").replaceChildren();
  part("nothing").hidden = true;
  part("trouble").hidden = false;
}

function showCounts(count) {
  for (const { field, boxes } of filters) {
    for (const box of boxes) {
      const number = count(field, box.value);
      box.closest("label").querySelector(".count").textContent = number.toLocaleString(language);
      box.toggleAttribute("data-none", number === 0);
    }
  }
}

function showUrgent(urgent) {
  const box = part("urgent");
  if (!box || box.hidden === !urgent) return;
  box.hidden = !urgent;
  if (urgent) box.scrollIntoView({ block: "nearest" });
}

// “Showing results for leukemia” – and a way back to what was typed.
function showSpelling({ corrected, unknown }) {
  const lines = [];
  if (corrected.length) {
    const better = some(corrected.map(([, word]) => word));
    const typed = some(corrected.map(([word]) => word));
    const line = sentence(say.showing, "strong", better);
    const back = sentence(say.instead, "span", typed, "button");
    back.type = "button";
    back.className = "link";
    back.addEventListener("click", () => {
      asTyped = true;
      changed(true);
      part("words").focus();
    });
    line.append(" ", back);
    lines.push(line);
  }
  if (unknown.length) lines.push(sentence(say.unknown, "strong", some(unknown)));
  part("meant").replaceChildren(...lines);
}

// Who pastes a whole letter wants to see what it finds, not every word of it again.
const some = (words) => [...words.slice(0, WORDS), ...(words.length > WORDS ? ["…"] : [])].join(", ");

/** A sentence of the interface in which `words` stand as an element of their own. */
function sentence(text, name, words, outer = "p") {
  const element = document.createElement(outer);
  const inner = document.createElement(name);
  inner.textContent = words;
  const [before, after] = text.split("{words}");
  element.append(before, inner, after ?? "");
  return element;
}

function showChosen() {
  const boxes = chosen();
  part("chosen").textContent = boxes.length ? `(${boxes.length.toLocaleString(language)})` : "";
  for (const filter of filters) {
    const number = chosenIn(filter).length;
    filter.element.querySelector(".picked").textContent = number ? `(${number.toLocaleString(language)})` : "";
  }
  const chips = boxes.map((box) => chip(labelOf(box), "", () => (box.checked = false)));
  if (boxes.length > 1 || (boxes.length && words())) chips.push(chip(say.clear, "clear", clear));
  part("chips").replaceChildren(...chips);
}

const labelOf = (box) => box.closest("label").querySelector("span").textContent;

function chip(label, style, take) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = style;
  button.textContent = label;
  if (!style) button.setAttribute("aria-label", say.remove.replace("{words}", label));
  button.addEventListener("click", () => {
    const place = [...part("chips").children].indexOf(item);
    take();
    changed(true);
    const next = part("chips").children[Math.min(place, part("chips").children.length - 1)];
    (next?.querySelector("button") ?? part("results-title")).focus();
  });
  item.append(button);
  return item;
}

function clear() {
  part("words").value = "";
  for (const box of chosen()) box.checked = false;
}

function card({ url, meta }) {
  const item = part("result").content.firstElementChild.cloneNode(true);
  for (const slot of item.querySelectorAll("[data-slot]")) {
    const text = meta[slot.dataset.slot];
    if (text) slot.textContent = text;
    else slot.remove();
  }
  for (const slot of item.querySelectorAll("[data-when]")) {
    const [name, value] = slot.dataset.when.split("=");
    if (meta[name] !== value) slot.remove();
  }
  for (const slot of item.querySelectorAll("[data-need]")) {
    if (!meta[slot.dataset.need]) slot.remove();
  }
  for (const id of meta.badges?.split(" ") ?? []) {
    const badge = part(`badge-${id}`);
    if (badge) item.querySelector(".badges").append(badge.content.cloneNode(true));
  }
  item.querySelector(".card-facts:empty")?.remove();
  const drawing = part(`kind-${meta.drawing}`);
  if (drawing) item.querySelector(".card-kind").prepend(drawing.content.cloneNode(true));
  item.querySelector("a").href = url;
  offer(item, url, meta.title);
  return item;
}

// ---- What visitors do --------------------------------------------------------------------

function changed(step) {
  remember(step);
  return search();
}

let typing;
part("words").addEventListener("input", () => {
  clearTimeout(typing);
  asTyped = false;
  typing = setTimeout(() => changed(false), SHORT.test(part("words").value) ? BEGUN : WAIT);
});

const isNarrow = matchMedia("(max-width: 60em)");

function ask() {
  clearTimeout(typing);
  leads = isNarrow.matches && Boolean(words());
  if (leads) part("results-title").focus({ preventScroll: true });
  changed(true);
}

part("go").addEventListener("click", ask);
part("words").addEventListener("keydown", ({ key, isComposing }) => key === "Enter" && !isComposing && ask());

part("panel").addEventListener("change", ({ target }) => {
  if (target.checked) chooseOnly(target);
  changed(true);
});

// To choose New York is to choose less than the United States: the one takes the other's place.
function chooseOnly(box) {
  const { boxes } = filters.find((filter) => filter.boxes.includes(box));
  const broader = (each) => boxes.find((other) => other.value === each?.dataset.broader);
  for (let wide = broader(box); wide; wide = broader(wide)) wide.checked = false;
  for (const each of boxes) {
    for (let wide = broader(each); wide; wide = broader(wide)) if (wide === box) each.checked = false;
  }
}

function unfold({ element, boxes }) {
  for (const box of boxes.filter((each) => each.checked)) {
    element.open = true;
    const fold = box.closest("details.narrower");
    if (fold) fold.open = true;
  }
}

function openPanel(open) {
  part("toggle").setAttribute("aria-expanded", String(open));
}

part("toggle").addEventListener("click", () => openPanel(part("toggle").ariaExpanded !== "true"));

part("show").addEventListener("click", () => {
  openPanel(false);
  part("results-title").focus({ preventScroll: true });
  part("results").scrollIntoView();
});

part("panel").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || part("toggle").ariaExpanded !== "true") return;
  openPanel(false);
  part("toggle").focus();
});

let adding = false; // a second press before the first is done would add the same again
part("more").addEventListener("click", async () => {
  if (adding) return;
  adding = true;
  const mine = turn;
  begin();
  try {
    if (!mine) ({ results } = await (await load()).find("", {})); // nothing was asked for yet
    const cards = await cardsFrom(results, shown, shown + STEP);
    if (mine !== turn || !cards.length) return;
    append(cards);
    cards[0].querySelector("a").focus();
  } catch {
    fail();
  } finally {
    if (mine === turn) end();
    adding = false;
  }
});

// A place on this page, such as #main, has taken the fragment: put words and choices back.
addEventListener("popstate", () => (restore() ? search() : remember(false)));

// What was typed or ticked before this script had come joins what the address says.
const early = { words: words(), boxes: chosen() };
restore();
if (early.words) part("words").value = early.words;
for (const box of early.boxes) box.checked = true;
if (asFragment()) changed(false);
else requestAnimationFrame(() => setTimeout(prepare)); // first the page, then what nobody sees yet

// Whoever comes here will ask for something.
function prepare() {
  load().catch(() => {});
}
