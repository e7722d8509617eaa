/** The settings of the layers in nn/activation. */
import { testSettings } from '../settings'

testSettings([
  {
    name: 'CELU',
    options: 'alpha inplace',
    fields: { alpha: 1, inplace: false },
    expects: {
      alpha: 'CELU: alpha: expected a number, found Symbol(s)',
      inplace: 'CELU: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'ELU',
    options: 'alpha inplace',
    fields: { alpha: 1, inplace: false },
    expects: {
      alpha: 'ELU: alpha: expected a number, found Symbol(s)',
      inplace: 'ELU: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'GELU',
    options: 'approximate',
    fields: { approximate: 'none' },
    expects: { approximate: 'GELU: approximate: expected none, tanh, found Symbol(s)' },
  },
  {
    name: 'GLU',
    options: 'dim',
    fields: { dim: -1 },
    expects: { dim: 'GLU: dim: expected an integer, found Symbol(s)' },
  },
  {
    name: 'Hardshrink',
    options: 'lambd',
    fields: { lambd: 0.5 },
    expects: { lambd: 'Hardshrink: lambd: expected a number, found Symbol(s)' },
  },
  {
    name: 'Hardsigmoid',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'Hardsigmoid: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'Hardswish',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'Hardswish: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'Hardtanh',
    options: 'minVal maxVal inplace minValue maxValue',
    fields: { minVal: -1, maxVal: 1, inplace: false },
    expects: {
      minVal: 'Hardtanh: minVal: expected a number, found Symbol(s)',
      maxVal: 'Hardtanh: maxVal: expected a number, found Symbol(s)',
      inplace: 'Hardtanh: inplace: expected true or false, found Symbol(s)',
      minValue: 'Hardtanh: minVal: expected a number, found Symbol(s)',
      maxValue: 'Hardtanh: maxVal: expected a number, found Symbol(s)',
    },
  },
  {
    name: 'LeakyReLU',
    options: 'negativeSlope inplace',
    fields: { negativeSlope: 0.01, inplace: false },
    expects: {
      negativeSlope: 'LeakyReLU: negativeSlope: expected a number, found Symbol(s)',
      inplace: 'LeakyReLU: inplace: expected true or false, found Symbol(s)',
    },
  },
  { name: 'LogSigmoid', fields: {} },
  {
    name: 'LogSoftmax',
    options: 'dim',
    fields: { dim: null },
    expects: { dim: 'LogSoftmax: dim: expected an integer, found Symbol(s)' },
  },
  {
    name: 'Mish',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'Mish: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'PReLU',
    options: 'numParameters init device dtype',
    fields: { numParameters: 1, init: 0.25 },
    expects: {
      numParameters: 'PReLU: numParameters: expected an integer of at least 0, found Symbol(s)',
      init: 'PReLU: init: expected a number, found Symbol(s)',
    },
  },
  {
    name: 'RReLU',
    options: 'lower upper inplace',
    fields: { lower: 0.125, upper: 0.3333333333333333, inplace: false },
    expects: {
      lower: 'RReLU: lower: expected a number, found Symbol(s)',
      upper: 'RReLU: upper: expected a number, found Symbol(s)',
      inplace: 'RReLU: inplace: expected true or false, found Symbol(s)',
    },
  },
  {
    name: 'ReLU',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'ReLU: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'ReLU6',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'ReLU6: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'SELU',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'SELU: inplace: expected true or false, found Symbol(s)' },
  },
  {
    name: 'SiLU',
    options: 'inplace',
    fields: { inplace: false },
    expects: { inplace: 'SiLU: inplace: expected true or false, found Symbol(s)' },
  },
  { name: 'Sigmoid', fields: {} },
  {
    name: 'Softmax',
    options: 'dim',
    fields: { dim: null },
    expects: { dim: 'Softmax: dim: expected an integer, found Symbol(s)' },
  },
  { name: 'Softmax2d', fields: {} },
  {
    name: 'Softmin',
    options: 'dim',
    fields: { dim: null },
    expects: { dim: 'Softmin: dim: expected an integer, found Symbol(s)' },
  },
  {
    name: 'Softplus',
    options: 'beta threshold',
    fields: { beta: 1, threshold: 20 },
    expects: {
      beta: 'Softplus: beta: expected a number, found Symbol(s)',
      threshold: 'Softplus: threshold: expected a number, found Symbol(s)',
    },
  },
  {
    name: 'Softshrink',
    options: 'lambd',
    fields: { lambd: 0.5 },
    expects: { lambd: 'Softshrink: lambd: expected a number, found Symbol(s)' },
  },
  { name: 'Softsign', fields: {} },
  { name: 'Tanh', fields: {} },
  { name: 'Tanhshrink', fields: {} },
  {
    name: 'Threshold',
    args: [0.5, 2],
    options: 'inplace',
    fields: { threshold: 0.5, value: 2, inplace: false },
    expects: {
      0: 'Threshold: threshold: expected a number, found Symbol(s)',
      1: 'Threshold: value: expected a number, found Symbol(s)',
      inplace: 'Threshold: inplace: expected true or false, found Symbol(s)',
    },
  },
])
