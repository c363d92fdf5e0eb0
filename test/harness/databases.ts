import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { openStore, type Store } from '../../src/store/open.ts'

/** The databases that store tests run on: PGlite always, PostgreSQL when TEST_DATABASE_URL names a server. */
export const databases: readonly { name: string; open(): Promise<Store> }[] = [
  { name: 'PGlite', open: openFreshPglite },
  ...(process.env['TEST_DATABASE_URL'] ? [{ name: 'PostgreSQL', open: openFreshPostgres }] : []),
]

/** An embedded database in memory, made of the image that the run began with: migrations need not run each time. */
async function openFreshPglite(): Promise<Store> {
  const image = process.env['TEST_PGLITE_IMAGE']
  return openStore({ directory: null, ...(image && { image: new Blob([await readFile(image)]) }) })
}

/** A database of its own on the test server; closing the store drops it. */
async function openFreshPostgres(): Promise<Store> {
  const { url, drop } = await createPostgresDatabase()
  const store = await openStore({ url })
  return {
    ...store,
    async close() {
      await store.close()
      await drop()
    },
  }
}

/** An empty database on the test server. */
export async function createPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}

/** A role on the test server that may log in and nothing more, and an empty database for it. */
export async function createPostgresRole() {
  const database = await createPostgresDatabase()
  const name = `role_${randomUUID().replaceAll('-', '')}`
  await onServer(`create role ${name} login password 'hidden'`)
  const url = Object.assign(new URL(database.url), { username: name, password: 'hidden' })
  return {
    name,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await database.drop()
      await onServer(`drop role ${name}`)
    },
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] })
  await client.connect()
  await client.query(statement)
  await client.end()
}
