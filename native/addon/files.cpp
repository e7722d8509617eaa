// Tensors and files: memory that is a mapped file, storages that several tensors share, values that
// go to and come from an open file without a copy in JS. What a file says is checked in TypeScript;
// here only that no memory beyond it is reached.
#include "files.h"

#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/Parallel.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "errors.h"
#include "externals.h"
#include "storage.h"
#include "values.h"

namespace isbe {
namespace {

/// A file in memory. Private: what is written there is never written to the file.
struct Mapping {
  void* address = nullptr;
  size_t bytes = 0;

  Mapping(int file, size_t size) : bytes(size) {
    if (size == 0) return;
    address = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file, 0);
    if (address == MAP_FAILED) {
      throw AddonError("IO", std::string("the file cannot be mapped: ") + std::strerror(errno));
    }
  }
  ~Mapping() {
    if (bytes > 0) munmap(address, bytes);
  }
  Mapping(const Mapping&) = delete;
};

using SharedMapping = std::shared_ptr<Mapping>;

}  // namespace

template <>
inline constexpr ExternalKind kExternalKind<SharedMapping>{5, "a mapped file"};

namespace {

uint64_t integer_of(const Napi::Value& value) {
  ValueType type;
  type.kind = Kind::Int;
  const int64_t integer = to_ivalue(value.Env(), value, type).toInt();
  if (integer < 0) throw AddonError("VALUE", "expected an integer of 0 or more");
  return static_cast<uint64_t>(integer);
}

std::vector<int64_t> integers_of(const Napi::Value& value) {
  ValueType type;
  type.kind = Kind::Int;
  type.list = true;
  return to_ivalue(value.Env(), value, type).toIntVector();
}

/// (file, bytes) => the first bytes of an open file as memory
Napi::Value map_file(const Napi::CallbackInfo& info) {
  const int file = static_cast<int>(integer_of(info[0]));
  auto mapping = std::make_shared<Mapping>(file, integer_of(info[1]));
  return {info.Env(), to_external(info.Env(), std::make_unique<SharedMapping>(mapping))};
}

/// (mapping, start, bytes) => handle of those bytes, uint8, in a storage of their own
Napi::Value mapped_bytes(const Napi::CallbackInfo& info) {
  const auto& mapping = from_external<SharedMapping>(info.Env(), info[0]);
  const uint64_t start = integer_of(info[1]);
  const uint64_t bytes = integer_of(info[2]);
  if (start > mapping->bytes || bytes > mapping->bytes - start) {
    throw AddonError("VALUE", "expected bytes within the " + std::to_string(mapping->bytes) +
                                  " of the mapped file");
  }
  c10::DataPtr pointer(
      static_cast<char*>(mapping->address) + start, new SharedMapping(mapping),
      [](void* held) { delete static_cast<SharedMapping*>(held); }, c10::kCPU);
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      c10::Storage(c10::Storage::use_byte_size_t(), bytes, std::move(pointer)),
      c10::DispatchKeySet(c10::DispatchKey::CPU), caffe2::TypeMeta::Make<uint8_t>());
  tensor.unsafeGetTensorImpl()->set_sizes_contiguous({static_cast<int64_t>(bytes)});
  return js(info.Env(), tensor);
}

const c10::Storage& storage_of(const at::Tensor& tensor) {
  if (!tensor.has_storage()) throw AddonError("VALUE", "the tensor has no storage of its own");
  return tensor.storage();
}

/// The elements from the first to the last that a view reaches, or nothing for no elements.
uint64_t reach(uint64_t offset, const std::vector<int64_t>& shape,
               const std::vector<int64_t>& strides) {
  uint64_t last = offset;
  bool overflow = false;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] < 0 || strides[i] < 0) {
      throw AddonError("VALUE", "expected sizes and strides of 0 or more");
    }
    if (shape[i] == 0) return 0;
    uint64_t step = 0;
    overflow |= c10::mul_overflows<uint64_t>(shape[i] - 1, strides[i], &step);
    overflow |= __builtin_add_overflow(last, step, &last);
  }
  if (overflow || last >= uint64_t{1} << 62) throw AddonError("VALUE", "a view beyond its storage");
  return last + 1;
}

void check_view(const c10::Storage& storage, c10::ScalarType dtype, uint64_t offset,
                const std::vector<int64_t>& shape, const std::vector<int64_t>& strides) {
  if (shape.size() != strides.size()) throw AddonError("VALUE", "expected a stride a dimension");
  const uint64_t size = c10::elementSize(dtype);
  uint64_t elements = 1;
  for (const int64_t length : shape) {
    if (c10::mul_overflows<uint64_t>(elements, std::max<int64_t>(length, 0), &elements) ||
        elements >= uint64_t{1} << 60) {
      throw AddonError("VALUE", "expected a shape of fewer elements");
    }
  }
  const uint64_t end = reach(offset, shape, strides);
  if (end > storage.nbytes() / size) {
    throw AddonError("VALUE", "expected a view within " + std::to_string(storage.nbytes() / size) +
                                  " elements, found one that reaches " + std::to_string(end));
  }
  if (storage.device().is_cpu() && reinterpret_cast<uintptr_t>(storage.data()) % size != 0) {
    throw AddonError("VALUE", "the storage is not aligned to the dtype's size: copy it first");
  }
}

/// (handle, dtype, offset in elements, shape, strides) => handle of a view of the same storage,
/// with a version of its own
Napi::Value view_storage(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  const auto dtype = dtype_of(info[1]);
  if (c10::isQIntType(dtype) || c10::elementSize(dtype) == 0) {
    throw AddonError("TYPE", "expected a dtype of plain numbers");
  }
  const uint64_t offset = integer_of(info[2]);
  const auto shape = integers_of(info[3]);
  const auto strides = integers_of(info[4]);
  const c10::Storage& storage = storage_of(tensor);
  check_view(storage, dtype, offset, shape, strides);
  at::Tensor view = at::detail::make_tensor<c10::TensorImpl>(
      c10::Storage(storage),
      c10::DispatchKeySet(c10::computeDispatchKey(dtype, std::nullopt, storage.device())),
      caffe2::TypeMeta::fromScalarType(dtype));
  const auto elements = static_cast<int64_t>(storage.nbytes() / c10::elementSize(dtype));
  view.unsafeGetTensorImpl()->set_sizes_and_strides(
      shape, strides, std::min(static_cast<int64_t>(offset), elements));
  return js(info.Env(), view);
}

/// (handle) => which storage it lies in, and its bytes; null for a tensor without one
Napi::Value storage_info(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  if (!tensor.has_storage()) return info.Env().Null();
  const c10::Storage& storage = tensor.storage();
  auto result = Napi::Object::New(info.Env());
  const auto id = reinterpret_cast<uintptr_t>(storage.unsafeGetStorageImpl());
  result.Set("id", static_cast<double>(id));
  result.Set("bytes", static_cast<double>(storage.nbytes()));
  return result;
}

/// (handle) => {conjugate, negative}: whether a view stands for the conjugate or the negative of
/// what lies in its storage
Napi::Value lazy_views(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  auto result = Napi::Object::New(info.Env());
  result.Set("conjugate", tensor.is_conj());
  result.Set("negative", tensor.is_neg());
  return result;
}

/// What one call of the system takes at most.
constexpr size_t kMostBytes = size_t{1} << 30;

/// (file, handle) => bytes: writes the values in row-major order at the file's position
Napi::Value write_tensor(const Napi::CallbackInfo& info) {
  const int file = static_cast<int>(integer_of(info[0]));
  const at::Tensor values = written_out(tensor_of(info[1]));
  const auto* data = static_cast<const char*>(values.numel() == 0 ? "" : values.const_data_ptr());
  for (size_t done = 0; done < values.nbytes();) {
    const ssize_t count = write(file, data + done, std::min(values.nbytes() - done, kMostBytes));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      throw AddonError("IO", std::string("the file cannot be written: ") + std::strerror(errno));
    }
    done += static_cast<size_t>(count);
  }
  return Napi::Number::New(info.Env(), static_cast<double>(values.nbytes()));
}

/// Fills memory with what lies in a file from a position on.
void read_at(int file, uint64_t position, char* data, size_t bytes) {
  for (size_t done = 0; done < bytes;) {
    const ssize_t count = pread(file, data + done, std::min(bytes - done, kMostBytes),
                                static_cast<off_t>(position + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      throw AddonError("IO", std::string("the file cannot be read: ") + std::strerror(errno));
    }
    if (count == 0) throw AddonError("IO", "the file ended while it was read");
    done += static_cast<size_t>(count);
  }
}

/// (file, position, handle): fills a contiguous tensor of the CPU with what lies in the file
Napi::Value read_tensor(const Napi::CallbackInfo& info) {
  const int file = static_cast<int>(integer_of(info[0]));
  const uint64_t position = integer_of(info[1]);
  const at::Tensor target = tensor_of(info[2]);
  if (!target.is_cpu() || !target.has_storage() || !target.is_contiguous()) {
    throw AddonError("VALUE", "expected a contiguous tensor on the CPU");
  }
  auto* data = static_cast<char*>(target.numel() == 0 ? nullptr : target.data_ptr());
  read_at(file, position, data, target.nbytes());
  return info.Env().Undefined();
}

/// One fault for 2 MiB instead of 512, of memory that nobody has touched; best effort.
void advise_huge_pages(const void* data, size_t bytes) {
  const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const uintptr_t begin = (reinterpret_cast<uintptr_t>(data) + page - 1) / page * page;
  const uintptr_t end = (reinterpret_cast<uintptr_t>(data) + bytes) / page * page;
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

constexpr int64_t kBytesOfAThread = 1 << 20;

/// (file, bytes: Uint8Array): fills them with the beginning of the file, by several threads
Napi::Value read_bytes(const Napi::CallbackInfo& info) {
  const int file = static_cast<int>(integer_of(info[0]));
  auto target = info[1].As<Napi::Uint8Array>();
  auto* const data = reinterpret_cast<char*>(target.Data());
  const auto bytes = static_cast<int64_t>(target.ByteLength());
  if (bytes >= kBytesOfAThread) advise_huge_pages(data, bytes);
  at::parallel_for(0, bytes, kBytesOfAThread,
                   [&](int64_t from, int64_t to) { read_at(file, from, data + from, to - from); });
  return info.Env().Undefined();
}

/// tables[k][b]: what the byte b does to a checksum when k more bytes follow it (CRC-32 of zip).
using Tables = std::array<std::array<uint32_t, 256>, 8>;

Tables make_tables() {
  Tables tables{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    tables[0][byte] = crc;
  }
  for (size_t k = 1; k < tables.size(); ++k) {
    for (uint32_t byte = 0; byte < 256; ++byte) {
      const uint32_t shorter = tables[k - 1][byte];
      tables[k][byte] = shorter >> 8 ^ tables[0][shorter & 255];
    }
  }
  return tables;
}

uint32_t checksum(const uint8_t* data, size_t size) {
  static const Tables tables = make_tables();
  uint32_t crc = ~0u;
  for (; size >= 8; data += 8, size -= 8) {
    uint32_t low;
    uint32_t high;
    std::memcpy(&low, data, 4);
    std::memcpy(&high, data + 4, 4);
    low ^= crc;
    crc = tables[7][low & 255] ^ tables[6][low >> 8 & 255] ^ tables[5][low >> 16 & 255] ^
          tables[4][low >> 24] ^ tables[3][high & 255] ^ tables[2][high >> 8 & 255] ^
          tables[1][high >> 16 & 255] ^ tables[0][high >> 24];
  }
  for (; size > 0; ++data, --size) crc = crc >> 8 ^ tables[0][(crc ^ *data) & 255];
  return ~crc;
}

/// (handle or bytes: TypedArray) => the CRC-32 of the values in row-major order
Napi::Value crc32(const Napi::CallbackInfo& info) {
  uint32_t crc = 0;
  if (info[0].IsTypedArray()) {
    const auto array = info[0].As<Napi::TypedArray>();
    const auto* data = static_cast<const uint8_t*>(array.ArrayBuffer().Data());
    crc = checksum(data + array.ByteOffset(), array.ByteLength());
  } else {
    const at::Tensor values = written_out(tensor_of(info[0]));
    if (values.numel() > 0) {
      crc = checksum(static_cast<const uint8_t*>(values.const_data_ptr()), values.nbytes());
    }
  }
  return Napi::Number::New(info.Env(), crc);
}

}  // namespace

void export_files(Napi::Object exports) {
  export_function<map_file>(exports, "mapFile");
  export_function<mapped_bytes>(exports, "mappedBytes");
  export_function<view_storage>(exports, "viewStorage");
  export_function<storage_info>(exports, "storageInfo");
  export_function<lazy_views>(exports, "lazyViews");
  export_function<write_tensor>(exports, "writeTensor");
  export_function<read_tensor>(exports, "readTensor");
  export_function<read_bytes>(exports, "readBytes");
  export_function<crc32>(exports, "crc32");
}

}  // namespace isbe
