#include "files/gzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <profilestore/error.hpp>

namespace profilestore::files {
namespace {

constexpr int with_gzip_header = 16 + MAX_WBITS;

/// An inflating stream over bytes of any length.
class Inflater {
 public:
  Inflater(std::string_view packed, const std::string& name) : rest_(packed), name_(name) {
    if (inflateInit2(&stream_, with_gzip_header) != Z_OK) throw std::bad_alloc();
    size_ = packed.size();
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// The next block, valid until the next call; empty at the end.
  std::string_view next() {
    while (!rest_.empty() || !at_end_) {
      if (at_end_ && is_padding()) return {};
      if (at_end_) begin_member();
      feed();
      if (const auto block = step(); !block.empty()) return block;
    }
    return {};
  }

 private:
  // Tapes and some servers fill the last block with zeros.
  bool is_padding() const { return rest_.find_first_not_of('\0') == rest_.npos; }

  void begin_member() {
    if (!is_gzip(rest_)) fail("data that is not gzip follows");
    inflateReset(&stream_);
    at_end_ = false;
  }

  void feed() {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
    stream_.avail_in =
        static_cast<uInt>(std::min<std::size_t>(rest_.size(), std::numeric_limits<int>::max()));
    stream_.next_out = reinterpret_cast<Bytef*>(block_.data());
    stream_.avail_out = static_cast<uInt>(block_.size());
  }

  std::string_view step() {
    const auto before = stream_.avail_in;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    rest_.remove_prefix(before - stream_.avail_in);
    const std::size_t written = block_.size() - stream_.avail_out;
    if (result == Z_STREAM_END)
      at_end_ = true;
    else if (result == Z_BUF_ERROR || (result == Z_OK && rest_.empty() && written == 0))
      fail("it is truncated");
    else if (result != Z_OK)
      fail(stream_.msg == nullptr ? "it is corrupt" : stream_.msg);
    return std::string_view(block_).substr(0, written);
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw StorageFailure(fmt::format("unpacking {}: gzip: {}, at byte {}; nothing was read", name_,
                                     what, size_ - rest_.size()),
                         0);
  }

  std::string_view rest_;
  const std::string& name_;
  std::size_t size_ = 0;
  z_stream stream_{};
  std::string block_ = std::string(1 << 18, '\0');
  bool at_end_ = false;  ///< of a member
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

void gunzip(std::string_view packed, const std::string& name,
            const std::function<void(std::string_view)>& take) {
  Inflater inflater(packed, name);
  for (auto block = inflater.next(); !block.empty(); block = inflater.next()) take(block);
}

}  // namespace profilestore::files
