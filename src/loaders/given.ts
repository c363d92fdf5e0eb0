import type { Viewer } from '../domain/account.ts'
import { type ScopedSql, scopedSql } from '../store/read/scoped-sql.ts'
import type { Sql } from '../store/sql.ts'
import { createChatLists } from './chat-lists.ts'

/** What loaders are made of, for one request. */
export class Given {
  readonly scoped: ScopedSql
  readonly viewer: Viewer
  #chatLists: ReturnType<typeof createChatLists> | undefined

  constructor(sql: Sql, viewer: Viewer) {
    this.scoped = scopedSql(sql, viewer)
    this.viewer = viewer
  }

  get chatLists() {
    this.#chatLists ??= createChatLists(this.scoped)
    return this.#chatLists
  }
}
