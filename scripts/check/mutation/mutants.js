'use strict'

// The small ways in which a line of TypeScript can be wrong. Types, imports and text for people (what
// has a blank in it) are left alone.
const ts = require('typescript')

/** @typedef {{ start: number, end: number, replacement: string, kind: string }} Mutant */

const { SyntaxKind } = ts

/** @type {Readonly<Record<number, readonly [kind: string, operator: string]>>} */
const BINARY = {
  [SyntaxKind.LessThanToken]: ['comparison', '<='],
  [SyntaxKind.LessThanEqualsToken]: ['comparison', '<'],
  [SyntaxKind.GreaterThanToken]: ['comparison', '>='],
  [SyntaxKind.GreaterThanEqualsToken]: ['comparison', '>'],
  [SyntaxKind.EqualsEqualsEqualsToken]: ['comparison', '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken]: ['comparison', '==='],
  [SyntaxKind.PlusToken]: ['arithmetic', '-'],
  [SyntaxKind.MinusToken]: ['arithmetic', '+'],
  [SyntaxKind.AsteriskToken]: ['arithmetic', '/'],
  [SyntaxKind.SlashToken]: ['arithmetic', '*'],
  [SyntaxKind.PercentToken]: ['arithmetic', '*'],
  [SyntaxKind.PlusEqualsToken]: ['arithmetic', '-='],
  [SyntaxKind.MinusEqualsToken]: ['arithmetic', '+='],
  [SyntaxKind.AmpersandAmpersandToken]: ['logic', '||'],
  [SyntaxKind.BarBarToken]: ['logic', '&&'],
}

/** Statements that can be left out. */
const REMOVABLE = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
])

/** @param {ts.Node} node */
function isLeftAlone(node) {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  )
}

/** @param {ts.Node} node @returns {ts.Expression | undefined} */
function conditionOf(node) {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node))
    return node.expression
  return ts.isConditionalExpression(node) || ts.isForStatement(node) ? node.condition : undefined
}

/** @param {ts.Node} node @returns {{ of: ts.Node, by: string, kind: string }[]} */
function changesOf(node) {
  const condition = conditionOf(node)
  if (condition) return [{ of: condition, by: `!(${condition.getText()})`, kind: 'condition' }]
  if (ts.isBinaryExpression(node)) {
    const change = BINARY[node.operatorToken.kind]
    return change ? [{ of: node.operatorToken, by: change[1], kind: change[0] }] : []
  }
  if (REMOVABLE.has(node.kind)) return [{ of: node, by: ';', kind: 'statement' }]
  if (ts.isNumericLiteral(node)) {
    const by = Number(node.text) === 0 ? '1' : `${Number(node.text) + 1}`
    return [{ of: node, by, kind: 'number' }]
  }
  if (node.kind === SyntaxKind.TrueKeyword) return [{ of: node, by: 'false', kind: 'boolean' }]
  if (node.kind === SyntaxKind.FalseKeyword) return [{ of: node, by: 'true', kind: 'boolean' }]
  if (ts.isStringLiteralLike(node) && /^\S+$/.test(node.text) && !isKey(node))
    return [{ of: node, by: "''", kind: 'string' }]
  if (ts.isQuestionDotToken(node)) {
    const isCallOrIndex = /^[[(]/.test(node.getSourceFile().text.slice(node.end).trimStart())
    return [{ of: node, by: isCallOrIndex ? '!' : '!.', kind: 'chaining' }]
  }
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0)
    return [{ of: node, by: '[]', kind: 'array' }]
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(node)
  return []
}

/** @param {ts.StringLiteralLike} node @returns {boolean} whether it names a property or a module */
function isKey(node) {
  const { parent } = node
  if (ts.isCallExpression(parent)) return /^(require|import)$/.test(parent.expression.getText())
  return 'name' in parent && parent.name === node
}

/** @param {ts.PrefixUnaryExpression | ts.PostfixUnaryExpression} node */
function unary(node) {
  const text = node.getText()
  const operand = node.operand.getText()
  if (node.operator === SyntaxKind.ExclamationToken)
    return [{ of: node, by: operand, kind: 'negation' }]
  if (node.operator === SyntaxKind.MinusToken) return [{ of: node, by: operand, kind: 'negation' }]
  if (!/\+\+|--/.test(text)) return []
  const by = text.replace(/\+\+|--/, step => (step === '++' ? '--' : '++'))
  return [{ of: node, by, kind: 'step' }]
}

/** @param {string} name @param {string} text of the file @returns {Mutant[]} in the order of the text */
function findMutants(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
  /** @type {Mutant[]} */
  const mutants = []
  /** @param {ts.Node} node */
  const visit = node => {
    if (isLeftAlone(node)) return
    for (const { of, by, kind } of changesOf(node))
      mutants.push({ start: of.getStart(source), end: of.end, replacement: by, kind })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** @param {string} text @param {Mutant} mutant */
function mutated(text, { start, end, replacement }) {
  return text.slice(0, start) + replacement + text.slice(end)
}

/** The lines that a mutant changes, before and after. @param {string} text @param {Mutant} mutant */
function describe(text, mutant) {
  const line = text.slice(0, mutant.start).split('\n').length
  const from = text.lastIndexOf('\n', mutant.start - 1) + 1
  const to = text.indexOf('\n', mutant.end)
  const before = text.slice(from, to < 0 ? undefined : to)
  const after = mutated(before, { ...mutant, start: mutant.start - from, end: mutant.end - from })
  return { line, before: before.trim(), after: after.trim() }
}

module.exports = { describe, findMutants, mutated }
