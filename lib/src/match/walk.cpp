#include "match/walk.hpp"

#include <span>
#include <string>

#include "document/type.hpp"

namespace profilestore::match {
namespace {

using Segments = std::span<const std::string>;

const Value* field(const Value& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

class Walk {
 public:
  Walk(LeafArray at_end, const Test& test) : at_end_(at_end), test_(test) {}

  bool in_object(const Value& object, Segments rest) const {
    const Value* value = field(object, rest.front());
    return value == nullptr ? test_(nullptr) : at(*value, rest.subspan(1));
  }

 private:
  bool at(const Value& value, Segments rest) const {
    if (value.is_array()) return rest.empty() ? at_leaf_array(value) : in_array(value, rest);
    if (rest.empty()) return test_(&value);
    return document::is_plain_object(value) ? in_object(value, rest) : test_(nullptr);
  }

  bool at_leaf_array(const Value& array) const {
    if (at_end_ == LeafArray::entered)
      for (const Value& element : array)
        if (test_(&element)) return true;
    return test_(&array);
  }

  bool in_array(const Value& array, Segments rest) const {
    for (const Value& element : array)
      if (document::is_plain_object(element) && in_object(element, rest)) return true;
    const auto index = document::index_of(rest.front());
    return index && *index < array.size() && at_index(array[*index], rest.subspan(1));
  }

  bool at_index(const Value& element, Segments rest) const {
    if (rest.empty()) return test_(&element);
    if (element.is_array()) return in_array(element, rest);
    return document::is_plain_object(element) && in_object(element, rest);
  }

  LeafArray at_end_;
  const Test& test_;
};

}  // namespace

bool any_element(const Document& document, const document::Path& path, LeafArray at_end,
                 const Test& test) {
  return Walk(at_end, test).in_object(document, path.segments());
}

}  // namespace profilestore::match
