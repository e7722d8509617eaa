// How rows are shared out over a device. Numbers here are choices from the shape of the hardware:
// a plan changes the time of a call and the order of its sums, never what it computes.
#include <algorithm>

#include "work.h"

namespace isbe::loss::cuda {
namespace {

/** Threads that a multiprocessor is given work for; more blocks than fit wait their turn. */
constexpr int kResidentThreads = 2048;
/** A call that small is one block: no partial sums, nothing to wait for. */
constexpr int kOneBlock = 512;
/** Reads of targets, over all blocks, up to which every block adds up the weights itself. Each is
 * a hit in the L2 cache; a kernel of its own costs a launch and the wait for it. */
constexpr int64_t kMostRepeatedReads = int64_t{1} << 21;
constexpr int64_t kTargetsABlock = 4096;
constexpr int kMostWeightBlocks = 64;

int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

int power_of_two_from(int64_t n) {
  int power = 1;
  while (power < n) power *= 2;
  return power;
}

int size_of(Dtype dtype) { return 16 / chunk_of(dtype); }

constexpr int kQuadBytes = 16;

/** Chunks of a row, at most: see Row::shift. */
int64_t most_chunks(const Work& w) {
  const int W = chunk_of(w.dtype), size = size_of(w.dtype);
  const bool together = w.logits.classes == 1;
  const auto moves = [&](int64_t stride) { return stride * size % 16 != 0; };
  const bool aligned = reinterpret_cast<uintptr_t>(w.logits.data) % 16 == 0 &&
                       (w.samples <= 1 || (!moves(w.logits.inner) && !moves(w.logits.outer)));
  return divide_up(w.classes + (together && !aligned ? W - 1 : 0), W);
}

/** Whether neighbouring rows rather than neighbouring classes are neighbours in memory. */
bool is_across(const Work& w) { return w.logits.classes != 1 && w.classes > 1; }

int blocks_for(const Work& w, const Machine& machine, int threads, int64_t rows_a_block,
               int resident_threads = kResidentThreads) {
  const int64_t resident =
      static_cast<int64_t>(machine.multiprocessors) * (resident_threads / threads);
  return static_cast<int>(
      std::clamp<int64_t>(divide_up(w.samples, rows_a_block), 1, std::max<int64_t>(resident, 1)));
}

/** `team` lanes a row: small blocks where that fills more multiprocessors. */
void plan_registers(const Work& w, const Machine& machine, Plan& plan) {
  const int64_t threads = w.samples * plan.team;
  const bool holds_many = plan.way == Plan::Way::ManyRegisters && kind_of(w) != Kind::Elementwise;
  const int most = most_threads(kind_of(w), w.distributions, false);
  plan.threads = holds_many ? most : 256;
  if (threads <= std::min(kOneBlock, most)) {
    plan.threads = static_cast<int>(std::max<int64_t>(divide_up(threads, kWarp), 1) * kWarp);
  } else {
    while (plan.threads > 64 && plan.threads % 64 == 0 &&
           threads / plan.threads < machine.multiprocessors) {
      plan.threads /= 2;
    }
  }
  plan.blocks = blocks_for(w, machine, plan.threads, plan.threads / plan.team,
                           holds_many ? most : kResidentThreads);
  plan.shared_bytes = kHeaderBytes + plan.threads / kWarp * kSlotBytes;
}

/** Few for short rows, and no more than share a multiprocessor with blocks as large as they. */
int stream_threads(const Work& w, const Machine& machine, int64_t chunks) {
  const int most = most_threads(kind_of(w), w.distributions, true);
  if (chunks < 1024) return 128;
  const int64_t blocks =
      machine.shared_bytes / (chunks * kQuadBytes + int64_t{kHeaderBytes} * kWarp);
  return blocks >= 3 ? 256 : blocks == 2 ? most / 2 : most;
}

void plan_row_stream(const Work& w, const Machine& machine, int64_t chunks, Plan& plan) {
  plan.threads = stream_threads(w, machine, chunks);
  plan.team = plan.threads;
  plan.blocks = blocks_for(w, machine, plan.threads, 1);
  plan.shared_bytes = kHeaderBytes + plan.threads / kWarp * kSlotBytes;
  const bool reads_twice =
      w.normalization == Normalization::Softmax || w.normalization == Normalization::Normalize;
  if (!reads_twice) return;
  const int64_t room = (machine.shared_bytes - plan.shared_bytes) / kQuadBytes;
  plan.stage = static_cast<int>(std::min(chunks, room));
  plan.shared_bytes += plan.stage * kQuadBytes;
}

void plan_column_stream(const Work& w, const Machine& machine, int64_t chunks, Plan& plan) {
  plan.columns = kWarp;
  plan.threads = kWarp;
  while (plan.threads < kMostColumnThreads && int64_t{plan.threads} / kWarp * 4 < chunks)
    plan.threads *= 2;
  plan.team = plan.threads / kWarp;
  plan.blocks = blocks_for(w, machine, plan.threads, kWarp);
  plan.shared_bytes = kHeaderBytes + plan.threads * kSlotBytes;
}

void plan_weights(const Work& w, Plan& plan) {
  if (!w.mean || w.distributions || plan.blocks * w.samples <= kMostRepeatedReads) return;
  plan.weight_blocks =
      static_cast<int>(std::min<int64_t>(divide_up(w.samples, kTargetsABlock), kMostWeightBlocks));
}

}  // namespace

Plan make_plan(const Work& w, const Machine& machine) {
  Plan plan;
  plan.most_shared_bytes = machine.shared_bytes;
  const int64_t chunks = most_chunks(w), many = many_chunks(w.dtype, kind_of(w), w.distributions);
  // Threads whose rows lie side by side don't share them: reads of a class are then together.
  const int64_t most_lanes = is_across(w) ? 1 : kWarp;
  if (chunks <= most_lanes * many) {
    const bool few = chunks <= most_lanes;
    plan.way = few ? Plan::Way::FewRegisters : Plan::Way::ManyRegisters;
    plan.team = power_of_two_from(few ? chunks : divide_up(chunks, many));
    plan_registers(w, machine, plan);
  } else {
    plan.way = Plan::Way::Stream;
    is_across(w) ? plan_column_stream(w, machine, chunks, plan)
                 : plan_row_stream(w, machine, chunks, plan);
  }
  plan_weights(w, plan);
  return plan;
}

int scale_blocks(const ScaleWork& work, const Machine& machine) {
  const int64_t resident =
      static_cast<int64_t>(machine.multiprocessors) * (kResidentThreads / kScaleThreads);
  const int64_t chunks = divide_up(work.size, chunk_of(work.dtype));
  return static_cast<int>(std::clamp<int64_t>(divide_up(chunks, kScaleThreads), 1, resident));
}

}  // namespace isbe::loss::cuda
