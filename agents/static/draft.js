// What is written to finish a call stays in this tab while that call is at the desk, whichever page is looked at.
(() => {
  "use strict";

  const KEPT = "finish";
  const caller = () => document.getElementById("caller");
  const form = () => document.querySelector("#finish form");

  const keep = (event) => {
    if (event.target.form !== form()) return;
    const { note, outcome } = event.target.form.elements;
    sessionStorage.setItem(KEPT, JSON.stringify({ place: caller().dataset.place, note: note.value, outcome: outcome.value }));
  };

  // Put back into a form that is new; dropped with the call, and with whoever was signed in.
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    const isOver = caller() && kept && kept.place !== caller().dataset.place;
    if (isOver || !document.body.dataset.beat) return sessionStorage.removeItem(KEPT);
    if (!kept || !form() || form().hasAttribute("data-drawn")) return;
    form().setAttribute("data-drawn", "");
    const { note, outcome } = form().elements;
    note.value = kept.note;
    outcome.value = kept.outcome;
  };
  document.addEventListener("input", keep);
  document.addEventListener("htmx:afterSettle", restore);
  restore();
})();
