import { type ExecutionResult, type GraphQLError, parse } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Operation } from '../schema/operation-cost.ts'
import { maximumTokens, type OperationCheck } from '../schema/operation-limits.ts'

/**
 * Refuses documents that are too long before they are parsed to the end, and operations that are too much before they
 * run: a subscription by what each of its events costs.
 */
export function useQueryLimits(check: OperationCheck, maskError: (error: unknown) => Error): Plugin {
  const stopExcess = ({ args, setResultAndStopExecution }: Started) => {
    const refusal = check(args)
    if (refusal) setResultAndStopExecution({ errors: [maskError(refusal) as GraphQLError] })
  }
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source, options) => parse(source, { ...options, maxTokens: maximumTokens })),
    onExecute: stopExcess,
    onSubscribe: stopExcess,
  }
}

type Started = {
  readonly args: Operation
  setResultAndStopExecution(result: ExecutionResult): void
}
