import { addCast } from './cast/index.ts'
import { addCastInvitations } from './cast/invitations.ts'
import { createClock } from './clock.ts'
import { populate } from './populate.ts'
import { type SizeName, worldSizes } from './sizes.ts'
import { World } from './world.ts'

export type WorldOptions = {
  readonly seed?: number | undefined
  readonly size?: SizeName | undefined
  /** Milliseconds since 1970; without it time stands still at the reference date but for the things that happen. */
  readonly now?: (() => number) | undefined
  /** Milliseconds since 1970 at which the world is made, if not when `now` says. */
  readonly startedAt?: number | undefined
}

/** A world with the cast in it and others around; equal options, and times, make equal worlds. */
export function createWorld({ seed = 1, size = 'tiny', now, startedAt }: WorldOptions = {}): World {
  const world = new World({ seed, clock: createClock(now, startedAt) })
  addCast(world)
  addCastInvitations(world)
  populate(world, worldSizes[size])
  return world
}
