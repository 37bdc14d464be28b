// One operator at one path: the shape that every update operator has.
//
// An operator knows its operand and one leaf, never the document around it. Walking paths, making
// parents and ordering new fields is done once for all of them: place.hpp and paths.hpp. $rename
// alone knows two paths: it is a $set of the one and an $unset of the other (rename.hpp).
#pragma once

#include <functional>
#include <optional>
#include <profilestore/document.hpp>
#include <string_view>

#include "document/comparison.hpp"
#include "document/path.hpp"
#include "update/update.hpp"

namespace profilestore::update {

/// The value at an operator's path, or nothing. Emptied by an operator, the field goes.
using Leaf = std::optional<Value>;

/// What an operator may know besides its leaf and its operand.
struct Context {
  const document::Path& path;  ///< where the leaf is; for messages
  const Value& now;            ///< the date of this update
  bool in_array;               ///< the leaf is, or would be, an element of an array
};

/// An operator whose operand has been read. Changes the leaf in place and returns whether it did:
/// an equal value of another numeric type is a change. Throws InvalidUpdate if the leaf is of a
/// type that the operator does not work on.
using Action = std::function<bool(Leaf&, const Context&)>;

/// One row of the table of operators.
struct Operator {
  std::string_view name;
  /// Throws InvalidUpdate if the operand at `path` is not what the operator takes.
  Action (*read)(const document::Path& path, const Value& operand) = nullptr;
  /// Instead of `read`, of an operator that compares values: also knows how they are compared.
  Action (*read_comparing)(const document::Path& path, const Value& operand,
                           const document::Comparison& order) = nullptr;
  bool only_on_insert = false;
  /// Where no value can ever be at the path ("a.b" while a is a number): nothing to do, no error.
  bool ignores_blocked_path = false;
  /// For an operator that moves the value instead of changing it: reads where it goes.
  document::Path (*read_destination)(const document::Path& source, const Value& operand) = nullptr;
};

struct Operation {
  SharedPath path;  ///< may have positional segments
  const Operator* op;
  Action act;
  /// For an operator that moves: where the value at `path` comes from; there is no `act`. Else
  /// null.
  SharedPath source = nullptr;
};

/// Throws InvalidUpdate (9) for a name that MongoDB does not know.
const Operator& operator_named(std::string_view name);

Action read_set(const document::Path& path, const Value& operand);
Action read_unset(const document::Path& path, const Value& operand);
Action read_inc(const document::Path& path, const Value& operand);
Action read_min(const document::Path& path, const Value& operand,
                const document::Comparison& order);
Action read_max(const document::Path& path, const Value& operand,
                const document::Comparison& order);
Action read_push(const document::Path& path, const Value& operand,
                 const document::Comparison& order);
Action read_add_to_set(const document::Path& path, const Value& operand,
                       const document::Comparison& order);
Action read_current_date(const document::Path& path, const Value& operand);
Action read_mul(const document::Path& path, const Value& operand);
Action read_bit(const document::Path& path, const Value& operand);
Action read_pop(const document::Path& path, const Value& operand);
Action read_pull(const document::Path& path, const Value& operand,
                 const document::Comparison& order);
Action read_pull_all(const document::Path& path, const Value& operand,
                     const document::Comparison& order);

}  // namespace profilestore::update
