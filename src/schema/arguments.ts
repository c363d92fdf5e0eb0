import type { Account } from '../domain/account.ts'
import { BadArgumentError } from '../domain/errors.ts'
import type { Provider } from '../domain/provider.ts'
import type { Context } from './context.ts'
import { type NodeType, parseGlobalId } from './global-id.ts'

/** The row id in a global id of this type. Throws BadArgumentError naming the argument when it is anything else. */
export function readId(argument: string, text: string, type: NodeType): string {
  const parsed = parseGlobalId(text)
  if (parsed?.type === type) return parsed.id
  const given = parsed ? `; this is the id of ${withArticle(parsed.type)}` : ''
  throw new BadArgumentError(argument, `the id of ${withArticle(type)}, as \`id\` gives it${given}`)
}

/** The viewer's account with this global id. Throws BadArgumentError when they have none such. */
export function readAccount(argument: string, text: string, { loaders }: Context, provider?: Provider): Account {
  const account = loaders.accountById(Number(readId(argument, text, 'Account')))
  if (!account) throw new BadArgumentError(argument, 'the id of one of your accounts; see `accounts`')
  if (provider && account.provider !== provider) {
    throw new BadArgumentError(
      argument,
      `the id of one of your ${provider} accounts; this one is on ${account.provider}`,
    )
  }
  return account
}

/** The viewer's accounts that a list is of: those given, else those on the provider, else all. */
export function readAccounts(
  argument: string,
  { accounts, provider }: { accounts?: readonly string[] | null | undefined; provider?: Provider | null | undefined },
  context: Context,
): readonly Account[] {
  const given = accounts?.map((id, index) => readAccount(`${argument}.accounts[${index}]`, id, context))
  const chosen = given ? [...new Set(given)] : context.viewer.accounts
  return provider ? chosen.filter((account) => account.provider === provider) : chosen
}

/** Text to search by, null when there is none in it. Throws BadArgumentError when it is no sensible text. */
export function readSearchText(argument: string, text: string | null | undefined): string | null {
  if (!text?.trim()) return null
  if (text.length > 200 || /\p{Cc}/u.test(text)) {
    throw new BadArgumentError(argument, 'at most 200 characters, without control characters')
  }
  return text
}

function withArticle(type: NodeType): string {
  return /^[AEIO]/.test(type) ? `an ${type}` : `a ${type}`
}
