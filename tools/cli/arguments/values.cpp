#include "arguments/values.hpp"

#include <algorithm>
#include <iterator>
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

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    parts.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

std::vector<std::string> parts_of_all(const std::vector<std::string>& lists) {
  std::vector<std::string> parts;
  for (const std::string& list : lists)
    std::ranges::move(parts_of(list), std::back_inserter(parts));
  return parts;
}

}  // namespace profilestore::cli
