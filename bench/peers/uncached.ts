import { serveProduct } from './product.ts'

/* The product, with every question asked of the database. */
await serveProduct({ readCacheBytes: 0 })
