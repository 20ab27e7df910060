import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.ANJU_SERVER ?? 'http://localhost:8080'

/** The phone app of the staff: small, one bundle, so that the service worker can keep all of it. */
export default defineConfig({
  root: here('./field'),
  base: '/field/',
  resolve: { alias: [{ find: '@', replacement: here('./src') }, { find: /^\/src\//, replacement: here('./src/') }] },
  plugins: [vue()],
  server: { port: 5174, fs: { allow: [here('.')] }, proxy: { '/api': { target: server, changeOrigin: false } } },
  build: { outDir: here('./dist/field'), emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
})
