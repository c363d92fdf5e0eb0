import { Client } from 'undici'

export type Slice = {
  readonly requests: number
  readonly seconds: number
  readonly latenciesMs: readonly number[]
}

export type Load = {
  readonly url: string
  /** Sent one after another, over again from the first: the same ones in the same order, whoever is asked. */
  readonly bodies: readonly Buffer[]
  readonly connections: number
  readonly milliseconds: number
}

/** Keeps this many connections busy for so long, each with one request at a time. An answer that is an error throws. */
export async function load({ url, bodies, connections, milliseconds }: Load): Promise<Slice> {
  const { origin, pathname } = new URL(url)
  const latenciesMs: number[] = []
  let next = 0
  const startedAt = performance.now()
  const end = startedAt + milliseconds
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(origin, { pipelining: 1 })
      while (performance.now() < end) {
        const body = bodies[next++ % bodies.length]
        if (!body) throw new Error('There is nothing to ask')
        const sentAt = performance.now()
        await post(client, pathname, body)
        latenciesMs.push(performance.now() - sentAt)
      }
      await client.close()
    }),
  )
  return { requests: latenciesMs.length, seconds: (performance.now() - startedAt) / 1000, latenciesMs }
}

/** As Apollo Client sends it from a page, with the origin that browsers add. */
const browser = { accept: 'application/graphql-response+json,application/json;q=0.9', origin: 'https://app.example' }
const headers = {
  'content-type': 'application/json',
  ...(process.env['BENCH_BROWSER'] === '1' ? browser : { accept: 'application/json' }),
}
const errorsFirst = Buffer.from('{"errors"')

/** Sends one request; throws away the answer, which was compared beforehand, unless it is an error. */
function post(client: Client, path: string, body: Buffer): Promise<void> {
  const answered = Promise.withResolvers<void>()
  let status = 0
  let start: Buffer | null = null
  client.dispatch(
    { method: 'POST', path, headers, body },
    {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode
      },
      onResponseData(_controller, chunk) {
        start ??= chunk
      },
      onResponseEnd() {
        const isError = status !== 200 || !start || start.indexOf(errorsFirst) === 0
        if (isError) answered.reject(new Error(`Answered with ${status}: ${start?.toString().slice(0, 500)}`))
        else answered.resolve()
      },
      onResponseError(_controller, error) {
        answered.reject(error)
      },
    },
  )
  return answered.promise
}
