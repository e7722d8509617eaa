// Images under affine maps, each pixel's place computed where it is read: grid_sampler wants all
// places of a batch in memory first, which costs more than the reading.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>

#include "../common/library.h"

namespace isbe::warp {
namespace {

struct Shape {
  int64_t channels, height, width;
  int64_t pixels() const { return height * width; }
};

constexpr int64_t kChunk = 64;
constexpr int64_t kMostPixels = int64_t{1} << 21;  // places are floats, which `rounded` takes

/** Places of some pixels of a row of the result, in pixels of the image. */
struct Places {
  std::array<float, kChunk> left, top;
};

/** Far outside is as good as just outside, and fits an integer; NaN is outside too. */
float bounded(float place, float size) { return std::min(std::max(-2.f, place), size + 1); }

/** map: 2×3, from a pixel about the centre to a place in units of half the width and height. */
void find_places(const float* map, const Shape& shape, int64_t row, int64_t column, Places& to) {
  const auto width = static_cast<float>(shape.width), height = static_cast<float>(shape.height);
  const float down = static_cast<float>(row) - (height - 1) / 2;
  const float first = static_cast<float>(column) - (width - 1) / 2;
  for (int i = 0; i < kChunk; ++i) {
    const float right = first + static_cast<float>(i);
    const float x = map[0] * right + map[1] * down + map[2];
    const float y = map[3] * right + map[4] * down + map[5];
    to.left[i] = bounded(((x + 1) * width - 1) / 2, width);
    to.top[i] = bounded(((y + 1) * height - 1) / 2, height);
  }
}

/** To the nearest integer, ties to the even one, of numbers up to 2^22; no call of libm. */
int32_t rounded(float value) {
  constexpr float kShift = 12582912;
  return static_cast<int32_t>((value + kShift) - kShift);
}

int32_t floor_of(float value) {
  const auto towards_zero = static_cast<int32_t>(value);
  return towards_zero - (value < static_cast<float>(towards_zero) ? 1 : 0);
}

bool is_inside(int32_t column, int32_t row, const Shape& shape) {
  return static_cast<uint32_t>(column) < static_cast<uint32_t>(shape.width) &&
         static_cast<uint32_t>(row) < static_cast<uint32_t>(shape.height);
}

void read_nearest(const float* image, const Places& places, const Shape& shape, int64_t count,
                  float* to) {
  std::array<int32_t, kChunk> column, row;
  for (int i = 0; i < kChunk; ++i) {
    column[i] = rounded(places.left[i]);
    row[i] = rounded(places.top[i]);
  }
  for (int64_t i = 0; i < count; ++i) {
    to[i] = is_inside(column[i], row[i], shape) ? image[row[i] * shape.width + column[i]] : 0;
  }
}

void read_bilinear(const float* image, const Places& places, const Shape& shape, int64_t count,
                   float* to) {
  const auto at = [&](int32_t column, int32_t row) {
    return is_inside(column, row, shape) ? image[row * shape.width + column] : 0;
  };
  for (int64_t i = 0; i < count; ++i) {
    const int32_t column = floor_of(places.left[i]), row = floor_of(places.top[i]);
    const float right = places.left[i] - static_cast<float>(column);
    const float down = places.top[i] - static_cast<float>(row);
    to[i] = at(column, row) * (1 - right) * (1 - down) + at(column + 1, row) * right * (1 - down) +
            at(column, row + 1) * (1 - right) * down + at(column + 1, row + 1) * right * down;
  }
}

void warp_image(const float* image, const float* map, const Shape& shape, bool is_nearest,
                float* to) {
  Places places;
  const auto read = is_nearest ? read_nearest : read_bilinear;
  for (int64_t row = 0; row < shape.height; ++row) {
    for (int64_t column = 0; column < shape.width; column += kChunk) {
      find_places(map, shape, row, column, places);
      const int64_t count = std::min(kChunk, shape.width - column);
      for (int64_t channel = 0; channel < shape.channels; ++channel) {
        const int64_t plane = channel * shape.pixels();
        read(image + plane, places, shape, count, to + plane + row * shape.width + column);
      }
    }
  }
}

at::Tensor warp(const at::Tensor& images, const at::Tensor& maps, bool is_nearest) {
  TORCH_CHECK(images.dim() == 4 && images.scalar_type() == at::kFloat,
              "images: expected float32 [N, C, H, W]");
  TORCH_CHECK(images.size(2) < kMostPixels && images.size(3) < kMostPixels,
              "images: expected height and width below ", kMostPixels);
  TORCH_CHECK(maps.sizes() == at::IntArrayRef({images.size(0), 6}) && maps.is_cpu() &&
                  maps.scalar_type() == at::kFloat,
              "maps: expected float32 [N, 6] on the CPU");
  const at::Tensor from = images.contiguous(), by = maps.contiguous();
  at::Tensor to = at::empty(from.sizes(), from.options());
  const Shape shape{from.size(1), from.size(2), from.size(3)};
  const int64_t size = shape.channels * shape.pixels();
  const auto* image = from.const_data_ptr<float>();
  const auto* map = by.const_data_ptr<float>();
  auto* result = to.mutable_data_ptr<float>();
  const int64_t grain = at::internal::GRAIN_SIZE / (4 * size + 1) + 1;
  at::parallel_for(0, from.size(0), grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      warp_image(image + i * size, map + 6 * i, shape, is_nearest, result + i * size);
    }
  });
  return to;
}

}  // namespace

ISBE_LIBRARY_IMPL(CPU, m) { m.impl("_warp", warp); }

}  // namespace isbe::warp
