import js from '@eslint/js'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import typescript from 'typescript-eslint'
import look from './lint/look.js'

/** What only the kit may touch: everything else composes the kit. */
const behindTheKit = {
  patterns: [
    { group: ['echarts', 'echarts/*', 'zrender', 'zrender/*'], message: 'Charts are the kit’s: import { Chart } from @/kit/Chart.' },
    { group: ['three', 'three/*'], message: 'The 3D stage is the kit’s: import { Stage3D } from @/kit/Stage3D.' },
    { group: ['@tabler/*'], message: 'Icons are the kit’s, by what they mean: @/kit/Icon.' },
  ],
}

export default typescript.config(
  { ignores: ['node_modules', 'src/api/schema.ts', 'public', 'lint/fixtures'] },
  js.configs.recommended,
  ...typescript.configs.strict,
  a11y.flatConfigs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-non-null-assertion': 'off', // indices that were just checked
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { modiste: look },
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-imports': ['error', behindTheKit],
      'modiste/no-raw-colour': 'error',
      'modiste/no-bare-words': 'error',
    },
  },
  {
    files: ['src/kit/**/*.{ts,tsx}', 'src/look/**/*.ts'],
    rules: { 'no-restricted-imports': 'off', 'modiste/no-raw-colour': 'off' },
  },
  {
    // The kit takes plain values: it neither fetches nor knows a screen.
    files: ['src/kit/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@/api', '@/api/*', '@tanstack/react-query'], message: 'The kit takes plain props; screens fetch.' },
            { group: ['@/screens/*', '@/app', '@/app/*'], message: 'The kit knows no screen.' },
          ],
        },
      ],
    },
  },
  {
    // The kit's page is full of labelled examples, tests of made-up words.
    files: ['src/screens/kit/**', '**/*.test.{ts,tsx}', 'test/**'],
    rules: { 'modiste/no-bare-words': 'off', 'max-lines': 'off', 'modiste/no-raw-colour': 'off' },
  },
  { files: ['*.config.*', 'scripts/**', 'lint/**'], languageOptions: { globals: globals.node }, rules: { 'no-console': 'off' } },
)
