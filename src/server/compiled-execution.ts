import type { IncomingMessage } from 'node:http'
import type { DocumentNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { stringifyAnswer } from '../schema/rendered-json.ts'
import { compile, type Run } from './compiled-queries.ts'

export type CompiledExecutionOptions = {
  /** How often a query has to be asked before it is worth compiling. */
  readonly afterUses?: number
  /** Whether rows are put together by the database, where it can tell all that is asked of them. */
  readonly isRendered?: boolean
}

/** A query that is asked again and again, and has passed all checks of its text. */
export type ReadyQuery = { readonly document: DocumentNode; readonly run: Run }

export type CompiledExecution = {
  readonly plugin: Plugin<{ req: IncomingMessage }>
  /** The query with this very text, if it is compiled; null otherwise. */
  readonly find: (text: string, operationName: string | null) => ReadyQuery | null
  /** Has a request interpreted whose query has met an error already. */
  readonly giveUp: (request: IncomingMessage) => void
}

const queriesKept = 1000
/** A thousand longer ones could fill the memory. */
const longestText = 20_000

/**
 * Compiles queries that are asked again and again into functions. Only speed differs: what the compiler can't serve
 * faithfully is interpreted, and so is a query once more that met an error, which compilers and interpreters tell in
 * different words. Its context goes on, so that no provider is asked twice.
 */
export function createCompiledExecution({
  afterUses = 2,
  isRendered = true,
}: CompiledExecutionOptions = {}): CompiledExecution {
  type Query = { uses: number; ready?: ReadyQuery | null }
  const queries = new LRUCache<string, Query>({ max: queriesKept })
  const givenUp = new WeakSet<IncomingMessage>()
  // No text without a name begins as one with a name does.
  const keyOf = (text: string, operationName: string | null | undefined) =>
    operationName == null ? ` ${text}` : JSON.stringify([operationName, text])

  return {
    find: (text, operationName) => queries.get(keyOf(text, operationName))?.ready ?? null,
    giveUp: (request) => void givenUp.add(request),
    plugin: {
      onExecute({ args, executeFn, setExecuteFn }) {
        const { schema, document, operationName, contextValue } = args
        if (givenUp.has(contextValue.req)) return
        const text = document.loc?.source.body
        if (text === undefined || text.length > longestText) return
        const key = keyOf(text, operationName)
        const query = queries.get(key) ?? { uses: 0 }
        queries.set(key, query)
        query.uses += 1
        if (query.uses <= afterUses) return
        if (query.ready === undefined) {
          const run = compile(schema, document, operationName, isRendered)
          query.ready = run && { document, run }
        }
        const { ready } = query
        if (!ready) return
        setExecuteFn(async (given) => {
          const result = await ready.run(given.contextValue, given.variableValues ?? {})
          return result && !result.errors ? { ...result, stringify: stringifyAnswer } : executeFn(given)
        })
      },
    },
  }
}
