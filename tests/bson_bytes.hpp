// BSON for the tests, made by libbson from Extended JSON.
#pragma once

#include <bson/bson.h>

#include <stdexcept>
#include <string>

namespace bson_bytes {

inline std::string of(const std::string& json) {
  bson_error_t error;
  bson_t* document = bson_new_from_json(reinterpret_cast<const std::uint8_t*>(json.data()),
                                        static_cast<ssize_t>(json.size()), &error);
  if (document == nullptr) throw std::runtime_error(error.message);
  std::string bytes(reinterpret_cast<const char*>(bson_get_data(document)), document->len);
  bson_destroy(document);
  return bytes;
}

/// A document around elements that are given as bytes.
inline std::string around(const std::string& elements) {
  const auto length = static_cast<std::uint32_t>(elements.size() + 5);
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(length >> (8 * i) & 0xFF);
  return bytes + elements + '\0';
}

}  // namespace bson_bytes
