// A lane of accept queues: the connections that a listener has ready for accept. What
// draws it is loaded with the first run that has one, see ../accepting.js; until then
// the lane is there, and empty.

import { isWaitedIn } from "../../model/accepts.js";
import { LaneHeight } from "../metrics.js";

/** Asked is a listener, and the events after which it was asked. @typedef {{ socket: import("../../model/sockets.js").Socket, events: import("../../model/accepts.js").Events }} Asked */
/** @typedef {(frame: import("../frame.js").Frame, asked: Asked[], y: number, out: import("../out.js").Out) => void} Drawing */

/** @type {Drawing | null} */
let drawing = null;

/** drawsAccepts reports whether what draws accept queues has been loaded. */
export const drawsAccepts = () => drawing !== null;

/** drawAcceptsWith has accept queues drawn from now on. @param {Drawing} loaded */
export function drawAcceptsWith(loaded) {
  drawing = loaded;
}

/** @type {import("./lanes.js").Maker} */
export function acceptLane({ chart: { trace, sockets }, text, peer, near }) {
  const asked = near.flatMap((socket) => {
    const events = sockets.listeners.get(socket.conn);
    return events && isWaitedIn(trace, socket.conn, events) ? [{ socket, events }] : [];
  });
  if (!asked.length) return null;
  return {
    kind: "accept",
    peer,
    sockets: [],
    name: text("lane.accept"),
    about: text("lane.accept.about", trace.details(asked[0].events.at[0]).accepts?.max ?? 0),
    heightPx: () => LaneHeight.receive,
    draw: (frame, y, out) => drawing?.(frame, asked, y, out),
  };
}
