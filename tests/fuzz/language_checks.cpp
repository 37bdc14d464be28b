#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "fuzz/checks.hpp"
#include "fuzz/require.hpp"
#include "match/filter.hpp"
#include "update/update.hpp"

namespace fuzz {
namespace {

using namespace profilestore;

const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    std::vector<Document> read;
    for (const char* text :
         {R"({"_id":1})", R"({"_id":2,"a":1,"b":"x"})", R"({"_id":3,"a":[1,2,3],"b":null})",
          R"({"_id":4,"a":{"b":{"c":5}},"b":true})", R"({"_id":5,"a":[{"b":1},{"b":[2,3]},7]})",
          R"({"_id":6,"a":"text","b":[],"c":{}})", R"({"_id":7,"a":[[1],[2]],"b":{"$date":0}})",
          R"({"_id":{"$oid":"65f000000000000000000001"},"a":{"$numberDecimal":"1.5"},"b":-1.25})"})
      read.push_back(ejson::parse(text));
    return read;
  }();
  return all;
}

bool reads(std::string_view bytes, Document& document) {
  try {
    document = ejson::parse(bytes);
    return document.is_object();
  } catch (const InvalidInput&) {
    return false;
  }
}

Document nested(const char* op, const Document& filter) {
  Document outer = Document::object();
  outer[op] = Value::array({filter});
  return outer;
}

}  // namespace

void check_filter(std::string_view bytes) {
  Document text;
  if (!reads(bytes, text)) return;
  std::optional<match::Filter> filter;
  try {
    filter = match::Filter::parse(text);
  } catch (const InvalidFilter& refusal) {
    require(*refusal.what() != '\0', "a refusal has a reason");
    return;
  }
  const auto again = match::Filter::parse(ejson::parse(ejson::canonical(text))),
             all = match::Filter::parse(nested("$and", text)),
             any = match::Filter::parse(nested("$or", text)),
             none = match::Filter::parse(nested("$nor", text));
  for (const Document& document : documents()) {
    const bool matches = filter->matches(document);
    require(again.matches(document) == matches, "what is printed says the same");
    require(all.matches(document) == matches, "$and of one is that one");
    require(any.matches(document) == matches, "$or of one is that one");
    require(none.matches(document) != matches, "$nor of one is its opposite");
    require(filter->match(document).has_value() == matches, "how it matches is told if it does");
    require(filter->failures(document).empty() == matches, "what fails is told if it does not");
    if (!matches) continue;
    for (const match::Equality& one : filter->equalities())
      require(match::Filter::parse({{one.path, {{"$eq", one.value}}}}).matches(document),
              "each equality holds of what matches");
  }
}

void check_update(std::string_view bytes) {
  Document text;
  if (!reads(bytes, text)) return;
  std::optional<update::Update> update;
  try {
    update = update::Update::parse(text);
  } catch (const InvalidUpdate& refusal) {
    require(*refusal.what() != '\0', "a refusal has a reason");
    return;
  }
  const auto again = update::Update::parse(ejson::parse(ejson::canonical(text)));
  const Value now = ejson::parse(R"({"now":{"$date":1700000000000}})").at("now");
  for (const Document& before : documents()) {
    Document after = before, other = before;
    bool changed = false;
    try {
      changed = update->apply(after, now, false, 0);
    } catch (const InvalidUpdate&) {
      continue;
    }
    require(again.apply(other, now, false, 0) == changed, "what is printed does the same");
    require(other.dump() == after.dump(), "what is printed makes the same");
    require(changed == (after.dump() != before.dump()), "what changed is told");
    require(after.at("_id") == before.at("_id"), "an _id never changes");
    require(ejson::parse(ejson::canonical(after)).dump() == after.dump(),
            "what is made can be printed and read");
  }
}

}  // namespace fuzz
