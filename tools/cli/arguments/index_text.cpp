#include "arguments/index_text.hpp"

#include <fmt/format.h>

#include "arguments/arguments.hpp"

namespace profilestore::cli {

Document described(const Index& index) {
  Document keys = Document::object();
  for (std::size_t i = 0; i < index.paths.size(); ++i)
    keys[index.paths[i]] = index.paths.direction(i);
  Document entry{{"v", 2}, {"key", keys}, {"name", index.name}};
  if (index.unique && index.name != "_id_") entry["unique"] = true;
  if (!index.where.empty()) entry["partialFilterExpression"] = index.where;
  if (index.collation) entry["collation"] = document_of(*index.collation);
  if (!index.normalise.empty()) entry["normalise"] = value_of(index.normalise);
  if (index.missing == Missing::sparse) entry["sparse"] = true;
  if (index.missing == Missing::reject) entry["required"] = true;
  if (index.missing == Missing::distinct) entry["distinct"] = true;
  if (index.expire_after) entry["expireAfterSeconds"] = index.expire_after->count();
  return entry;
}

Paths directed_paths_of(const std::string& text) {
  std::vector<IndexPath> paths;
  for (const std::string& path : paths_of("--keys", text)) {
    const std::size_t colon = path.rfind(':');
    const std::string direction = colon == path.npos ? "1" : path.substr(colon + 1);
    if (colon == 0 || (direction != "1" && direction != "-1"))
      throw InvalidInput(2,
                         fmt::format("--keys '{}': '{}' is not PATH, PATH:1 or PATH:-1; if a name "
                                     "contains a colon, create the index with exec",
                                     text, path));
    paths.emplace_back(path.substr(0, colon), direction == "1" ? 1 : -1);
  }
  return Paths(std::move(paths));
}

std::string text_of(const Paths& paths) {
  bool plain = true;
  for (std::size_t i = 0; i < paths.size(); ++i) plain = plain && paths.direction(i) == 1;
  std::string text;
  for (std::size_t i = 0; i < paths.size(); ++i)
    text += (i == 0 ? "" : ",") + paths[i] + (plain ? "" : fmt::format(":{}", paths.direction(i)));
  return text;
}

}  // namespace profilestore::cli
