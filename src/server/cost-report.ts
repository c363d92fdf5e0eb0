import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../schema/context.ts'

/** Tells with every answer what it has cost, as `extensions.acquaint`. */
export function useCostReport(): Plugin<Context> {
  return {
    onExecute: () => ({
      onExecuteDone({ result, setResult, args }) {
        if (Symbol.asyncIterator in result) return
        const { extensions, ...rest } = result as ExecutionResult
        setResult({ ...rest, extensions: { ...extensions, acquaint: costReport(args.contextValue as Context) } })
      },
    }),
  }
}

/** What an operation has cost so far. The calls are those of its lookups: what mutations write and read again is left out. */
export function costReport({ lookups: { operation }, sqlStatements }: Context) {
  const { lookups, upstreamCalls, cacheHits, deduped } = operation
  return { lookups, upstreamCalls: upstreamCalls.length, cacheHits, deduped, sqlStatements: sqlStatements() }
}
