import { BadArgumentError } from '../domain/errors.ts'
import { builder } from './builder.ts'

/** A place in a workspace's change log, as opaque text. */
export function formatChangeCursor(workspaceId: number, sequence: number): string {
  return Buffer.from(`changes:${workspaceId}:${sequence}`).toString('base64url')
}

/** The place that a cursor names. Throws BadArgumentError for any text that is no cursor of this workspace. */
export function readChangeCursor(argument: string, workspaceId: number, text: string): number {
  const plain = text.length > 64 ? '' : Buffer.from(text, 'base64url').toString('latin1')
  const [, workspace, sequence] = /^changes:(\d+):(0|[1-9]\d{0,14})$/.exec(plain) ?? []
  if (workspace !== String(workspaceId) || sequence === undefined) {
    throw new BadArgumentError(argument, 'a ChangeCursor that this workspace gave')
  }
  return Number(sequence)
}

builder.scalarType('ChangeCursor', {
  description:
    'A place in the workspace’s change log; opaque: `Y2hhbmdlczoxOjQy`. The same cursor is good for `relationshipChanges` and for all ' +
    'subscriptions.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string') return value
    throw new BadArgumentError('ChangeCursor', 'text')
  },
})
