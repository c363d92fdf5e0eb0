import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { DataDirectoryInUseError, UnknownMigrationsError } from '../../src/domain/database-errors.ts'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'

const fromTheFuture = {
  name: 'test_future',
  text: `
    insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
    values ('future', 'x', '29990101000000_future', now(), 1)`,
}

type Place = { options: StoreOptions; remove(): Promise<void> }

const places: [string, () => Promise<Place>][] = [['a folder', newFolder]]
if (process.env['TEST_DATABASE_URL']) places.push(['a PostgreSQL database', newDatabase])

describe.each(places)('opening %s', (_name, make) => {
  it('makes the schema the first time and finds it the second', async () => {
    const { options, remove } = await make()

    const first = await openStore(options)
    await first.close()
    const second = await openStore(options)
    await second.close()

    expect(first.migrated).not.toEqual([])
    expect(second.migrated).toEqual([])
    await remove()
  })

  it('refuses a database that another version has migrated, and says what it does not know', async () => {
    const { options, remove } = await make()
    const store = await openStore(options)
    await store.sql(fromTheFuture)
    await store.close()

    await expect(openStore(options)).rejects.toThrow(UnknownMigrationsError)
    await expect(openStore(options)).rejects.toThrow(
      'written by another version of Acquaint, a newer one or one between two releases: this one does not know 29990101000000_future.',
    )
    await remove()
  })
})

describe('opening a folder', () => {
  it('is refused while another process has it open', async () => {
    const { options, remove } = await newFolder()
    const store = await openStore(options)

    await expect(openStore(options)).rejects.toThrow(DataDirectoryInUseError)

    await store.close()
    await remove()
  })

  it('works after a process that had it open was killed', async () => {
    const { options, remove } = await newFolder()
    await writeFile(join(options.directory, 'lock'), '999999999')

    const store = await openStore(options)

    expect(store.migrated).not.toEqual([])
    await store.close()
    await remove()
  })

  it('works after a killed process that had our own number, as in a container', async () => {
    const { options, remove } = await newFolder()
    await writeFile(join(options.directory, 'lock'), String(process.pid))

    const store = await openStore(options)
    await expect(openStore(options)).rejects.toThrow(DataDirectoryInUseError)

    await store.close()
    await remove()
  })
})

describe.runIf(process.env['TEST_DATABASE_URL'])('opening a PostgreSQL database', () => {
  it('makes the schema once when several do it at the same time', async () => {
    const { options, remove } = await newDatabase()

    const stores = await Promise.all([1, 2, 3].map(() => openStore(options)))

    expect(stores.filter(({ migrated }) => migrated.length > 0)).toHaveLength(1)
    for (const store of stores) await store.close()
    await remove()
  })

  it('makes the schema when what kept an earlier attempt from it is gone', async () => {
    const { options, remove } = await newDatabase()
    const owner = new pg.Client({ connectionString: options.url })
    await owner.connect()
    await owner.query('create type participant as ()')
    await expect(openStore(options)).rejects.toThrow('relation "participant" already exists')
    const { rows } = await owner.query(`select to_regclass('attendee') as attendee`)
    await owner.query('drop type participant')

    const store = await openStore(options)

    expect(rows).toEqual([{ attendee: null }])
    expect(store.migrated).not.toEqual([])
    await store.close()
    await owner.end()
    await remove()
  })

  it('has no page compiled before it is read, which takes longer than reading it', async () => {
    const { options, remove } = await newDatabase()
    const store = await openStore(options)

    const ways = [store.sql, store.read].map((sql) => sql<{ jit: string }>({ name: 'test_jit', text: 'show jit' }))

    expect((await Promise.all(ways)).flat()).toEqual([{ jit: 'off' }, { jit: 'off' }])
    await store.close()
    await remove()
  })

  it('keeps no answers where the role may not see what that takes, and answers all the same', async () => {
    const { options, remove } = await newDatabase()
    const owner = new pg.Client({ connectionString: options.url })
    const role = `test_${randomUUID().replaceAll('-', '')}`
    await owner.connect()
    await owner.query(`create role ${role} login; grant create on schema public to ${role}`)
    await owner.query('revoke execute on function pg_control_checkpoint() from public')
    const url = new URL(options.url)
    url.username = role
    const one = { name: 'test_one', text: 'select 1 as one' }

    const restricted = await openStore({ url: url.href })
    for (let times = 0; times < 3; times++) expect(await restricted.read(one)).toEqual([{ one: 1 }])
    await restricted.close()
    await owner.query(`grant execute on function pg_control_checkpoint() to ${role}`)
    const permitted = await openStore({ url: url.href })
    await permitted.close()

    expect([restricted.keepsAnswers, permitted.keepsAnswers]).toEqual([false, true])
    await owner.query(`drop owned by ${role}; drop role ${role}`)
    await owner.end()
    await remove()
  })

  it('does without the index for text search where the role may not have extensions', async () => {
    const { options, remove } = await newDatabase()
    const owner = new pg.Client({ connectionString: options.url })
    const role = `test_${randomUUID().replaceAll('-', '')}`
    await owner.connect()
    await owner.query(`create role ${role} login; grant create on schema public to ${role}`)
    const url = new URL(options.url)
    url.username = role

    const restricted = await openStore({ url: url.href })
    await restricted.close()
    const permitted = await openStore(options)
    await permitted.close()

    expect([restricted.hasTextIndex, permitted.hasTextIndex]).toEqual([false, true])
    await owner.query(`drop owned by ${role}; drop role ${role}`)
    await owner.end()
    await remove()
  })
})

async function newFolder() {
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-'))
  return { options: { directory }, remove: () => rm(directory, { recursive: true }) }
}

async function newDatabase() {
  const { url, drop } = await createPostgresDatabase()
  return { options: { url }, remove: drop }
}
