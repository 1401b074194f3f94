// Places as elements. All words are set as text, never as HTML.

const part = (id) => document.getElementById(id);
const language = document.documentElement.lang;
export const words = part("words-for").dataset;

const copyOf = (id) => part(id).content.firstElementChild.cloneNode(true);
export const leaf = () => copyOf("leaf");

/** Put words into the slot `name`, or hide it where there are none. */
function put(element, name, text, code = "") {
  const slot = element.querySelector(`[data-slot="${name}"]`);
  slot.textContent = text ?? "";
  slot.lang = code || slot.closest("[data-language]")?.dataset.language || language;
  slot.hidden = !text;
  if (slot.matches("dd")) slot.parentElement.hidden = !text;
}

/** Show what is known of a place on its leaf; a note that is being written stays. */
export function show(element, place) {
  const data = place.data ?? {};
  element.dataset.language = data.language ?? language;
  put(element, "name", data.name ?? place.name ?? place.id);
  put(element, "kind", [data.kind, data.organization].filter(Boolean).join(" · "));
  put(element, "status", statusOf(place), language);
  for (const field of ["first_step", "hours", "caution"]) {
    if (data[field]) put(element, field, data[field].words, data[field].language);
    else put(element, field, data.unknown?.includes(field) ? words.unknown : "", language);
  }
  put(element, "verified", verified(data), language);
  put(element, "saved", place.saved && words.saved.replace("{day}", inWords(place.saved)), language);
  put(element, "short", data.short);
  put(element, "noted", place.note);
  if (data.href) element.querySelector("[data-slot=name]").href = data.href;
  showContacts(element.querySelector("[data-slot=contacts]"), data);
  showFacts(element.querySelector("dl"), data.facts ?? []);
  showCode(element.querySelector(".leaf-qr"), data.qr);
  for (const named of element.querySelectorAll("[data-named]")) {
    named.textContent = data.name ?? place.name ?? place.id;
  }
  const note = element.querySelector("textarea");
  if (document.activeElement !== note) note.value = place.note ?? "";
}

/** A place of a list that somebody sent. */
export function sentPlace({ id, note, data = {} }) {
  const element = copyOf("sent-place");
  put(element, "name", data.name ?? id);
  put(element, "kind", data.kind);
  put(element, "summary", data.summary?.words, data.summary?.language);
  put(element, "note", note);
  if (data.href) element.querySelector("a").href = data.href;
  return element;
}

const inWords = (day) => new Date(`${day}T12:00`).toLocaleDateString(language, { dateStyle: "long" });

function statusOf({ gone, data }) {
  if (gone) return words.gone;
  if (!data) return words.waiting;
  return { paused: words.paused, closed: words.closed }[data.status] ?? "";
}

function verified({ verification }) {
  return verification && words[verification.state].replace("{day}", verification.day);
}

function showContacts(list, { contacts = [], url, url_words, unknown }) {
  const site = url ? [{ way: "site", label: "", words: url_words, href: url, hours: "" }] : [];
  list.replaceChildren(...[...contacts, ...site].map((contact) => {
    const item = copyOf("contact");
    put(item, "label", contact.label);
    put(item, "hours", contact.hours);
    item.querySelector("a").href = contact.href;
    const [before, after] = (words[contact.way] ?? "{words}").split("{words}");
    item.querySelector("a span").replaceChildren(before, dialled(contact.words), after ?? "");
    item.querySelector("a").prepend(part(`icon-${contact.way}`)?.content.cloneNode(true) ?? "");
    return item;
  }));
}

// The parts of a number keep their order, also in a language that is read from right to left.
function dialled(words) {
  const element = document.createElement("bdi");
  element.dir = "ltr";
  element.textContent = words;
  return element;
}

function showFacts(list, facts) {
  for (const old of list.querySelectorAll(".fact")) old.remove();
  list.append(...facts.map(({ label, words: said }) => {
    const row = copyOf("fact");
    row.className = "fact";
    row.querySelector("dt").textContent = label.words;
    if (label.language) row.querySelector("dt").lang = label.language;
    row.querySelector("dd").textContent = said;
    return row;
  }));
}

function showCode(svg, code) {
  svg.toggleAttribute("hidden", !code);
  if (!code) return;
  svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
  svg.querySelector("path").setAttribute("d", code.path);
}
