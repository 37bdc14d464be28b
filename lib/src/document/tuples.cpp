#include "document/tuples.hpp"

#include "document/type.hpp"

namespace profilestore::document {
namespace {

const Value& undefined() {
  static const Value value{{"$undefined", true}};
  return value;
}

// How far one path has been walked: `value` stands before segment `next`.
struct Walk {
  const Path* path;
  const Value* value;
  std::size_t next = 0;
  bool done = false;

  bool at_end() const { return next == path->segments().size(); }
  const std::string& segment() const { return path->segments()[next]; }
  void end(const Value* found) {
    value = found;
    done = true;
  }
};

class Generator {
 public:
  explicit Generator(Tuples& result) : result_(result) {}

  void expand(std::vector<Walk> walks) {
    const Walk* first = nullptr;
    for (Walk& walk : walks) {
      advance(walk);
      if (walk.done) continue;
      if (first != nullptr && first->value != walk.value) {
        result_.parallel.emplace(first->path->text(), walk.path->text());
        return;
      }
      first = &walk;
    }
    if (first == nullptr) return emit(walks);
    result_.has_array = true;
    const Value& array = *first->value;
    if (array.empty()) return enter(std::move(walks), nullptr);
    for (const Value& element : array) enter(walks, &element);
  }

 private:
  // Up to an array that is to be taken apart, or to the end.
  void advance(Walk& walk) {
    while (!walk.done) {
      if (walk.value->is_array()) {
        if (walk.at_end() || !go_to_index(walk)) return;
      } else if (walk.at_end()) {
        walk.end(walk.value);
      } else if (walk.next > 0 && !is_plain_object(*walk.value)) {
        walk.end(nullptr);
      } else {
        const auto found = walk.value->find(walk.segment());
        if (found == walk.value->end()) {
          walk.end(nullptr);
        } else {
          walk.value = &*found;
          ++walk.next;
        }
      }
    }
  }

  bool go_to_index(Walk& walk) {
    const auto index = index_of(walk.segment());
    if (!index) return false;
    result_.has_array = true;
    if (*index >= walk.value->size()) {
      walk.end(nullptr);
      return true;
    }
    walk.value = &(*walk.value)[*index];
    ++walk.next;
    return true;
  }

  // All walks that wait before the array go into one element of it; null: it has none.
  void enter(std::vector<Walk> walks, const Value* element) {
    for (Walk& walk : walks) {
      if (walk.done) continue;
      if (element == nullptr) {
        walk.end(walk.at_end() ? &undefined() : nullptr);
      } else if (walk.at_end()) {
        walk.end(element);
      } else if (is_plain_object(*element)) {
        walk.value = element;
      } else {
        walk.end(nullptr);
      }
    }
    expand(std::move(walks));
  }

  void emit(const std::vector<Walk>& walks) {
    Tuple tuple;
    for (const Walk& walk : walks) tuple.push_back(walk.value);
    result_.tuples.push_back(std::move(tuple));
  }

  Tuples& result_;
};

}  // namespace

Tuples tuples_at(const Value& document, std::span<const Path> paths) {
  Tuples result;
  std::vector<Walk> walks;
  for (const Path& path : paths) walks.push_back({.path = &path, .value = &document});
  Generator(result).expand(std::move(walks));
  if (result.parallel) result.tuples.clear();
  return result;
}

}  // namespace profilestore::document
