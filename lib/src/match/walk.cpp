#include "match/walk.hpp"

#include <span>
#include <string>

#include "document/time_limit.hpp"
#include "document/type.hpp"

namespace profilestore::match {
namespace {

using Segments = std::span<const std::string>;

/// An array is entered by index here alone: as the document of an $elemMatch.
const Value* field(const Value& object, const std::string& name) {
  if (object.is_array()) {
    const auto index = document::index_of(name);
    return index && *index < object.size() ? &object[*index] : nullptr;
  }
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

class Walk {
 public:
  Walk(LeafArray at_end, const Test& test, std::optional<std::size_t>* position)
      : at_end_(at_end), test_(test), position_(position) {}

  bool in_object(const Value& object, Segments rest) const {
    const Value* value = field(object, rest.front());
    return value == nullptr ? test(nullptr) : at(*value, rest.subspan(1));
  }

 private:
  bool test(const Value* element) const {
    document::TimeLimit::look();
    return test_(element);
  }

  bool at(const Value& value, Segments rest) const {
    if (value.is_array()) return rest.empty() ? at_leaf_array(value) : in_array(value, rest);
    if (rest.empty()) return test(&value);
    return document::is_plain_object(value) ? in_object(value, rest) : test(nullptr);
  }

  bool at_leaf_array(const Value& array) const {
    if (at_end_ == LeafArray::entered)
      for (std::size_t i = 0; i < array.size(); ++i)
        if (test(&array[i])) return passed_in(i);
    return test(&array);
  }

  bool in_array(const Value& array, Segments rest) const {
    const auto index = document::index_of(rest.front());
    for (std::size_t i = 0; i < array.size(); ++i) {
      const Value& element = array[i];
      if (document::is_plain_object(element) && in_object(element, rest)) return passed_in(i);
      if (index == i && at_index(element, rest.subspan(1))) return true;
    }
    return false;
  }

  bool at_index(const Value& element, Segments rest) const {
    if (rest.empty()) return test(&element);
    if (element.is_array()) return in_array(element, rest);
    return document::is_plain_object(element) && in_object(element, rest);
  }

  /// Called from the innermost array outwards: the outermost says the last word.
  bool passed_in(std::size_t index) const {
    if (position_ != nullptr) *position_ = index;
    return true;
  }

  LeafArray at_end_;
  const Test& test_;
  std::optional<std::size_t>* position_;
};

}  // namespace

bool any_element(const Document& document, const document::Path& path, LeafArray at_end,
                 const Test& test, std::optional<std::size_t>* position) {
  return Walk(at_end, test, position).in_object(document, path.segments());
}

}  // namespace profilestore::match
