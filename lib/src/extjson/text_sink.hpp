// A document as text, byte for byte what nlohmann's dump() writes.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

#include "extjson/sink.hpp"

namespace profilestore::extjson {

/// Writes into one buffer that it keeps from document to document.
class TextSink : public Sink {
 public:
  /// Text much longer than `limit` bytes is a Fault; for some bytes more ask size().
  explicit TextSink(std::size_t limit);

  void clear() { at_ = buffer_.get() + 1; }
  std::string_view text() const { return {buffer_.get() + 1, size()}; }
  std::size_t size() const { return used() - 1; }

  void null() final { word("null"); }
  void boolean(bool value) final { word(value ? "true" : "false"); }
  void string(std::string_view text) final { separate_value(), quote(text); }
  void bare(std::int64_t number) final {
    separate_value();
    make_room(number_room);
    at_ = std::to_chars(at_, end_, number).ptr;
  }
  void bare(double number) final;

  void begin_object(std::size_t) final { separate_value(), put('{'); }
  void name(std::string_view name) final {
    if (at_[-1] != '{') put(',');
    quote(name);
    put(':');
  }
  void end_object() final { put('}'); }
  void begin_array(std::size_t) final { separate_value(), put('['); }
  void end_array() final { put(']'); }

 private:
  static constexpr std::size_t number_room = 32;

  std::size_t used() const { return static_cast<std::size_t>(at_ - buffer_.get()); }
  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }
  void put(char c) {
    make_room(1);
    *at_++ = c;
  }
  void put(std::string_view bytes) {
    make_room(bytes.size());
    std::memcpy(at_, bytes.data(), bytes.size());
    at_ += bytes.size();
  }
  void word(std::string_view word) { separate_value(), put(word); }
  // The byte before tells whether a value is the first of its array, or of the text: a string
  // ends with its quote, so a ':' or '[' is always structure.
  void separate_value() {
    if (at_[-1] != ':' && at_[-1] != '[') put(',');
  }
  void quote(std::string_view text);
  void quote_escaped(std::string_view text, std::size_t plain);
  void grow(std::size_t bytes);

  std::size_t most_;                // a number within the limit always has room to be written
  std::unique_ptr<char[]> buffer_;  // begins with a ':', for separate_value()
  char* at_ = nullptr;
  char* end_ = nullptr;
};

class NormalText final : public TextSink {
 public:
  using TextSink::TextSink;
};

/// Extended JSON v2 relaxed: every Int64 is a bare number.
class RelaxedText final : public TextSink {
 public:
  using TextSink::TextSink;
  void int64(std::int64_t number) override { bare(number); }
};

/// Extended JSON v2 canonical: every number names its type.
class CanonicalText final : public TextSink {
 public:
  using TextSink::TextSink;
  void int32(std::int32_t number) override;
  void int64(std::int64_t number) override;
  void real(double number) override;
  void date(std::int64_t millis, std::string_view iso) override;
};

/// How many bytes at the front of `text` stand in JSON as they are.
std::size_t plain_prefix(std::string_view text);

inline void TextSink::quote(std::string_view text) {
  const std::size_t plain = plain_prefix(text);
  if (plain != text.size()) return quote_escaped(text, plain);
  make_room(text.size() + 2);
  *at_++ = '"';
  std::memcpy(at_, text.data(), text.size());
  at_ += text.size();
  *at_++ = '"';
}

/// Whether one of the eight bytes is below 0x20, a quote or a backslash.
inline bool has_special(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
  const std::uint64_t quotes = word ^ (ones * '"'), slashes = word ^ (ones * '\\');
  return ((((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
           ((slashes - ones) & ~slashes)) &
          tops) != 0;
}

inline std::size_t plain_prefix(std::string_view text) {
  const char* data = text.data();
  const std::size_t size = text.size();
  const auto load = [](const char* at, auto word) {
    std::memcpy(&word, at, sizeof word);
    return word;
  };
  std::size_t i = 0;
  if (size >= 8) {  // the last word may overlap the one before
    while (i + 8 <= size && !has_special(load(data + i, std::uint64_t{}))) i += 8;
    if (i + 8 > size && !has_special(load(data + size - 8, std::uint64_t{}))) return size;
  } else if (size >= 4) {
    const std::uint64_t front = load(data, std::uint32_t{});
    if (!has_special(front << 32 | load(data + size - 4, std::uint32_t{}))) return size;
  }
  for (; i < size; ++i)
    if (static_cast<unsigned char>(data[i]) < 0x20 || data[i] == '"' || data[i] == '\\') break;
  return i;
}

}  // namespace profilestore::extjson
