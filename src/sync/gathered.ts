export type GatheredOptions<Item> = {
  /** Takes in what has come; called again only when it has ended. */
  readonly write: (items: readonly Item[]) => Promise<void>
  readonly rowsOf: (item: Item) => number
  /** When so many rows wait, no more are taken: what bounds memory, however much there is to read. */
  readonly most: number
}

/** Items on their way into the store: those that come while others are being written are written together. */
export type Gathered<Item> = {
  /** Resolves when there is room for more; rejects when something could not be written. */
  add(item: Item): Promise<void>
  /** Resolves when everything is written. */
  settled(): Promise<void>
}

export function createGathered<Item>({ write, rowsOf, most }: GatheredOptions<Item>): Gathered<Item> {
  let waiting: Item[] = []
  let waitingRows = 0
  let taken = Promise.withResolvers<void>()
  /** Null at rest; of a failed write, it stays. */
  let writing: Promise<void> | null = null
  let hasFailed = false

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting
      waiting = []
      waitingRows = 0
      taken.resolve()
      taken = Promise.withResolvers()
      await write(items)
    }
    writing = null
  }

  return {
    async add(item) {
      while (hasFailed || waitingRows >= most) await Promise.race([taken.promise, writing])
      waiting.push(item)
      waitingRows += rowsOf(item)
      writing ??= writeWaiting()
      writing.catch(() => {
        hasFailed = true
      })
    },
    async settled() {
      await writing
    },
  }
}
