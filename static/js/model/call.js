// The calls of a trace. The numbers are those of the wire format.

/** Call numbers by name. */
export const Call = Object.freeze({
  socket: 0,
  bind: 1,
  listen: 2,
  accept: 3,
  connect: 4,
  send: 5,
  recv: 6,
  sendto: 7,
  recvfrom: 8,
  shutdown: 9,
  close: 10,
  setsockopt: 11,
  sleep: 12,
  wait: 13,
  unpack: 14,
  decode: 15,
  print: 16,
  input: 17,
  poll: 18,
  gap: 19,
  encode: 20,
  none: 21,
  text: 22,
  getsockopt: 23,
  getsockname: 24,
  getpeername: 25,
  socketpair: 26,
});

const names = Object.keys(Call);

/** The first number that is not a call. */
export const callCount = names.length;

/**
 * callName returns the call's name as man section 2 writes it.
 * @param {number} call
 */
export function callName(call) {
  return names[call] ?? `call(${call})`;
}

/**
 * sends reports whether the call hands bytes to the kernel.
 * @param {number} call
 */
export function sends(call) {
  return call === Call.send || call === Call.sendto;
}

/**
 * receives reports whether the call takes bytes from the kernel.
 * @param {number} call
 */
export function receives(call) {
  return call === Call.recv || call === Call.recvfrom;
}

/**
 * carries reports whether the call moves bytes at all.
 * @param {number} call
 */
export function carries(call) {
  return call >= Call.send && call <= Call.recvfrom;
}

/**
 * idles reports whether the call is a pause of the program and no socket call.
 * @param {number} call
 */
export function idles(call) {
  return call === Call.sleep || call === Call.wait;
}
