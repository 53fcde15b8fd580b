// Which run of which group is looked at: the runs of a repeat, by how they
// came out.

/** @typedef {{ run: string, n: number, group: number }} Repeated */

/** Picks holds the runs of one repeat. */
export class Picks {
  /** @type {Map<number, Repeated[]>} */
  #groups = new Map();
  /** How many of the first runs are no longer kept. */
  #gone = 0;
  /** @type {Repeated | null} */
  picked = null;

  /** @param {Repeated} run */
  add(run) {
    const group = this.#groups.get(run.group);
    if (group) group.push(run);
    else this.#groups.set(run.group, [run]);
  }

  /**
   * forget takes the first runs out of what can be picked.
   * @param {number} gone how many of all
   */
  forget(gone) {
    this.#gone = gone;
  }

  /**
   * kept lists the runs of a group that can be looked at.
   * @param {number} group
   */
  kept(group) {
    return (this.#groups.get(group) ?? []).filter(({ n }) => n > this.#gone);
  }

  /**
   * pick chooses the first run of a group that is kept; null where none is.
   * @param {number} group
   */
  pick(group) {
    const [first] = this.kept(group);
    if (first) this.picked = first;
    return first ?? null;
  }

  /**
   * step goes to the run of the same group before or after; null at the ends.
   * @param {number} by -1 or 1
   */
  step(by) {
    if (!this.picked) return null;
    const runs = this.kept(this.picked.group);
    const to = runs[runs.indexOf(this.picked) + by];
    if (!to || (by < 0 && !runs.includes(this.picked))) return null;
    this.picked = to;
    return to;
  }

  /** place tells which run of its group the picked one is, from 1, and how many came so. */
  get place() {
    const runs = this.picked ? (this.#groups.get(this.picked.group) ?? []) : [];
    return { at: this.picked ? runs.indexOf(this.picked) + 1 : 0, of: runs.length };
  }
}
