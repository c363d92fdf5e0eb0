import type { EvidenceSource } from '../domain/evidence.ts'
import type { Identifier } from '../domain/identifier.ts'
import type { User } from '../domain/user.ts'
import { profileUrl } from '../providers/profile-url.ts'
import { readId } from './arguments.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { EvidenceSourceEnum, IdentifierScopeEnum } from './enums.ts'
import { ProblemInterface, problemMessage } from './problem.ts'
import { UserType } from './refs.ts'

const JoinProofType = builder.objectRef<Identifier>('IdentityJoinProof').implement({
  description: 'An internal ID that upstream showed in one payload together with the others of the proof.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'The provider internal ID.' }),
    scope: t.expose('scope', { type: IdentifierScopeEnum, description: 'Where it is valid.' }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'The page of the user with this identifier. Null when there is none for it.',
      resolve: (identifier) => profileUrl([identifier]),
    }),
  }),
})

export const IdentityJoinType = builder.prismaNode('IdentityJoin', {
  id: { field: 'id' },
  description:
    'Two users of one provider found to be one, because one payload showed internal IDs of both. The ids of both go ' +
    'on answering.',
  fields: (t) => ({
    proof: t.field({
      type: [JoinProofType],
      description: 'The internal IDs that were seen together.',
      resolve: ({ proof }) => proof as Identifier[],
    }),
    source: t.field({
      type: EvidenceSourceEnum,
      description: 'Where they were seen.',
      resolve: ({ source }) => source as EvidenceSource,
    }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When the two were joined.' }),
    undoneAt: t.expose('undoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the join was taken apart. Null while it stands.',
    }),
    survivor: t.field({
      type: UserType,
      nullable: true,
      description: 'The user who was there first and kept its id. Null when it is gone since.',
      resolve: ({ survivorId }, _arguments, { loaders }) => loaders.userById.load(String(survivorId)),
    }),
    joined: t.field({
      type: UserType,
      nullable: true,
      description:
        'Who the other user is: the survivor while the join stands, itself once it is undone. Null when it is gone since.',
      resolve: ({ loserId }, _arguments, { loaders }) => loaders.userById.load(String(loserId)),
    }),
  }),
})

/** The join with this id in the viewer's workspace; null when there is none. */
export function findIdentityJoin(id: string, { prisma, viewer: { workspaceId } }: Context) {
  return prisma.identityJoin.findFirst({ where: { id: BigInt(id), workspaceId } })
}

builder.objectField(UserType, 'joins', (t) =>
  t.prismaField({
    type: [IdentityJoinType],
    description: 'The joins that made this user of several, undone ones included, the latest first.',
    resolve: (query, { id }: User, _arguments, { prisma, viewer: { workspaceId } }) =>
      prisma.identityJoin.findMany({
        ...query,
        where: { workspaceId, OR: [{ survivorId: BigInt(id) }, { loserId: BigInt(id) }] },
        orderBy: { id: 'desc' },
        take: 100,
      }),
  }),
)

const UndoIdentityJoinInput = builder.inputType('UndoIdentityJoinInput', {
  description: 'Which join to take apart.',
  fields: (t) => ({ join: t.id({ required: true, description: 'The `id` of an IdentityJoin.' }) }),
})

type Undone = { readonly joinId: string; readonly holderId: string; readonly otherId: string }
type NothingToUndo = { readonly reason: string }

const IdentityJoinUndoneType = builder.objectRef<Undone>('IdentityJoinUndone').implement({
  description:
    'The two are apart again: identifiers, attendees and contacts are back with whom they came from. Upstream seeing ' +
    'them as one will not join them again.',
  fields: (t) => ({
    join: t.prismaField({
      type: IdentityJoinType,
      description: 'The join, undone.',
      resolve: (query, { joinId }, _arguments, { prisma }) =>
        prisma.identityJoin.findUniqueOrThrow({ ...query, where: { id: BigInt(joinId) } }),
    }),
  }),
})

const NothingToUndoType = builder.objectRef<NothingToUndo>('NothingToUndo').implement({
  interfaces: [ProblemInterface],
  description: 'There is no such join, or it was undone before. Nothing was changed.',
  fields: (t) => ({ message: t.exposeString('reason', { description: problemMessage }) }),
})

const UndoIdentityJoinResult = builder.unionType('UndoIdentityJoinResult', {
  description: 'What became of taking a join apart.',
  types: [IdentityJoinUndoneType, NothingToUndoType],
  resolveType: (value) => ('joinId' in value ? IdentityJoinUndoneType : NothingToUndoType),
})

builder.mutationField('undoIdentityJoin', (t) =>
  t.field({
    type: UndoIdentityJoinResult,
    description: 'Takes a join of two users apart, exactly: each gets back what it brought.',
    args: { input: t.arg({ type: UndoIdentityJoinInput, required: true, description: 'Which join.' }) },
    resolve: async (_mutation, { input }, { changes }): Promise<Undone | NothingToUndo> => {
      const joinId = readId('input.join', input.join, 'IdentityJoin')
      const undone = await changes.undoJoin(joinId)
      return undone ? { joinId, ...undone } : { reason: 'There is no such join, or it was undone before.' }
    },
  }),
)
