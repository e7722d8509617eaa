/* A stand-in for NVIDIA's libcuda.so.1, for tests: says what the environment tells it to. */
#include <stdlib.h>
#include <string.h>

static int number(const char* name, int otherwise) {
  const char* text = getenv(name);
  return text ? atoi(text) : otherwise;
}

int cuDriverGetVersion(int* version) {
  *version = number("FAKE_VERSION", 13000);
  return 0;
}
int cuInit(unsigned flags) { return flags ? 1 : number("FAKE_INIT", 0); }
int cuDeviceGetCount(int* count) {
  *count = number("FAKE_DEVICES", 1);
  return 0;
}
int cuGetErrorName(int status, const char** name) {
  *name = status == 100 ? "CUDA_ERROR_NO_DEVICE" : "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH";
  return 0;
}
int cuDeviceGet(int* device, int ordinal) {
  *device = ordinal;
  return 0;
}
int cuDeviceGetName(char* name, int size, int device) {
  strncpy(name, "Fake GPU", size);
  return device < 0;
}
int cuDeviceTotalMem_v2(size_t* bytes, int device) {
  *bytes = (size_t)8 << 30;
  return device < 0;
}
int cuDeviceGetAttribute(int* value, int attribute, int device) {
  *value = attribute == 75 ? number("FAKE_MAJOR", 9) : attribute == 76 ? number("FAKE_MINOR", 0) : attribute;
  return device < 0;
}
