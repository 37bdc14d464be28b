#include "extjson/explain.hpp"

#include <simdjson.h>
#include <algorithm>
#include <iterator>

#include "extjson/scanner.hpp"

namespace profilestore::extjson {
namespace {

// A name as it may stand in a message.
std::string printable(const std::string& name) {
  const bool plain = std::none_of(name.begin(), name.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return plain && simdjson::validate_utf8(name.data(), name.size()) ? name : "?";
}

}  // namespace

std::size_t offset_of(std::string_view text, const Trail& trail) {
  Scanner in(text);
  in.skip_space();
  for (std::size_t level = 0; level < trail.steps.size(); ++level) {
    const bool is_object = in.take('{');
    if (!is_object) in.take('[');
    for (std::uint32_t child = 0; in.next_child(is_object ? '}' : ']', child == 0); ++child) {
      const bool here = child == trail.steps[level];
      if (here && trail.at_name && level + 1 == trail.steps.size()) return in.at();
      if (is_object) in.name();
      if (here) break;
      in.value();
    }
  }
  return in.at();
}

std::string respelled(std::string_view text) {
  Scanner in(text);
  in.document();
  std::string result;
  std::size_t copied = 0;
  for (const Respelling& change : in.respellings()) {
    result.append(text.substr(copied, change.offset - copied)).append(change.with);
    copied = change.offset + change.length;
  }
  return result.append(text.substr(copied));
}

std::string path_of(const Value& document, const Trail& trail) {
  std::string path;
  const Value* at = &document;
  for (const std::uint32_t step : trail.steps) {
    if (!path.empty()) path += '.';
    if (at->is_array()) {
      path += std::to_string(step);
      at = &(*at)[step];
    } else {
      const auto child = std::next(at->begin(), step);
      path += printable(child.key());
      at = &child.value();
    }
  }
  return path;
}

}  // namespace profilestore::extjson
