// Review by keyboard: s, d and u offer a reason, Enter writes the decision down; j and k go on.
const judge = () => document.querySelector("[data-judge]");

function offer(button) {
  const form = judge();
  const reason = form.elements.reason;
  const verdict = button.value;
  for (const other of form.querySelectorAll("[data-key]")) other.setAttribute("aria-pressed", String(other === button));
  // What somebody wrote stays; what was offered for another verdict does not.
  if (!reason.value || reason.value === reason.dataset.offered) {
    const text = form.getAttribute(`data-reason-${verdict}`);
    reason.value = text;
    reason.dataset.offered = text;
  }
  form.querySelector("[data-confirming]").textContent = button.dataset.confirm;
  form.dataset.verdict = verdict;
  reason.focus();
  reason.select();
}

document.addEventListener("keydown", (event) => {
  const form = judge();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("dialog[open]")) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.target.name !== "reason" || !form?.dataset.verdict) return;
    if (event.key === "Enter") {
      event.preventDefault();
      form.querySelector(`[value="${form.dataset.verdict}"]`).click();
    } else if (event.key === "Escape") {
      delete form.dataset.verdict;
      form.querySelector("[data-confirming]").textContent = "";
      for (const button of form.querySelectorAll("[data-key]")) button.removeAttribute("aria-pressed");
    }
    return;
  }
  const key = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  const skip = { j: 1, k: -1 }[key];
  if (skip) { document.querySelector(`[data-skip="${skip}"]`)?.click(); return; }
  if (event.defaultPrevented) return; // g s is the frame's
  const button = form?.querySelector(`[data-key="${key}"]`);
  if (key && button) { event.preventDefault(); offer(button); }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "pair") document.querySelector("[data-pair]")?.scrollIntoView({ block: "start" });
});
