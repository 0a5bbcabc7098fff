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

  const place = (name) => (event) => {
    heard = Date.now();
    const target = document.querySelector(`[data-piece="${name}"]`);
    if (target) htmx.swap(target, event.data, { swapStyle: "innerHTML" });
  };

  const connect = () => {
    if (source) source.close();
    source = new EventSource(address);
    for (const part of document.querySelectorAll("[data-piece]")) {
      source.addEventListener(part.dataset.piece, place(part.dataset.piece));
    }
    source.addEventListener("say", (event) => {
      if (said && said.textContent !== event.data) said.textContent = event.data;
    });
    source.addEventListener("caller", (event) => {
      const caller = document.getElementById("caller");
      if (caller && caller.dataset.place !== event.data) htmx.trigger(caller, "another-caller");
    });
    source.addEventListener("beat", (event) => {
      if (event.data === "sound") heard = Date.now();
    });
  };

  // A stream cannot say why it was refused: where the page itself would lead to signing in, go there.
  const askWhetherSignedIn = () => {
    fetch(location.href, { redirect: "manual" }).then(
      (answer) => answer.type === "opaqueredirect" && location.reload(),
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
