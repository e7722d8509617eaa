// What threads send each other, in order and without limit.
#pragma once
#include <mutex>
#include <utility>
#include <vector>

template <typename Letter>
class Mailbox {
 public:
  void put(Letter letter) {
    std::lock_guard lock(mutex_);
    letters_.push_back(std::move(letter));
  }
  std::vector<Letter> take_all() {
    std::lock_guard lock(mutex_);
    return std::exchange(letters_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Letter> letters_;
};
