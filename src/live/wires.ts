import { Redis } from 'ioredis'
import type { Database } from '../store/sql.ts'
import type { BusOptions } from './bus.ts'

/** Words stay here: with an embedded database there is no other process. */
export const noWire: BusOptions['openWire'] = async () => ({
  send: async () => {},
  async [Symbol.asyncDispose]() {},
})

/** Words travel through the database that the processes share. */
export function databaseWire(
  { listen, notify }: Pick<Database, 'listen' | 'notify'>,
  channel: string,
): BusOptions['openWire'] {
  return async (onText) => {
    const listener = await listen(channel, onText)
    return { send: (text) => notify(channel, text), [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() }
  }
}

/** Words travel through Redis or Valkey, which spares the database. */
export function redisWire(url: string, channel: string, onError: (error: Error) => void): BusOptions['openWire'] {
  return async (onText) => {
    const sender = new Redis(url, { maxRetriesPerRequest: 1 })
    const receiver = new Redis(url)
    for (const client of [sender, receiver]) client.on('error', onError)
    receiver.on('message', (_channel, text) => onText(text))
    // Subscriptions are renewed after a lost connection, but not what was said meanwhile.
    receiver.on('ready', () => onText(null))
    await receiver.subscribe(channel)
    return {
      send: async (text) => void (await sender.publish(channel, text)),
      async [Symbol.asyncDispose]() {
        sender.disconnect()
        receiver.disconnect()
      },
    }
  }
}
