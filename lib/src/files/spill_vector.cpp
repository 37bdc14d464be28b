#include "files/spill_vector.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <profilestore/error.hpp>

#include "files/temporary_file.hpp"

namespace profilestore::files {

SpillBuffer::~SpillBuffer() {
  if (file_ < 0) {
    std::free(data_);
  } else {
    ::munmap(data_, capacity_);
    ::close(file_);
  }
}

SpillBuffer::SpillBuffer(SpillBuffer&& other) noexcept : most_(other.most_) { swap(other); }

SpillBuffer& SpillBuffer::operator=(SpillBuffer&& other) noexcept {
  SpillBuffer old(std::move(*this));
  swap(other);
  return *this;
}

void SpillBuffer::swap(SpillBuffer& other) noexcept {
  std::swap(most_, other.most_);
  std::swap(data_, other.data_);
  std::swap(capacity_, other.capacity_);
  std::swap(file_, other.file_);
}

void SpillBuffer::reserve(std::size_t capacity) {
  if (capacity <= capacity_) return;
  if (file_ >= 0 || capacity > most_) return move_into_file(capacity);
  void* space = std::realloc(data_, capacity);
  if (space == nullptr) throw std::bad_alloc();
  data_ = static_cast<char*>(space);
  capacity_ = capacity;
}

// The disk's space is taken beforehand: a mapped page that finds none when it is written ends the
// process.
void SpillBuffer::move_into_file(std::size_t capacity) {
  const int file = file_ >= 0 ? file_ : temporary_file();
  void* space = MAP_FAILED;
  const int fault = ::posix_fallocate(file, 0, static_cast<off_t>(capacity));
  if (fault == 0) space = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (space == MAP_FAILED) {
    const int why = fault != 0 ? fault : errno;
    if (file_ < 0) ::close(file);
    throw StorageFailure(
        fmt::format("storing {} bytes in a temporary file: {}", capacity, std::strerror(why)), 0);
  }
  if (file_ < 0) {
    if (capacity_ > 0) std::memcpy(space, data_, capacity_);
    std::free(data_);
  } else {
    ::munmap(data_, capacity_);
  }
  data_ = static_cast<char*>(space);
  capacity_ = capacity;
  file_ = file;
}

}  // namespace profilestore::files
