import { type GraphQLError, parse } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { QueryTooComplexError, QueryTooDeepError } from '../domain/errors.ts'
import { createOperationCosts, type OperationCost } from './operation-cost.ts'

const maximumTokens = 4000
const maximumDepth = 20
const maximumValues = 50_000

/** Refuses documents that are too long before they are parsed to the end, and queries that are too much before they run. */
export function useQueryLimits(maskError: (error: unknown) => Error): Plugin {
  const costOf = createOperationCosts()
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source, options) => parse(source, { ...options, maxTokens: maximumTokens })),
    onExecute: ({ args, setResultAndStopExecution }) => {
      const refusal = refuse(costOf(args))
      if (refusal) setResultAndStopExecution({ errors: [maskError(refusal) as GraphQLError] })
    },
  }
}

function refuse(cost: OperationCost | null): Error | null {
  if (cost === null) return null
  const { complexity, depth } = cost
  if (depth > maximumDepth) return new QueryTooDeepError(depth, maximumDepth)
  return complexity > maximumValues ? new QueryTooComplexError(complexity, maximumValues) : null
}
