// What the tests of this room read and refuse texts with.
#pragma once

#include <optional>
#include <ostream>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "extjson/reader.hpp"

namespace reading {

/// One document through a Reader of its own; `normal` is copied.
struct Result {
  std::string normal;
  profilestore::Document fields;
  std::size_t filled = 0;
};

inline Result read(std::string text, std::vector<std::string> fields = {}) {
  const std::size_t size = text.size();
  text.resize(size + profilestore::extjson::Reader::padding(), '}');  // never to be read as text
  profilestore::extjson::Reader reader(std::move(fields));
  const auto found = reader.read(std::string_view(text).substr(0, size));
  return {std::string(found.normal), found.fields, found.filled};
}

inline std::string normal(const std::string& text) { return read(text).normal; }

struct Refusal {
  std::string reason;
  std::size_t offset = 0;
  std::size_t line = 0;
  bool operator==(const Refusal&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
  return out << refusal.reason << " (offset " << refusal.offset << ", line " << refusal.line << ")";
}

template <class Call>
std::optional<Refusal> refusal_of(Call&& call) {
  try {
    call();
  } catch (const profilestore::MalformedJson& error) {
    return Refusal{error.reason(), error.offset(), error.line()};
  }
  return std::nullopt;
}

/// How the Reader refuses `text`; an empty reason if it does not, or if parse() refuses otherwise.
inline Refusal refusal(const std::string& text) {
  const auto reader = refusal_of([&] { read(text); });
  const auto parser = refusal_of([&] { profilestore::ejson::parse(text); });
  return reader && reader == parser ? *reader : Refusal{};
}

inline std::string reason(const std::string& text) { return refusal(text).reason; }

}  // namespace reading
