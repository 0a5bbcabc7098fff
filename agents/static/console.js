// Clocks that tick without being announced, answers that go wrong in words, and the keys of the desk.
(() => {
  "use strict";

  const two = (number) => String(number).padStart(2, "0");
  const spoken = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(whole / 3600);
    const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    return hours ? `${hours}:${rest}` : rest;
  };

  // The server's clock is the one that counts; a screen's own may be minutes off.
  const offset = Number(document.body.dataset.now) - Date.now();

  const title = document.title;
  const tick = () => {
    const now = (Date.now() + offset) / 1000;
    for (const each of document.querySelectorAll("[data-since]")) each.textContent = spoken(now - each.dataset.since);
    for (const each of document.querySelectorAll("[data-until]")) each.textContent = spoken(each.dataset.until - now);
    for (const each of document.querySelectorAll("[data-left]")) each.textContent = Math.max(0, Math.ceil(each.dataset.left - now));
    // Seen from another tab too, because an offer lasts no longer than a look away.
    document.title = document.querySelector("[data-offer]") ? `${document.body.dataset.offered} · ${title}` : title;
  };
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSettle", tick);
  document.addEventListener("htmx:load", tick);
  tick();

  // The bar covers what scrolls below it, with as many rows as it has.
  const bar = document.querySelector(".top");
  const clear = () => document.documentElement.style.setProperty("scroll-padding-top", `${bar.clientHeight + 16}px`);
  new ResizeObserver(clear).observe(bar);

  const notice = document.getElementById("notice");
  const tell = (words) => {
    const line = document.createElement("p");
    line.textContent = words;
    notice.replaceChildren(line);
  };
  document.addEventListener("htmx:beforeRequest", () => {
    notice.replaceChildren();
    delete notice.dataset.unanswered;
    for (const each of document.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const field = document.getElementById(event.detail.xhr.getResponseHeader("Fairline-Field"));
    if (!field) return;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  });
  for (const silence of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(silence, () => {
      tell(document.body.dataset.unanswered);
      notice.dataset.unanswered = "";
    });
  }
  // What was refused may be possible now; live.js tells that the desk moved on, or that the server answers again.
  document.addEventListener("fairline:moved", () => notice.replaceChildren());
  document.addEventListener("fairline:answers", () => {
    if ("unanswered" in notice.dataset) notice.replaceChildren();
  });

  // What a step brings up is seen as far as it fits.
  const see = (piece) => piece?.scrollIntoView({ block: "nearest" });

  // It is where the keyboard goes next; only after the agent's own act, never by itself.
  const marked = () => [...document.querySelectorAll("[data-focus]")];
  const unmark = () => marked().forEach((each) => each.removeAttribute("data-focus"));
  unmark();
  document.addEventListener("htmx:afterSwap", (event) => {
    const asked = event.detail.requestConfig;
    if (!asked || asked.verb === "get") return unmark();
    const next = marked().find((each) => event.detail.target.contains(each)) || marked()[0];
    unmark();
    if (!next) return;
    next.focus();
    if (event.detail.target.contains(next)) see(event.detail.target);
  });
  // What was booked is listed above, too, and would push the reference that is to be read out down again.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "earlier") see(document.activeElement.closest("#steps"));
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.requestConfig || document.activeElement !== document.body) return;
    const button = document.querySelector("#desk button.main:enabled") || document.querySelector("#desk button:enabled");
    if (button) button.focus();
  });

  // The keys of the desk: Alt+Shift with a letter, so that they neither type nor shadow the browser's own.
  const pressed = (event) => {
    if (event.altKey && event.shiftKey) return event.code.replace("Key", "").toLowerCase();
    return event.key === "?" && !event.target.closest("input, select, textarea") ? "slash" : "";
  };
  document.addEventListener("keydown", (event) => {
    const key = event.repeat ? "" : pressed(event);
    const button = key && document.querySelector(`[data-key="${key}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
    if (key === "slash") button.focus();
    if (key === "slash") button.parentElement.scrollIntoView({ block: "nearest" });
  });
})();
