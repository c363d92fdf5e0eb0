import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/index.ts'

describe('Relay’s compiler', () => {
  it('writes queries for next pages and for refetching, so our connections and nodes are what it takes them for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relay-'))
    try {
      await cp('test/clients/relay', folder, { recursive: true })
      // As introspection shows it: front ends see nothing of federation.
      await mkdir(join(folder, 'artifacts'))
      await writeFile(join(folder, 'schema.graphql'), printSchema(schema))

      await promisify(execFile)(
        process.execPath,
        [resolve('node_modules/relay-compiler/cli.js'), 'relay.config.json'],
        {
          cwd: folder,
        },
      )

      const artifacts = join(folder, 'artifacts')
      expect((await readdir(artifacts)).sort()).toEqual(
        [
          'inboxChatAgain.graphql.ts',
          'inboxEarlierMessages.graphql.ts',
          'inboxNextPage.graphql.ts',
          'inboxQuery.graphql.ts',
          'inbox_chat.graphql.ts',
          'inbox_messages.graphql.ts',
          'inbox.graphql.ts',
        ].sort(),
      )
      expect(await readFile(join(artifacts, 'inboxChatAgain.graphql.ts'), 'utf8')).toContain('node(id: $id)')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
