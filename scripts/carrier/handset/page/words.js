/* The words on the screen: one paragraph for each thing heard, the last one largest. */

import * as voice from "./voice.js";

const heard = document.getElementById("heard");
const NOTES = {
  Play: (row) => (row.digits ? `Tones ${row.digits}` : "♪ Music"),
  Dial: (row) => `Connecting to ${row.conference ?? row.to}`,
  Beep: () => "Beep",
};
let shown = new Map();

/** Show what is new of a call. */
export function show(call) {
  if (!shown.has(call.sid)) begin(call.sid);
  const known = shown.get(call.sid);
  call.heard.forEach((row, n) => {
    if (call.heard_from + n < known) return;
    if (row.verb === "Say") speak(row);
    else if (NOTES[row.verb]) note(NOTES[row.verb](row));
    if (row.verb === "Play" && row.url) voice.play(row.url);
  });
  shown.set(call.sid, Math.max(known, call.heard_from + call.heard.length));
}

function begin(sid) {
  shown.set(sid, 0);
  heard.replaceChildren();
}

function speak(row) {
  heard.querySelector(".last")?.classList.remove("last");
  const line = add("said last", row.text);
  line.lang = row.language;
  const mark = (now) => () => line.classList.toggle("speaking", now);
  voice.say(row.text, row.language, mark(true), mark(false));
}

/** Something that is not spoken: a tone, a key pressed, the end. */
export function note(words, kind = "note") {
  add(kind, words);
}

/** Several keys in a row are one entry. */
export function typed(digits) {
  const last = heard.lastElementChild;
  if (last?.classList.contains("typed")) last.textContent += digits;
  else add("typed", digits);
}

function add(kind, words) {
  heard.querySelector(".empty")?.remove();
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = words;
  heard.append(line);
  heard.scrollTop = heard.scrollHeight;
  return line;
}
