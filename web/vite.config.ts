import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Scripts and a style of fixed names: the server has them inside and tells browsers by their contents. The map is a
// script of its own, which only its view asks for.
export default defineConfig({
  base: '/page/',
  plugins: [svelte()],
  build: {
    outDir: '../crates/serve/page',
    emptyOutDir: true,
    assetsDir: '',
    cssCodeSplit: false,
    modulePreload: false,
    target: 'es2022',
    rollupOptions: {
      output: { entryFileNames: 'app.js', chunkFileNames: '[name].js', assetFileNames: 'app[extname]' },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4410' } },
});
