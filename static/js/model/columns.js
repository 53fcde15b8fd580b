// What all events of a trace have, and what few have, as columns by their index.

import { float64, int32, uint16, uint8 } from "./column.js";
import { flagsOf } from "./flags.js";
import { Rare } from "./rare.js";

/** For so many events at once the columns are asked whether they have room. */
const atOnce = 64;

/** Columns are those of one trace. */
export class Columns {
  peer = uint16();
  conn = int32();
  call = uint8();
  step = int32();
  start = float64();
  end = float64();
  asked = float64();
  got = int32();
  stream = int32();
  off = float64();
  verdict = uint8();
  /** Bits, see Flag. */
  flags = uint8();
  /** Where the bytes of an event are kept, -1 without. */
  position = int32();

  datagram = new Rare();
  head = new Rare();
  joined = new Rare();
  farConn = new Rare();
  strand = new Rare();
  /** Which probe and which decode it is, -1 without one. */
  probe = new Rare(-1);
  far = new Rare(-1);
  decode = new Rare(-1);

  /** For how many events there is room. */
  #room = 0;

  /**
   * push fills the columns that all events have, one by one: a loop over their names
   * would take ten times as long, and to ask each whether it has room half as long again.
   * @param {import("./row.js").Row} row
   * @param {number} position
   */
  push(row, position) {
    if (this.peer.length === this.#room) this.reserve(this.#room + atOnce);
    this.peer.at[this.peer.length++] = row.peer;
    this.conn.at[this.conn.length++] = row.conn;
    this.call.at[this.call.length++] = row.call;
    this.step.at[this.step.length++] = row.step;
    this.start.at[this.start.length++] = row.start;
    this.end.at[this.end.length++] = row.end;
    this.asked.at[this.asked.length++] = row.asked;
    this.got.at[this.got.length++] = row.got;
    this.stream.at[this.stream.length++] = row.stream;
    this.off.at[this.off.length++] = row.off;
    this.verdict.at[this.verdict.length++] = row.verdict;
    this.flags.at[this.flags.length++] = flagsOf(row);
    this.position.at[this.position.length++] = position;
  }

  /** reserve makes room for so many events in all. @param {number} events */
  reserve(events) {
    this.#room = events;
    for (const column of Object.values(this)) if (!(column instanceof Rare)) column.reserve(events);
  }
}
