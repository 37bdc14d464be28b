// A long list that does not need memory for all of it: beyond a limit it lies in a file without a
// name, mapped, so that the system can write out what is not being looked at.
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

namespace profilestore::files {

/// Bytes that grow at their end; in memory up to a limit, then in a file. They keep their value
/// when they move. Throws StorageFailure if the file can't be made or the disk is full.
class SpillBuffer {
 public:
  static constexpr std::size_t most_in_memory = 4 << 20;

  explicit SpillBuffer(std::size_t most = most_in_memory) : most_(most) {}
  ~SpillBuffer();
  SpillBuffer(SpillBuffer&& other) noexcept;
  SpillBuffer& operator=(SpillBuffer&& other) noexcept;

  char* data() const { return data_; }

  /// At least `capacity` bytes; those that were there stay.
  void reserve(std::size_t capacity);
  std::size_t capacity() const { return capacity_; }
  bool in_file() const { return file_ >= 0; }

 private:
  void move_into_file(std::size_t capacity);
  void swap(SpillBuffer& other) noexcept;

  std::size_t most_;
  char* data_ = nullptr;
  std::size_t capacity_ = 0;
  int file_ = -1;
};

/// What of std::vector an import needs, over SpilledBytes.
template <class T>
class SpillVector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  SpillVector() = default;
  explicit SpillVector(std::size_t most_in_memory) : bytes_(most_in_memory) {}
  SpillVector(SpillVector&& other) noexcept
      : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  SpillVector& operator=(SpillVector&& other) noexcept {
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  void push_back(const T& element) { append({&element, 1}); }

  /// REQUIRES: `elements` are not this list's own.
  void append(std::span<const T> elements) {
    if (elements.empty()) return;
    const std::size_t bytes = (size_ + elements.size()) * sizeof(T);
    if (bytes > bytes_.capacity()) bytes_.reserve(bytes + bytes / 2);
    std::memcpy(static_cast<void*>(end()), elements.data(), elements.size() * sizeof(T));
    size_ += elements.size();
  }

  /// REQUIRES: size <= this->size().
  void shorten(std::size_t size) { size_ = size; }

  T* data() { return reinterpret_cast<T*>(bytes_.data()); }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T* data() const { return reinterpret_cast<const T*>(bytes_.data()); }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool in_file() const { return bytes_.in_file(); }

 private:
  SpillBuffer bytes_;
  std::size_t size_ = 0;
};

}  // namespace profilestore::files
