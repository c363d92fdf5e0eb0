/** What can be new: entries in the change log, deliveries to apply, or how far a sync has come. */
export const topics = ['CHANGES', 'DELIVERIES', 'SYNC'] as const
export type Topic = (typeof topics)[number]

/**
 * Tells everybody who listens, in this process and in others, that there is something new. It never says what: whoever
 * is told looks into the database. A word may be lost, so they look from time to time as well.
 */
export type Bus = AsyncDisposable & {
  readonly tell: (topic: Topic) => void
  /** Calls back at each word on the topic, until the result is called. */
  readonly listen: (topic: Topic, onTold: () => void) => () => void
}

/** Carries words to other processes, and brings theirs. */
export type Wire = AsyncDisposable & { readonly send: (text: string) => Promise<void> }

export type BusOptions = {
  /** `onText` is called with what other processes say, and with null when some of it may have been lost. */
  readonly openWire: (onText: (text: string | null) => void) => Promise<Wire>
  readonly onError: (error: unknown) => void
}

/** Words that follow each other faster than this are one. */
const gatherMs = 10

export async function openBus({ openWire, onError }: BusOptions): Promise<Bus> {
  const listeners = new Map<Topic, Set<() => void>>(topics.map((topic) => [topic, new Set()]))
  const waiting = new Set<Topic>()
  const origin = Math.random().toString(36).slice(2)

  const tellHere = (topic: Topic) => {
    for (const onTold of listeners.get(topic) ?? []) onTold()
  }
  const wire = await openWire((text) => {
    const [from, ...told] = text?.split(' ') ?? []
    if (from === origin) return
    for (const topic of topics) if (text === null || told.includes(topic)) tellHere(topic)
  })

  function sendAll(): void {
    const text = [origin, ...waiting].join(' ')
    waiting.clear()
    wire.send(text).catch(onError)
  }

  return {
    tell(topic) {
      tellHere(topic)
      if (waiting.size === 0) setTimeout(sendAll, gatherMs).unref()
      waiting.add(topic)
    },
    listen(topic, onTold) {
      const told = listeners.get(topic)
      told?.add(onTold)
      return () => void told?.delete(onTold)
    },
    [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose](),
  }
}
