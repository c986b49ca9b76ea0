// The box: Enter asks, Shift and Enter begins a line, many lines are posted; a sheet may be dropped.
const form = document.querySelector("[data-ask]");
const box = form.querySelector("textarea");

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

const grow = () => { box.rows = Math.min(Math.max(box.value.split("\n").length, 1), 12); };
box.addEventListener("input", grow);
grow();

// Many lines are too long for an address.
form.addEventListener("submit", (event) => {
  if (!window.htmx || !box.value.trim().includes("\n")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  window.htmx.ajax("POST", "/screen", { source: form, target: "#results", select: "#results", swap: "outerHTML" });
}, true);
form.addEventListener("htmx:afterRequest", () => box.blur()); // so that j and k move in what was found

// A sheet: dropped anywhere on the page.
const sheet = () => document.querySelector("[data-sheet]");
for (const kind of ["dragover", "dragleave", "drop"])
  document.addEventListener(kind, (event) => {
    const target = sheet();
    if (!target || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    target.classList.toggle("over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    target.querySelector("input[type=file]").files = event.dataTransfer.files;
    target.requestSubmit();
  });
