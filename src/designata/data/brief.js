"use strict";
// Read-along: the sentence that is heard is marked; a click or Enter on a sentence plays it.
const audio = document.getElementById("audio");
const spoken = [...document.querySelectorAll("[data-start]")];
const mark = () => {
  for (const one of spoken) {
    const now = !audio.paused && audio.currentTime >= one.dataset.start && audio.currentTime < one.dataset.end;
    one.classList.toggle("now", now);
  }
};
const play = (one) => { audio.currentTime = Number(one.dataset.start); audio.play(); };
for (const one of spoken) {
  one.tabIndex = 0;
  one.addEventListener("click", (event) => { if (!event.target.closest("a")) play(one); });
  one.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === one) play(one); });
}
for (const event of ["timeupdate", "play", "pause", "seeked"]) audio.addEventListener(event, mark);
