import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql'

export type Operation = {
  readonly document: DocumentNode
  readonly schema: GraphQLSchema
  readonly operationName?: string | null | undefined
  readonly variableValues?: unknown
}

export type OperationCost = { readonly complexity: number; readonly depth: number }

type Variables = Readonly<Record<string, unknown>>

const costsKept = 100

/**
 * Computes how much an operation asks for; null when it or its variables are none, which execution itself says. Costs are
 * remembered, as only whole numbers and the lengths of lists among the variables bear on them.
 */
export function createOperationCosts(): (operation: Operation) => OperationCost | null {
  const byDocument = new WeakMap<DocumentNode, Map<string, OperationCost>>()
  return ({ document, schema, operationName, variableValues }) => {
    const operation = getOperationAST(document, operationName)
    if (!operation) return null
    const variables = (variableValues ?? {}) as Variables
    const sizes = (operation.variableDefinitions ?? []).map((definition) => sizeOf(definition, variables))
    const key = JSON.stringify([operationName, sizes])
    const costs = byDocument.get(document) ?? new Map<string, OperationCost>()
    byDocument.set(document, costs)
    const known = costs.get(key)
    if (known) return known
    const others = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION)
    const chosen: DocumentNode = { ...document, definitions: [operation, ...others] }
    try {
      const cost = complexityFromQuery(chosen, { schema, variables })
      if (costs.size >= costsKept) costs.clear()
      costs.set(key, cost)
      return cost
    } catch {
      return null
    }
  }
}

function sizeOf({ type, variable }: VariableDefinitionNode, variables: Variables): unknown {
  const value = variables[variable.name.value]
  if (Array.isArray(value)) return value.length
  if (value === undefined) return 'left out'
  return namedType(type) === 'Int' ? value : null
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
