import type { Sql } from '../sql.ts'

/*
 * What writes about the people of one workspace wait for, to the end of their transactions; to be taken before any row is
 * written. Most take the workspace as a whole. Those that share it take one part of it, so that the other part can be
 * written meanwhile: who is who (users and their identifiers), or how they are known (attendees, contacts, chats, and
 * what the change log was told of them). Who shares it can't take it whole later in the same transaction.
 */
const workspace = 71401
const identities = 71405
const relationships = 71404
const messages = 71403

/** A CASE is evaluated in order. */
const part = (key: number, workspaceId: string) => `
  select case when pg_advisory_xact_lock_shared(${workspace}, ${workspaceId}) is not null
    then pg_advisory_xact_lock(${key}, ${workspaceId}) end`

const takeWorkspace = { name: 'ingest_lock_workspace', text: `select pg_advisory_xact_lock(${workspace}, $1)` }
const takeWorkspaceOf = {
  name: 'ingest_lock_workspace_of',
  text: `select pg_advisory_xact_lock(${workspace}, workspace_id) from account where id = $1`,
}
const takeIdentities = { name: 'ingest_lock_identities', text: part(identities, '$1') }
const takeRelationships = { name: 'ingest_lock_relationships', text: part(relationships, '$1') }
const takeRelationshipsOf = {
  name: 'ingest_lock_relationships_of',
  text: `${part(relationships, 'workspace_id')} from account where id = $1`,
}
const takeMessages = { name: 'ingest_lock_messages', text: `select pg_advisory_xact_lock(${messages}, $1)` }

/**
 * Writes about the people of one workspace queue behind each other: two of them never join the same users at once, and
 * each sees what the one before it told the change log.
 */
export async function lockWorkspace(sql: Sql, workspaceId: number): Promise<void> {
  await sql(takeWorkspace, [workspaceId])
}

/** The same for the workspace that an account is in. */
export async function lockWorkspaceOf(sql: Sql, accountId: number): Promise<void> {
  await sql(takeWorkspaceOf, [accountId])
}

/** For who only says who is who: others may write meanwhile how people are known, as long as nobody is joined. */
export async function lockIdentities(sql: Sql, workspaceId: number): Promise<void> {
  await sql(takeIdentities, [workspaceId])
}

/** For who only says how people are known, or has locked identities and finds that two users are one. */
export async function lockRelationships(sql: Sql, workspaceId: number): Promise<void> {
  await sql(takeRelationships, [workspaceId])
}

/** The same for the workspace that an account is in. */
export async function lockRelationshipsOf(sql: Sql, accountId: number): Promise<void> {
  await sql(takeRelationshipsOf, [accountId])
}

/**
 * Writes of one account's messages queue behind each other, so that two of them never wait for each other's rows. To be
 * taken after the workspace's locks by who takes several.
 */
export async function lockMessages(sql: Sql, accountId: number): Promise<void> {
  await sql(takeMessages, [accountId])
}
