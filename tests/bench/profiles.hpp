// The profiles that are measured: 1 KB each, the same ones in a store and in a table of SQLite's
// own.
#pragma once

#include <filesystem>
#include <memory>
#include <profilestore/profilestore.hpp>
#include <random>
#include <string>

#include "bench/raw.hpp"

namespace bench {

using profilestore::Collection;
using profilestore::Document;
using profilestore::Durability;
using profilestore::Store;
using profilestore::Value;

constexpr const char* collection_name = "profiles";
constexpr int group_size = 1000;  ///< profiles that share a value at "group"

/// The key of profile `number`, at "userId".
std::string user_id(int number);

/// Profile `number`. `length` is about that of its text in bytes; 300 at least.
Document profile(int number, std::size_t length = 1000);

/// Its text.
std::string body(int number, std::size_t length = 1000);

/// Makes a store with profiles 0 to `count` - 1 and unique keys at `_id` and userId; if `listed`,
/// also with indexes of group and score.
void fill_store(const std::filesystem::path& file, int count, bool listed = false,
                std::size_t length = 1000);

/// Makes `profiles(row, id, userId, grp, score, doc)` of the same profiles with the same indexes.
void fill_table(const std::filesystem::path& file, int count, bool listed = false,
                std::size_t length = 1000);

/// An empty table of that kind.
void create_table(const Database& database, bool listed = false);

/// The same profiles in both.
struct Pair {
  std::filesystem::path store;
  std::filesystem::path raw;
  int count = 0;

  Store open(Durability durability) const { return Store::open(store, {.durability = durability}); }
};

/// settings().profiles of them with unique keys alone; made when it is first asked for.
const Pair& keyed();
/// The same with indexes of group and score.
const Pair& listed();

/// Numbers below `bound`, the same ones in each run.
class Numbers {
 public:
  explicit Numbers(int bound, unsigned seed = 1) : random_(seed), any_(0, bound - 1) {}
  int operator()() { return any_(random_); }

 private:
  std::mt19937 random_;
  std::uniform_int_distribution<int> any_;
};

}  // namespace bench
