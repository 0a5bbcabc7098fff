/* A call that comes in: the bell, and whether it is answered. */

import * as line from "./line.js";
import * as sound from "./sound.js";

const dialog = document.getElementById("ringing");
let ringing = null;

export const isOpen = () => dialog.open;

/** Ring for a call, or stop where there is none; `title` is the page's own. */
export function show(call, title) {
  if (call?.sid === ringing?.sid) return;
  ringing = call;
  document.title = call ? `☎ ${line.written(call.from)} is calling` : title;
  if (!call) {
    sound.stop();
    dialog.close();
    return;
  }
  document.getElementById("ringing-from").textContent = line.written(call.from);
  if (!dialog.open) dialog.showModal();
  sound.ring();
}

/** Answer and decline; Escape is neither. */
export function listen(doing) {
  document.getElementById("answer").addEventListener("click", () => doing(() => line.answer(ringing.sid)));
  document.getElementById("decline").addEventListener("click", () => doing(() => line.decline(ringing.sid)));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
}
