/* The messages of a telephone, as a conversation. */

import * as sound from "./sound.js";

const list = document.getElementById("texts");
const badge = document.getElementById("unread");
let known = null;

/** Show the conversation; a new text from the hotline chimes, and is marked until it is looked at. */
export function show(texts, own) {
  const ids = texts.map((text) => text.sid).join();
  if (known !== null && ids === known) return;
  const fresh = texts.slice(list.children.length);
  list.append(...fresh.map((text) => bubble(text, own)));
  list.scrollTop = list.scrollHeight;
  const unread = fresh.filter((text) => text.to === own).length;
  if (known !== null && unread) {
    sound.chime();
    badge.textContent = `${Number(badge.textContent || 0) + unread} new`;
    badge.hidden = false;
  }
  known = ids;
}

export function read() {
  badge.hidden = true;
  badge.textContent = "";
}

function bubble(text, own) {
  const item = document.createElement("li");
  item.className = text.to === own ? "theirs" : "ours";
  const words = document.createElement("p");
  words.textContent = text.body;
  const time = document.createElement("time");
  time.dateTime = text.at;
  time.textContent = new Date(text.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  item.append(words, time);
  return item;
}
