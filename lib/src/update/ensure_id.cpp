// The `_id` of a new document.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>
#include <profilestore/object_id.hpp>

#include "document/type.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

using document::Type;

// MongoDB: at any depth of an _id.
void refuse_dollar_fields(const Value& value) {
  if (value.is_array()) std::for_each(value.begin(), value.end(), refuse_dollar_fields);
  if (!document::is_plain_object(value)) return;
  for (auto field = value.begin(); field != value.end(); ++field) {
    if (field.key().starts_with('$'))
      throw InvalidUpdate(52,
                          fmt::format("_id fields may not contain '$'-prefixed fields: {} is not "
                                      "valid for storage.",
                                      field.key()),
                          "_id", "");
    refuse_dollar_fields(field.value());
  }
}

void check_id(const Value& id) {
  const Type type = document::type_of(id);
  if (type == Type::array || type == Type::regex || type == Type::undefined)
    throw InvalidUpdate(
        53, fmt::format("The '_id' value cannot be of type {}", document::alias(type)), "_id", "");
  refuse_dollar_fields(id);
}

Document with_first(Value id, Document& document) {
  Document ordered = {{"_id", std::move(id)}};
  auto& fields = ordered.get_ref<Document::object_t&>();
  for (auto field = document.begin(); field != document.end(); ++field)
    if (field.key() != "_id") fields.emplace_back(field.key(), std::move(field.value()));
  return ordered;
}

}  // namespace

void ensure_id(Document& document) {
  const auto found = document.find("_id");
  if (found == document.end()) {
    document = with_first(ObjectId::generate(), document);
    return;
  }
  check_id(*found);
  if (found != document.begin()) document = with_first(std::move(*found), document);
}

}  // namespace profilestore::update
