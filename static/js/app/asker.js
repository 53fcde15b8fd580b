// Asks the server again and again; an older answer never takes the place of a newer one.

/**
 * createAsker makes a function that lets only the latest of its calls come to
 * an end.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @param {(result: T) => void} done
 * @param {(error: unknown) => void} failed
 */
export function createAsker(work, done, failed) {
  /** @type {AbortController | null} */
  let latest = null;
  return async () => {
    latest?.abort();
    const own = new AbortController();
    latest = own;
    try {
      const result = await work(own.signal);
      if (latest === own) done(result);
    } catch (error) {
      if (latest === own && !own.signal.aborted) failed(error);
    }
  };
}
