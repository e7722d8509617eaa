#include "emulation.h"

#include <c10/util/Exception.h>
#include <ucontext.h>

#include <memory>
#include <vector>

#include "../cuda/select.h"

namespace isbe::loss::cuda {
namespace {

constexpr size_t kStackBytes = 64 * 1024;

enum class State : uint8_t { Ready, AtShuffle, AtBarrier, Done };

struct Fiber {
  ucontext_t context;
  std::unique_ptr<char[]> stack{new char[kStackBytes]};
  State state = State::Ready;
  // What it gives to the other lanes: two by turns, so that nobody need wait for the readers.
  alignas(16) char outbox[2][kSlotBytes];
};

/** What out-of-range index a kernel met. */
struct Assertion {
  bool failed = false;
  int64_t index = 0, position = 0;
  int classes = 0;
};

class Block;
thread_local Block* running = nullptr;

/** One block: its threads, and the order in which they are run. */
class Block {
 public:
  Block(int threads, int shared_bytes)
      : fibers_(threads), shared_((shared_bytes + 15) / 16), shuffles_(threads, 0) {}

  template <typename F>
  void run(int block, int blocks, const F& body) {
    block_ = block;
    blocks_ = blocks;
    // Memory that a kernel reads before it's written holds anything.
    for (Quad& quad : shared_) quad = {{0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu}};
    start(body);
    for (bool forward = block % 2 == 0; !is_done(); forward = !forward) {
      // Warps in either order: a missing barrier shows in one of them.
      for (int i = 0; i < warps(); ++i) run_warp(forward ? i : warps() - 1 - i);
      release_barrier();
    }
  }

  int index() const { return current_; }
  int count() const { return static_cast<int>(fibers_.size()); }
  int block() const { return block_; }
  int blocks() const { return blocks_; }
  char* shared() { return reinterpret_cast<char*>(shared_.data()); }

  void wait(State state) {
    Fiber& fiber = fibers_[current_];
    fiber.state = state;
    swapcontext(&fiber.context, &scheduler_);
  }

  void exchange(const void* mine, void* theirs, int bytes, int mask) {
    TORCH_INTERNAL_ASSERT(bytes <= kSlotBytes);
    const int self = current_, turn = shuffles_[self] ^= 1;
    std::memcpy(fibers_[self].outbox[turn], mine, bytes);
    wait(State::AtShuffle);
    std::memcpy(theirs, fibers_[self ^ mask].outbox[turn], bytes);
  }

  [[noreturn]] void fail(const Assertion& assertion) {
    assertion_ = assertion;
    setcontext(&scheduler_);
    std::abort();
  }

 private:
  int warps() const { return count() / kWarp; }

  template <typename F>
  static void enter() {
    (*static_cast<const F*>(running->body_))();
    running->fibers_[running->current_].state = State::Done;
  }

  template <typename F>
  void start(const F& body) {
    body_ = &body;
    for (Fiber& fiber : fibers_) {
      getcontext(&fiber.context);
      fiber.context.uc_stack.ss_sp = fiber.stack.get();
      fiber.context.uc_stack.ss_size = kStackBytes;
      fiber.context.uc_link = &scheduler_;
      fiber.state = State::Ready;
      makecontext(&fiber.context, enter<F>, 0);
    }
  }

  /** Until its lanes wait for other warps, or are done. */
  void run_warp(int warp) {
    for (;;) {
      int counts[4] = {};
      for (int lane = 0; lane < kWarp; ++lane) {
        current_ = warp * kWarp + lane;
        Fiber& fiber = fibers_[current_];
        if (fiber.state == State::Ready) swapcontext(&scheduler_, &fiber.context);
        check_assertion();
        ++counts[static_cast<int>(fiber.state)];
      }
      if (counts[static_cast<int>(State::AtShuffle)] == 0) return;
      TORCH_INTERNAL_ASSERT(counts[static_cast<int>(State::AtShuffle)] == kWarp,
                            "emulation of CUDA: a shuffle without all lanes of its warp");
      for (int lane = 0; lane < kWarp; ++lane) fibers_[warp * kWarp + lane].state = State::Ready;
    }
  }

  void release_barrier() {
    int waiting = 0;
    for (const Fiber& fiber : fibers_) waiting += fiber.state == State::AtBarrier;
    TORCH_INTERNAL_ASSERT(waiting == 0 || waiting == count(),
                          "emulation of CUDA: a barrier without all threads of its block");
    if (waiting == 0) return;
    for (Fiber& fiber : fibers_) fiber.state = State::Ready;
  }

  bool is_done() const {
    for (const Fiber& fiber : fibers_) {
      if (fiber.state != State::Done) return false;
    }
    return true;
  }

  void check_assertion() const {
    TORCH_CHECK_INDEX(!assertion_.failed, "isbe: target ", assertion_.index, " at position ",
                      assertion_.position, " is out of range: expected a class from 0 to ",
                      assertion_.classes - 1, " (K = ", assertion_.classes, ") or ignore_index");
  }

  std::vector<Fiber> fibers_;
  std::vector<Quad> shared_;
  std::vector<int> shuffles_;
  ucontext_t scheduler_;
  Assertion assertion_;
  const void* body_ = nullptr;
  int current_ = 0, block_ = 0, blocks_ = 0;
};

template <typename F>
void run_grid(int blocks, int threads, int shared_bytes, const F& body) {
  TORCH_INTERNAL_ASSERT(threads % kWarp == 0 && threads <= kMostThreads && blocks > 0);
  Block block(threads, shared_bytes);
  struct Running {
    explicit Running(Block* block) { running = block; }
    ~Running() { running = nullptr; }
  } guard(&block);
  // Any order of the blocks is possible on a device: here the first is run last.
  for (int i = blocks - 1; i >= 0; --i) block.run(i, blocks, body);
}

}  // namespace

inline namespace ISBE_CUDA_SIDE {
namespace thread {

int index() { return running->index(); }
int count() { return running->count(); }
int block() { return running->block(); }
int blocks() { return running->blocks(); }
char* shared() { return running->shared(); }
void sync() { running->wait(State::AtBarrier); }
void exchange(const void* mine, void* theirs, int bytes, int mask) {
  running->exchange(mine, theirs, bytes, mask);
}
void fail_out_of_range(int64_t index, int64_t position, int classes) {
  running->fail({true, index, position, classes});
}

}  // namespace thread
}  // namespace ISBE_CUDA_SIDE

void emulate(const Work& work, const Plan& plan) {
  if (plan.weight_blocks > 0) {
    const int bytes = kHeaderBytes + kWeightThreads / kWarp * kSlotBytes;
    run_grid(plan.weight_blocks, kWeightThreads, bytes, [&] {
      work.dtype == Dtype::Float64 ? weights_kernel<double>(work) : weights_kernel<float>(work);
    });
  }
  select(work, plan.way, [&](auto choice) {
    using Choice = decltype(choice);
    run_grid(plan.blocks, plan.threads, plan.shared_bytes, [&] {
      rows_kernel<typename Choice::T, Choice::kKind, Choice::kDense, Choice::kChunks>(work, plan);
    });
  });
}

void emulate(const ScaleWork& work) {
  select_type(work.dtype, [&](auto type) {
    run_grid(work.blocks, kScaleThreads, 0,
             [&] { scale_kernel<typename decltype(type)::T>(work); });
  });
}

}  // namespace isbe::loss::cuda
