/** Lets a loop rest until it is woken, and loses no wake that comes while it works. */
export function createWaker() {
  let isDue = false
  let resume = () => {}
  return {
    wake(): void {
      isDue = true
      resume()
    },
    /** Resolves at the next wake, or when the time is over, or the signal is aborted. */
    async rest(milliseconds: number, signal: AbortSignal): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => resolve(), { once: true })
      resume = resolve
      if (!isDue && !signal.aborted) await promise
      clearTimeout(timer)
      isDue = false
    },
  }
}
