// What a script adds to pages that work without one: keyboard, theme, countdowns, messages.
// Everything is delegated from the document, so that fragments swapped in by htmx need no set-up.

const root = document.documentElement;
const visible = (element) => element.checkVisibility({ visibilityProperty: true });
const firstVisible = (selector) => [...document.querySelectorAll(selector)].find(visible);

// --- Rows: j, k, Enter -----------------------------------------------------------------------------

const place = { id: null, index: -1 }; // the row last visited, found again after a swap

const rows = () => [...document.querySelectorAll("[data-row]")].filter(visible);
const rowTarget = (row) => row.querySelector(".row-link, a[href]") ?? row;

function currentIndex(list) {
  const focused = document.activeElement?.closest("[data-row]");
  if (focused) return list.indexOf(focused);
  const same = list.findIndex((row) => place.id && row.dataset.row === place.id);
  return same >= 0 ? same : Math.min(place.index, list.length - 1);
}

function visit(row, index) {
  const target = rowTarget(row);
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  Object.assign(place, { id: row.dataset.row, index });
}

function move(step) {
  const list = rows();
  if (!list.length) return false;
  const index = Math.max(0, Math.min(list.length - 1, currentIndex(list) + step));
  visit(list[index], index);
  return true;
}

function openRow() {
  if (document.activeElement !== document.body) return false; // what has the focus answers Enter itself
  const list = rows();
  const row = list[currentIndex(list)];
  if (!row) return false;
  rowTarget(row).click();
  return true;
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) Object.assign(place, { id: row.dataset.row, index: rows().indexOf(row) });
});

// --- Keys ------------------------------------------------------------------------------------------

const TEXT_FIELDS =
  "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  Enter: openRow,
  u: () => press(firstVisible("[data-undo]:not(:disabled)")),
  "/": () => press(firstVisible("[type=search]")),
  "?": showHelp,
};

function press(element) {
  if (!element) return false;
  if (element.matches(TEXT_FIELDS)) {
    element.focus();
    element.select?.();
  } else {
    element.focus({ preventScroll: element.matches("button, a") });
    element.click();
  }
  return true;
}

function showHelp() {
  const help = document.getElementById("help");
  if (!help) return false;
  closeMenus();
  if (!help.open) help.showModal();
  return true;
}

function answer(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const chosen = [...key].length === 1 && firstVisible(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  return chosen ? press(chosen) : Boolean(Object.hasOwn(KEYS, key) && KEYS[key]());
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat && event.key === "Enter") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (!document.querySelector("dialog[open]") && closeMenus()) event.preventDefault();
    return;
  }
  if (root.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.(TEXT_FIELDS)) return;
  if (answer(event)) event.preventDefault();
});

// --- Menus, help, messages ---------------------------------------------------------------------------

function closeMenus(except) {
  const open = [...document.querySelectorAll("details[data-menu][open]")].filter((menu) => menu !== except);
  for (const menu of open) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
  return open.length > 0;
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));
  if (event.target.closest("[data-help]")) showHelp();
  event.target.closest("[data-dismiss]")?.closest(".message")?.remove();
  if (event.target.matches("dialog[open]")) event.target.close(); // the backdrop
});

const READING_TIME = 8000;

function sayFrom(template) {
  const messages = document.getElementById("messages");
  const words = document.getElementById(template);
  if (messages && words) messages.append(words.content.cloneNode(true));
}

/* Good news leaves by itself once read; anything else stays until dismissed. */
function letGoodNewsLeave() {
  for (const message of document.querySelectorAll('.message[data-kind="success"]:not([data-leaving])')) {
    message.dataset.leaving = "";
    const leave = () => (message.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : message.remove());
    setTimeout(leave, READING_TIME);
  }
}

document.addEventListener("htmx:sendError", () => sayFrom("no-answer"));
document.addEventListener("htmx:timeout", () => sayFrom("no-answer"));
document.addEventListener("htmx:responseError", () => sayFrom("bad-answer"));

// --- Preferences: applied at once, kept by the server ---------------------------------------------------

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-preference]");
  const button = event.submitter;
  if (!form || !button?.name) return;
  event.preventDefault();
  root.dataset[button.name] = button.value;
  for (const other of document.querySelectorAll(`form[data-preference] button[name="${button.name}"]`)) {
    other.setAttribute("aria-pressed", String(other.value === button.value));
  }
  const body = new FormData(form, button);
  try {
    const reply = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (!reply.ok) sayFrom("bad-answer");
  } catch {
    sayFrom("no-answer");
  }
});

// --- Countdowns: [data-until] holds the moment an undo is no longer possible ------------------------------

const skew = new WeakMap(); // the server's clock minus this one, per element

function tick() {
  for (const bar of document.querySelectorAll("[data-until]:not([data-over])")) {
    if (!skew.has(bar)) skew.set(bar, bar.dataset.now ? Date.parse(bar.dataset.now) - Date.now() : 0);
    const left = Math.ceil((Date.parse(bar.dataset.until) - Date.now() - skew.get(bar)) / 1000);
    const counter = bar.querySelector("[data-countdown]");
    if (counter) counter.textContent = String(Math.max(0, left));
    if (left > 0) continue;
    bar.dataset.over = "";
    for (const button of bar.querySelectorAll("[data-undo]")) button.disabled = true;
    bar.dispatchEvent(new CustomEvent("parvis:over", { bubbles: true })); // for hx-trigger
  }
}

function settle() {
  tick();
  letGoodNewsLeave();
}

/* A swap that took the focused row away gives the focus to the row that stands there now. */
function keepPlace() {
  settle();
  const list = rows();
  if (place.index < 0 || !list.length || document.activeElement !== document.body) return;
  const index = currentIndex(list);
  visit(list[index], index);
}

document.addEventListener("htmx:afterSettle", keepPlace);
setInterval(tick, 500);
settle();
