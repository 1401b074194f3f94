// Ways to send words or a link: the device's own share sheet where there is one, else a copy.

/** Make the buttons of `panel` send what `content` gives, { title, text?, url? }; `marked` holds it. */
export function readyToSend(panel, content, marked) {
  const share = panel.querySelector("[data-share]");
  const done = panel.querySelector("[data-done]");
  share.hidden = !navigator.share;
  share.addEventListener("click", () => navigator.share(content()).catch(() => {}));
  panel.querySelector("[data-copy]").addEventListener("click", async () => {
    const { text, url } = content();
    try {
      await navigator.clipboard.writeText(url ?? text);
      done.textContent = done.dataset.copied;
    } catch {
      if (marked.select) marked.select();
      else getSelection().selectAllChildren(marked);
      done.textContent = done.dataset.marked;
    }
  });
}
