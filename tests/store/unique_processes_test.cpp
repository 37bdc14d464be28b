// Processes that write to three unique indexes at once: whatever they do, no two documents share a
// key. PROFILESTORE_SECONDS says for how long; without it, a few seconds.
#include <sys/mman.h>

#include <atomic>
#include <chrono>
#include <map>
#include <new>
#include <random>
#include <set>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/reseal.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace store_unique_processes_test {

using namespace profilestore;

namespace {

constexpr int processes = 12, users = 60, mails = 90;

const CollectionOptions three_indexes{
    .indexes = {{"userId"},
                {{"tenant", "name"}, Missing::collide, "", {{"active", true}}},
                {"mails", Missing::sparse}}};

/// What the processes did, in memory that they share.
struct Counts {
  std::atomic<std::int64_t> written = 0, clashed = 0, deleted = 0;
};

class SharedCounts {
 public:
  SharedCounts()
      : counts_(new (::mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Counts) {}
  ~SharedCounts() { ::munmap(counts_, sizeof(Counts)); }
  SharedCounts(const SharedCounts&) = delete;
  SharedCounts& operator=(const SharedCounts&) = delete;
  Counts* operator->() const { return counts_; }

 private:
  Counts* counts_;
};

/// One process's random calls.
class Worker {
 public:
  Worker(const std::filesystem::path& path, std::uint64_t seed)
      : store_(Store::open(
            path, {.durability = Durability::relaxed, .deadline = std::chrono::minutes(1)})),
        profiles_(store_.collection("profiles", three_indexes)),
        random_(seed) {}

  void call(const SharedCounts& counts) try {
    const Document filter{{"userId", user()}};
    switch (below(8)) {
      case 0:
        profiles_.insert_one(profile());
        break;
      case 1:
        profiles_.replace_one(filter, profile(), {.upsert = true});
        break;
      case 2:
        profiles_.update_many({{"tenant", below(3)}}, {{"$set", {{"mails", one_mail()}}}});
        break;
      case 3:
        profiles_.update_one({{"mails", one_mail()}}, {{"$pop", {{"mails", 1}}}});
        break;
      case 4:
        counts->deleted += profiles_.delete_one(filter).deleted_count;
        break;
      default:
        profiles_.update_one(filter, {{"$set", fields()}}, {.upsert = true});
    }
    ++counts->written;
  } catch (const DuplicateKey&) {
    ++counts->clashed;
  } catch (const InvalidUpdate&) {  // $pop of what is no array
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  std::string user() { return "u" + std::to_string(below(users)); }
  std::string one_mail() { return "m" + std::to_string(below(mails)); }

  Document fields() {
    Document fields{{"tenant", below(3)},
                    {"name", "n" + std::to_string(below(users))},
                    {"active", below(2) == 0}};
    const int count = below(4);
    if (count == 1) fields["mails"] = one_mail();
    if (count > 1)
      for (int i = 0; i < count; ++i) fields["mails"].push_back(one_mail());
    return fields;
  }

  Document profile() {
    Document document = fields();
    document["userId"] = user();
    return document;
  }

  Store store_;
  Collection profiles_;
  std::mt19937_64 random_;
};

std::chrono::seconds duration() {
  const char* given = std::getenv("PROFILESTORE_SECONDS");
  return std::chrono::seconds(given == nullptr ? 3 : std::stoi(given));
}

void write_at_once(const std::filesystem::path& path, std::uint64_t seed,
                   const SharedCounts& counts) {
  Signal start;
  std::vector<ChildProcess> children;
  for (unsigned worker = 0; worker < processes; ++worker)
    children.emplace_back([&] {
      Worker me(path, seed + worker);
      start.wait();
      const auto end = std::chrono::steady_clock::now() + duration();
      while (std::chrono::steady_clock::now() < end) me.call(counts);
      return 0;
    });
  start.fire(processes);
  REQUIRE(wait_all(children) == std::vector<int>(processes, 0));
}

// The keys that two documents share, as the documents themselves say: by SQLite's JSON functions …
std::size_t duplicates_in_sql(const std::filesystem::path& path) {
  RawDatabase raw(path);
  std::size_t groups = 0;
  for (const std::string keys : {
           "SELECT DISTINCT row, json_extract(doc, '$.userId') AS key FROM profiles",
           "SELECT DISTINCT row, json_extract(doc, '$.tenant', '$.name') AS key FROM profiles "
           "WHERE json_extract(doc, '$.active') = 1",
           "SELECT DISTINCT row, one.value AS key FROM profiles, json_each(doc, '$.mails') AS one",
       })
    groups += raw.rows("SELECT key FROM (" + keys + ") GROUP BY key HAVING count(*) > 1").size();
  return groups;
}

// … and by a look at each.
std::size_t duplicates_in_cpp(const std::filesystem::path& path) {
  std::map<std::string, int> holders;
  for (const auto& row : RawDatabase(path).rows("SELECT doc FROM profiles ORDER BY row")) {
    auto document = nlohmann::json::parse(row.front());
    std::set<std::string> keys{"user " + document["userId"].dump()};
    if (document["active"] == true)
      keys.insert("name " + document["tenant"].dump() + document["name"].dump());
    if (document.contains("mails"))
      for (const auto& mail : document["mails"]) keys.insert("mail " + mail.dump());
    for (const std::string& key : keys) ++holders[key];
  }
  return static_cast<std::size_t>(std::count_if(
      holders.begin(), holders.end(), [](const auto& holder) { return holder.second > 1; }));
}

}  // namespace

TEST_CASE("12 processes that write to three unique indexes at once leave no duplicate",
          "[store][unique][processes]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  temporary::Folder folder;
  const auto path = folder / "p.db";
  const SharedCounts counts;
  write_at_once(path, seed, counts);
  WARN(counts->written << " written, " << counts->clashed << " clashed, " << counts->deleted
                       << " deleted");
  CHECK(counts->written > 100);
  CHECK(counts->clashed > 100);
  CHECK(counts->deleted > 10);
  CHECK(duplicates_in_sql(path) == 0);
  CHECK(duplicates_in_cpp(path) == 0);
  const CheckReport report = Store::open(path, temporary::quick()).check();
  CHECK(report.faults == std::vector<std::string>{});
  CHECK(report.documents > 0);
}

TEST_CASE("Duplicates that were written behind the store's back are seen by both scans",
          "[store][unique][processes]") {
  for (const char* text :
       {R"({"_id":9,"userId":"u1"})",
        R"({"_id":9,"userId":"u9","tenant":1,"name":"n","active":true})",
        R"({"_id":9,"userId":"u9","mails":["x","m"]})", R"({"_id":9,"userId":"u9","mails":"m"})"}) {
    INFO(text);
    temporary::Folder folder;
    const auto path = folder / "p.db";
    Store::open(path, temporary::quick())
        .collection("profiles", three_indexes)
        .insert_one({{"userId", "u1"},
                     {"tenant", 1},
                     {"name", "n"},
                     {"active", true},
                     {"mails", {"m", "m"}}});
    CHECK(duplicates_in_sql(path) + duplicates_in_cpp(path) == 0);
    RawDatabase(path).run("INSERT INTO profiles (doc) VALUES ('" + std::string(text) + "')");
    reseal(path, "profiles");
    CHECK(duplicates_in_sql(path) == 1);
    CHECK(duplicates_in_cpp(path) == 1);
  }
}

}  // namespace store_unique_processes_test
