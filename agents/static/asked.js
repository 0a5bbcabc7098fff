// What is shown was asked for last, and for the words that stand there now: nobody acts on anything else by mistake.
(() => {
  "use strict";

  // People who were held for, or could be: a reference that is being read out stays.
  const PEOPLE = ["birth_date", "code", "surname", "number"];
  const asks = (steps) => steps?.querySelector("form [name=birth_date]");

  // Steps reach the server one after the other (hx-sync): each may let go of what the one before it held.
  let awaited = null;
  const isStep = (target) => target?.id === "steps";
  document.addEventListener("htmx:confirm", ({ detail }) => {
    if (isStep(detail.target)) awaited = detail.elt;
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (isStep(detail.target) && detail.requestConfig.elt !== awaited) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.elt === awaited) awaited = null;
  });

  document.addEventListener("input", ({ target }) => {
    const steps = document.getElementById("steps");
    if (target.form?.id !== "who" || !PEOPLE.includes(target.name) || !(awaited?.isConnected || asks(steps))) return;
    awaited = null;
    const line = document.createElement("p");
    line.className = "hint";
    line.setAttribute("role", "status");
    line.textContent = steps.dataset.changed;
    steps.replaceChildren(line);
  });

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.getAttribute("role") === "search") detail.target.replaceChildren();
  });
})();
