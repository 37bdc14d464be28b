#include "keys/key.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/path.hpp"
#include "document/tuples.hpp"
#include "keys/collated.hpp"

namespace profilestore::keys {
namespace {

using document::Path;

struct Look {
  const Value* value = nullptr;  ///< a null pointer: there is none
  bool array = false;            ///< an array is there, or on the way
};

Look look(const Document& document, const Path& path) {
  const Value* at = &document;
  for (const std::string& segment : path.segments()) {
    at = document::member(*at, segment);
    if (at == nullptr) return {};
    if (at->is_array()) return {nullptr, true};
  }
  return {at};
}

std::string default_name(const Paths& paths) {
  std::string name;
  for (std::size_t i = 0; i < paths.size(); ++i)
    name += fmt::format("{}{}_{}", i == 0 ? "" : "_", paths[i], paths.direction(i));
  return name;
}

/// One key in the making: what the rule for missing values says of it.
class Maker {
 public:
  explicit Maker(const Indexer& index)
      : index_(index), paths_(index.paths()), rule_(index.rule().missing) {
    key_.reserve(paths_.size());
  }

  /// The value at the next path; a null pointer where there is none.
  void add(const Value* value) {
    static const Value null;
    if (value == nullptr) ++missing_;
    if (value == nullptr || value->is_null()) {
      if (!fault_) fault_ = &paths_[key_.size()];
      ++absent_;
    }
    key_.push_back(index_.part_of(key_.size(), value == nullptr ? null : *value));
  }

  // MongoDB: a sparse index skips a document only if all of its fields are missing.
  bool exempt() const {
    return (rule_ == Missing::sparse && missing_ == paths_.size()) ||
           (rule_ == Missing::distinct && absent_ > 0);
  }
  /// The path that is required and has no value; a null pointer if there is none.
  const Path* rejected() const { return rule_ == Missing::reject ? fault_ : nullptr; }
  Key key() && { return std::move(key_); }

  void tell(Extract& extract) const {
    extract.missing = extract.missing || missing_ > 0;
    extract.null = extract.null || (missing_ == 0 && absent_ == paths_.size());
  }

 private:
  const Indexer& index_;
  const std::vector<Path>& paths_;
  Missing rule_;
  Key key_;
  std::size_t missing_ = 0, absent_ = 0;
  const Path* fault_ = nullptr;
};

}  // namespace

Indexer::Indexer(Index rule) : rule_(std::move(rule)) {
  if (rule_.name.empty()) rule_.name = default_name(rule_.paths);
  for (const std::string& path : rule_.paths) paths_.emplace_back(path);
  if (rule_.collation) collator_.emplace(*rule_.collation);
  rule_.normalise = rule_.normalise.over(rule_.paths);
  if (rule_.normalise.empty()) return;
  for (const std::string& path : rule_.paths) normalisers_.emplace_back(rule_.normalise.at(path));
}

Part Indexer::part_of(std::size_t path, const Value& value) const {
  if (normalisers_.empty() || !normalisers_[path].any())
    return collator_ ? encode(value, *collator_) : encode(value);
  Value form = normalisers_[path].value(value);
  return collator_ ? encode(form, *collator_) : encode(std::move(form));
}

Value Indexer::form_of(std::size_t path, const Value& value) const {
  return normalisers_.empty() ? value : normalisers_[path].value(value);
}

// The version of the weights changes whenever that of the characters does.
std::string Indexer::icu_version() const {
  if (collator_) return collator_->version();
  return normalisers_.empty() ? "" : Collator(Collation{}).version();
}

bool Indexer::equals_under(const std::optional<Collation>& collation) const {
  if (!normalisers_.empty()) return false;
  if (!rule_.collation || !collation) return rule_.collation.has_value() == collation.has_value();
  return rule_.collation->strength == collation->strength &&
         rule_.collation->case_level == collation->case_level;
}

Value Indexer::collated(const Value& value) const {
  return collator_ ? keys::collated(value, *collator_) : value;
}

Extract Indexer::extract(const Document& document) const {
  Maker made(*this);
  for (const Path& path : paths_) {
    const Look found = look(document, path);
    if (found.array) return extract_several(document, path);
    made.add(found.value);
  }
  Extract extract{State::exempt};
  made.tell(extract);
  if (const Path* path = made.rejected()) {
    extract.state = State::rejected;
    extract.path = path->text();
  } else if (!made.exempt()) {
    extract.state = State::keyed;
    extract.key = std::move(made).key();
    return extract;
  }
  extract.key.resize(size());
  return extract;
}

Extract Indexer::extract_several(const Document& document, const Path& array) const {
  const auto found = document::tuples_at(document, paths_);
  if (found.parallel) return {State::parallel, Key(size()), {}, found.parallel->second};
  Extract extract{State::several, Key(size()), {}, array.text()};
  for (const document::Tuple& tuple : found.tuples) {
    Maker made(*this);
    for (const Value* value : tuple) made.add(value);
    made.tell(extract);
    if (const Path* path = made.rejected()) {
      extract.state = State::rejected;
      extract.path = path->text();
      extract.keys.clear();
      return extract;
    }
    if (!made.exempt()) extract.keys.push_back(std::move(made).key());
  }
  std::sort(extract.keys.begin(), extract.keys.end());
  extract.keys.erase(std::unique(extract.keys.begin(), extract.keys.end()), extract.keys.end());
  return extract;
}

Document Indexer::key_value(const Document& document, const Key& key) const {
  Document values = Document::object();
  for (const document::Tuple& tuple : document::tuples_at(document, paths_).tuples) {
    Maker made(*this);
    for (std::size_t i = 0; i < size(); ++i) {
      made.add(tuple[i]);
      values[paths_[i].text()] = tuple[i] == nullptr ? Value() : *tuple[i];
    }
    if (std::move(made).key() == key) break;
  }
  return values;
}

Document Indexer::key_pattern() const {
  Document pattern = Document::object();
  for (std::size_t i = 0; i < size(); ++i) pattern[rule_.paths[i]] = rule_.paths.direction(i);
  return pattern;
}

}  // namespace profilestore::keys
