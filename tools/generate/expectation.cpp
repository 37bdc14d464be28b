// The rules of an import, said a second time and as plainly as can be.
#include <algorithm>
#include <limits>
#include <tuple>

#include "generate.hpp"

namespace profilestore::generate {
namespace {

std::uint32_t seconds_of(const Id& id) {
  return (std::uint32_t{id[0]} << 24) | (std::uint32_t{id[1]} << 16) | (std::uint32_t{id[2]} << 8) |
         id[3];
}

/// Most complete, then newest `updatedAt` (none is the oldest), then newest ObjectId time, then the
/// greatest `_id`. The content never decides: no two documents of a fixture share an `_id`.
bool worse(const Candidate& a, const Candidate& b) {
  constexpr auto never = std::numeric_limits<std::int64_t>::min();
  return std::tuple(a.filled, a.updated.value_or(never), seconds_of(a.id), a.id) <
         std::tuple(b.filled, b.updated.value_or(never), seconds_of(b.id), b.id);
}

}  // namespace

std::string to_hex(const Id& id) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (const auto byte : id) (hex += digits[byte >> 4]) += digits[byte & 15];
  return hex;
}

Process::Process(Random& random)
    : name_(random.next() & 0xffffffffffU),
      counter_(static_cast<std::uint32_t>(random.next() & 0x7fffffU)) {}

Id Process::make_id(std::int64_t seconds) {
  Id id{};
  put(id, 0, 4, static_cast<std::uint64_t>(seconds));
  put(id, 4, 5, name_);
  put(id, 9, 3, counter_++);
  return id;
}

std::string key_of(const Id& id) { return "o" + std::string(id.begin(), id.end()); }

std::string key_of(std::string_view text) { return "s" + std::string(text); }

std::string key_of_number(std::int64_t hundredths) { return "n" + std::to_string(hundredths); }

void Expectation::add(Candidate candidate) {
  if (candidate.key.empty()) {
    ++without_key_;
  } else {
    groups_[candidate.key].push_back(std::move(candidate));
  }
}

nlohmann::ordered_json Expectation::result() const {
  std::size_t keyed = 0;
  std::vector<std::string> survivors;
  for (const auto& [key, group] : groups_) {
    keyed += group.size();
    survivors.push_back(to_hex(std::max_element(group.begin(), group.end(), worse)->id));
  }
  std::sort(survivors.begin(), survivors.end());
  return {{"read", keyed + without_key_ + broken_},
          {"inserted", groups_.size()},
          {"merged", keyed - groups_.size()},
          {"quarantined", without_key_ + broken_},
          {"survivors", std::move(survivors)}};
}

}  // namespace profilestore::generate
