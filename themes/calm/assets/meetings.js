// The coming days of meetings: past ones give way to the next, and each says the visitor's own hour
// where that is another than the host's.

const MINUTE = 60_000;

const language = document.documentElement.lang;
const hours = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const weekdays = new Intl.DateTimeFormat(language, { weekday: "long" });

const two = (number) => String(number).padStart(2, "0");

/** A moment on the visitor's clock, written as `datetime` writes it on the host's. */
function here(moment) {
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The visitor's own hour, with the day where it is another; empty where the clocks agree. */
function yours(iso, words) {
  const moment = new Date(iso);
  const own = here(moment);
  if (iso.startsWith(own)) return "";
  const form = iso.startsWith(own.slice(0, 10)) ? words.sameDay : words.otherDay;
  return form
    .replace("{time}", hours.format(moment))
    .replace("{day}", weekdays.format(moment));
}

function marked(words) {
  const found = document.createElement("span");
  found.className = "yours";
  found.textContent = words;
  return found;
}

function look(list) {
  const { shown, minutes } = list.dataset;
  const left = [];
  for (const item of list.children) {
    const { dateTime } = item.firstElementChild;
    item.hidden = Date.parse(dateTime) + minutes * MINUTE < Date.now();
    if (!item.hidden) left.push(item);
  }
  for (const item of left.slice(shown)) item.hidden = true;
  for (const item of left.slice(0, shown)) {
    const words = yours(item.firstElementChild.dateTime, list.dataset);
    if (words) item.append(marked(words));
  }
  if (left.length > 0) return;
  const meeting = list.closest(".meeting");
  const over = meeting.querySelector(".dates-over");
  over.hidden = false;
  const gone = over.dataset.whole === undefined ? ".dates, .dates-title" : ".dates, .dates-title, .rule";
  for (const each of meeting.querySelectorAll(gone)) each.hidden = true;
}

for (const list of document.querySelectorAll(".dates")) look(list);
