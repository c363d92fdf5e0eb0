const SECONDS = /^\d{1,9}(?:\.\d+)?$/
/** Dates have the name of a month; without one, even numbers would be read as some. */
const DATE = /[a-z]{3}/i

/** How long a `Retry-After` header asks to wait, in milliseconds: seconds and dates are both understood, else null. */
export function retryAfterMs(header: string | string[] | undefined, now: number): number | null {
  if (typeof header !== 'string') return null
  if (SECONDS.test(header)) return Math.ceil(Number(header) * 1000)
  const date = DATE.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
