/** A whole number below 2^32: the same parts always give the same one, and near parts give far ones. */
export function hash(...parts: readonly number[]): number {
  let mixed = 0x9e3779b9
  for (const part of parts) {
    mixed = Math.imul(mixed ^ part, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return mixed >>> 0
}

/** A source of repeatable choices. */
export type Random = {
  /** From 0 up to, not including, 1. */
  readonly fraction: () => number
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number
  readonly chance: (probability: number) => boolean
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T
}

/** Choices that depend on nothing but the seed and how many were made before (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0
  function fraction(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1))
  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    pick: (list) => elementAt(list, between(0, list.length - 1)),
  }
}

/** The element that a number falls on, counting round; the list must not be empty. */
export function elementAt<T>(list: readonly T[], number: number): T {
  if (list.length === 0) throw new RangeError('Nothing to choose from')
  return list[number % list.length] as T
}
