// Operations → a changed document.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "update/operators/rename.hpp"
#include "update/parsed.hpp"
#include "update/paths.hpp"
#include "update/place.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

[[noreturn]] void refuse(int code, const Operator& op, const document::Path& path,
                         const std::string& message) {
  throw InvalidUpdate(code, message, path.text(), std::string(op.name));
}

[[noreturn]] void refuse_id(const Operator& op, const document::Path& path) {
  refuse(66, op, path,
         fmt::format("Performing an update on the path '{}' would modify the immutable field '_id'",
                     path.text()));
}

// One application of an update to one document.
class Run {
 public:
  Run(Document& document, const Value& now, bool inserting)
      : document_(document), now_(now), inserting_(inserting) {}

  /// Returns whether the document changed. `path` is the operation's, without positional segments.
  bool perform(const Operation& operation, const document::Path& path) {
    if (operation.op->only_on_insert && !inserting_) return false;
    return operation.source ? move(operation, path) : act(*operation.op, path, operation.act);
  }

 private:
  bool act(const Operator& op, const document::Path& path, const Action& action);

  // MongoDB: a $set of the one and an $unset of the other.
  bool move(const Operation& operation, const document::Path& path) {
    const document::Path& source = *operation.source;
    const std::optional<Value> value = value_to_rename(document_, source, path);
    if (!value) return false;
    // MongoDB: not even to move the very _id that is there.
    if (guards_id(path)) refuse_id(*operation.op, path);
    act(*operation.op, path, read_set(path, *value));
    return act(*operation.op, source, read_unset(source, nullptr));
  }

  // MongoDB: an _id that is there never changes, not even to an equal number of another type. Where
  // an upsert has none yet, an operator may give it.
  bool guards_id(const document::Path& path) const {
    return path.segments().front() == "_id" && document_.contains("_id");
  }

  Document& document_;
  const Value& now_;
  bool inserting_;
};

void refuse_dollar_field(const Operator& op, const document::Path& path) {
  const std::string& name = path.segments().front();
  if (name.starts_with('$'))
    refuse(52, op, path,
           fmt::format("The dollar ($) prefixed field '{}' in '{}' is not valid for storage.", name,
                       path.text()));
}

bool Run::act(const Operator& op, const document::Path& path, const Action& action) {
  const bool is_guarded = guards_id(path);
  Place place(document_, path);
  if (place.is_blocked()) {
    if (op.ignores_blocked_path) return false;
    throw place.not_viable(op.name);
  }
  Leaf leaf = place.take();
  const bool changed = action(leaf, {path, now_, place.in_array()});
  const bool wrote = changed && leaf.has_value();
  place.give(std::move(leaf));
  if (changed && is_guarded) refuse_id(op, path);
  // MongoDB: a name with a $ may come into a document when it is inserted, and deeper down at any
  // time, but not as a field of a document that exists.
  if (wrote && !inserting_ && place.depth() == 0) refuse_dollar_field(op, path);
  return changed;
}

}  // namespace

bool Update::is_positional() const { return parsed_->is_positional; }

bool Update::asks_for_now() const {
  return parsed_->pipeline ||
         std::ranges::any_of(parsed_->operations, [](const Operation& operation) {
           return operation.op->name == "$currentDate";
         });
}

std::optional<std::vector<SharedPath>> Update::paths() const {
  if (parsed_->replacement || parsed_->pipeline) return std::nullopt;
  std::vector<SharedPath> paths;
  paths.reserve(parsed_->operations.size());
  for (const Operation& operation : parsed_->operations) {
    // Of a positional one the array is looked at, whether or not it inserts.
    if (operation.op->only_on_insert && !update::is_positional(*operation.path)) continue;
    paths.push_back(is_positional() ? std::make_shared<document::Path>(fixed_part(*operation.path))
                                    : operation.path);
    if (operation.source) paths.push_back(operation.source);
  }
  return paths;
}

bool Update::apply(Document& document, const Value& now, bool inserting,
                   std::optional<std::size_t> position) const {
  if (parsed_->replacement) return replace(document, *parsed_->replacement);
  if (parsed_->pipeline) return update::apply(*parsed_->pipeline, document, now);
  Run run(document, now, inserting);
  bool changed = false;
  if (parsed_->is_positional) {
    for (const Step& step : steps_in(document, *parsed_, position))
      changed |= run.perform(*step.operation, step.path);
  } else {
    for (const Operation& operation : parsed_->operations)
      changed |= run.perform(operation, *operation.path);
  }
  return changed;
}

}  // namespace profilestore::update
