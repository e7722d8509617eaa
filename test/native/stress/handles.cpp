// Eight threads make handles, and each is sent to two of them: both look at its tensor, and both
// take or release it, which one alone may do. Run under sanitizers by stress.test.ts.
//
// Prints one JSON line: sent, received (the same when each handle had one last owner), refused (the
// other one's attempts), wrong (another tensor than was sent), left (alive at the end).
#include "../../../native/addon/handles.h"

#include <cstdint>
#include <cstdio>
#include <random>
#include <thread>
#include <vector>

#include "../../../native/addon/errors.h"
#include "mailbox.h"

namespace {

using isbe::Handle;
using isbe::HandleTable;

constexpr int kThreads = 8;
constexpr int kRounds = 20'000;
constexpr int kRoundsOfThread = 500;  // then the thread ends, and another has its free slots

struct Letter {
  Handle handle;
  int64_t size;  ///< of the tensor, and of its storage in bytes
  bool given_away;
};

Mailbox<Letter> mailboxes[kThreads];
std::atomic<int64_t> sent{0}, received{0}, refused{0}, wrong{0};

at::Tensor tensor_of(int64_t size) {
  auto tensor = c10::make_intrusive<c10::TensorImpl>(c10::DispatchKeySet(c10::DispatchKey::CPU),
                                                     caffe2::TypeMeta::Make<float>(), c10::kCPU);
  tensor->set_sizes_contiguous({size});
  // Of memory only the size is looked at.
  c10::DataPtr nothing(nullptr, c10::kCPU);
  tensor->set_storage_keep_dtype(
      c10::Storage(c10::Storage::use_byte_size_t{}, size, std::move(nothing)));
  return at::Tensor(std::move(tensor));
}

/// False when the other receiver was first.
bool receive(const Letter& letter) {
  HandleTable& table = HandleTable::instance();
  try {
    wrong += table.get(letter.handle).numel() != letter.size;
    if (!letter.given_away) return table.release(letter.handle) == letter.size;
    wrong += table.take(letter.handle).numel() != letter.size;
    return true;
  } catch (const isbe::AddonError&) {
    return false;
  }
}

void receive_all(Mailbox<Letter>& mailbox) {
  for (const Letter& letter : mailbox.take_all()) ++(receive(letter) ? received : refused);
}

void work(int own, int generation) {
  std::mt19937 random(own * 1000 + generation);
  HandleTable& table = HandleTable::instance();
  const auto id = static_cast<isbe::EnvironmentId>(own);
  for (int round = 0; round < kRoundsOfThread; ++round) {
    const int64_t size = ++sent;
    const bool given_away = random() % 2 == 0;
    const Handle handle =
        given_away ? table.give_away(tensor_of(size), id) : table.make(tensor_of(size), id);
    wrong += table.count_bytes(handle) != size;
    const Letter letter{handle, size, given_away};
    mailboxes[random() % kThreads].put(letter);
    mailboxes[random() % kThreads].put(letter);
    receive_all(mailboxes[own]);
    if (round % 100 == 99) table.statistics();
  }
}

void work_in_generations(int own) {
  for (int i = 0; i < kRounds / kRoundsOfThread / kThreads; ++i) std::thread(work, own, i).join();
}

}  // namespace

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work_in_generations, i);
  for (auto& thread : threads) thread.join();
  for (Mailbox<Letter>& mailbox : mailboxes) receive_all(mailbox);
  const auto left = HandleTable::instance().statistics().tensors;
  std::printf("{\"sent\":%ld,\"received\":%ld,\"refused\":%ld,\"wrong\":%ld,\"left\":%ld}\n",
              static_cast<long>(sent), static_cast<long>(received), static_cast<long>(refused),
              static_cast<long>(wrong), static_cast<long>(left));
}
