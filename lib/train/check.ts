/** What a Trainer is given, checked before anything runs. */
import {
  checkBoolean,
  checkChoice,
  checkFunction,
  checkInstance,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from '../base/check'
import { OptionError } from '../base/errors'
import { DataLoader } from '../data'
import { Module } from '../nn'
import { Optimizer } from '../optim'
import type { FitOptions, TrainerOptions } from './trainer'

const trainerOptions = [
  'model',
  'optimizer',
  'loss',
  'scheduler',
  'precision',
  'memoryFormat',
  'cudaGraph',
] satisfies (keyof TrainerOptions)[]
const fitOptions = [
  'epochs',
  'test',
  'onEpochStart',
  'onStep',
  'onEpochEnd',
  'signal',
] satisfies (keyof FitOptions)[]

const memoryFormats = ['contiguous_format', 'preserve_format', 'channels_last', 'channels_last_3d']

/** Throws OptionError that names the option. */
export function checkTrainerOptions(options: TrainerOptions): void {
  checkOptionNames('Trainer', options, trainerOptions)
  const { precision, memoryFormat, cudaGraph, scheduler } = options
  checkInstance('Trainer: model', options.model, Module, 'an nn.Module')
  checkInstance('Trainer: optimizer', options.optimizer, Optimizer, 'an optimizer of optim')
  checkLoss(options.loss)
  if (scheduler !== undefined) checkMethod('Trainer: scheduler', scheduler, 'step')
  if (precision !== undefined)
    checkChoice('Trainer: precision', precision, ['float32', 'bfloat16', 'float16'])
  if (memoryFormat !== undefined) checkChoice('Trainer: memoryFormat', memoryFormat, memoryFormats)
  if (cudaGraph !== undefined) checkBoolean('Trainer: cudaGraph', cudaGraph)
}

/** Throws OptionError that names the option. */
export function checkFit(loader: DataLoader, options: FitOptions): void {
  checkInstance('Trainer.fit: loader', loader, DataLoader, 'a data.DataLoader')
  checkOptionNames('Trainer.fit', options, fitOptions)
  checkPositiveInteger('Trainer.fit: epochs', options.epochs)
  if (options.test !== undefined)
    checkInstance('Trainer.fit: test', options.test, DataLoader, 'a data.DataLoader')
  for (const name of ['onEpochStart', 'onStep', 'onEpochEnd'] as const)
    if (options[name] !== undefined) checkFunction(`Trainer.fit: ${name}`, options[name])
  const { signal } = options
  if (signal === undefined || typeof (signal as Partial<AbortSignal> | null)?.aborted === 'boolean')
    return
  throw new OptionError(
    `Trainer.fit: signal: expected an AbortSignal, found ${describeValue(signal)}`,
  )
}

function checkLoss(loss: unknown): void {
  if (typeof loss === 'function') return
  checkMethod('Trainer: loss', loss, 'forward')
}

function checkMethod(what: string, value: unknown, method: string): void {
  const found = (value as Record<string, unknown> | null | undefined)?.[method]
  if (typeof found === 'function') return
  throw new OptionError(
    `${what}: expected an object with the method ${method}, found ${describeValue(value)}`,
  )
}
