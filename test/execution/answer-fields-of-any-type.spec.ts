import {
  execute,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { shapeOf } from '../../src/schema/shape-of.ts'
import { compile } from '../../src/server/compiled-queries.ts'

type Field = GraphQLFieldConfig<unknown, unknown>

const Plain = new GraphQLEnumType({ name: 'Plain', values: { A: {}, B: {} } })
const Inner = new GraphQLEnumType({ name: 'Inner', values: { FIRST: { value: 'A' }, SECOND: { value: 'B' } } })
const Day = new GraphQLScalarType({ name: 'Day', serialize: (value) => String(value).slice(0, 10) })
const AsStored = new GraphQLScalarType({ name: 'AsStored', extensions: { toldByStore: true } })

const exposed = (type: Field['type']): Field => ({ type, extensions: { pothosExposedField: 'column' } })

/** What fields of a type can be made of, with what their resolver gives. */
const fields: Readonly<Record<string, Field>> = {
  id: { type: GraphQLID, resolve: () => 12 },
  text: { type: GraphQLString, resolve: () => 12 },
  whole: { type: GraphQLInt, resolve: () => '7' },
  half: { type: GraphQLInt, resolve: () => 0.5 },
  inner: { type: Inner, resolve: () => 'B' },
  none: { type: Inner, resolve: () => 'C' },
  day: { type: Day, resolve: () => '2026-11-29T13:54:09.476Z' },
}

const asked = Object.keys(fields)

function schemaOf(all: Readonly<Record<string, Field>>) {
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: all }) })
}

describe('a field that anybody adds', () => {
  it.each(asked)('answers compiled what it answers interpreted: %s', async (name) => {
    const schema = schemaOf(fields)
    const document = parse(`{ ${name} }`)
    const expected = await execute({ schema, document })

    const run = compile(schema, document, null, false)
    const found = await run?.({}, {})

    expect(found?.data).toEqual(expected.data)
    expect(found?.errors?.length).toBe(expected.errors?.length)
  })

  it.each([
    ['String', GraphQLString, true],
    ['Float', GraphQLFloat, true],
    ['an enum of the words that are stored', Plain, true],
    ['an enum with values of its own', Inner, false],
    ['a scalar with a writing of its own', Day, false],
    ['a scalar that says that it answers what is stored', AsStored, true],
  ] as const)('is told by the store when it exposes a column as %s: %s', (_, type, isTold) => {
    const schema = schemaOf({ field: exposed(type) })
    const [operation] = parse('{ field }').definitions
    const selectionSet = operation?.kind === 'OperationDefinition' ? operation.selectionSet : undefined

    const shape = shapeOf({ schema, fragments: {} }, schema.getQueryType() as GraphQLObjectType, [selectionSet])

    expect(shape !== null).toBe(isTold)
  })
})
