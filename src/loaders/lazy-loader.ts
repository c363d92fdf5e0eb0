import DataLoader from 'dataloader'

/** A DataLoader that is made when it is first asked: a request has dozens of them, and asks two or three. */
export class LazyLoader<Key, Value, CacheKey = Key> {
  #loader: DataLoader<Key, Value, CacheKey> | undefined
  readonly #load: DataLoader.BatchLoadFn<Key, Value>
  readonly #options: DataLoader.Options<Key, Value, CacheKey>

  constructor(load: DataLoader.BatchLoadFn<Key, Value>, options: DataLoader.Options<Key, Value, CacheKey>) {
    this.#load = load
    this.#options = options
  }

  load(key: Key): Promise<Value> {
    return this.#made().load(key)
  }

  loadMany(keys: readonly Key[]): Promise<(Value | Error)[]> {
    return this.#made().loadMany(keys)
  }

  /** Forgets one, so that it is read again. */
  clear(key: Key): this {
    this.#loader?.clear(key)
    return this
  }

  #made(): DataLoader<Key, Value, CacheKey> {
    this.#loader ??= new DataLoader(this.#load, this.#options)
    return this.#loader
  }
}
