import pLimit from 'p-limit'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import type { Checkpoint } from '../domain/sync.ts'
import { findChatsToRead, saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { identifyAttendees } from '../store/ingest/attendees.ts'
import { ingestMemberLists, type MemberList } from '../store/ingest/members.ts'
import { refreshStatistics } from '../store/statistics.ts'
import { unreadRows } from '../upstream/page.ts'
import { rowsAtOnce, type SyncContext } from './context.ts'
import { eachPage } from './each-page.ts'
import { createGatheredPeople, type PeopleSteps } from './gathered-people.ts'

const requestsAtOnce = 4
const chatsAtOnce = 5_000

/**
 * Reads the participants of groups, and when the attendees have been read, of every chat that no list has shown whole;
 * chats read since the checkpoint began are skipped.
 */
export function membersReader({ attendeesRead }: { attendeesRead: Promise<unknown> }) {
  return async (context: SyncContext, account: IngestedAccount, from: Checkpoint): Promise<Checkpoint> => {
    const groups = await readMembers(context, account, from, { onlyGroups: true })
    await Promise.allSettled([attendeesRead])
    return readMembers(context, account, groups, { onlyGroups: false })
  }
}

async function readMembers(
  context: SyncContext,
  account: IngestedAccount,
  from: Checkpoint,
  { onlyGroups }: { onlyGroups: boolean },
): Promise<Checkpoint> {
  const { database, workspaceId, now, onProgress } = context
  const startedAt = from.startedAt ?? now().toISOString()
  let checkpoint = from

  const originAt = (observedAt: string) => ({ source: 'GROUP_MEMBERS', observedAt }) as const
  const membersOf = (lists: readonly MemberList[]) => lists.flatMap(({ members }) => members)
  const after = (lists: readonly MemberList[]): Checkpoint => ({
    ...checkpoint,
    rows: checkpoint.rows + membersOf(lists).length,
    requests: checkpoint.requests + lists.length,
  })

  const steps: PeopleSteps<MemberList> = {
    identify: (sql, lists, observedAt) =>
      identifyAttendees(sql, { workspaceId, attendees: membersOf(lists), origin: originAt(observedAt) }),
    async write(sql, lists, observedAt, identified) {
      const origin = originAt(observedAt)
      await ingestMemberLists(sql, { workspaceId, accountId: account.id, lists, origin, identified })
      await saveCheckpoint(sql, account.id, observedAt, after(lists))
    },
    async written(lists) {
      checkpoint = after(lists)
      await refreshStatistics(database)
      onProgress({ account, checkpoint })
    },
  }

  async function readChats(chats: readonly string[]): Promise<void> {
    const bounds = { rowsOf: ({ members }: MemberList) => members.length + 1, most: rowsAtOnce }
    const gathered = createGatheredPeople(context, steps, bounds)
    const limit = pLimit({ concurrency: requestsAtOnce, rejectOnClear: true })
    const readChat = async (chatUnipileId: string) => gathered.add(await fetchMembers(context, account, chatUnipileId))
    try {
      await Promise.all(chats.map((chat) => limit(readChat, chat))).finally(() => limit.clearQueue())
    } finally {
      await gathered.settled()
    }
  }

  for (;;) {
    const chats = await findChatsToRead(database.sql, account.id, { since: startedAt, onlyGroups, most: chatsAtOnce })
    if (chats.length === 0) return checkpoint
    await readChats(chats)
  }
}

/** Who is in a chat now, its whole list; nobody when upstream has the chat no more. */
export async function fetchMembers(
  { upstream, onLeftOut, signal }: Pick<SyncContext, 'upstream' | 'onLeftOut' | 'signal'>,
  account: IngestedAccount,
  chatUnipileId: string,
): Promise<MemberList> {
  const { provider } = account
  try {
    const pages = await Array.fromAsync(
      eachPage((cursor) => upstream.listChatAttendees({ provider, chatId: chatUnipileId, cursor }, signal)),
    )
    const rows = pages.reduce((total, { broken }) => total + broken, 0)
    if (rows > 0) onLeftOut({ account, stream: 'MEMBERS', rows })
    return { chatUnipileId, members: pages.flatMap(({ items }) => items), unread: unreadRows(pages) }
  } catch (error) {
    // Deleted since it was listed: nobody is in it.
    if (!(error instanceof NotFoundUpstreamError)) throw error
    return { chatUnipileId, members: [] }
  }
}
