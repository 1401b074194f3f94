// The search page. Words and choices live in the address's fragment, which no server ever sees.

const part = (id) => document.getElementById(id);
const form = part("finder");
const { pagefind: folder, field, found, trouble } = form.dataset;

const EVERYTHING = "alongsideall"; // a word that the index holds for every entry
const STEP = 20;
const WAIT = 150; // milliseconds after the last key

let engine; // a promise of Pagefind
let results = [];
let shown = 0;
let turn = 0; // the number of the newest search; older ones give way to it

function load() {
  const address = new URL("pagefind.js", new URL(folder, location.href));
  engine ??= import(address.href)
    .then(async (pagefind) => {
      await pagefind.init();
      return pagefind;
    })
    .catch((error) => {
      engine = undefined; // the next search tries again
      throw error;
    });
  return engine;
}

async function search() {
  const mine = ++turn;
  const words = part("words").value.trim();
  const kind = part("choice")?.value ?? "";
  try {
    const pagefind = await load();
    const options = kind ? { filters: { [field]: { any: [kind] } } } : {};
    const answer = await pagefind.debouncedSearch(words || EVERYTHING, options, WAIT);
    if (mine !== turn || !answer) return;
    results = answer.results;
    const cards = await nextCards(0);
    if (mine !== turn) return;
    show(cards);
  } catch {
    if (mine === turn) fail();
  }
}

function nextCards(start) {
  return Promise.all(results.slice(start, start + STEP).map(async (each) => card(await each.data())));
}

function show(cards) {
  part("list").replaceChildren(...cards);
  shown = cards.length;
  settle();
  part("status").textContent = found.replace("{n}", results.length.toLocaleString(document.documentElement.lang));
  part("nothing").hidden = results.length > 0;
  part("trouble").hidden = true;
}

function fail() {
  results = [];
  show([]);
  part("status").textContent = trouble;
  part("nothing").hidden = true;
  part("trouble").hidden = false;
}

function settle() {
  part("results").hidden = false;
  part("more").hidden = shown >= results.length;
}

async function showMore() {
  const mine = turn;
  try {
    const cards = await nextCards(shown);
    if (mine !== turn || !cards.length) return;
    part("list").append(...cards);
    shown += cards.length;
    settle();
    cards[0].querySelector("a").focus();
  } catch {
    fail();
  }
}

function card({ url, meta }) {
  const item = part("result").content.firstElementChild.cloneNode(true);
  for (const slot of item.querySelectorAll("[data-slot]")) {
    const words = meta[slot.dataset.slot];
    if (words) slot.textContent = words;
    else slot.remove();
  }
  for (const slot of item.querySelectorAll("[data-when]")) {
    const [name, value] = slot.dataset.when.split("=");
    if (meta[name] !== value) slot.remove();
  }
  for (const slot of item.querySelectorAll("[data-need]")) {
    if (!meta[slot.dataset.need]) slot.remove();
  }
  item.querySelector("a").href = url;
  return item;
}

function remember() {
  const state = new URLSearchParams();
  const words = part("words").value.trim();
  if (words) state.set("q", words);
  if (part("choice")?.value) state.set(field, part("choice").value);
  const fragment = state.size ? `#${state}` : "";
  history.replaceState(null, "", location.pathname + fragment);
}

function restore() {
  // A fragment without "=" is a place on this page, such as #main.
  if (location.hash && !location.hash.includes("=")) return;
  const state = new URLSearchParams(location.hash.slice(1));
  part("words").value = state.get("q") ?? "";
  if (part("choice")) part("choice").value = state.get(field) ?? "";
  if (part("choice")?.selectedIndex === -1) part("choice").value = "";
  search();
}

function changed() {
  remember();
  search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed();
});
part("words").addEventListener("input", changed);
part("choice")?.addEventListener("change", changed);
part("more").addEventListener("click", showMore);
addEventListener("hashchange", restore);

// Words typed before this script had come count more than the address.
if (part("words").value.trim()) changed();
else restore();
