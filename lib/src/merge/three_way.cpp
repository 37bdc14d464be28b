#include "merge/three_way.hpp"

#include <algorithm>

#include "document/path.hpp"
#include "document/type.hpp"

namespace profilestore::merge {
namespace {

bool is_object(const Value* value) { return value != nullptr && document::is_plain_object(*value); }

// Of two nulls both are missing.
bool same_fields(const Value* a, const Value* b) {
  if (a == nullptr || b == nullptr) return a == b;
  if (!is_object(a) || !is_object(b)) return a->dump() == b->dump();
  if (a->size() != b->size()) return false;
  for (const auto& [name, value] : a->items())
    if (!same_fields(&value, document::member(*b, name))) return false;
  return true;
}

class Merger {
 public:
  explicit Merger(const std::vector<std::string>& mine_wins) : mine_wins_(mine_wins) {}

  Document merge(const Document& base, const Document& theirs, const Document& mine,
                 const std::string& prefix) {
    Document result = Document::object();
    const auto add = [&](const std::string& name) {
      const Value *b = document::member(base, name), *t = document::member(theirs, name),
                  *m = document::member(mine, name);
      if (prefix.empty() && std::ranges::find(mine_wins_, name) != mine_wins_.end()) {
        if (m != nullptr) result[name] = *m;
      } else if (same_fields(m, b)) {
        if (t != nullptr) result[name] = *t;
      } else if (is_object(t) && is_object(m) && (b == nullptr || is_object(b))) {
        result[name] = merge(b == nullptr ? Document::object() : *b, *t, *m, prefix + name + ".");
      } else if (same_fields(t, b) || same_fields(t, m)) {
        if (m != nullptr) result[name] = *m;
      } else {
        overlaps.push_back(prefix + name);
      }
    };
    for (const auto& [name, value] : theirs.items()) add(name);
    for (const auto& [name, value] : mine.items())
      if (document::member(theirs, name) == nullptr) add(name);
    return result;
  }

  std::vector<std::string> overlaps;

 private:
  const std::vector<std::string>& mine_wins_;
};

}  // namespace

ThreeWay merge_three_ways(const Document& base, const Document& theirs, const Document& mine,
                          const std::vector<std::string>& mine_wins) {
  Merger merger(mine_wins);
  Document document = merger.merge(base, theirs, mine, "");
  if (merger.overlaps.empty()) return {std::move(document), {}};
  return {Document::object(), std::move(merger.overlaps)};
}

}  // namespace profilestore::merge
