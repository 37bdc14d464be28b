#include "bench/rows/two_pass.hpp"

#include <fcntl.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "bench/raw.hpp"

namespace bench {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::SIMDJSON_PADDING;

/// A file mapped into memory, followed by what simdjson reads beyond the end.
class Mapped {
 public:
  explicit Mapped(const std::filesystem::path& file)
      : size_(std::filesystem::file_size(file)), mapped_(size_ + SIMDJSON_PADDING) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw std::runtime_error("the source cannot be opened");
    start_ = ::mmap(nullptr, mapped_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const bool done =
        start_ != MAP_FAILED &&
        ::mmap(start_, size_, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED;
    ::close(descriptor);
    if (!done) throw std::runtime_error("the source cannot be mapped");
    ::madvise(start_, size_, MADV_SEQUENTIAL);
  }
  ~Mapped() {
    if (start_ != MAP_FAILED) ::munmap(start_, mapped_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;

  std::string_view text() const { return {static_cast<const char*>(start_), size_}; }

 private:
  std::size_t size_, mapped_;
  void* start_ = MAP_FAILED;
};

using Key = std::array<char, 24>;

struct HashOfKey {
  std::size_t operator()(const Key& key) const {
    return std::hash<std::string_view>()({key.data(), key.size()});
  }
};

struct Best {
  std::int64_t filled = -1, updated = 0;
  std::uint64_t offset = 0;
  std::uint32_t length = 0;
};

/// The digits of an ISO date, as one number.
std::int64_t moment_of(std::string_view date) {
  std::int64_t number = 0;
  for (const char each : date)
    if (each >= '0' && each <= '9') number = number * 10 + (each - '0');
  return number;
}

bool is_filled(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::null:
      return false;
    case ondemand::json_type::string:
      return !value.get_string().value().empty();
    case ondemand::json_type::array: {
      ondemand::array array = value.get_array();
      return !array.is_empty();
    }
    case ondemand::json_type::object: {
      ondemand::object object = value.get_object();
      return !object.is_empty();
    }
    default:
      return true;
  }
}

/// What the first pass wants of a document.
std::pair<Key, Best> rank_of(ondemand::parser& parser, std::string_view line) {
  Key key{};
  Best rank;
  rank.filled = 0;
  ondemand::document document =
      parser.iterate(line.data(), line.size(), line.size() + SIMDJSON_PADDING);
  for (auto field : document.get_object()) {
    const std::string_view name = field.unescaped_key();
    if (name == "userId") {
      const std::string_view text = field.value()["$oid"].get_string();
      if (text.size() != key.size()) throw std::runtime_error("a userId is no ObjectId");
      std::copy(text.begin(), text.end(), key.begin());
      ++rank.filled;
    } else if (name == "updatedAt") {
      rank.updated = moment_of(field.value()["$date"].get_string());
      ++rank.filled;
    } else {
      rank.filled += is_filled(field.value()) ? 1 : 0;
    }
  }
  return {key, rank};
}

struct Survivor {
  std::uint64_t offset;
  std::uint32_t length;
  Key key;
};

std::vector<Survivor> first_pass(std::string_view text) {
  std::unordered_map<Key, Best, HashOfKey> best;
  best.reserve(text.size() / 1200);
  ondemand::parser parser;
  for (std::size_t offset = 0; offset < text.size();) {
    const void* found = std::memchr(text.data() + offset, '\n', text.size() - offset);
    const std::size_t end =
        found == nullptr ? text.size()
                         : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (end > offset) {
      auto [key, rank] = rank_of(parser, text.substr(offset, end - offset));
      rank.offset = offset;
      rank.length = static_cast<std::uint32_t>(end - offset);
      Best& kept = best[key];
      if (std::tie(kept.filled, kept.updated) < std::tie(rank.filled, rank.updated)) kept = rank;
    }
    offset = end + 1;
  }
  std::vector<Survivor> survivors;
  survivors.reserve(best.size());
  for (const auto& [key, kept] : best) survivors.push_back({kept.offset, kept.length, key});
  std::sort(survivors.begin(), survivors.end(),
            [](const Survivor& a, const Survivor& b) { return a.offset < b.offset; });
  return survivors;
}

}  // namespace

std::int64_t two_passes(const std::filesystem::path& source, const std::filesystem::path& store) {
  const Mapped mapped(source);
  const std::vector<Survivor> survivors = first_pass(mapped.text());
  const Database database(store);
  database.run(
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
      "CREATE TABLE profiles(row INTEGER PRIMARY KEY, userId TEXT NOT NULL, doc TEXT NOT NULL);"
      "BEGIN");
  Statement insert(database, "INSERT INTO profiles(userId, doc) VALUES(?1, ?2)");
  for (const Survivor& each : survivors)
    insert.bind(1, std::string_view(each.key.data(), each.key.size()))
        .bind(2, mapped.text().substr(each.offset, each.length))
        .run();
  database.run("COMMIT; CREATE UNIQUE INDEX by_user ON profiles(userId)");
  return static_cast<std::int64_t>(survivors.size());
}

}  // namespace bench
