// Read-along: the sentence that is heard is marked; a click on one says it. Space plays and rests,
// left and right go by sentence, up and down change the speed. The page works without it.
const sound = () => document.querySelector("[data-player] audio");
const spoken = () => [...document.querySelectorAll("[data-start]")];
const starts = (one) => Number(one.dataset.start);

function at() {
  const time = sound().currentTime + 0.01;
  return spoken().findLastIndex((one) => starts(one) <= time);
}

function hear(second) {
  sound().currentTime = second;
  play();
}

// What rests before it has begun, or cannot be played, is no error: the controls show it.
function play() {
  sound().play().catch(() => {});
}

function step(by) {
  const all = spoken();
  // What has just begun is left behind, what has gone on for a while is said again.
  const here = at();
  const back = by < 0 && here >= 0 && sound().currentTime - starts(all[here]) > 1.5 ? 0 : by;
  const next = all[Math.min(Math.max(here + back, 0), all.length - 1)];
  if (next) hear(starts(next));
}

function toggle() {
  if (sound().paused) play(); else sound().pause();
}

function speed(by) {
  const choice = document.querySelector("[data-speed]");
  choice.selectedIndex = Math.min(Math.max(choice.selectedIndex + by, 0), choice.options.length - 1);
  sound().playbackRate = Number(choice.value);
}

let marked;
function mark() {
  const one = sound() && spoken()[at()];
  const now = one && sound().currentTime < Number(one.dataset.end) + 0.25 ? one : undefined;
  if (now === marked) return;
  marked?.classList.remove("now");
  marked?.removeAttribute("aria-current");
  marked = now;
  if (!now) return;
  now.classList.add("now");
  now.setAttribute("aria-current", "true");
  const box = now.getBoundingClientRect();
  if (!sound().paused && (box.top < 160 || box.bottom > innerHeight - 40)) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    now.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

// "timeupdate" comes four times a second; while it plays, each frame is looked at.
function follow() {
  mark();
  if (sound() && !sound().paused) requestAnimationFrame(follow);
}

// Media events do not bubble, so they are caught on their way down.
for (const name of ["play", "pause", "seeked", "ended"]) document.addEventListener(name, (event) => {
  if (event.target !== sound()) return;
  const button = document.querySelector("[data-toggle]");
  button.textContent = sound().paused ? button.dataset.play : button.dataset.pause;
  sound().playbackRate = Number(document.querySelector("[data-speed]").value);
  follow();
}, true);

document.addEventListener("click", (event) => {
  if (!sound()) return;
  const on = (what) => event.target.closest(what);
  if (on("[data-start]") && !String(getSelection())) hear(starts(on("[data-start]")));
  else if (on("[data-at]")) hear(Number(on("[data-at]").dataset.at));
  else if (on("[data-toggle]")) toggle();
  else if (on("[data-step]")) step(Number(on("[data-step]").dataset.step));
});
document.addEventListener("change", (event) => { if (event.target.matches("[data-speed]")) speed(0); });
document.addEventListener("keydown", (event) => {
  if (!sound() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const held = event.target;
  if (held.closest("input, select, textarea, audio, dialog")) return;
  if (held.matches("[data-start]") && event.key === "Enter") { hear(starts(held)); return; }
  if (event.key === " " && held.closest("button, summary, a")) return;
  const act = { " ": toggle, ArrowLeft: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => speed(1), ArrowDown: () => speed(-1) }[event.key];
  if (act) { event.preventDefault(); act(); }
});
