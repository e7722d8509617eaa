/** The settings of the layers in nn/padding. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'CircularPad1d',
    args: [1],
    fields: { dimensions: 1, mode: 'circular', value: null, padding: [1, 1] },
    expects: {
      0: 'CircularPad1d: padding: expected an integer, or [left, right], found Symbol(s)',
    },
  },
  {
    name: 'CircularPad2d',
    args: [1],
    fields: { dimensions: 2, mode: 'circular', value: null, padding: [1, 1, 1, 1] },
  },
  {
    name: 'CircularPad3d',
    args: [1],
    fields: { dimensions: 3, mode: 'circular', value: null, padding: [1, 1, 1, 1, 1, 1] },
  },
  {
    name: 'ConstantPad1d',
    args: [1, 2],
    fields: { dimensions: 1, mode: 'constant', value: 2, padding: [1, 1] },
    expects: {
      0: 'ConstantPad1d: padding: expected an integer, or [left, right], found Symbol(s)',
      1: 'ConstantPad1d: value: expected a number, found Symbol(s)',
    },
  },
  {
    name: 'ConstantPad2d',
    args: [1, 2],
    fields: { dimensions: 2, mode: 'constant', value: 2, padding: [1, 1, 1, 1] },
  },
  {
    name: 'ConstantPad3d',
    args: [1, 2],
    fields: { dimensions: 3, mode: 'constant', value: 2, padding: [1, 1, 1, 1, 1, 1] },
  },
  {
    name: 'ReflectionPad1d',
    args: [1],
    fields: { dimensions: 1, mode: 'reflect', value: null, padding: [1, 1] },
    expects: {
      0: 'ReflectionPad1d: padding: expected an integer, or [left, right], found Symbol(s)',
    },
  },
  {
    name: 'ReflectionPad2d',
    args: [1],
    fields: { dimensions: 2, mode: 'reflect', value: null, padding: [1, 1, 1, 1] },
  },
  {
    name: 'ReflectionPad3d',
    args: [1],
    fields: { dimensions: 3, mode: 'reflect', value: null, padding: [1, 1, 1, 1, 1, 1] },
  },
  {
    name: 'ReplicationPad1d',
    args: [1],
    fields: { dimensions: 1, mode: 'replicate', value: null, padding: [1, 1] },
    expects: {
      0: 'ReplicationPad1d: padding: expected an integer, or [left, right], found Symbol(s)',
    },
  },
  {
    name: 'ReplicationPad2d',
    args: [1],
    fields: { dimensions: 2, mode: 'replicate', value: null, padding: [1, 1, 1, 1] },
  },
  {
    name: 'ReplicationPad3d',
    args: [1],
    fields: { dimensions: 3, mode: 'replicate', value: null, padding: [1, 1, 1, 1, 1, 1] },
  },
  {
    name: 'ZeroPad1d',
    args: [1],
    fields: { dimensions: 1, mode: 'constant', value: 0, padding: [1, 1] },
    expects: { 0: 'ZeroPad1d: padding: expected an integer, or [left, right], found Symbol(s)' },
  },
  {
    name: 'ZeroPad2d',
    args: [1],
    fields: { dimensions: 2, mode: 'constant', value: 0, padding: [1, 1, 1, 1] },
  },
  {
    name: 'ZeroPad3d',
    args: [1],
    fields: { dimensions: 3, mode: 'constant', value: 0, padding: [1, 1, 1, 1, 1, 1] },
  },
])
