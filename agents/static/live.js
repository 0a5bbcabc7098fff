// Keeps a page live: one event stream, the pieces that it carries put in place, and an honest banner when it is silent.
(() => {
  "use strict";

  const address = document.body.dataset.live;
  if (!address) return;

  const SILENT = 8000;
  const banner = document.getElementById("stale");
  const said = document.getElementById("said");
  let source = null;
  let heard = Date.now();

  // Nobody can be offered a caller while nobody is free.
  const free = (colleagues) => {
    const nobody = ![...colleagues.options].some((each) => each.value);
    for (const each of document.querySelectorAll("[data-colleague]")) each.disabled = nobody;
  };

  // What was pressed stays in its place until that is answered: htmx puts no answer where the page has no button.
  const late = new Map();
  const show = (name, html) => {
    const target = document.querySelector(`[data-piece="${name}"]`);
    if (!target) return;
    late.delete(name);
    if (target.querySelector(".htmx-request")) {
      late.set(name, html);
      return;
    }
    const chosen = target.value;  // of a list to choose from: it stays chosen while it is there
    htmx.swap(target, html, { swapStyle: "innerHTML" });
    if (chosen && [...target.options].some((each) => each.value === chosen)) target.value = chosen;
    if (name === "colleagues") free(target);
  };
  const place = (name) => (event) => {
    heard = Date.now();
    show(name, event.data);
  };

  // The answer to a click and the stream can overtake one another: the newer look at the desk stays, and a caller
  // who is gone does not remain on the screen.
  const strip = () => document.querySelector("#desk [data-version]");
  const newer = (one, other) => Number(one.dataset.version) > Number(other.dataset.version);
  const moment = (each) => `${each.dataset.place} ${each.querySelector(".pill").className}`;
  let told = null;

  // What was written for a caller who is gone, and not sent: it is shown until the agent does something else.
  const unsent = document.getElementById("unsent");
  const isSent = (field) => field.form.hasAttribute("data-sent");
  const keep = (caller) => {
    const written = [...caller.querySelectorAll("textarea")].filter((each) => each.value.trim() && !isSent(each));
    for (const each of written) {
      const line = document.createElement("p");
      line.textContent = `${unsent.dataset.words} ${each.value.trim()}`;
      unsent.append(line);
    }
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "get") return;
    if (unsent) unsent.replaceChildren();
    const form = event.detail.elt.closest("form");
    if (form) form.setAttribute("data-sent", "");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form && !event.detail.successful) form.removeAttribute("data-sent");
  });
  const agree = () => {
    if (told && newer(told.look, strip())) show("desk", told.html);
    const caller = document.getElementById("caller");
    if (!caller || caller.dataset.place === strip().dataset.place) return;
    if (!newer(strip(), caller)) return;
    keep(caller);
    htmx.trigger(caller, "another-caller");
  };
  const desk = (event) => {
    heard = Date.now();
    const look = new DOMParser().parseFromString(event.data, "text/html").querySelector("[data-version]");
    if (!told || !newer(told.look, look)) told = { look, html: event.data };
    const before = moment(strip());
    if (!newer(strip(), look)) show("desk", event.data);
    if (moment(strip()) !== before) document.dispatchEvent(new Event("fairline:moved"));
    agree();
  };
  document.addEventListener("htmx:afterSettle", (event) => event.detail.requestConfig && strip() && agree());
  document.addEventListener("htmx:afterRequest", () => {
    late.delete("desk");  // of which there may be a newer look by now
    for (const [name, html] of [...late]) show(name, html);
    if (strip()) agree();
  });

  // A sign of life. The server's own beat sets the pace: a timer of a page in the background is slowed down.
  const EVERY = 15000;
  let signed = 0;
  const sign = () => {
    if (!document.body.dataset.beat || Date.now() - signed < EVERY) return;
    signed = Date.now();
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(document.body.dataset.beat, { method: "POST", headers }).catch(() => {});
  };

  const connect = () => {
    if (source) source.close();
    source = new EventSource(address);
    source.addEventListener("open", () => document.dispatchEvent(new Event("fairline:answers")));
    const parts = [...document.querySelectorAll("[data-piece]")].map((part) => part.dataset.piece);
    // What a page does not show yet, but will with the next caller.
    for (const name of new Set([...parts, ...(document.body.dataset.later || "").split(" ").filter(Boolean)])) {
      source.addEventListener(name, name === "desk" ? desk : place(name));
    }
    source.addEventListener("say", (event) => {
      if (said && said.textContent !== event.data) said.textContent = event.data;
    });
    source.addEventListener("beat", (event) => {
      sign();
      if (event.data === "sound") heard = Date.now();
    });
  };

  // A stream cannot say why it was refused: where the page itself would lead to signing in, go there.
  const askWhetherSignedIn = () => {
    fetch(location.href, { redirect: "manual" }).then(
      (answer) => (answer.type === "opaqueredirect" || answer.status === 403) && location.reload(),
      () => {},
    );
  };

  setInterval(() => {
    const silent = Date.now() - heard;
    banner.hidden = silent < SILENT;
    // A connection can die without a word: open another now and then for as long as nothing is heard.
    if (silent >= SILENT && Math.floor(silent / 1000) % 5 === 0) connect();
    else if (source.readyState === EventSource.CLOSED) connect();
    if (silent >= SILENT && Math.floor(silent / 1000) % 10 === 9) askWhetherSignedIn();
  }, 1000);

  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  connect();
})();
