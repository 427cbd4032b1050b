// What each result sounds and feels like: heard without looking up, told apart by ear alone.
// @ts-check

/** @typedef {[hertz: number, seconds: number]} Note */
/** @typedef {{ wave: OscillatorType, notes: Note[], shakes: number[] }} Signal */

/** @type {Readonly<Record<string, Signal>>} */
const SIGNALS = Object.freeze({
  granted: { wave: "sine", notes: [[880, 0.09], [1319, 0.2]], shakes: [80] },
  choose: { wave: "sine", notes: [[880, 0.12]], shakes: [40] },
  used: { wave: "triangle", notes: [[523, 0.16], [0, 0.06], [523, 0.16]], shakes: [120, 60, 120] },
  stale: { wave: "triangle", notes: [[659, 0.12], [0, 0.06], [523, 0.2]], shakes: [120, 60, 120] },
  not_entitled: { wave: "triangle", notes: [[494, 0.14], [370, 0.26]], shakes: [200] },
  stopped: {
    wave: "square",
    notes: [[196, 0.18], [0, 0.06], [196, 0.18], [0, 0.06], [196, 0.3]],
    shakes: [250, 80, 250, 80, 250],
  },
  expired: { wave: "square", notes: [[247, 0.2], [0, 0.06], [196, 0.3]], shakes: [250, 80, 250] },
  unreadable: { wave: "triangle", notes: [[294, 0.22]], shakes: [60, 40, 60] },
});
const LOUDNESS = 0.25;
const EDGE_S = 0.01;

/** @type {AudioContext | null} */
let context = null;

/** Play a look's signal; browsers stay silent until the page was touched or typed into once.
 * @param {string} look */
export function signal(look) {
  const { wave, notes, shakes } = SIGNALS[look] ?? SIGNALS.unreadable;
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(shakes);
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  let at = context.currentTime;
  for (const [hertz, seconds] of notes) {
    if (hertz) play(context, wave, hertz, at, seconds);
    at += seconds;
  }
}

/** @param {AudioContext} out @param {OscillatorType} wave @param {number} hertz
 * @param {number} at @param {number} seconds */
function play(out, wave, hertz, at, seconds) {
  const tone = new OscillatorNode(out, { type: wave, frequency: hertz });
  const volume = new GainNode(out, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + EDGE_S);
  volume.gain.setValueAtTime(LOUDNESS, at + seconds - EDGE_S);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  tone.connect(volume).connect(out.destination);
  tone.start(at);
  tone.stop(at + seconds);
}
