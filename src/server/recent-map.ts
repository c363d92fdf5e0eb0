/** A map that forgets what was not used for the longest time when there is too much in it. */
export function createRecentMap<Value>(size: number) {
  const values = new Map<string, Value>()
  const set = (key: string, value: Value) => {
    values.delete(key)
    values.set(key, value)
    const [oldest] = values.size > size ? values.keys() : []
    if (oldest !== undefined) values.delete(oldest)
  }
  return {
    set,
    get(key: string): Value | undefined {
      const value = values.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
  }
}
