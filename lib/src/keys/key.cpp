#include "keys/key.hpp"

#include "document/path.hpp"
#include "document/type.hpp"

namespace profilestore::keys {
namespace {

using document::Path;
using document::Type;

enum class Found { value, missing, array };

struct Look {
  Found found;
  const Value* value = nullptr;
};

Look look(const Document& document, const Path& path) {
  const Value* at = &document;
  for (const std::string& segment : path.segments()) {
    at = document::member(*at, segment);
    if (at == nullptr) return {Found::missing};
    if (at->is_array()) return {Found::array};
  }
  return {Found::value, at};
}

bool absent(const Look& look) { return look.found == Found::missing || look.value->is_null(); }

Part part_of(const Look& look) {
  return encode(look.found == Found::value ? *look.value : Value());
}

Extract exempt(std::size_t parts) { return {State::exempt, Key(parts), {}}; }

std::string default_name(const Paths& paths) {
  std::string name;
  for (const std::string& path : paths) name += (name.empty() ? "" : "_") + path + "_1";
  return name;
}

}  // namespace

Index::Index(UniqueIndex rule) : rule_(std::move(rule)) {
  if (rule_.name.empty()) rule_.name = default_name(rule_.paths);
  for (const std::string& path : rule_.paths) paths_.emplace_back(path);
}

Extract Index::extract(const Document& document) const {
  Key key;
  std::size_t missing = 0, absentees = 0;
  for (const Path& path : paths_) {
    const Look found = look(document, path);
    if (found.found == Found::array) return {State::array, {}, path.text()};
    if (absent(found)) {
      if (rule_.missing == Missing::reject) return {State::rejected, {}, path.text()};
      ++absentees;
    }
    if (found.found == Found::missing) ++missing;
    key.push_back(part_of(found));
  }
  // MongoDB: a sparse index skips a document only if all of its fields are missing.
  if (rule_.missing == Missing::sparse && missing == paths_.size()) return exempt(paths_.size());
  if (rule_.missing == Missing::distinct && absentees > 0) return exempt(paths_.size());
  return {State::keyed, std::move(key), {}};
}

Document Index::key_value(const Document& document) const {
  Document values = Document::object();
  for (const Path& path : paths_) {
    const Look found = look(document, path);
    values[path.text()] = found.value == nullptr ? Value() : *found.value;
  }
  return values;
}

Document Index::key_pattern() const {
  Document pattern = Document::object();
  for (const Path& path : paths_) pattern[path.text()] = 1;
  return pattern;
}

}  // namespace profilestore::keys
