import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openStore } from '../../src/store/open.ts'

/** Makes one embedded database with our schema before the tests run, for each of them to start from a copy. */
export async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-image-'))
  const store = await openStore({ directory })
  await store.close()
  const pglite = await PGlite.create({ dataDir: join(directory, 'database') })
  const image = join(directory, 'image.tar')
  await writeFile(image, await (await pglite.dumpDataDir('none')).bytes())
  await pglite.close()
  process.env['TEST_PGLITE_IMAGE'] = image
  return () => rm(directory, { recursive: true })
}
