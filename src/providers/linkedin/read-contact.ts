/** Attendees and profiles tell the distance in different words. */
const contactByDistance: ReadonlyMap<string, boolean> = new Map([
  ['DISTANCE_1', true],
  ['DISTANCE_2', false],
  ['DISTANCE_3', false],
  ['FIRST_DEGREE', true],
  ['SECOND_DEGREE', false],
  ['THIRD_DEGREE', false],
  ['OUT_OF_NETWORK', false],
])

/** Whether a member at this distance is a relation; null for the account's owner and for words not met before. */
export function contactAtDistance(distance: string | null): boolean | null {
  return distance === null ? null : (contactByDistance.get(distance) ?? null)
}
