/** Sets of keys that grow together: `unite` says that two keys belong to one set, `find` names a key's set. */
export function disjointSets<Key>(): { unite(one: Key, other: Key): void; find(key: Key): Key } {
  const parent = new Map<Key, Key>()
  function find(key: Key): Key {
    let root = key
    for (let above = parent.get(root); above !== undefined; above = parent.get(root)) root = above
    if (root !== key) parent.set(key, root)
    return root
  }
  return {
    find,
    unite(one, other) {
      const [left, right] = [find(one), find(other)]
      if (left !== right) parent.set(right, left)
    },
  }
}
