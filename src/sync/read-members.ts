import pLimit from 'p-limit'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import type { AttendeeObservation } from '../domain/observation.ts'
import type { Checkpoint } from '../domain/sync.ts'
import { findChatsToRead, saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestMemberLists, type MemberList } from '../store/ingest/members.ts'
import { refreshStatistics } from '../store/statistics.ts'
import { rowsAtOnce, type SyncContext } from './context.ts'
import { createGathered } from './gathered.ts'

const requestsAtOnce = 4
const chatsAtOnce = 5_000

/** Reads the participants of every chat that no list shows whole; chats read since the checkpoint began are skipped. */
export async function readMembers(
  context: SyncContext,
  account: IngestedAccount,
  from: Checkpoint,
): Promise<Checkpoint> {
  const { database, workspaceId, now, onProgress } = context
  const startedAt = from.startedAt ?? now().toISOString()
  let checkpoint = from

  async function write(lists: readonly MemberList[]): Promise<void> {
    const origin = { source: 'GROUP_MEMBERS', observedAt: now().toISOString() } as const
    checkpoint = {
      ...checkpoint,
      rows: lists.reduce((total, { members }) => total + members.length, checkpoint.rows),
      requests: checkpoint.requests + lists.length,
    }
    await database.transaction(async (sql) => {
      await ingestMemberLists(sql, { workspaceId, accountId: account.id, lists, origin })
      await saveCheckpoint(sql, account.id, origin.observedAt, checkpoint)
    })
    await refreshStatistics(database)
    onProgress({ account, checkpoint, broken: 0 })
  }

  async function readChats(chats: readonly string[]): Promise<void> {
    const gathered = createGathered<MemberList>({
      write,
      rowsOf: ({ members }) => members.length + 1,
      most: rowsAtOnce,
    })
    const limit = pLimit({ concurrency: requestsAtOnce, rejectOnClear: true })
    const readChat = async (chatUnipileId: string) =>
      gathered.add({ chatUnipileId, members: await fetchMembers(context, account, chatUnipileId) })
    try {
      await Promise.all(chats.map((chat) => limit(readChat, chat))).finally(() => limit.clearQueue())
    } finally {
      await gathered.settled()
    }
  }

  for (;;) {
    const chats = await findChatsToRead(database.sql, account.id, startedAt, chatsAtOnce)
    if (chats.length === 0) return checkpoint
    await readChats(chats)
  }
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
