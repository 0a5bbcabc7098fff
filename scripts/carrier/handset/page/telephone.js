/* The telephone: what is pressed goes to the line, what happens there is shown. */

import * as line from "./line.js";
import * as pad from "./pad.js";
import * as ringing from "./ringing.js";
import * as sound from "./sound.js";
import * as texts from "./texts.js";
import * as voice from "./voice.js";
import * as words from "./words.js";

const part = (id) => document.getElementById(id);
const own = decodeURIComponent(location.pathname.split("/").pop());
const ENDED = { completed: "Call ended", busy: "Busy", failed: "Call failed", "no-answer": "No answer", canceled: "Call ended" };
let hotline = "";
let call = null;
let since = null;
let untouched = true;
let lost = false;

function table(state) {
  document.querySelector("main").dataset.state = state;
}

async function doing(work) {
  try {
    return await work();
  } catch (error) {
    part("state").textContent = error.message;
  }
}

function press(symbol) {
  sound.key(symbol);
  pad.flash(symbol);
  if (call) {
    voice.hush();
    words.typed(symbol);
    doing(() => line.press(call.sid, symbol));
  } else {
    // The hotline is only a suggestion: the first key begins a number of one's own.
    part("dialled").value = (untouched ? "" : part("dialled").value) + symbol;
    untouched = false;
  }
}

async function dial() {
  if (call) return;
  const number = untouched ? hotline : line.whole(part("dialled").value);
  part("state").textContent = "Calling…";
  table("calling");
  sound.ringBack();
  const placed = await doing(() => line.dial(own, number));
  if (!placed) {
    sound.stop();
    table("idle");
  }
}

async function hangUp() {
  voice.hush();
  if (call) await doing(() => line.hangUp(call.sid));
}

function news({ calls, texts: messages }) {
  texts.show(messages, own);
  document.querySelector("main").ariaBusy = "false";
  if (lost) found(calls);
  const mine = calls.filter((one) => !(one.status === "ringing" && one.to === own));
  ringing.show(calls.find((one) => one.status === "ringing" && one.to === own) ?? null, title());
  for (const one of [...mine].reverse()) follow(one);
}

/** The network is back: a call that it does not know any more is over. */
function found(calls) {
  lost = false;
  part("state").textContent = "Ready";
  if (call && !calls.some((one) => one.sid === call.sid)) end({ ...call, status: "failed" });
}

function follow(one) {
  words.show(one);
  if (ENDED[one.status]) {
    if (!call || call.sid === one.sid) end(one);
    return;
  }
  if (!call) begin(one);
  call = one;
  if (one.status === "in-progress" && since === null) {
    sound.stop();
    since = Date.now();
  }
  const state = one.waiting_for_keys ? "waiting" : since === null ? "calling" : "talking";
  table(state);
  part("state").textContent = { waiting: "Press a key", calling: "Calling…", talking: "Connected" }[state];
  part("silence").disabled = !one.waiting_for_keys;
}

function begin(one) {
  since = null;
  part("dialled").value = line.written(one.to === own ? one.from : one.to);
  part("dialled").readOnly = true;
  part("dialled-label").textContent = one.to === own ? "Call from" : "Call to";
  swap(true);
}

function end(one) {
  call = since = null;
  sound.stop();
  table("idle");
  part("state").textContent = ENDED[one.status];
  words.note(ENDED[one.status], "note end");
  part("silence").disabled = true;
  part("clock").textContent = "";
  ready();
  swap(false);
}

function swap(inCall) {
  const focused = document.activeElement;
  part("call").hidden = inCall;
  part("hang-up").hidden = !inCall;
  part("erase").hidden = inCall;
  if (focused === part("call")) part("hang-up").focus();
  if (focused === part("hang-up")) part("call").focus();
}

function ready() {
  part("dialled").readOnly = false;
  part("dialled").value = line.written(hotline);
  part("dialled-label").textContent = "Number to call";
  untouched = true;
}

function showClock() {
  if (since === null) return;
  const seconds = Math.floor((Date.now() - since) / 1000);
  part("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function turnVoice(on) {
  voice.turn(on);
  part("speech").setAttribute("aria-checked", String(on));
}

const title = () => `Telephone ${line.written(own)}`;

function remember() {
  const used = JSON.parse(localStorage.getItem("telephones") ?? "[]").filter((one) => one !== own);
  localStorage.setItem("telephones", JSON.stringify([own, ...used].slice(0, 6)));
}

function onKeyboard(event) {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey || ringing.isOpen()) return;
  if (/^[0-9*#]$/.test(event.key)) press(event.key);
  else if (event.key === "Backspace" && !call) part("erase").click();
}

function listen() {
  part("call").addEventListener("click", dial);
  part("hang-up").addEventListener("click", hangUp);
  ringing.listen(doing);
  part("silence").addEventListener("click", () => { voice.hush(); doing(() => line.press(call.sid, "")); });
  part("speech").addEventListener("click", () => turnVoice(!voice.isOn()));
  part("erase").addEventListener("click", () => { part("dialled").value = part("dialled").value.slice(0, -1); untouched = false; });
  part("dialled").addEventListener("input", () => { untouched = false; });
  part("dialled").addEventListener("keydown", (event) => { if (event.key === "Enter") dial(); });
  part("write").addEventListener("submit", (event) => {
    event.preventDefault();
    doing(() => line.text(own, hotline, part("text").value)).then(() => { part("text").value = ""; });
  });
  part("texts").closest("section").addEventListener("pointerdown", texts.read);
  part("texts").closest("section").addEventListener("focusin", texts.read);
  addEventListener("keydown", onKeyboard);
}

/** A browser lets a page sound only once somebody has touched it. */
function askForATouch() {
  if (navigator.userActivation?.hasBeenActive !== false) return;
  const before = part("state").textContent;
  part("state").textContent = "Click to let it ring";
  const touched = () => { if (!call) part("state").textContent = before; };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, touched, { once: true });
}

async function open() {
  pad.build(press);
  listen();
  remember();
  turnVoice(voice.isOn());
  document.title = title();
  part("own").textContent = line.written(own);
  hotline = (await doing(line.hotline)) ?? "";
  ready();
  setInterval(showClock, 500);
  askForATouch();
  line.follow(own, news, () => {
    lost = true;
    part("state").textContent = "The network is away; trying again…";
  });
}

open();
