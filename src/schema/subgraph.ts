import { brandWithType, getTypeBrand, type ObjectRef } from '@pothos/core'
import { type GraphQLSchema, isUnionType } from 'graphql'
import { BadArgumentError } from '../domain/errors.ts'
import { complexity } from './complexity.ts'
import type { Context } from './context.ts'
import { type EntityKey, findByKey, type Representation } from './entity-key.ts'
import { entities } from './entity-keys.ts'
import { findsInShapes, readingAhead } from './rendering.ts'
import { printSdl } from './sdl.ts'

const maximumRepresentations = 1000

/**
 * The schema as a subgraph answers for itself: with the SDL that we print, and with entities found together, so that a
 * representation that can't be spoils no other.
 */
export function serveSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const { _service: service, _entities: entity } = schema.getQueryType()?.getFields() ?? {}
  const union = schema.getType('_Entity')
  if (!service || !entity || !isUnionType(union)) throw new Error('The schema is no subgraph')
  const sdl = printSdl(schema)
  service.resolve = () => ({ sdl })
  entity.extensions = { complexity: complexity.fieldComplexity, ...findsInShapes }
  entity.resolve = (_query, given: Given, context: Context, info) => findEntities(given, readingAhead(info, context))
  union.resolveType = (found) => (getTypeBrand(found) as ObjectRef<never, unknown>).name
  describe(schema)
  return schema
}

type Given = { readonly representations: readonly unknown[] }

type Found = object | null | Promise<object | null>

function findEntities({ representations }: Given, context: Context): readonly Found[] {
  if (representations.length > maximumRepresentations) {
    throw new BadArgumentError('representations', `at most ${maximumRepresentations} representations`)
  }
  return representations.map((given, index) => {
    try {
      return findEntity(`representations[${index}]`, given, context)
    } catch (error) {
      return Promise.reject(error)
    }
  })
}

/** Throws for itself alone. As there may be a thousand, it goes the way with the fewest promises. */
function findEntity(argument: string, given: unknown, context: Context): Found {
  if (!isRepresentation(given)) throw new BadArgumentError(argument, 'an object with `__typename` and a key')
  const name = names.find((known) => known === given['__typename'])
  if (!name) throw new BadArgumentError(`${argument}.__typename`, `one of ${names.join(', ')}`)
  const { ref, keys } = entities[name]
  const found = findByKey<object>(argument, keys as readonly EntityKey<object>[], given, context)
  const branded = (row: object | null) => {
    if (row) brandWithType(row, ref)
    return row
  }
  return found instanceof Promise ? found.then(branded) : branded(found)
}

const names = Object.keys(entities) as readonly (keyof typeof entities)[]

function isRepresentation(given: unknown): given is Representation {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

/** What federation adds is described like everything else, for whoever meets it in GraphiQL. */
function describe(schema: GraphQLSchema): void {
  const { _service: service, _entities: entity } = schema.getQueryType()?.getFields() ?? {}
  const described: readonly (readonly [{ description: unknown } | null | undefined, string])[] = [
    [service, 'The schema as a composer of supergraphs reads it.'],
    [entity, `What other subgraphs name by key, in the order asked for; null where you can see nothing of that name.`],
    [
      entity?.args[0],
      `At most ${maximumRepresentations}, such as \`{ __typename: "User", id: "…" }\`; keys may be mixed.`,
    ],
    [schema.getType('_Entity'), 'Whatever other subgraphs can hang fields on.'],
    [schema.getType('_Any'), 'An object with a `__typename` and the fields of one of its keys.'],
    [schema.getType('_Service'), 'This subgraph, about itself.'],
  ]
  for (const [member, description] of described) if (member) member.description = description
}
