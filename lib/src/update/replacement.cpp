// Replacement documents: every field but the _id.
#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "update/parsed.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

void check_replacement(const Document& replacement) {
  if (replacement.is_array())
    throw InvalidUpdate(9, "A pipeline-style update (an array) is not supported as a replacement",
                        "", "");
  if (!replacement.is_object()) throw InvalidUpdate(9, "A replacement must be an object", "", "");
  for (auto field = replacement.begin(); field != replacement.end(); ++field)
    if (field.key().starts_with('$'))
      throw InvalidUpdate(9,
                          fmt::format("The replacement document must not contain the update "
                                      "operator or dollar ($) prefixed field '{}': use it in an "
                                      "update instead",
                                      field.key()),
                          field.key(), "");
}

// MongoDB: an equal number of another type is the same _id; the one that is there stays.
void check_same_id(const Value& id, const Value& replacing) {
  if (document::equal(id, replacing)) return;
  throw InvalidUpdate(66,
                      "After applying the update, the (immutable) field '_id' was found to have "
                      "been altered: leave it out of the replacement, or give the same",
                      "_id", "");
}

}  // namespace

Update Update::parse_replacement(const Document& replacement) {
  check_replacement(replacement);
  auto parsed = std::make_shared<Parsed>();
  parsed->replacement = replacement;
  Update result;
  result.parsed_ = std::move(parsed);
  return result;
}

bool replace(Document& document, const Document& replacement) {
  const auto id = document.find("_id");
  const auto replacing = replacement.find("_id");
  Document result = Document::object();
  auto& fields = result.get_ref<Document::object_t&>();
  if (id != document.end()) {
    if (replacing != replacement.end()) check_same_id(*id, *replacing);
    fields.emplace_back("_id", *id);
  } else if (replacing != replacement.end()) {
    fields.emplace_back("_id", *replacing);
  }
  for (auto field = replacement.begin(); field != replacement.end(); ++field)
    if (field.key() != "_id") fields.emplace_back(field.key(), field.value());
  // MongoDB compares with the replacement as it was given: one without the _id always writes.
  const bool changed = !document::identical(document, replacement);
  document = std::move(result);
  return changed;
}

}  // namespace profilestore::update
