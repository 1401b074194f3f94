// Asks for the largest parts of the search before the rest of the page's scripts have come: those
// who need them find them in the browser's cache.

const { index } = document.getElementById("finder").dataset;
for (const part of [`wasm.${document.documentElement.lang}.pagefind`, "pagefind.js"]) {
  fetch(index + part).catch(() => {});
}
