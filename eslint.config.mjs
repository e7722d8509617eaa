import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'

/** lib/ from the bottom up: a layer imports itself and those below it. */
const layers = [
  'base',
  'native',
  'runtime',
  'cuda',
  'tensor',
  'nn',
  'optim',
  'isbe',
  'data',
  'serialize',
  'metrics',
  'models',
  'train',
  'report',
  'experiments',
  'watch',
  'bench',
  'cli',
]

/** What a layer may not import; folders above tensors reach the addon through runtime or tensor only. */
function forbidden(layer, index) {
  const above = layers.slice(index + 1)
  return index > layers.indexOf('tensor') ? [...above, 'native(?!/record)'] : above
}

function layerRules(layer, index) {
  const ban = {
    regex: `^(\\.\\./)+(${forbidden(layer, index).join('|')})(/|$)`,
    message: 'Imports run downward only; docs/contributing.md has the layers.',
  }
  return {
    files: [`lib/${layer}/**/*.ts`],
    // Tensors name the stream they run in, and a graph records work on tensors.
    ignores: ['lib/cuda/graph.ts', 'lib/cuda/index.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [ban] }] },
  }
}

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'build/',
      'dist/',
      'runs/',
      'site/',
      'coverage/',
      '.venv-peers/',
      'test/package/programs/',
      'lib/tensor/ops/named.ts',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts', '**/*.cts', 'scripts/**/*.js'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['scripts/**/*.js'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      // They do not see JSDoc's casts, which tsc checks.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  ...layers.slice(0, -1).map(layerRules),
)
