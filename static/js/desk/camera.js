// The camera: its picture goes frame by frame to the decoder; why there is none is said in words.
// @ts-check

const WANTED = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
/** The middle of the picture that is decoded, as a part of its shorter side. */
const REGION = 0.92;
const LONGEST_REGION_PX = 960;
const PAUSE_MS = 60;
const CHOICE = "desk-camera";

/** @type {Readonly<Record<string, string>>} the browser's errors, by the note that explains them */
const NOTES = Object.freeze({
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "busy",
  AbortError: "busy",
});

/** Shows the camera's picture in its box and calls `onText` for every code it reads. */
export class Camera {
  /** @param {HTMLElement} box @param {(text: string) => void} onText */
  constructor(box, onText) {
    this.box = box;
    this.onText = onText;
    this.video = /** @type {HTMLVideoElement} */ (box.querySelector("video"));
    this.canvas = document.createElement("canvas");
    this.paper = this.canvas.getContext("2d", { willReadFrequently: true });
    /** @type {Worker | null} */
    this.decoder = null;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.wanted = localStorage.getItem(CHOICE) !== "off";
  }

  /** Open the camera unless it was switched off here, and again whenever the page comes back. */
  start() {
    for (const button of document.querySelectorAll("[data-camera-switch]")) {
      button.addEventListener("click", () => this.choose(button));
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.open();
    });
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.open());
    void this.open();
  }

  /** @param {Element} button */
  choose(button) {
    this.wanted = /** @type {HTMLElement} */ (button).dataset.cameraSwitch === "on";
    localStorage.setItem(CHOICE, this.wanted ? "on" : "off");
    if (this.wanted) void this.open();
    else this.close("off");
  }

  async open() {
    if (!this.wanted) {
      this.note("off");
      return;
    }
    if (this.stream?.active) return;
    if (!navigator.mediaDevices) {
      this.note("insecure");
      return;
    }
    this.note("asking");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false });
      this.stream = stream;
      for (const track of stream.getTracks()) {
        track.addEventListener("ended", () => this.close("busy"));
      }
      this.video.srcObject = stream;
      await this.video.play();
      this.note("");
      this.decode();
    } catch (error) {
      this.close(NOTES[/** @type {Error} */ (error).name] ?? "busy");
    }
  }

  /** @param {string} why the note to show */
  close(why) {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
    this.note(why);
  }

  /** Show one note, or the picture when there is none. @param {string} which */
  note(which) {
    for (const each of this.box.querySelectorAll("[data-camera-note]")) {
      const note = /** @type {HTMLElement} */ (each);
      note.hidden = note.dataset.cameraNote !== which;
    }
    this.video.hidden = which !== "";
    this.box.classList.toggle("camera--off", which !== "");
    for (const each of document.querySelectorAll("[data-camera-switch]")) {
      const button = /** @type {HTMLElement} */ (each);
      const opens = button.dataset.cameraSwitch === "on";
      button.hidden = opens ? !["off", "busy", "absent"].includes(which) : which !== "";
    }
  }

  decode() {
    if (!this.decoder) {
      this.decoder = new Worker(new URL("./decoder-worker.js", import.meta.url), { type: "module" });
      this.decoder.addEventListener("message", (event) => {
        if (event.data.text) this.onText(event.data.text);
        window.setTimeout(() => this.sendFrame(), PAUSE_MS);
      });
    }
    this.sendFrame();
  }

  /** Hand the middle of the present frame to the decoder; its answer asks for the next. */
  sendFrame() {
    const { video, paper, canvas } = this;
    if (!this.stream || !paper) return;
    if (!video.videoWidth || document.visibilityState !== "visible") {
      window.setTimeout(() => this.sendFrame(), PAUSE_MS);
      return;
    }
    const part = Math.floor(Math.min(video.videoWidth, video.videoHeight) * REGION);
    const side = Math.min(part, LONGEST_REGION_PX);
    canvas.width = side;
    canvas.height = side;
    const left = (video.videoWidth - part) / 2;
    const top = (video.videoHeight - part) / 2;
    paper.drawImage(video, left, top, part, part, 0, 0, side, side);
    const pixels = paper.getImageData(0, 0, side, side).data.buffer;
    this.decoder?.postMessage({ width: side, height: side, pixels }, [pixels]);
  }
}
