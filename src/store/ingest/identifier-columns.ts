import type { Identifier } from '../../domain/identifier.ts'
import { columns } from './columns.ts'

/** Identifiers as the parameters of `unnest($n::text[], …)`: provider, user kind, kind, scope, value. */
export function identifierColumns(identifiers: readonly Identifier[]): readonly string[] {
  return columns(identifiers, [
    ({ provider }) => provider,
    ({ userKind }) => userKind,
    ({ kind }) => kind,
    ({ scope }) => scope,
    ({ value }) => value,
  ])
}
