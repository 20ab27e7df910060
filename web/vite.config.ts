import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.ANJU_SERVER ?? 'http://localhost:8080'

/** Only the desk for now; the phone apps get an entry of their own beside it. */
export default defineConfig({
  root: here('./desk'),
  base: '/',
  // A browser asks the dev server for `../src/…` of the page as `/src/…`.
  resolve: { alias: [{ find: '@', replacement: here('./src') }, { find: /^\/src\//, replacement: here('./src/') }] },
  plugins: [
    vue(),
    Components({
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
      dts: false,
    }),
  ],
  server: { port: 5173, fs: { allow: [here('.')] }, proxy: { '/api': { target: server, changeOrigin: false } } },
  build: { outDir: here('./dist/desk'), emptyOutDir: true, manifest: true, target: 'es2022', reportCompressedSize: false },
  test: { root: here('.'), include: ['src/**/*.test.ts'], environment: 'happy-dom', server: { deps: { inline: ['element-plus'] } } },
})
