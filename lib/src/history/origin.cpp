#include "history/origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/object_id.hpp>
#include <string>
#include <vector>

#include "catalog/rows.hpp"

namespace profilestore::history {
namespace {

using document::Digest;

constexpr std::size_t most_bytes = 64 << 20;  // to be hashed for one document

// The document's members, with `id` before number `place` of the others; none if that is beyond
// them.
std::string joined(const std::vector<std::string>& others, const std::string& id,
                   std::size_t place) {
  std::string text = "{";
  const auto add = [&text](const std::string& member) {
    text += (text.size() > 1 ? "," : "") + member;
  };
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i == place) add(id);
    add(others[i]);
  }
  if (place == others.size()) add(id);
  return text + "}";
}

}  // namespace

// The digest's first 8 bytes behind a time of 1970: older than any real one, so that an `_id` made
// here never wins by its time.
Value id_of_content(const Digest& content) {
  ObjectId::Bytes bytes{};
  std::copy_n(content.begin(), 8, bytes.begin() + 4);
  return ObjectId(bytes);
}

bool is_as_imported(std::string_view text, const Digest& origin) {
  if (document::digest_of(text) == origin) return true;
  const Document document = catalog::decode(text);
  std::string id;
  std::vector<std::string> others;
  for (const auto& [name, value] : document.items())
    (name == "_id" ? id : others.emplace_back()) =
        fmt::format("{}:{}", Value(name).dump(), value.dump());
  if (document.at("_id") == id_of_content(origin))
    return document::digest_of(joined(others, "", others.size() + 1)) == origin;
  if (others.size() * text.size() > most_bytes) return false;
  for (std::size_t place = 1; place <= others.size(); ++place)
    if (document::digest_of(joined(others, id, place)) == origin) return true;
  return false;
}

}  // namespace profilestore::history
