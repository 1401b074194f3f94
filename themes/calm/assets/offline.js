// What makes the packet readable without internet. It is there only as long as there is a packet.

import { base, lasts, places } from "./packet-store.js";

const ours = `alongside:${base}:`;
const CALENDARS = `${ours}calendars`; // `sw.js` leaves it alone
const PATIENCE = 5000; // milliseconds that a bad connection may take before what was kept must do

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

/** Keep the calendars of what is in the packet, and no others; `anew`, also those that are kept. */
export async function keepCalendars({ anew = false } = {}) {
  const wanted = lasts() ? places().map(({ data }) => data?.calendar).filter(Boolean) : [];
  try {
    if (!wanted.length && !(await caches.has(CALENDARS))) return;
    const cache = await caches.open(CALENDARS);
    const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    const add = async (address) => cache.put(address, new Response(await fetched(address)));
    await Promise.allSettled([
      ...kept.filter((address) => !wanted.includes(address)).map((address) => cache.delete(address)),
      ...wanted.filter((address) => anew || !kept.includes(address)).map(add),
    ]);
    if (!places().length) await caches.delete(CALENDARS); // it was emptied meanwhile
  } catch {
    // A browser that keeps nothing asks for them when they are wanted.
  }
}

/** A calendar as it is now, else as it was kept. Fails where there is neither. */
export async function calendarAt(address) {
  try {
    return await fetched(address);
  } catch {
    return (await caches.match(address, { cacheName: CALENDARS })).text();
  }
}

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
  const text = await answer.text();
  // The page on which a hospital asks for its password says “200”, too.
  if (!answer.ok || !text.startsWith("BEGIN:VCALENDAR")) throw new Error(`${address}: ${answer.status}`);
  return text;
}

/** Leave nothing behind. */
export async function forget() {
  const steps = [
    async () => (await registered())?.unregister(),
    async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(ours));
      await Promise.all(names.map((name) => caches.delete(name)));
    },
  ];
  // Where nothing could be kept, nothing is left.
  for (const step of steps) await step().catch(() => {});
}
