/** Where two plain values differ first, and how; null when they are equal. */
export function firstDifference(expected: unknown, given: unknown, path = 'answer'): string | null {
  if (Object.is(expected, given)) return null
  if (!isObject(expected) || !isObject(given) || Array.isArray(expected) !== Array.isArray(given)) {
    return `${path} is ${shown(given)}, and should be ${shown(expected)}`
  }
  if (Array.isArray(expected) && Array.isArray(given) && expected.length !== given.length) {
    return `${path} has ${given.length} items, and should have ${expected.length}`
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(given)])) {
    const place = Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`
    const difference = firstDifference(expected[key], given[key], place)
    if (difference) return difference
  }
  return null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 200)
}
