// The words of an event's error that are no errno's name.

export const Err = Object.freeze({ stopped: "stopped", timeout: "timeout", limit: "limit" });

/** The value of the option linger that takes it back. */
export const lingerOff = -1;
