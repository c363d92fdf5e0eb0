import { type ChangeLogRange, relationshipChangeKinds } from '../domain/change.ts'
import { BadArgumentError } from '../domain/errors.ts'
import { defaultPageSize, maximumPageSize } from '../domain/page.ts'
import { builder } from './builder.ts'
import { formatChangeCursor, readChangeCursor } from './change-cursor.ts'
import type { Context } from './context.ts'
import { ChangeCursorExpiredType, isExpired } from './cursor-expired.ts'
import { RelationshipChangeInterface, type ToldChange } from './relationship-change.ts'

const RelationshipChangeConnection = builder.connectionObject(
  { type: RelationshipChangeInterface, name: 'RelationshipChangeConnection', description: 'A page of changes.' },
  { name: 'RelationshipChangeEdge', description: 'A change in the log.' },
)

type Page = { readonly end: number; readonly expired: ChangeLogRange | null }

builder.objectFields(RelationshipChangeConnection, (t) => ({
  cursor: t.field({
    type: 'ChangeCursor',
    description: 'How far this page has read: give it as `since` for what follows. Never null, even on an empty page.',
    resolve: (page, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, (page as unknown as Page).end),
  }),
  expired: t.field({
    type: ChangeCursorExpiredType,
    nullable: true,
    description:
      'Set when `since` is older than what is kept: then the page is empty, and changes were missed. Null otherwise.',
    resolve: (page) => (page as unknown as Page).expired,
  }),
}))

builder.queryField('latestChangeCursor', (t) =>
  t.field({
    type: 'ChangeCursor',
    description: 'The end of the change log now. Take it, read the lists, then go on with it: nothing is missed.',
    resolve: async (_query, _arguments, { loaders, viewer }) =>
      formatChangeCursor(viewer.workspaceId, (await loaders.changeLogRange()).last),
  }),
)

builder.queryField('relationshipChanges', (t) =>
  t.field({
    type: RelationshipChangeConnection,
    description:
      'What changed in who is known and why, the oldest first, on all of your accounts. Each change is there exactly ' +
      'once, whoever brought it about.',
    args: {
      since: t.arg({
        type: 'ChangeCursor',
        description: 'Changes after this place; from the oldest that is kept when left out.',
      }),
      first: t.arg.int({ description: `At most this many, 0 to ${maximumPageSize}; ${defaultPageSize} by default.` }),
    },
    resolve: (_query, { since, first }, context) => readChanges(since, first ?? defaultPageSize, context),
  }),
)

async function readChanges(since: string | null | undefined, size: number, { viewer, loaders }: Context) {
  if (size < 0 || size > maximumPageSize) throw new BadArgumentError('first', `from 0 to ${maximumPageSize}`)
  const { workspaceId } = viewer
  const range = await loaders.changeLogRange()
  const start = since == null ? range.prunedThrough : readChangeCursor('since', workspaceId, since)
  const expired = isExpired(start, range) ? range : null
  const kinds = relationshipChangeKinds
  const wanted = { sequence: start, limit: size + 1, kinds }
  const found = expired ? [] : ((await loaders.changesAfter(wanted)) as readonly ToldChange[])
  const rows = found.slice(0, size)
  const hasNextPage = found.length > size
  const cursorOf = (row: ToldChange | undefined) => (row ? formatChangeCursor(workspaceId, row.sequence) : null)
  return {
    edges: rows.map((node) => ({ node, cursor: formatChangeCursor(workspaceId, node.sequence) })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: start > range.prunedThrough,
      startCursor: cursorOf(rows[0]),
      endCursor: cursorOf(rows.at(-1)),
    },
    totalCount: () => (expired ? 0 : loaders.countChangesAfter({ sequence: start, kinds })),
    // What the log holds beyond the page is of other kinds or accounts: the next page need not look at it again.
    end: hasNextPage ? (rows.at(-1)?.sequence ?? start) : Math.max(range.last, rows.at(-1)?.sequence ?? 0),
    expired,
  }
}
