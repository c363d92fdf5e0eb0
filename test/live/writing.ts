import { randomUUID } from 'node:crypto'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { addStranger } from '../../src/sandbox/world/strangers.ts'
import type { User } from '../../src/sandbox/world/types.ts'
import { graphql } from '../harness/graphql.ts'
import type { Live } from './harness.ts'

export const StartChat = graphql(`
  mutation ($input: StartChatInput!) {
    startChat(input: $input) {
      __typename
      ... on ChatStarted {
        cursor
        chat { id unipileId }
        sentMessage { text isOwn }
        user { id knownStatus { __typename ... on Known { primary { kind } } } }
      }
      ... on Problem { message }
    }
  }
`)

export const SendMessage = graphql(`
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      ... on MessageSent { sentMessage { id text } cursor }
      ... on Problem { message }
    }
  }
`)

export const SetChatRead = graphql(`
  mutation ($input: SetChatReadInput!) {
    setChatRead(input: $input) {
      __typename
      ... on ChatReadSet { chat { unreadCount } cursor }
      ... on Problem { message }
    }
  }
`)

export const SendInvitation = graphql(`
  mutation ($input: SendInvitationInput!) {
    sendInvitation(input: $input) {
      __typename
      ... on InvitationSent { user { internalId displayName knownStatus { __typename } } cursor }
      ... on Problem { message }
    }
  }
`)

export const AcceptInvitation = graphql(`
  mutation ($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on InvitationAccepted { user { knownStatus { ... on Known { primary { kind } } } } cursor }
      ... on Problem { message }
    }
  }
`)

const Accounts = graphql(`{ accounts { nodes { id unipileId } } }`)
const Chats = graphql(`{ chats(first: 100) { nodes { id unipileId unreadCount readOnly } } }`)

/** What tests of writing need of a gateway: who there is to write to, and how often upstream was written to. */
export function writerTo({ upstream, query }: Pick<Live, 'upstream' | 'query'>) {
  async function accountId(unipileId: string): Promise<string> {
    const { accounts } = await query(Accounts)
    return accounts.nodes.find((account) => account.unipileId === unipileId)?.id ?? ''
  }

  /** Somebody whom no account knows. */
  function stranger(provider: User['provider']): User {
    const { world } = upstream
    return addStranger(world, createRandom(world.users.length), provider)
  }

  return {
    accountId,
    stranger,
    /** Somebody whom no account knows, and who asks to be a contact of this one. */
    inviterOf(accountUnipileId: string): User {
      const account = upstream.world.findAccount(accountUnipileId)
      if (!account) throw new Error('There is no such account')
      const user = stranger('LINKEDIN')
      upstream.world.invitations.add({ account, user, direction: 'RECEIVED', text: null, sentAt: Date.now() })
      return user
    },
    /** How many writes have reached upstream. */
    writes: () => upstream.requests.filter((request) => request.class === 'write' && isWrite(request.path)).length,
    async findChat(isWanted: (chat: { unipileId: string; readOnly: boolean }) => boolean) {
      const chat = (await query(Chats)).chats.nodes.find(isWanted)
      if (!chat) throw new Error('There is no such chat')
      return chat
    },
    /** A first message to a stranger, from an account by which only their number needs to be known. */
    async toStranger(accountUnipileId: string, { text = 'Good morning', key = randomUUID() as string } = {}) {
      const user = stranger('WHATSAPP')
      const input = {
        account: await accountId(accountUnipileId),
        user: { text: { text: `+${user.phone}`, provider: 'WHATSAPP' as const } },
        text,
        idempotencyKey: key,
      }
      return { user, input }
    },
    /** What writes to a user by the internal ID, on LinkedIn. */
    async byInternalId(accountUnipileId: string, { internalId: value }: Pick<User, 'internalId'>) {
      return {
        account: await accountId(accountUnipileId),
        user: { internalId: { provider: 'LINKEDIN' as const, value } },
        idempotencyKey: randomUUID() as string,
      }
    },
  }
}

/** Has the account read now, as is done from time to time. */
export async function readAgain({ workers, query }: Live, accountUnipileId: string): Promise<void> {
  const { accounts } = await query(Accounts)
  const account = accounts.nodes.find(({ unipileId }) => unipileId === accountUnipileId)
  const [, id] = Buffer.from(account?.id ?? '', 'base64url')
    .toString()
    .split(':')
  await workers.readings.read(Number(id))
}

export type Writer = ReturnType<typeof writerTo>

/** The gateway registers its webhooks by writing too. */
const isWrite = (path: string): boolean => !path.startsWith('/webhooks')
