#include "arguments/values.hpp"

#include <profilestore/error.hpp>
#include <profilestore/object_id.hpp>

namespace profilestore::cli {

Value value_of(const std::string& text) {
  if (ObjectId::from_hex(text)) return text;
  try {
    Document holder = ejson::parse(R"({"v":)" + text + "}");
    if (holder.size() == 1) return holder["v"];  // else `text` closed the holder's value
  } catch (const MalformedJson&) {
  }
  return text;
}

std::vector<Value> values_of(const std::string& text) {
  if (const auto id = ObjectId::from_hex(text)) return {Value{{"$oid", id->to_hex()}}, text};
  return {value_of(text)};
}

}  // namespace profilestore::cli
