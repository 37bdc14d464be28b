// The document that an upsert starts from.
#include <fmt/format.h>
#include <map>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "update/parsed.hpp"
#include "update/paths.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

// By path, in bytes' order. The values belong to the filters.
using Pins = std::map<std::string, const Value*, std::less<>>;

[[noreturn]] void refuse_seed(const std::string& path, const std::string& reason) {
  throw InvalidUpdate(54, "cannot infer query fields to set, " + reason, path, "");
}

Pins pins_of(std::span<const match::Equality> equalities) {
  Pins pins;
  for (const match::Equality& equality : equalities) {
    const auto [pin, is_new] = pins.emplace(equality.path, &equality.value);
    if (!is_new && !document::equal(*pin->second, equality.value))
      refuse_seed(equality.path, fmt::format("path '{}' is matched twice", equality.path));
  }
  return pins;
}

void check_parents(const Pins& pins, std::string_view path) {
  for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1)) {
    const std::string_view parent = path.substr(0, dot);
    if (pins.contains(parent))
      refuse_seed(std::string(path),
                  fmt::format("both paths '{}' and '{}' are matched", path, parent));
  }
}

// MongoDB: a replacement takes nothing else from the filter, so other clashes are no error.
Document seed_id(std::span<const match::Equality> equalities) {
  Document document = Document::object();
  for (const match::Equality& equality : equalities) {
    if (equality.path.starts_with("_id."))
      throw InvalidUpdate(111,
                          fmt::format("field at '_id' must be exactly specified, field at sub-path "
                                      "'{}' found",
                                      equality.path),
                          equality.path, "");
    if (equality.path != "_id") continue;
    if (document.contains("_id") && !document::equal(document["_id"], equality.value))
      refuse_seed("_id", "path '_id' is matched twice");
    document["_id"] = equality.value;
  }
  return document;
}

}  // namespace

Document Update::seed(std::span<const match::Equality> equalities) const {
  return parsed_->replacement ? seed_id(equalities) : update::seed(equalities);
}

Document seed(std::span<const match::Equality> equalities) {
  const Pins pins = pins_of(equalities);
  Document document = Document::object();
  for (const bool id : {true, false})
    for (const auto& [text, value] : pins) {
      const document::Path path(text);
      if ((path.segments().front() == "_id") != id) continue;
      check_parents(pins, text);
      check_storable(path, "");
      document::put(document, path, *value);
    }
  return document;
}

}  // namespace profilestore::update
