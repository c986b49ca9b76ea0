// An article: n and p go from mark to mark; an event lights up what tells of it; notes stay in view.
const marks = () => [...document.querySelectorAll(".article .span[tabindex]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("dialog[open], input, textarea, select")) return;
  const by = { KeyN: 1, KeyP: -1 }[event.code];
  const all = by ? marks() : [];
  if (!all.length) return;
  event.preventDefault();
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next].focus();
  all[next].scrollIntoView({ block: "center" });
});

function light(event) {
  const spans = JSON.parse(event?.dataset.spans || "[]");
  for (const piece of document.querySelectorAll(".article .span[data-at]")) {
    const at = Number(piece.dataset.at);
    piece.classList.toggle("lit", spans.some(([start, end]) => start <= at && at < end));
  }
}
for (const kind of ["mouseover", "focusin"])
  document.addEventListener(kind, (event) => light(event.target.closest?.("[data-spans]")));

// A note that would leave the window at the right is moved left.
function hold(event) {
  const tip = event.target.closest?.(".article .span")?.querySelector(".tip");
  if (!tip || matchMedia("(max-width: 48rem)").matches) return;
  tip.style.translate = "";
  const over = tip.getBoundingClientRect().right - document.documentElement.clientWidth + 16;
  if (over > 0) tip.style.translate = `${-over}px 0`;
}
document.addEventListener("mouseover", hold);
document.addEventListener("focusin", hold);

// What comes in is read from its title on.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "reading") document.getElementById("reading-title")?.scrollIntoView();
});
