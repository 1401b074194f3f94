// The page of stories: shows those that fit what is chosen. Choices live in the address's
// fragment, which no server ever sees.

const part = (id) => document.getElementById(id);
const language = document.documentElement.lang;

const stories = [...part("list").children].map((element) => ({
  element,
  fits: new Set((element.dataset.fits ?? "").split(" ")),
}));

const filters = [...document.querySelectorAll(".filter")].map((element) => ({
  element,
  field: element.dataset.field,
  avoid: "avoid" in element.dataset,
  boxes: [...element.querySelectorAll("input")],
}));

const boxesIn = (filter) => filter.boxes.filter((box) => box.checked);
const chosenIn = (filter) => boxesIn(filter).map((box) => box.value);

// ---- The address -------------------------------------------------------------------------

function asFragment() {
  const chosen = filters.filter((filter) => chosenIn(filter).length);
  const parts = chosen.map((filter) => `${filter.field}=${chosenIn(filter).join(",")}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

function restore() {
  // A fragment without "=" is a place on this page, such as #main.
  if (location.hash.length > 1 && !location.hash.includes("=")) return false;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const filter of filters) {
    const ids = (state.get(filter.field) ?? "").split(",");
    for (const box of filter.boxes) box.checked = ids.includes(box.value);
    if (chosenIn(filter).length) filter.element.open = true;
  }
  return true;
}

// A choice is a step that “back” undoes.
function remember() {
  const address = location.pathname + asFragment();
  if (address !== location.pathname + location.hash) history.pushState(null, "", address);
}

// ---- The list ----------------------------------------------------------------------------

const isShown = ({ fits }) =>
  filters.every((filter) => {
    const ids = chosenIn(filter);
    const found = ids.some((id) => fits.has(`${filter.field}=${id}`));
    return filter.avoid ? !found : found || !ids.length;
  });

function show() {
  let number = 0;
  for (const story of stories) {
    const shown = isShown(story);
    story.element.hidden = !shown;
    if (shown) number++;
  }
  const say = part("status").dataset;
  const words = say[["none", "one"][number] ?? "many"];
  part("status").textContent = words.replace("{n}", number.toLocaleString(language));
  part("nothing").hidden = number > 0;
  showChosen();
}

function showChosen() {
  const counted = (number) => (number ? `(${number.toLocaleString(language)})` : "");
  const all = filters.flatMap((filter) => {
    const boxes = boxesIn(filter);
    filter.element.querySelector(".picked").textContent = counted(boxes.length);
    return boxes.map((box) => {
      const label = box.closest("label").querySelector("span").textContent;
      return filter.avoid ? part("picked").dataset.without.replace("{words}", label) : label;
    });
  });
  part("chosen").textContent = counted(all.length);
  part("picked").textContent = all.join(" · ");
  part("picked").hidden = part("clear").hidden = !all.length;
}

// ---- What visitors do --------------------------------------------------------------------

part("panel").addEventListener("change", () => {
  remember();
  show();
});

const isOpen = () => part("toggle").getAttribute("aria-expanded") === "true";

function openPanel(open) {
  part("toggle").setAttribute("aria-expanded", String(open));
}

part("toggle").addEventListener("click", () => openPanel(!isOpen()));

part("panel").addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !isOpen()) return;
  openPanel(false);
  part("toggle").focus();
});

part("show").addEventListener("click", () => {
  openPanel(false);
  part("list-title").focus();
  part("results").scrollIntoView();
});

part("clear").addEventListener("click", () => {
  for (const filter of filters) for (const box of filter.boxes) box.checked = false;
  remember();
  show();
  part("list-title").focus();
});

// A place on this page, such as #main, has taken the fragment: put the choices back.
addEventListener("popstate", () => {
  if (restore()) show();
  else history.replaceState(null, "", location.pathname + asFragment());
});

// What was ticked before this script had come joins what the address says.
const early = filters.flatMap(({ boxes }) => boxes).filter((box) => box.checked);
restore();
for (const box of early) box.checked = true;
if (early.length) history.replaceState(null, "", location.pathname + asFragment());
show();
