#include "import/store_claims.hpp"

#include <profilestore/document.hpp>

namespace profilestore::importing {
namespace {

// The `_id` of a member of the store; empty: it is of a source, or there is none.
std::string stored_id_of(const Value& line, const char* name) {
  const auto member = line.find(name);
  if (member == line.end() || !member->is_object() || !member->contains("store")) return "";
  return member->at("_id").dump();
}

std::uint64_t line_in(const std::map<std::string, std::uint64_t>& lines, const std::string& id) {
  const auto found = lines.find(id);
  return found == lines.end() ? 0 : found->second;
}

}  // namespace

std::uint64_t StoreClaims::add(std::uint64_t number, std::string_view line) {
  if (line.find(R"("store":true)") == line.npos) return 0;
  const Value read = Value::parse(line);
  const std::string kept = stored_id_of(read, "survivor"),
                    replaced = stored_id_of(read, "replaces");
  std::uint64_t other = 0;
  if (!kept.empty()) {
    kept_.emplace(kept, number);
    other = line_in(replaced_, kept);
  }
  if (!replaced.empty() && replaced != kept) {
    replaced_.emplace(replaced, number);
    if (other == 0) other = line_in(kept_, replaced);
  }
  return other;
}

}  // namespace profilestore::importing
