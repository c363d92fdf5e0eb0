/** About what an object or a list takes by itself, and each of its places. */
const objectBytes = 40
const placeBytes = 16
const isWide = /[^\0-\xff]/

/** Freezes whatever was read, through and through, and gives about how many bytes of memory it takes. */
export function freeze(value: unknown): number {
  if (typeof value === 'string') return objectBytes + value.length * (isWide.test(value) ? 2 : 1)
  if (typeof value !== 'object' || value === null) return placeBytes
  // What is in a buffer can't be frozen.
  if (ArrayBuffer.isView(value)) return objectBytes + value.byteLength
  const parts = Object.values(value)
  Object.freeze(value)
  return parts.reduce((bytes, part) => bytes + placeBytes + freeze(part), objectBytes)
}

/** The same rows for one who may change them, but not what is in their columns. */
export function ownCopy<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row }))
}
