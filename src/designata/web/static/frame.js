// What all pages do: the theme's switch, menus, and the keyboard. Pages work without it.
const root = document.documentElement;

// Theme: the system's, the other one, the system's own by name, in turn.
const turns = matchMedia("(prefers-color-scheme: dark)").matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
const toggle = document.querySelector("[data-theme-switch]");
function tellTheme() {
  const now = root.dataset.theme || "auto";
  toggle.title = toggle.dataset[now];
  toggle.setAttribute("aria-label", toggle.dataset[now]);
}
toggle.addEventListener("click", () => {
  const next = turns[(turns.indexOf(root.dataset.theme || "auto") + 1) % turns.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  try { localStorage.setItem("theme", next); } catch { /* it holds for this page */ }
  document.dispatchEvent(new CustomEvent("theme"));
  tellTheme();
});
tellTheme();

// On a narrow screen the navigation scrolls: the page that is open is seen.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Menus close when something else is clicked.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]"))
    if (!menu.contains(event.target)) menu.open = false;
});

// Keys.
const keys = document.getElementById("keys");
document.querySelector("[data-open-keys]").addEventListener("click", () => keys.showModal());
document.addEventListener("click", (event) => { if (event.target === keys) keys.close(); });

const items = () => [...document.querySelectorAll("[data-item]")].filter((i) => i.offsetParent);
const current = () => document.querySelector("[data-item].at");

function move(by) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  for (const item of all) item.classList.toggle("at", item === next);
  (next.querySelector("[data-open]") || next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function search() {
  const box = document.querySelector("[data-search]");
  if (!box) { location.assign("/"); return; }
  box.focus();
  box.select();
}

let going = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  if (at.closest("dialog[open]")) return;
  if (at.isContentEditable || at.matches("input:not([type=checkbox],[type=radio]), textarea, select")) {
    if (event.key === "Escape") at.blur();
    return;
  }
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  // By the key's place too, so that j and k move in a Cyrillic or Korean layout.
  const key = /^[\x20-\x7e]$|^[A-Z][a-z]+/.test(event.key) ? event.key : letter(event.code);
  const act = { "/": search, j: () => move(1), k: () => move(-1), "?": () => keys.showModal(), g: () => {
    going = true;
    setTimeout(() => { going = false; }, 1500);
  } }[key];
  if (act) { event.preventDefault(); act(); return; }
  if (key === "Enter" && at === current()) at.querySelector("[data-open]")?.click();
});
function letter(code) {
  return code.startsWith("Key") ? code.slice(3).toLowerCase() : code === "Slash" ? "/" : "";
}
