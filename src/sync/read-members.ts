import pLimit from 'p-limit'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import type { AttendeeObservation } from '../domain/observation.ts'
import type { Checkpoint } from '../domain/sync.ts'
import { findChatsToRead, saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestMembers } from '../store/ingest/members.ts'
import type { SyncContext } from './context.ts'

const requestsAtOnce = 4

/** Reads the participants of every chat that no list shows whole; chats read since the checkpoint began are skipped. */
export async function readMembers(
  context: SyncContext,
  account: IngestedAccount,
  from: Checkpoint,
): Promise<Checkpoint> {
  const { database, workspaceId, now, onProgress } = context
  const startedAt = from.startedAt ?? now().toISOString()
  const chats = await findChatsToRead(database.sql, account.id, startedAt)
  let checkpoint = from
  const limit = pLimit({ concurrency: requestsAtOnce, rejectOnClear: true })

  async function readChat(chatUnipileId: string): Promise<void> {
    const members = await fetchMembers(context, account, chatUnipileId)
    const origin = { source: 'GROUP_MEMBERS', observedAt: now().toISOString() } as const
    await database.transaction(async (sql) => {
      await ingestMembers(sql, { workspaceId, accountId: account.id, chatUnipileId, members, origin })
      checkpoint = { ...checkpoint, rows: checkpoint.rows + members.length, requests: checkpoint.requests + 1 }
      await saveCheckpoint(sql, account.id, origin.observedAt, checkpoint)
    })
    onProgress({ account, checkpoint, broken: 0 })
  }

  await Promise.all(chats.map((chat) => limit(readChat, chat))).finally(() => limit.clearQueue())
  return checkpoint
}

/** Who is in a chat now, its whole list; nobody when upstream has the chat no more. */
export async function fetchMembers(
  { upstream, signal }: Pick<SyncContext, 'upstream' | 'signal'>,
  { provider }: IngestedAccount,
  chatId: string,
): Promise<readonly AttendeeObservation[]> {
  const members: AttendeeObservation[] = []
  let cursor: string | null = null
  try {
    do {
      const page = await upstream.listChatAttendees({ provider, chatId, cursor }, signal)
      members.push(...page.items)
      cursor = page.cursor === cursor ? null : page.cursor
    } while (cursor !== null)
  } catch (error) {
    // Deleted since it was listed: nobody is in it.
    if (!(error instanceof NotFoundUpstreamError)) throw error
    return []
  }
  return members
}
