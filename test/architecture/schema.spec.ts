import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/index.ts'
import { printSdl } from '../../src/schema/sdl.ts'
import { schemaReference } from './schema-reference.ts'

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
)

describe('the schema', () => {
  it('is the one in schema.graphql', async () => {
    await expect(printSdl(schema)).toMatchFileSnapshot('../../schema.graphql')
  })

  it('is the one in the reference, docs/schema', async () => {
    for (const [file, text] of schemaReference(schema))
      await expect(text).toMatchFileSnapshot(`../../docs/schema/${file}`)
  })

  it('describes every type, field, argument and enum value', () => {
    const undescribed = types.flatMap((type) => [type, ...membersOf(type)]).filter(({ description }) => !description)
    expect(undescribed.map(({ name }) => name)).toEqual([])
  })

  it('says of every field that can be null when it is', () => {
    const silent = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !isNonNullType(field.type) && !/\bnull\b/i.test(field.description ?? ''))
        .map(({ name }) => `${type.name}.${name}`),
    )
    expect(silent.filter((name) => !name.startsWith('_'))).toEqual([])
  })

  it('shows what each scalar of ours looks like', () => {
    const bare = types.filter(isScalarType).filter(({ description }) => !description?.includes('`'))
    expect(bare.map(({ name }) => name)).toEqual([])
  })

  it('has messages on Problems alone, so that one fragment reads them all', () => {
    const others = types.filter(isObjectType).filter((type) => {
      const { message } = type.getFields()
      const isProblem = type.getInterfaces().some(({ name }) => name === 'Problem')
      return message && message.deprecationReason == null && !isProblem
    })
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

type Described = { readonly name: string; readonly description?: string | null | undefined }

function membersOf(type: GraphQLNamedType): readonly Described[] {
  const named = (member: Described) => ({ name: `${type.name}.${member.name}`, description: member.description })
  if (isEnumType(type)) return type.getValues().map(named)
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(named)
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [
    named(field),
    ...field.args.map(({ name, description }) => named({ name: `${field.name}(${name})`, description })),
  ])
}
