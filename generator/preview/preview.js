// Keeps a page of the preview fresh, and shows what is wrong over it.

const own = new URL(".", import.meta.url);
const first = await (await fetch(new URL("state", own))).json();

const box = document.createElement("section");
box.id = "alongside-preview";
box.setAttribute("role", "alert");
box.setAttribute("aria-label", "Problems");

function show({ words }) {
  const title = document.createElement("h2");
  title.textContent = "Not built: the page below is the last good one";
  const text = document.createElement("pre");
  text.textContent = words;
  text.tabIndex = 0;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Hide";
  close.addEventListener("click", () => box.remove());
  box.replaceChildren(title, text, close);
  document.body.prepend(box);
}

if (first.failed) show(first);

const events = new EventSource(new URL("events", own));
events.onmessage = ({ data }) => {
  const state = JSON.parse(data);
  if (state.failed) show(state);
  else location.reload();
};
// After a pause, as when a laptop slept or the preview was started anew, look whether we missed a build.
events.onopen = async () => {
  const { number } = await (await fetch(new URL("state", own))).json();
  if (number !== first.number) location.reload();
};
