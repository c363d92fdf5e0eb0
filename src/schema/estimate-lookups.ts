import { execute, type GraphQLSchema, getOperationAST, OperationTypeNode, parse, validate } from 'graphql'
import { BadArgumentError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { createOperationCosts, type Operation } from './operation-cost.ts'
import { maximumTokens, refuse } from './operation-limits.ts'
import { seesSchema } from './rendering.ts'

type Estimate = { readonly lookups: number; readonly cacheHits: number }

const LookupEstimateType = builder.objectRef<Estimate>('LookupEstimate').implement({
  description: 'What a query would cost now. What it finds out by asking may lead to more.',
  fields: (t) => ({
    lookups: t.exposeInt('lookups', { description: 'How many users providers would be asked about.' }),
    cacheHits: t.exposeInt('cacheHits', { description: 'How many answers are stored already.' }),
  }),
})

builder.queryField('estimateLookups', (t) =>
  t.field({
    type: LookupEstimateType,
    description: 'Tells what a query would ask of providers, without asking them.',
    args: {
      document: t.arg.string({
        required: true,
        description: 'A query document with one operation: `{ viewer { workspace } }`.',
      }),
      variables: t.arg.string({ description: 'Its variables, as a JSON object: `{"first": 5}`.' }),
    },
    extensions: seesSchema,
    resolve: (_query, { document, variables }, context, { schema }) =>
      estimate(document, readVariables(variables ?? '{}'), context, schema),
  }),
)

async function estimate(
  text: string,
  variableValues: Readonly<Record<string, unknown>>,
  context: Context,
  schema: GraphQLSchema,
): Promise<Estimate> {
  const document = readDocument(text)
  if (getOperationAST(document)?.operation !== OperationTypeNode.QUERY) {
    throw new BadArgumentError('document', 'a document with one query')
  }
  // An estimate of an estimate costs nothing, and could go on for ever.
  if (/\bestimateLookups\b/.test(text)) throw new BadArgumentError('document', 'a query without estimateLookups')
  const [error] = validate(schema, document)
  if (error) throw new BadArgumentError('document', `a query of this schema: ${error.message}`)
  admit({ schema, document, variableValues }, context)
  const lookups = context.lookups.dryRun()
  await execute({ schema, document, variableValues, contextValue: { ...context, lookups } })
  return { lookups: lookups.operation.lookups, cacheHits: lookups.operation.cacheHits }
}

const costOf = createOperationCosts()
/** How many values each request has had estimated so far. */
const estimated = new WeakMap<Context, number>()

/** Throws when the query is more than may be asked at once, together with what this request has had estimated. */
function admit(query: Operation, context: Context): void {
  const cost = costOf(query)
  if (cost === null) return
  const complexity = cost.complexity + (estimated.get(context) ?? 0)
  const refusal = refuse({ ...cost, complexity })
  if (refusal) throw refusal
  estimated.set(context, complexity)
}

function readDocument(text: string) {
  try {
    return parse(text, { maxTokens: maximumTokens })
  } catch {
    throw new BadArgumentError('document', 'a GraphQL document')
  }
}

function readVariables(text: string): Readonly<Record<string, unknown>> {
  try {
    const variables: unknown = JSON.parse(text)
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables }
  } catch {
    // The message below says it.
  }
  throw new BadArgumentError('variables', 'a JSON object')
}
