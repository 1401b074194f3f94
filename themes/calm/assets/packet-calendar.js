// All meetings of the packet as one file for the visitor's calendar, made on this device.

import { calendarAt } from "./offline.js";
import { places } from "./packet-store.js";

const COMPONENT = /^BEGIN:(VTIMEZONE|VEVENT)\r\n.*?^END:\1\r\n/gms;

const part = (id) => document.getElementById(id);
const done = part("calendar-done");
const withMeetings = () => places().filter(({ data, gone }) => data?.calendar && !gone);

/** Offer it where a place in the packet has meetings. */
export function offerCalendar() {
  part("calendar").hidden = !withMeetings().length;
}

/** Calendars as one that has all their events, and each of their time zones once. */
function joined(calendars) {
  const zones = new Map();
  const events = [];
  for (const [component, kind] of calendars.flatMap((each) => [...each.matchAll(COMPONENT)])) {
    const [zone] = component.match(/^TZID:.*$/m) ?? [];
    if (kind === "VEVENT") events.push(component);
    // The one that begins in the earliest year knows all that the others do.
    else if (component.length > (zones.get(zone)?.length ?? 0)) zones.set(zone, component);
  }
  const [head] = calendars[0].split(/^(?=BEGIN:VTIMEZONE|BEGIN:VEVENT)/m, 1);
  return [head, ...zones.values(), ...events, "END:VCALENDAR\r\n"].join("");
}

function save(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = "meetings.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers ask first where to put it
}

let making = false; // a second press before the first is done would make the same again

async function make() {
  if (making) return;
  making = true;
  done.textContent = done.dataset.making;
  const list = withMeetings();
  const asked = await Promise.allSettled(list.map(({ data }) => calendarAt(data.calendar)));
  const had = asked.filter(({ value }) => value).map(({ value }) => value);
  const missing = list.filter((_, number) => !asked[number].value).map(({ data }) => data.name);
  if (had.length) save(joined(had));
  const words = [done.dataset.ready, missing.length && done.dataset.missing.replace("{names}", () => missing.join(", "))];
  done.textContent = had.length ? words.filter(Boolean).join(" ") : done.dataset.none;
  making = false;
}

part("calendar-make").addEventListener("click", make);
