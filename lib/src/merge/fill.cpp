#include "merge/fill.hpp"

#include <algorithm>

#include "document/type.hpp"
#include "merge/combine.hpp"

namespace profilestore::merge {
namespace {

using Segments = std::vector<std::string>;

bool begins_with(const Segments& whole, const Segments& start) {
  return start.size() <= whole.size() && std::equal(start.begin(), start.end(), whole.begin());
}

bool is_sub_document(const Value& value) {
  return document::is_plain_object(value) &&
         (value.empty() || !value.begin().key().starts_with('$'));
}

std::string dotted(const Segments& segments) {
  std::string text;
  for (const std::string& segment : segments) text += (text.empty() ? "" : ".") + segment;
  return text;
}

}  // namespace

std::vector<std::string> Fill::fill(const Document& other, Document& survivor) const {
  Segments at;
  Names filled;
  fill_inside(other, survivor, at, filled);
  return filled;
}

void Fill::fill_inside(const Value& other, Value& survivor, Segments& at, Names& filled) const {
  for (const auto& [name, value] : other.items()) {
    if (!has_value(&value)) continue;
    at.push_back(name);
    const auto own = survivor.find(name);
    const bool is_there = own != survivor.end() && has_value(&*own);
    if (is_left(at)) {
      // another rule's, or nobody's
    } else if (is_there) {
      if (is_sub_document(*own) && is_sub_document(value)) fill_inside(value, *own, at, filled);
    } else if (!has_left_inside(at)) {
      survivor[name] = value;
      filled.push_back(dotted(at));
    } else if (is_sub_document(value)) {
      Value part = Value::object();
      fill_inside(value, part, at, filled);
      if (!part.empty()) survivor[name] = std::move(part);
    }
    at.pop_back();
  }
}

bool Fill::is_left(const Segments& at) const {
  return std::ranges::any_of(
      left_, [&](const document::Path& path) { return begins_with(at, path.segments()); });
}

bool Fill::has_left_inside(const Segments& at) const {
  return std::ranges::any_of(
      left_, [&](const document::Path& path) { return begins_with(path.segments(), at); });
}

}  // namespace profilestore::merge
