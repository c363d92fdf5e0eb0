import { type JsonText, textOf, timeOf, wordOf } from './json-text.ts'
import { type RenderField, rowFields, rowOf } from './render.ts'

const columns: Readonly<Record<string, JsonText>> = {
  unipileId: textOf('account.unipile_id'),
  provider: wordOf('account.provider'),
  name: textOf('account.name'),
  status: wordOf('account.status'),
  connectedAt: timeOf('account.connected_at'),
}

export const accountFields = rowFields('Account', 'account', { value: (name) => columns[name] ?? null })

/** The account that this is the id of. */
export function accountOf(id: string): RenderField {
  return rowOf(`account where account.id = ${id}`)
}

/** The network of the account that this is the id of. */
export function providerOf(id: string): JsonText {
  return wordOf(`(select account.provider from account where account.id = ${id})`)
}
