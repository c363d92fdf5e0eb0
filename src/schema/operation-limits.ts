import { QueryTooComplexError, QueryTooDeepError } from '../domain/errors.ts'
import { createOperationCosts, type Operation, type OperationCost } from './operation-cost.ts'

export const maximumTokens = 4000
const maximumDepth = 20
const maximumValues = 50_000

/** Gives why an operation is too much; null when it may run. */
export type OperationCheck = (operation: Operation) => Error | null

export function createOperationCheck(): OperationCheck {
  const costOf = createOperationCosts()
  return (operation) => refuse(costOf(operation))
}

/** Why that is too much; an operation that can't run costs null. */
export function refuse(cost: OperationCost | null): Error | null {
  if (cost === null) return null
  const { complexity, depth } = cost
  if (depth > maximumDepth) return new QueryTooDeepError(depth, maximumDepth)
  return complexity > maximumValues ? new QueryTooComplexError(complexity, maximumValues) : null
}
