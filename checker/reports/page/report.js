"use strict";
// Filters the findings; without a script the page shows everything.
const form = document.querySelector(".filters");
const cards = Array.from(document.querySelectorAll(".card[data-code]"));
const shown = document.querySelector("#shown");
function apply() {
  const levels = new Set(Array.from(form.querySelectorAll("input[type=checkbox]:checked"), (box) => box.value));
  const code = form.querySelector("#rule").value;
  const reference = form.querySelector("#reference").value.trim().toLowerCase();
  let count = 0;
  for (const card of cards) {
    const fits = levels.has(card.dataset.severity) && (!code || card.dataset.code === code) &&
      (!reference || card.dataset.reference.toLowerCase() === reference || card.textContent.toLowerCase().includes(reference));
    card.hidden = !fits;
    count += fits;
  }
  shown.textContent = `${count} of ${cards.length} findings shown`;
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();
