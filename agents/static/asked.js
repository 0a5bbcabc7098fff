// What was found for other words than those that stand there now is gone: nobody acts on it by mistake.
(() => {
  "use strict";

  // People who were held for, or could be: a reference that is being read out stays.
  const PEOPLE = ["birth_date", "code", "surname", "number"];
  const asks = (steps) => steps?.querySelector("form [name=birth_date]");

  document.addEventListener("input", ({ target }) => {
    const steps = document.getElementById("steps");
    if (target.form?.id !== "who" || !PEOPLE.includes(target.name) || !asks(steps)) return;
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
