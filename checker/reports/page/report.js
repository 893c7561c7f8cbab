"use strict";
// Filters, and the manuscript kept in view beside its findings; without a script the page shows everything.
const form = document.querySelector(".filters");
const cards = Array.from(document.querySelectorAll(".card[data-code]"));
const references = Array.from(document.querySelectorAll(".reference"));
const shown = document.querySelector("#shown");
const words = new Map();

// What a card says, in lower case; read once, when it is first looked for.
function wordsOf(card) {
  if (!words.has(card)) words.set(card, card.textContent.toLowerCase());
  return words.get(card);
}

const names = new Set(references.map((reference) => reference.dataset.reference.toLowerCase()));

// What is looked for is a reference where there is one of that name (`3` is then no digit of a year), else any text.
function says(card, wanted) {
  if (!wanted) return true;
  return names.has(wanted) ? card.dataset.reference.toLowerCase() === wanted : wordsOf(card).includes(wanted);
}

function apply() {
  const levels = new Set(Array.from(form.querySelectorAll("input[type=checkbox]:checked"), (box) => box.value));
  const code = form.querySelector("#rule").value;
  const state = form.querySelector("#state").value;
  const wanted = form.querySelector("#reference").value.trim().toLowerCase();
  let findings = 0;
  for (const card of cards) {
    const fits = levels.has(card.dataset.severity) && (!code || card.dataset.code === code) && says(card, wanted);
    card.hidden = !fits;
    findings += fits;
    const mark = document.getElementById(`${card.id}-text`);
    if (mark) mark.parentElement.classList.toggle("off", !fits);
  }
  let entries = 0;
  for (const reference of references) {
    const fits = says(reference, wanted) &&
      (!state || reference.dataset.status === state || (state === "findings" && reference.dataset.findings !== "0"));
    reference.hidden = !fits;
    entries += fits;
  }
  shown.textContent = `${findings} of ${cards.length} findings, ${entries} of ${references.length} references shown`;
}

// Go to what a link names: open it, and where the manuscript has a pane of its own scroll that alone.
function visit(name) {
  const target = document.getElementById(name);
  if (!target) return false;
  for (let around = target; around; around = around.parentElement) {
    if (around.hidden) around.hidden = false;
    if (around.tagName === "DETAILS") around.open = true;
  }
  const pane = target.closest(".text");
  if (pane && getComputedStyle(pane.parentElement).position === "sticky") {
    pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  } else {
    target.scrollIntoView({ block: "center" });
  }
  target.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && visit(link.getAttribute("href").slice(1))) {
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    document.querySelectorAll(".visited").forEach((old) => old.classList.remove("visited"));
    document.getElementById(link.getAttribute("href").slice(1)).classList.add("visited");
  }
});
// Paper can't be opened.
window.addEventListener("beforeprint", () => references.forEach((reference) => { reference.open = true; }));

if (form) {
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
if (location.hash) visit(location.hash.slice(1));
