import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing. Node's own way of doing that tries for ever where a file system
 * says that nothing can be made, as below `/proc`; this rejects with what the file system says.
 */
export async function makeDirectory(path: string): Promise<void> {
  if (await tryMake(path)) return
  await makeDirectory(dirname(path))
  await mkdir(path).catch(acceptExisting(path))
}

/** False when what is above it is missing. */
async function tryMake(path: string): Promise<boolean> {
  try {
    await mkdir(path).catch(acceptExisting(path))
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
}

function acceptExisting(path: string) {
  return async (error: unknown) => {
    if (codeOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
