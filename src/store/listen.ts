import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const longestPauseMs = 5_000

/**
 * Hears what is notified on a channel, on a connection of its own. When that is lost it is made again, and `onNotice`
 * called with null: something may have been said meanwhile.
 */
export async function listenOnPostgres(
  connectionString: string,
  channel: string,
  onNotice: (payload: string | null) => void,
): Promise<AsyncDisposable> {
  const closing = new AbortController()
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ connectionString, keepAlive: true })
    made.on('notification', ({ payload }) => onNotice(payload ?? ''))
    // The end follows, and is what counts.
    made.on('error', () => {})
    await made.connect()
    await made.query(`listen ${pg.escapeIdentifier(channel)}`).catch(async (error) => {
      await made.end()
      throw error
    })
    made.once('end', () => void reconnect())
    return made
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = 100; !closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const made = await connect().catch(() => null)
      if (made) {
        client = made
        if (closing.signal.aborted) await made.end()
        return onNotice(null)
      }
      await sleep(pauseMs, undefined, { signal: closing.signal, ref: false }).catch(() => {})
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      closing.abort()
      await client.end().catch(() => {})
    },
  }
}
