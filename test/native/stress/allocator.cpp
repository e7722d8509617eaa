// Eight threads allocate blocks of all sizes, hand them to each other, check what they were given
// and free it. Run under ThreadSanitizer and AddressSanitizer by stress.test.ts.
//
// Prints one JSON line: active, blocks, corrupted, inUse (after the last was freed), cached (before
// the cache was emptied), left (after it).
#include "../../../native/allocator/allocator.h"

#include <c10/core/CPUAllocator.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <thread>
#include <vector>

#include "mailbox.h"

namespace {

constexpr int kThreads = 8;
constexpr int kRounds = 20'000;
constexpr int kRoundsOfThread = 500;  // then the thread ends, and another goes on in its place

struct Block {
  c10::DataPtr memory;
  size_t bytes;
  uint8_t stamp;

  Block(size_t bytes, uint8_t stamp)
      : memory(c10::GetCPUAllocator()->allocate(bytes)), bytes(bytes), stamp(stamp) {
    for_each_probe([&](uint8_t& byte) { byte = stamp; });
  }
  bool is_intact() {
    bool intact = reinterpret_cast<uintptr_t>(memory.get()) % 64 == 0;
    for_each_probe([&](uint8_t& byte) { intact &= byte == stamp; });
    return intact;
  }

 private:
  /// Both ends and every 64th byte between.
  template <typename F>
  void for_each_probe(F&& f) {
    auto* data = static_cast<uint8_t*>(memory.get());
    for (size_t i = 0; i < bytes; i += 64) f(data[i]);
    f(data[bytes - 1]);
  }
};

Mailbox<Block> mailboxes[kThreads];
std::atomic<int64_t> blocks{0}, corrupted{0};

void check_all(Mailbox<Block>& mailbox) {
  for (Block& block : mailbox.take_all()) corrupted += !block.is_intact();
}

void work(int own, int generation) {
  std::mt19937 random(own * 1000 + generation);
  std::uniform_real_distribution<double> exponent(0, 20);
  for (int round = 0; round < kRoundsOfThread; ++round) {
    const auto bytes = static_cast<size_t>(std::exp2(exponent(random)));
    mailboxes[random() % kThreads].put(Block(bytes, static_cast<uint8_t>(random())));
    ++blocks;
    check_all(mailboxes[own]);
    if (round % 100 == 99) isbe::empty_allocator_cache();
  }
}

void work_in_generations(int own) {
  for (int i = 0; i < kRounds / kRoundsOfThread / kThreads; ++i) std::thread(work, own, i).join();
}

}  // namespace

int main() {
  isbe::install_allocator();
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work_in_generations, i);
  for (auto& thread : threads) thread.join();
  for (Mailbox<Block>& mailbox : mailboxes) check_all(mailbox);
  const auto full = isbe::allocator_statistics();
  isbe::empty_allocator_cache();
  const auto empty = isbe::allocator_statistics();
  std::printf(
      "{\"active\":%s,\"blocks\":%ld,\"corrupted\":%ld,\"inUse\":%ld,\"cached\":%ld,\"left\":%ld}"
      "\n",
      full.active ? "true" : "false", static_cast<long>(blocks), static_cast<long>(corrupted),
      static_cast<long>(full.in_use), static_cast<long>(full.cached),
      static_cast<long>(empty.cached));
}
