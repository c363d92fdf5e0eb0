import { type ExecutionResult, type GraphQLError, parse } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { QueryTooComplexError, QueryTooDeepError } from '../domain/errors.ts'
import { createOperationCosts, type Operation, type OperationCost } from './operation-cost.ts'

const maximumTokens = 4000
const maximumDepth = 20
const maximumValues = 50_000

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

/** Gives why an operation is too much; null when it may run. */
export type OperationCheck = (operation: Operation) => Error | null

export function createOperationCheck(): OperationCheck {
  const costOf = createOperationCosts()
  return (operation) => refuse(costOf(operation))
}

function refuse(cost: OperationCost | null): Error | null {
  if (cost === null) return null
  const { complexity, depth } = cost
  if (depth > maximumDepth) return new QueryTooDeepError(depth, maximumDepth)
  return complexity > maximumValues ? new QueryTooComplexError(complexity, maximumValues) : null
}
