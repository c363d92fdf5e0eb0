import type { ChangeLogRange } from '../domain/change.ts'
import { builder } from './builder.ts'
import { formatChangeCursor } from './change-cursor.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

const message = 'The changes after this cursor are kept no longer. Read the lists again, then go on from latest.'

export const ChangeCursorExpiredType = builder.objectRef<ChangeLogRange>('ChangeCursorExpired').implement({
  interfaces: [ProblemInterface],
  description:
    'What follows the cursor is kept no longer, or never was: read the lists again, then go on from `latest`.',
  fields: (t) => ({
    oldest: t.field({
      type: 'ChangeCursor',
      description: 'The oldest cursor that is still good.',
      resolve: ({ prunedThrough }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, prunedThrough),
    }),
    latest: t.field({
      type: 'ChangeCursor',
      description: 'The end of the log now. Take it first, then read the lists.',
      resolve: ({ last }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, last),
    }),
    message: t.string({ description: problemMessage, resolve: () => message }),
    explanation: t.string({
      description: 'The same as `message`.',
      deprecationReason: 'Use `message`, as of every other Problem.',
      resolve: () => message,
    }),
  }),
})

/** Whether the log can't tell what follows a place: its beginning is gone, or it never reached that far. */
export function isExpired(sequence: number, { prunedThrough, last }: ChangeLogRange): boolean {
  return sequence < prunedThrough || sequence > last
}
