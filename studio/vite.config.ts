import { copyFileSync, mkdirSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { dark, light } from './src/look/tokens'

/** The page's ground before any script has run, so that a dark room is not lit up by a white flash. */
function firstPaint(): Plugin {
  const ground = (theme: string, colour: string) => `${theme}{background:${colour}}`
  const css =
    ground('html', light.ground) +
    `@media (prefers-color-scheme: dark){${ground('html', dark.ground)}}` +
    ground('html[data-mantine-color-scheme=light]', light.ground) +
    ground('html[data-mantine-color-scheme=dark]', dark.ground)
  return {
    name: 'first-paint',
    transformIndexHtml: () => [{ tag: 'style', children: css, injectTo: 'head-prepend' }],
  }
}

/** What the mirror needs of MediaPipe's pose model: the program with SIMD, the detector and the light landmark model. */
const POSE = [
  'pose.js',
  'pose_web.binarypb',
  'pose_landmark_lite.tflite',
  'pose_solution_packed_assets.data',
  'pose_solution_packed_assets_loader.js',
  'pose_solution_simd_wasm_bin.js',
  'pose_solution_simd_wasm_bin.wasm',
]

/** Twelve megabytes, copied as they are and fetched by the mirror alone; their licence lies beside them. */
function poseModel(): Plugin {
  const place = new URL('../src/modiste/studio/static/pose/', import.meta.url)
  return {
    name: 'pose-model',
    apply: 'build',
    closeBundle: () => {
      mkdirSync(place, { recursive: true })
      for (const name of POSE) copyFileSync(new URL(`./node_modules/@mediapipe/pose/${name}`, import.meta.url), new URL(name, place))
      copyFileSync(new URL('../LICENSE', import.meta.url), new URL('LICENSE', place))
      copyFileSync(new URL('./pose.NOTICE', import.meta.url), new URL('NOTICE', place))
    },
  }
}

/** A studio under development, on a server started with `modiste serve --unlocked`. */
const proxy = { '^/(api|healthz|readyz|enter)': process.env.MODISTE_SERVER ?? 'http://127.0.0.1:8321' }

export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  plugins: [react(), firstPaint(), poseModel()],
  build: {
    outDir: '../src/modiste/studio/static',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts stay files: `data:` is for pictures only in our content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy },
  preview: {
    proxy,
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'; form-action 'self'",
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'lint/**/*.test.ts', 'test/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 20_000,
  },
})
