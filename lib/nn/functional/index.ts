/**
 * The functions of `torch.nn.functional`. What PyTorch writes in Python is written here, and comes
 * before an operator of that name, which has other arguments.
 */
import { functional as operators } from '../../tensor'
import * as activation from './activation'
import * as attention from './attention/forward'
import * as dropout from './dropout'
import * as embedding from './embedding'
import * as grid from './grid'
import * as interpolate from './interpolate'
import * as linearCrossEntropy from './linearCrossEntropy'
import * as classification from './loss/classification'
import * as ranking from './loss/ranking'
import * as regression from './loss/regression'
import * as norm from './norm'
import * as patches from './patches'
import * as fractional from './pool/fractional'
import * as indices from './pool/indices'
import * as max from './pool/max'
import * as power from './pool/power'
import * as unpool from './pool/unpool'
import * as scaledProducts from './scaledProducts'
import * as softmax from './softmax'

const written = {
  ...activation,
  ...attention,
  ...classification,
  ...dropout,
  ...embedding,
  ...fractional,
  ...grid,
  ...indices,
  ...interpolate,
  ...linearCrossEntropy,
  ...max,
  ...norm,
  ...patches,
  ...power,
  ...ranking,
  ...regression,
  ...scaledProducts,
  ...softmax,
  ...unpool,
}

type Written = typeof activation &
  typeof attention &
  typeof classification &
  typeof dropout &
  typeof embedding &
  typeof fractional &
  typeof grid &
  typeof indices &
  typeof interpolate &
  typeof linearCrossEntropy &
  typeof max &
  typeof norm &
  typeof patches &
  typeof power &
  typeof ranking &
  typeof regression &
  typeof scaledProducts &
  typeof softmax &
  typeof unpool

/** Where both have a name, the operator's arguments fit too. */
export type Functional = Written & typeof operators

export const functional = { ...operators, ...written } as Functional
