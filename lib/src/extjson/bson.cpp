#include "extjson/bson.hpp"

#include <bson/bson.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "extjson/wrappers/wrapper.hpp"

namespace profilestore::extjson {
namespace {

constexpr int invalid_bson = 22;  // MongoDB: InvalidBSON
constexpr std::size_t shortest = 5;

[[noreturn]] void fail(std::string_view what, std::size_t offset) {
  throw InvalidInput(invalid_bson, fmt::format("invalid BSON: {} at byte {}", what, offset));
}

const std::uint8_t* data_of(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

/// Walks over a document, since libbson's own text of a broken one says nothing, and stops at a
/// depth of its own.
class Inspector {
 public:
  explicit Inspector(std::string_view whole) : whole_(whole) {}

  void document(std::string_view bytes, int level, bool is_array) const {
    bson_iter_t at;
    if (!bson_iter_init_from_data(&at, data_of(bytes), bytes.size()))
      fail("a wrong length or end", offset_of(bytes.data()));
    if (level > max_depth) throw InvalidInput(15, "nested more than 100 levels deep");
    bool before_plain_name = true;  // a name after a plain one is no wrapper's
    while (bson_iter_next(&at)) {
      if (!is_array) name(at, bytes, level, before_plain_name);
      element(at, level);
    }
    // libbson tells the offset of the element that it could not read.
    if (at.err_off != 0) fail("an unreadable element", offset_of(bytes.data()) + at.err_off);
  }

 private:
  void name(const bson_iter_t& at, std::string_view holder, int level,
            bool& before_plain_name) const {
    const std::string_view name = bson_iter_key(&at);
    utf8(name);
    const bool dollar = name.starts_with('$');
    if (level > 1 && dollar && before_plain_name && reads_as_wrapper(name, holder))
      throw InvalidInput(invalid_bson, fmt::format("a field of an embedded document is named {}, "
                                                   "which Extended JSON reads as a type wrapper",
                                                   name));
    before_plain_name = before_plain_name && dollar;
  }

  // {$regex: "a"} is data to Extended JSON too; {$regex: "a", $options: ""} is not.
  static bool reads_as_wrapper(std::string_view name, std::string_view holder) {
    if (name != "$regex") return wrapper_named(name) != nullptr || document::is_wrapper_name(name);
    bson_iter_t at;
    bson_iter_init_from_data(&at, data_of(holder), holder.size());
    int fields = 0, texts = 0;
    for (; bson_iter_next(&at); ++fields) {
      const std::string_view field = bson_iter_key(&at);
      texts += (field == "$regex" || field == "$options") && BSON_ITER_HOLDS_UTF8(&at) ? 1 : 0;
    }
    return fields == 2 && texts == 2;
  }

  void element(const bson_iter_t& at, int level) const {
    std::uint32_t length = 0;
    const std::uint8_t* bytes = nullptr;
    const char* characters = nullptr;
    switch (bson_iter_type(&at)) {
      case BSON_TYPE_DOCUMENT:
        bson_iter_document(&at, &length, &bytes);
        return document(view(bytes, length), level + 1, false);
      case BSON_TYPE_ARRAY:
        bson_iter_array(&at, &length, &bytes);
        return document(view(bytes, length), level + 1, true);
      case BSON_TYPE_UTF8:
        characters = bson_iter_utf8(&at, &length);
        return text(characters, length);
      case BSON_TYPE_SYMBOL:
        characters = bson_iter_symbol(&at, &length);
        return text(characters, length);
      case BSON_TYPE_CODE:
        characters = bson_iter_code(&at, &length);
        return text(characters, length);
      case BSON_TYPE_CODEWSCOPE: {
        std::uint32_t scope = 0;
        characters = bson_iter_codewscope(&at, &length, &scope, &bytes);
        text(characters, length);
        return document(view(bytes, scope), level + 1, false);
      }
      case BSON_TYPE_REGEX: {
        utf8(bson_iter_regex(&at, &characters));
        return utf8(characters);
      }
      case BSON_TYPE_DBPOINTER: {
        bson_iter_dbpointer(&at, &length, &characters, nullptr);
        return text(characters, length);
      }
      default:
        return;
    }
  }

  static std::string_view view(const std::uint8_t* bytes, std::uint32_t length) {
    return {reinterpret_cast<const char*>(bytes), length};
  }

  void text(const char* bytes, std::uint32_t length) const {
    if (bytes == nullptr) fail("unreadable text", 0);
    utf8({bytes, length});
  }

  void utf8(std::string_view text) const {
    if (!simdjson::validate_utf8(text.data(), text.size()))
      fail("text that is not valid UTF-8", offset_of(text.data()));
  }

  std::size_t offset_of(const char* place) const {
    return static_cast<std::size_t>(place - whole_.data());
  }

  std::string_view whole_;
};

}  // namespace

std::optional<std::size_t> bson_length(std::string_view bytes) {
  if (bytes.size() < shortest) return std::nullopt;
  std::uint32_t length = 0;
  for (int i = 3; i >= 0; --i)
    length = length << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  if (length < shortest || length > bytes.size() || bytes[length - 1] != '\0') return std::nullopt;
  return length;
}

void append_json_of_bson(std::string_view bson, std::string& text) {
  const auto length = bson_length(bson);
  if (!length || *length != bson.size()) fail("a wrong length or end", 0);
  Inspector(bson).document(bson, 1, false);
  bson_t document;
  std::size_t size = 0;
  const bool whole = bson_init_static(&document, data_of(bson), bson.size());
  const std::unique_ptr<char, decltype(&bson_free)> json(
      whole ? bson_as_canonical_extended_json(&document, &size) : nullptr, &bson_free);
  if (json == nullptr) fail("an unreadable element", 0);
  text.append(json.get(), size);
}

}  // namespace profilestore::extjson
