// What makes the packet readable without internet. It is there only as long as there is a packet.

import { base } from "./packet-store.js";

const ours = `alongside:${base}:`;

// A site at the root answers for those below it, too, so its worker may come in place of our own.
async function registered() {
  const found = await navigator.serviceWorker.getRegistration(base);
  return found?.scope === new URL(base, location.href).href ? found : undefined;
}

export async function beReady() {
  try {
    if (await registered()) return;
    await navigator.serviceWorker.register(`${base}sw.js`, { scope: base, updateViaCache: "none" });
  } catch {
    // A browser that keeps nothing shows the packet only while connected.
  }
}

/** Leave nothing behind. */
export async function forget() {
  try {
    await (await registered())?.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(ours));
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // Where nothing could be kept, nothing is left.
  }
}
