import type { WriteDone, WriteOutcome } from '../../domain/client-write.ts'
import type { Sql } from '../sql.ts'
import { settleSeenWrites } from './seen-writes.ts'

/** RUNNING is held by a process; UNKNOWN went out, and what became of it will perhaps be seen. */
export type ClientWrite<Done extends WriteDone = WriteDone> = {
  readonly state: 'RUNNING' | 'DONE' | 'UNKNOWN'
  readonly inputDigest: string
  /** RUNNING, UNKNOWN: what it came to if it happened; null while it has certainly not gone out. */
  readonly outcome: WriteOutcome<Done> | null
  readonly accountId: number
  readonly startedAt: string
  readonly heldUntil: string
}

export type WriteKey = { readonly workspaceId: number; readonly mutation: string; readonly key: string }

/** A key as one process has taken it: what it says of it counts only while nobody has taken it anew. */
export type WriteClaim = WriteKey & { readonly startedAt: string }

const begin = {
  name: 'writes_begin',
  text: `
    insert into client_write (workspace_id, mutation, key, started_at, input_digest, state, account_id, held_until)
    values ($1, $2, $3, $4::timestamptz, $5, 'RUNNING', $6, $7::timestamptz)
    on conflict do nothing returning key`,
}

/** Takes the key for this process; false when it was taken before. */
export async function beginWrite(
  sql: Sql,
  claim: WriteClaim,
  { inputDigest, accountId, heldUntil }: Pick<ClientWrite, 'inputDigest' | 'accountId' | 'heldUntil'>,
): Promise<boolean> {
  const rows = await sql(begin, [...claimed(claim), inputDigest, accountId, heldUntil])
  return rows.length > 0
}

const isClaimed = 'workspace_id = $1 and mutation = $2 and key = $3 and started_at = $4::timestamptz'

function claimed({ workspaceId, mutation, key, startedAt }: WriteClaim): readonly unknown[] {
  return [workspaceId, mutation, key, startedAt]
}

const find = {
  name: 'writes_find',
  text: `
    select state, input_digest as "inputDigest", outcome, account_id as "accountId", started_at as "startedAt",
      held_until as "heldUntil"
    from client_write where workspace_id = $1 and mutation = $2 and key = $3`,
}

/** What is kept under a key, which is a mutation's own: `Done` is what that comes to. Null when it is free. */
export async function findWrite<Done extends WriteDone>(
  sql: Sql,
  { workspaceId, mutation, key }: WriteKey,
): Promise<ClientWrite<Done> | null> {
  const [write] = await sql<ClientWrite<Done>>(find, [workspaceId, mutation, key])
  return write ?? null
}

const hold = {
  name: 'writes_hold',
  text: `update client_write set held_until = $5::timestamptz where ${isClaimed} and state = 'RUNNING'`,
}

/** Says that the process is still at it. */
export async function holdWrite(sql: Sql, claim: WriteClaim, heldUntil: string): Promise<void> {
  await sql(hold, [...claimed(claim), heldUntil])
}

/** What will be looked for when nobody says what became of a write. */
export type WriteTrace = {
  readonly chatUnipileId: string | null
  readonly recipientProviderId: string | null
  readonly text: string | null
}

/** Draws a number among those that messages are stored under: what has a lower one was stored, or being stored, before. */
const trace = {
  name: 'writes_trace',
  text: `
    update client_write set chat_unipile_id = $5, recipient_provider_id = $6, outcome = $8::jsonb,
      text_digest = encode(sha256(convert_to($7::text, 'UTF8')), 'hex'),
      messages_before = nextval(pg_get_serial_sequence('message', 'id'))
    where ${isClaimed} and state = 'RUNNING' returning key`,
}

/**
 * Says, before a write goes out, by what it will be recognised and what it then came to. False when the key is this
 * process's no more: the write must not go out.
 */
export async function traceWrite(
  sql: Sql,
  claim: WriteClaim,
  { chatUnipileId, recipientProviderId, text }: WriteTrace,
  done: object,
): Promise<boolean> {
  const values = [chatUnipileId, recipientProviderId, text, JSON.stringify(done)]
  const rows = await sql(trace, [...claimed(claim), ...values])
  return rows.length > 0
}

const settle = {
  name: 'writes_settle',
  text: `
    update client_write set state = 'DONE', outcome = $5::jsonb, message_unipile_id = $6, settled_at = now()
    where ${isClaimed} and state <> 'DONE'
    returning account_id as "accountId", text_digest is not null as "hasWords"`,
}

/** Keeps what a write came to. Others of the same words have waited for that, to be told which message is theirs. */
export async function settleWrite(sql: Sql, claim: WriteClaim, outcome: WriteOutcome): Promise<void> {
  const message = 'messageUnipileId' in outcome ? outcome.messageUnipileId : null
  await settleAlike(sql, await sql<Ended>(settle, [...claimed(claim), JSON.stringify(outcome), message]))
}

const release = {
  name: 'writes_release',
  text: `
    delete from client_write where ${isClaimed} and state = 'RUNNING'
    returning account_id as "accountId", text_digest is not null as "hasWords"`,
}

/** Gives a key back: the write did certainly not go out. */
export async function releaseWrite(sql: Sql, claim: WriteClaim): Promise<void> {
  await settleAlike(sql, await sql<Ended>(release, claimed(claim)))
}

type Ended = { readonly accountId: number; readonly hasWords: boolean }

async function settleAlike(sql: Sql, ended: readonly Ended[]): Promise<void> {
  for (const { accountId, hasWords } of ended) if (hasWords) await settleSeenWrites(sql, accountId)
}

const giveUp = {
  name: 'writes_give_up',
  text: `
    with unsent as (
      delete from client_write
      where ${isClaimed} and state = 'RUNNING' and held_until <= $5::timestamptz and outcome is null
    )
    update client_write set state = 'UNKNOWN'
    where ${isClaimed} and state = 'RUNNING' and held_until <= $5::timestamptz and outcome is not null
    returning account_id as "accountId"`,
}

/**
 * Says that nobody knows what became of a write whose process held it until `heldUntil` at most, unless that was seen
 * already. One that has not gone out gives its key back, and now never will.
 */
export async function giveUpWrite(sql: Sql, claim: WriteClaim, heldUntil = 'infinity'): Promise<void> {
  const unknown = await sql<{ accountId: number }>(giveUp, [...claimed(claim), heldUntil])
  for (const { accountId } of unknown) await settleSeenWrites(sql, accountId)
}
