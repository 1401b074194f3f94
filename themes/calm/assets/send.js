// On the page of an entry: a letter about it.

import { readyToSend } from "./sharing.js";

for (const panel of document.querySelectorAll("details.send")) {
  const letter = panel.querySelector("[data-letter]");
  readyToSend(panel, () => ({ title: letter.dataset.title, text: letter.textContent }), letter);
}
