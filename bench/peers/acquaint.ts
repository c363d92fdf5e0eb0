import { serveProduct } from './product.ts'

await serveProduct()
