/** A subscription over server-sent events, as a browser would have it. */
export async function subscribe<Data = Record<string, Record<string, unknown>>>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
) {
  const closing = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: closing.signal,
  })
  if (!response.body || response.status !== 200) throw new Error(`Subscribing was answered ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  return {
    /** The next answer; null at the end. */
    async next(): Promise<{ data?: Data; errors?: { message: string; extensions: { code: string } }[] } | null> {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const lines = text.slice(0, end).split('\n')
          text = text.slice(end + 2)
          if (lines.some((line) => line === 'event: complete')) return null
          const data = lines.find((line) => line.startsWith('data: '))
          if (lines.some((line) => line === 'event: next') && data) return JSON.parse(data.slice(6))
          continue
        }
        const { value, done } = await reader.read()
        if (done) return null
        text += value
      }
    },
    /** As many answers as asked for. */
    async take(count: number): Promise<Data[]> {
      const found: Data[] = []
      while (found.length < count) {
        const answer = await this.next()
        if (!answer?.data) throw new Error(`Ended after ${found.length}: ${JSON.stringify(answer)}`)
        found.push(answer.data)
      }
      return found
    },
    close(): void {
      closing.abort()
    },
  }
}
