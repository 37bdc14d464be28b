#include "files/spill_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>
#include <utility>

#include "files/temporary_file.hpp"
#include "files/write_all.hpp"

namespace profilestore::files {
namespace {

constexpr std::size_t block = 64 * 1024;

using Length = std::uint32_t;

}  // namespace

SpillFile::SpillFile() : file_(temporary_file()) {}

SpillFile::~SpillFile() { close(); }

SpillFile::SpillFile(SpillFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      written_(other.written_),
      buffer_(std::move(other.buffer_)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  close();
  file_ = std::exchange(other.file_, -1);
  written_ = other.written_;
  buffer_ = std::move(other.buffer_);
  return *this;
}

void SpillFile::close() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

void SpillFile::add(std::string_view record) {
  const auto length = static_cast<Length>(record.size());
  buffer_.append(reinterpret_cast<const char*>(&length), sizeof length);
  buffer_.append(record);
  if (buffer_.size() >= block) flush();
}

void SpillFile::flush() {
  write_all(file_, buffer_, written_, "writing a temporary file");
  written_ += buffer_.size();
  buffer_.clear();
  buffer_.shrink_to_fit();
}

SpillFile::Reader::Reader(SpillFile& file) : file_(&file) { file.flush(); }

// Whether so many bytes are in the buffer from at_ on, once it was filled.
bool SpillFile::Reader::has(std::size_t bytes) {
  if (buffer_.size() - at_ >= bytes) return true;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + std::max(block, bytes - kept));
  std::size_t filled = kept;
  while (filled < bytes) {
    const ssize_t got = ::pread(file_->file_, buffer_.data() + filled, buffer_.size() - filled,
                                static_cast<off_t>(read_));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw StorageFailure(fmt::format("reading a temporary file: {}", std::strerror(errno)), 0);
    if (got == 0) break;
    read_ += static_cast<std::uint64_t>(got);
    filled += static_cast<std::size_t>(got);
  }
  buffer_.resize(filled);
  return filled >= bytes;
}

std::optional<std::string_view> SpillFile::Reader::next() {
  if (!has(sizeof(Length))) return std::nullopt;
  Length length = 0;
  std::memcpy(&length, buffer_.data() + at_, sizeof length);
  if (!has(sizeof length + length))
    throw StorageFailure("reading a temporary file: it is shorter than what was written", 0);
  const std::string_view record(buffer_.data() + at_ + sizeof length, length);
  at_ += sizeof length + length;
  return record;
}

}  // namespace profilestore::files
