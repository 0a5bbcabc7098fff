/* Reads aloud what is spoken on the line, in its language, one thing after the other. */

const synthesis = window.speechSynthesis;
let on = localStorage.getItem("voice") !== "off";
let record;

export const isOn = () => on;

export function turn(state) {
  on = state;
  localStorage.setItem("voice", on ? "on" : "off");
  if (!on) hush();
}

function voiceFor(language) {
  const voices = synthesis.getVoices();
  const exact = voices.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase());
  return exact ?? voices.find((voice) => voice.lang.slice(0, 2) === language.slice(0, 2)) ?? null;
}

/** Say one sentence after those before it; `onStart` and `onEnd` follow it. */
export function say(words, language, onStart, onEnd) {
  if (!on || !synthesis) return;
  const speech = new SpeechSynthesisUtterance(words);
  speech.lang = language;
  speech.voice = voiceFor(language);
  speech.rate = 0.95;
  speech.onstart = onStart;
  speech.onend = onEnd;
  speech.onerror = onEnd;
  synthesis.speak(speech);
}

/** Play a recording; the carrier's own music has no address that could be fetched. */
export function play(url) {
  if (!on || new URL(url, location.href).hostname.startsWith("com.twilio")) return;
  record?.pause();
  record = new Audio(url);
  record.play().catch(() => {});
}

/** A key, a hang-up: silence. */
export function hush() {
  synthesis?.cancel();
  record?.pause();
  record = undefined;
}
